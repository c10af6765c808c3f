import fs from "node:fs";
import path from "node:path";
import { expect } from "chai";
import { Child, traceOf } from "./runtime-child.ts";

const FILES = {
  "helper.ts": `import { base } from "./lib/base.js";
import data from "./data.json" with { type: "json" };
export let count: number = 0;
export function increase(): void { count++; }
export const total = (x: number): number => x + base + data.n;
export function boom(): never {
  throw new RangeError("boom");
}
export const here = import.meta.filename;
export const lazy = () => import("./lib/base");`,
  "lib/base.ts": "export const base: number = 100;",
  "data.json": '{ "n": 1000 }',
  "bad.ts": "export const x: number = ;",
  "old.cjs": "exports.z = 5; exports.base = require('./lib/base').base;",
  "first.ts":
    "import { second } from './second'; export const first = (): number => second() + 1; export const later = await Promise.resolve(3);",
  "second.ts": "import { first } from './first'; export const second = () => 5; export const again = () => first();",
  "node_modules/both/package.json": '{ "type": "module", "exports": { "import": "./esm.js", "require": "./cjs.cjs" } }',
  "node_modules/both/esm.js": "export const kind = 'esm';",
  "node_modules/both/cjs.cjs": "exports.kind = 'cjs';",
  "node_modules/old/package.json": '{ "main": "main.js" }',
  "node_modules/old/main.js": "exports.one = 1; exports.fail = function fail() { throw new Error('of old'); };",
};

describe("imports in the runtime", () => {
  let child: Child;
  beforeEach(async () => {
    child = await Child.start();
    child.write(FILES);
  });
  afterEach(() => child.stop());

  it("find packages by their import conditions, CommonJS ones by name and default, and built-ins", async () => {
    const cell = `import { kind } from "both"; import old, { one } from "old"; import path, { sep } from "node:path"; import * as fs from "fs";
      [kind, one, old.one, sep === path.sep, fs.existsSync("helper.ts"), require("both").kind, require("old").one].join()`;
    expect(await child.value(cell)).to.equal("'esm,1,1,true,true,cjs,1'");
  });

  it("find local files with any extension left out, with live bindings and one identity", async () => {
    expect(await child.value('const h = await import("./helper"); [h.total(1), h.count]')).to.equal("[ 1101, 0 ]");
    const cell =
      'h.increase(); const again = await import("./helper.ts"); [again === h, h.count, h.here === __axonlab.meta.dirname + "/helper.ts"]';
    expect(await child.value(cell)).to.equal("[ true, 1, true ]");
    expect(await child.value('import data from "./data.json"; data')).to.equal("{ n: 1000 }");
    expect(await child.value("(await h.lazy()).base")).to.equal("100");
  });

  it("read a file again that was edited, or that imports an edited one, and keep all others", async () => {
    await child.run(
      'const helper = await import("./helper"); helper.increase(); const base = await import("./lib/base"); const both = await import("./first")',
    );
    child.write({ "lib/base.ts": "export const base: number = 200;" });
    expect(
      await child.value('const helper2 = await import("./helper"); [helper2.total(1), helper2.count, helper.total(1)]'),
    ).to.equal("[ 1201, 0, 1101 ]");
    expect(await child.value('(await import("./first")) === both')).to.equal("true");
    expect(await child.value('require("./old.cjs").base')).to.equal("200");
    child.write({ "lib/base.ts": "export const base: number = 300;" });
    expect(await child.value('require("./old.cjs").base + require("./helper").total(0)')).to.equal("1600");
    expect(await child.value('import fromOld from "./old.cjs"; fromOld.base')).to.equal("300");
  });

  it("link cycles and wait for top-level await", async () => {
    expect(await child.value('import { first, later } from "./first"; [first(), later]')).to.equal("[ 6, 3 ]");
    const twice = '(await Promise.all([import("./second"), import("./first"), import("./helper")])).length';
    expect(await child.value(twice)).to.equal("3");
  });

  it("name the line of a local file's TypeScript in a stack, and the place of its syntax error", async () => {
    const trace = traceOf(await child.run('import { boom } from "./helper"; boom()'));
    expect(trace)
      .to.include('  7 |   throw new RangeError("boom");')
      .and.to.match(/at .*boom \(\.\/helper\.ts:7:9\)\n {4}at In \[1\]:1:34/);
    const syntax = traceOf(await child.run('import "./bad"'));
    expect(syntax).to.match(/^SyntaxError: .*\(\.\/bad\.ts:1:26\)\n {2}1 \| export const x: number = ;\n {31}\^/);
  });

  it("say what is missing and what to do, and work once that is done", async () => {
    const file = await child.run('import "./helpr"');
    expect(file.error?.evalue).to.include('"./helpr"').and.to.include("./helper.ts");
    expect((await child.run('import { nowhere } from "late/sub"')).error?.evalue).to.include("npm install late");
    fs.writeFileSync(path.join(child.folder, "pnpm-lock.yaml"), "");
    expect((await child.run('require("@scope/late")')).error?.evalue)
      .to.include("pnpm add @scope/late")
      .and.to.include(child.folder);
    child.write({
      "node_modules/late/package.json":
        '{ "type": "module", "exports": { ".": "./late.js", "./sub": "./late.js" }, "imports": { "#own": "./own.js" } }',
      "node_modules/late/late.js":
        "export { default } from '#own'; export const kind = import.meta.resolve('late').endsWith('/late/late.js') && 'of late';",
      "node_modules/late/own.js": "export default 'installed';",
    });
    expect(await child.value('import late from "late"; late')).to.equal("'installed'");
    expect(await child.value('import { kind } from "late/sub"; kind')).to.equal("'of late'");
    child.write({
      "node_modules/@scope/late/package.json": '{ "main": "own.js", "imports": { "#deep": "./deep.js" } }',
      "node_modules/@scope/late/own.js": "exports.deep = require('#deep');",
      "node_modules/@scope/late/deep.js": "module.exports = 'deep';",
      "node_modules/single.js": "exports.file = 'single';",
    });
    expect(await child.value('require("@scope/late").deep + require("single").file')).to.equal("'deepsingle'");
  });

  it("find a package by its own name, by its own short names, and what a URL holds", async () => {
    child.write({
      "package.json": '{ "name": "self", "exports": { "./it": "./it.js" }, "imports": { "#it": "./it.js" } }',
      "it.js": "export default 'it';",
    });
    expect(await child.value('import it from "self/it"; import short from "#it"; it + short')).to.equal("'itit'");
    expect(await child.value('import data from "data:text/javascript,export default 5"; data')).to.equal("5");
    expect(await child.value('require("fs") === require("node:fs")')).to.equal("true");
  });

  it("run a file again that failed", async () => {
    child.write({
      "shaky.ts":
        "import fs from 'node:fs'; if (!fs.existsSync('flag')) throw new Error('no flag'); export default 'fine';",
    });
    expect((await child.run('import "./shaky"')).error?.evalue).to.equal("no flag");
    child.write({ flag: "" });
    expect(await child.value('import shaky from "./shaky"; shaky')).to.equal("'fine'");
  });

  it("give tslab's display API", async () => {
    const { events } = await child.run(
      'import * as tslab from "tslab"; tslab.display.html("<b>x</b>"); const d = tslab.newDisplay(); d.text("1"); d.text("2"); d.png(new Uint8Array([1, 2])); tslab.versions.node',
    );
    const shown = events.flatMap((event) => (event.op === "display" ? [[event.data, event.update]] : []));
    expect(shown).to.deep.equal([
      [{ "text/html": "<b>x</b>" }, false],
      [{ "text/plain": "1" }, false],
      [{ "text/plain": "2" }, true],
      [{ "image/png": "AQI=" }, true],
    ]);
  });
});
