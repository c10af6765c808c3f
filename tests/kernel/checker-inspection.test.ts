import { expect } from "chai";
import { Notebook } from "./checking.ts";

describe("Checker's inspect", () => {
  let notebook: Notebook;
  before(async () => {
    notebook = new Notebook();
    await notebook.runAll(
      `/**
 * Adds.
 * @param a - the first
 * @param b the second
 * @returns the sum
 * @example add(1, 2)
 */
function add(a: number, b = 1) { return a + b }`,
      "function over(a: number): number; function over(a: string): string; function over(a: any) { return a }",
      "interface Point { x: number; y: number } const p: Point = { x: 1, y: 2 }; let q = [p]; type Pair = [Point, 'a' | 'b']",
      "class Box<T> { constructor(public value: T, label = '') {}\n/** Its size. */ size() { return 1 } } enum Color { Red }",
    );
  });
  after(() => notebook.close());

  const signature = async (marked: string, detail: 0 | 1 = 0) => (await notebook.inspect(marked, detail))?.signature;

  it("shows variables of earlier cells and of this one", async () => {
    expect(await signature("p|")).to.equal("const p: Point");
    expect(await signature("q|")).to.equal("let q: Point[]");
    expect(await signature("const here = 'x'; here|.length")).to.equal('const here: "x"');
    expect(await signature("function f(arg: number) { return ar|g }")).to.equal("(parameter) arg: number");
  });

  it("shows functions with their documentation as Markdown", async () => {
    const found = await notebook.inspect("ad|d(1)");
    expect(found?.signature).to.equal("function add(a: number, b?: number | undefined): number");
    expect(found?.documentation).to.equal(
      "Adds.\n\n- `a` — the first\n- `b` — the second\n\nReturns the sum\n\nExample:\n\n```typescript\nadd(1, 2)\n```",
    );
  });

  it("shows the function that is being called, in its parentheses", async () => {
    for (const marked of ["add(|", "add(1, |", "add(1, [2, |", "add(1, |)", "if (true) { add(|"]) {
      expect(await signature(marked), marked).to.contain("function add(");
    }
    expect(await signature("[1].map(|")).to.contain("(method) map<U>(callbackfn: (value: number");
    expect(await signature("new Box(|")).to.contain("new Box<T>(value: T, label?: string): Box<T>");
    expect(await signature("new Map(|")).to.contain("new Map");
  });

  it("prefers the name under the cursor to the call around it", async () => {
    expect(await signature("add(p|, 1)")).to.equal("const p: Point");
  });

  it("shows every overload", async () => {
    expect((await signature("over|"))?.split("\n")).to.deep.equal([
      "function over(a: number): number",
      "function over(a: string): string",
    ]);
  });

  it("shows types", async () => {
    expect(await signature("Point|")).to.equal("interface Point");
    expect(await signature("let z: Poi|nt")).to.equal("interface Point");
    expect(await signature("let z: Pair|")).to.equal('type Pair = [Point, "a" | "b"]');
    expect(await signature("Box|")).to.contain("class Box<T>");
    expect(await signature("Color|.Red")).to.equal("enum Color");
    expect(await signature("Color.Red|")).to.contain("(enum member) Red: Color");
  });

  it("expands types when asked for detail", async () => {
    expect(await signature("p|", 1)).to.equal("const p: Point {\n  x: number;\n  y: number;\n}");
    expect(await signature("Point|", 1)).to.contain("y: number");
  });

  it("shows members, modules and globals", async () => {
    expect(await signature("p.x|")).to.equal("(property) x: number");
    const size = await notebook.inspect("new Box(1).siz|e()");
    expect([size?.signature, size?.documentation]).to.deep.equal(["(method) size(): number", "Its size."]);
    expect(await signature("console.log|")).to.contain("(method) log(");
    await notebook.run("const argv = 1");
    expect(
      await signature("import { argv as a } from 'node:process'; import * as p from 'node:process'; p.argv|"),
    ).to.not.contain("const");
    expect(await signature("import * as fs from 'node:fs'; fs|.sep")).to.equal('module "node:fs"');
    expect(await signature("display|")).to.contain("display(value: unknown");
  });

  it("works with emoji before, spaces after, and in broken code", async () => {
    expect(await signature("'😀'; p|")).to.equal("const p: Point");
    expect(await signature("p |")).to.equal("const p: Point");
    expect(await signature("const = { p|")).to.contain("p: Point");
  });

  it("finds nothing where nothing is", async () => {
    for (const marked of ["|", "  |", "nowhere|", "// p|", "'text|'", "1 + |", "if (|"])
      expect(await signature(marked), marked).to.equal(undefined);
  });
});
