import { expect } from "chai";
import { Notebook } from "./checking.ts";

/** A declaration of N in each way, and how it can be used then. */
const ways: Record<string, { declare: string; use: string }> = {
  let: { declare: "let N = 1", use: "N = 2; N.toFixed()" },
  const: { declare: "const N = 'x' as string", use: "N.length" },
  var: { declare: "var N = [1]", use: "N.map((x) => x.toFixed()); N = []" },
  using: { declare: "using N = { [Symbol.dispose]() {}, tag: 1 }", use: "N.tag.toFixed()" },
  function: { declare: "function N(a: number) { return { a } }", use: "N(1).a.toFixed()" },
  class: { declare: "class N { private p = 1; z = 2 }", use: "new N().z.toFixed(); const n: N = new N()" },
  enum: { declare: "enum N { A, B }", use: "const n: N = N.A; N[0].length" },
  "const enum": { declare: "const enum N { A, B }", use: "const n: N = N.B" },
  namespace: {
    declare: "namespace N { export const v = 1; export type T = 's' }",
    use: "N.v.toFixed(); const t: N.T = 's'",
  },
  interface: { declare: "interface N { i: number }", use: "const n: N = { i: 1 }" },
  type: { declare: "type N = { t: string } | null", use: "const n: N = { t: '' }" },
  import: { declare: "import * as N from 'node:path'", use: "N.sep.length; const p: N.ParsedPath = N.parse('x')" },
  "type import": { declare: "import type { Stats as N } from 'node:fs'", use: "const n = {} as N; n.size.toFixed()" },
  "type and value": { declare: "interface N { b: 1 } const N: N = { b: 1 }", use: "const n: N = N; n.b" },
};

describe("Checker, when a name is declared again", () => {
  let notebook: Notebook;
  before(() => {
    notebook = new Notebook();
  });
  after(() => notebook.close());

  /** The declaration or use for each of the names N0, N1 …, in one cell. */
  const kinds = Object.keys(ways);
  const forEachName = (text: (index: number) => string) =>
    kinds.map((_, index) => text(index).replace(/\bN\b/g, `N${index}`)).join("\n");
  const of = (kind: string | undefined) => ways[kind ?? ""] as (typeof ways)[string];

  for (const later of kinds) {
    it(`lets ${later} follow anything`, async () => {
      await notebook.checker.reset();
      const { declare, use } = of(later);
      const got = await notebook.runAll(
        forEachName((index) => of(kinds[index]).declare),
        forEachName((index) => `{ ${of(kinds[index]).use} }`),
        forEachName(() => declare),
        forEachName(() => `{ ${use} }`),
      );
      expect(got).to.deep.equal([[], [], [], []]);
    });
  }

  it("leaves what was declared with an older type as it was", async () => {
    const got = await notebook.runAll(
      "interface P { x: number } class C { private a = 1; m() { return 1 } } enum E { A } type T = 'one'",
      "let p: P = { x: 1 }; let c = new C(); let e = E.A; let t: T = 'one'; function f(q: P) { return q.x }",
      "interface P { y: string } class C { private a = ''; n() { return 2 } } enum E { B } type T = 'two'",
      "p.x.toFixed(); c.m(); f(p).toFixed(); p = { x: 2 }; t = 'one'; const e2: E = E.B",
    );
    expect(got).to.deep.equal([[], [], [], []]);
  });

  it("only warns of a class that differs from an older one of the same name by its private parts alone", async () => {
    await notebook.run("class C { private a = 1; m() { return 1 } }");
    await notebook.run("let c = new C()");
    await notebook.run("class C { private a = 1; m() { return 2 } }");
    const [found] = await notebook.check("c = new C()");
    expect(found?.category).to.equal("warning");
  });

  it("only warns of what is wrong with an older type alone, and goes on to complain of the newer one", async () => {
    await notebook.checker.reset();
    await notebook.runAll(
      "interface P { name: string }",
      "function greet(p: P) { return p.name } class Team { members: P[] = [] } let weights = 1",
      "interface P { name: string; age: number }",
    );
    const kinds = async (source: string) =>
      (await notebook.check(source)).map(({ code, category }) => `${category} ${code}`);
    expect(await kinds("greet({ name: 'x', age: 1 })")).to.deep.equal(["warning 2353"]);
    expect(await kinds("new Team().members[0]!.age")).to.deep.equal(["warning 2339"]);
    expect(await kinds("const p: P = { name: 'x' }")).to.deep.equal(["error 2741"]);
    expect(await kinds("greet({ name: 'x', age: 1 }); nope; weights.x")).to.deep.equal([
      "warning 2353",
      "error 2304",
      "error 2339",
    ]);
    await notebook.run("function greet(p: P) { return p.age }");
    expect(await kinds("greet({ name: 'x' })")).to.deep.equal(["error 2741"]);
    expect(await kinds("greet({ name: 'x', age: 1 })")).to.deep.equal([]);
  });

  it("takes a cell that runs again unchanged for the same declarations", async () => {
    const cell = "class C { private a = 1 } interface P { x: number }";
    await notebook.run(cell);
    await notebook.run("let c = new C(); let p: P");
    await notebook.run(cell);
    expect(await notebook.run("c = new C(); const q: P = { x: 1 }; p = q")).to.deep.equal([]);
  });

  it("lets a cell declare what it mentions", async () => {
    await notebook.run("let a = 1");
    const got = await notebook.runAll("let a = 'x'; a.length", "a.length", "const b = a; let a2 = a", "b.length");
    expect(got).to.deep.equal([[], [], [], []]);
  });
});
