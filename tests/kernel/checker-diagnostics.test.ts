import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { Notebook } from "./checking.ts";

describe("Checker's diagnostics", () => {
  let notebook: Notebook;
  before(() => {
    notebook = new Notebook({
      "wrong.ts": "import './alsowrong';\nexport const x: string = 5;",
      "alsowrong.ts": "export const emoji = '😀'; const y: number = emoji;",
      "right.ts": "export const ok = 1;",
      "node_modules/untyped/package.json": '{ "name": "untyped", "main": "index.js" }',
      "node_modules/untyped/index.js": "exports.x = 1",
    });
  });
  after(() => notebook.close());
  beforeEach(() => notebook.checker.reset());

  const only = async (source: string) => {
    const found = await notebook.check(source);
    expect(found).to.have.lengthOf(1);
    return found[0] as (typeof found)[0];
  };

  it("give code, place and text in the user's own source, beside emoji too", async () => {
    const source = "let s = '😀'; let n: number = s";
    const { code, category, text, start, end } = await only(source);
    expect({ code, category, text }).to.deep.equal({ code: 2322, category: "error", text: source });
    expect(source.slice(start, end)).to.equal("n");
  });

  it("offer what was meant", async () => {
    expect((await only("'x'.toUperCase()")).message).to.contain("Did you mean 'toUpperCase'?");
    await notebook.run("let counter = 1");
    expect((await only("countr + 1")).message).to.contain("Did you mean 'counter'?");
  });

  it("tell the whole chain of reasons", async () => {
    const { message } = await only(
      "const o: { a: { b: number } } = { a: { b: 1 } }; const p: { a: { b: string } } = o",
    );
    expect(message.split("\n")).to.have.lengthOf(3);
    expect(message.split("\n")[2]).to.match(/^ {4}Type 'number' is not assignable to type 'string'/);
  });

  it("come sorted by place", async () => {
    const found = await notebook.check("let a: number = ''; nope; let b: string = 1");
    expect(found.map(({ start }) => start)).to.deep.equal([4, 20, 30]);
  });

  it("say nothing of the names that hold earlier cells", async () => {
    await notebook.run("namespace N { export class T { private a = 1 } } let t = new N.T()");
    await notebook.run("namespace N { export class T { private b = 1 } }");
    const found = await notebook.check("t = new N.T(); t.c; N.x; let s: string = t");
    const messages = found.map(({ message }) => message).join("\n");
    expect(found.length).to.be.greaterThan(2);
    expect(messages).to.not.match(/__cell|__axonlab/);
  });

  it("call an earlier const a constant", async () => {
    await notebook.run("const c = 1");
    const { code, message } = await only("c = 2");
    expect({ code, message }).to.deep.equal({
      code: 2588,
      message: "Cannot assign to 'c' because it is a constant.",
    });
  });

  it("give the command that installs a missing package in that folder", async () => {
    const { code, message } = await only("import { x } from '@scope/pkg/sub'");
    expect(code).to.equal(2307);
    expect(message).to.contain("npm install @scope/pkg").and.to.contain(notebook.folder);
    notebook.write("pnpm-lock.yaml", "");
    expect((await only("import x from 'pkg-of-pnpm'")).message).to.contain("pnpm add pkg-of-pnpm");
    expect((await only("import 'bare-side-effect'")).message).to.contain("pnpm add bare-side-effect");
    expect((await only("import x from './nofile'")).message).to.not.contain("add");
  });

  it("do not complain of a package without types", async () => {
    expect(await notebook.check("import { x } from 'untyped'; x.anything; import 'untyped'")).to.deep.equal([]);
  });

  it("show errors of imported local files at their place in that file", async () => {
    const found = await notebook.check("import { x } from './wrong'; import { ok } from './right'; x.length + ok");
    expect(found.map(({ file, code }) => [file?.split("/").pop(), code])).to.deep.equal([
      ["wrong.ts", 2322],
      ["alsowrong.ts", 2322],
    ]);
    const [, second] = found;
    expect(second?.text.slice(second.start, second.end)).to.equal("y");
    expect(await notebook.check("import { ok } from './right'")).to.deep.equal([]);
  });

  it("put a fault at the end of the cell inside it", async () => {
    const { start, end } = await only("let x =");
    expect([start, end]).to.deep.equal([7, 7]);
  });

  it("are the same when a cell is checked again", async () => {
    const first = await notebook.check("let z: number = 'x'");
    expect(await notebook.check("let z: number = 'x'")).to.deep.equal(first);
    await notebook.run("interface Q { a: 1 }");
    const before = await notebook.check("const q: Q = { a: 1 }");
    await notebook.run("interface Q { b: 1 }");
    expect([before, (await notebook.check("const q: Q = { a: 1 }")).length]).to.deep.equal([[], 1]);
  });

  it("hold for `display` what the runtime defines", async () => {
    const real = fileURLToPath(new URL("../../kernel/display/display.ts", import.meta.url));
    const cell = `declare const real: import(${JSON.stringify(real)}).Display; const declared: typeof display = real;`;
    expect(await notebook.check(cell)).to.deep.equal([]);
  });

  it("are right for cells that were committed unchecked", async () => {
    await notebook.commit("let u = 1; class U { v = 'x' }");
    await notebook.commit("let broken: Missing = u as any; const w = missing()");
    expect((await notebook.check("u.length; new U().v.length; broken.x; w.y")).map(({ code }) => code)).to.deep.equal([
      2339,
    ]);
  });
});
