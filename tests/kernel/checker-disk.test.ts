import { rmSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { Notebook } from "./checking.ts";

describe("Checker, when files change on disk", () => {
  let notebook: Notebook;
  before(() => {
    notebook = new Notebook({
      "tsconfig.json":
        '{ // comments are fine\n "compilerOptions": { "noUncheckedIndexedAccess": true, "paths": { "@lib/*": ["./lib/*"] } } }',
      "lib/tool.ts": "export const tool = 1;",
    });
  });
  after(() => notebook.close());

  it("reads an edited local file again", async () => {
    notebook.write("edited.ts", "export const value = 1;");
    expect(await notebook.run("import { value } from './edited'")).to.deep.equal([]);
    expect(await notebook.run("value.toFixed()")).to.deep.equal([]);
    notebook.write("edited.ts", "export const value = 'text';");
    expect(await notebook.run("value.toFixed()")).to.deep.equal([2551]);
    expect(await notebook.run("import { value } from './edited'")).to.deep.equal([]);
    expect(await notebook.run("value.length")).to.deep.equal([]);
  });

  it("sees a file that is made or removed", async () => {
    expect(await notebook.run("import { late } from './late'")).to.deep.equal([2307]);
    notebook.write("late.ts", "export const late = 1;");
    expect(await notebook.run("import { late } from './late'")).to.deep.equal([]);
    expect(await notebook.run("late.toFixed(); late.nope")).to.deep.equal([2339]);
    rmSync(join(notebook.folder, "late.ts"));
    expect(await notebook.run("import { late } from './late'")).to.deep.equal([2307]);
  });

  it("sees a package as soon as it is installed", async () => {
    const cell = "import { fresh } from 'fresh'; fresh.toFixed()";
    expect(await notebook.run(cell)).to.deep.equal([2307]);
    notebook.write("node_modules/fresh/package.json", '{ "name": "fresh", "types": "index.d.ts" }');
    notebook.write("node_modules/fresh/index.d.ts", "export declare const fresh: number;");
    expect(await notebook.run(cell)).to.deep.equal([]);
    expect(await notebook.run("fresh.length")).to.deep.equal([2339]);
  });

  it("keeps to the strictness and the paths of the folder's tsconfig.json", async () => {
    expect(await notebook.run("import { tool } from '@lib/tool'; tool.toFixed(); [1][0].toFixed()")).to.deep.equal([
      2532,
    ]);
  });
});
