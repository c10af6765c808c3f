import { expect } from "chai";
import fc from "fast-check";
import { type Completeness, completeness } from "../../kernel/compile/completeness.ts";

describe("completeness", () => {
  const complete: Completeness = { status: "complete", indent: "" };
  const invalid: Completeness = { status: "invalid", indent: "" };
  const incomplete = (indent: string): Completeness => ({ status: "incomplete", indent });
  const rows: [source: string, reply: Completeness][] = [
    ["", complete],
    ["1 + 1", complete],
    ["if (x) { y }", complete],
    ["const f = <T,>(a: T): T => a", complete],
    ["// only (", complete],
    ["using x = y", complete],
    ["@dec class A {}", complete],
    ["for await (const a of b) {}", complete],
    ["if (x) {", incomplete("  ")],
    ["if (x)", incomplete("  ")],
    ["for (;;)", incomplete("  ")],
    ["  const x = ", incomplete("    ")],
    ["a +", incomplete("  ")],
    ["a &&\n", incomplete("  ")],
    ["a.", incomplete("  ")],
    ["const x", incomplete("")],
    ["foo(1,", incomplete("  ")],
    ["foo({\n  a: 1,\n", incomplete("  ")],
    ["foo({\n  a: 1,\n}", incomplete("")],
    ["function f() {\n  if (x) {", incomplete("    ")],
    ["function f() {\n\tif (x) {\n\t\ty", incomplete("\t\t")],
    ["class A {\n  x", incomplete("  ")],
    ["foo( // why (", incomplete("  ")],
    ["/[({]/.test(x", incomplete("  ")],
    ["a / b / (", incomplete("  ")],
    ["`text (", incomplete("")],
    ["`text ${(", incomplete("  ")],
    ["  `text ${a} (", incomplete("")],
    ["  /* text (\n   * more", incomplete("   ")],
    ['"text (', incomplete("")],
    ["import { a", incomplete("  ")],
    ["type T =", incomplete("  ")],
    ["@dec", incomplete("")],
    [")", invalid],
    ["foo(]", invalid],
    ["let 1", invalid],
    ["1 1\nfoo(", invalid],
    ['"text\nfoo()', invalid],
    ["return 1", invalid],
  ];
  for (const [source, reply] of rows) {
    it(`says ${reply.status} of ${JSON.stringify(source)}`, () => {
      expect(completeness(source)).to.deep.equal(reply);
    });
  }

  const programs = [
    "const total = [1, 2].map((one) => ({ a: one, b: `t${one + 1}` })).reduce((sum, { a }) => sum + a, 0);",
    "class Layer<T extends object = {}> extends Base { constructor(public size: number) { super(size) } get x(): number { return this.size } }",
    "for (const [key, value] of Object.entries(table)) { if (key in other && value !== null) { continue } else { break } }",
    "async function load(path: string): Promise<string | undefined> { try { return await read(path, { encoding: 'utf8' }) } catch (error) { throw new Error('no', { cause: error }) } }",
    "import { readFile, type Stats } from 'node:fs'; export const enum Kind { A = 1, B = A << 2 } type Pick2<T> = { [K in keyof T]?: T[K] };",
    "const f = async ({ a, b = 2 }: { a: number; b?: number }, ...rest: string[]) => { label: while (true) break label };",
    "switch (kind) { case 1: f(); break; default: g(/[)]/g, a ? b : c) }",
  ];
  it("never calls the beginning of a valid program invalid, cut between any two words", () => {
    const cuts = programs.flatMap((program) =>
      [...program.matchAll(/[\s(){}[\],;]/g)].map(({ index }) => program.slice(0, index + 1)),
    );
    fc.assert(
      fc.property(fc.constantFrom(...cuts), (cut) => {
        expect(completeness(cut).status, cut).to.be.oneOf(["complete", "incomplete"]);
      }),
      { numRuns: 400, seed: 3 },
    );
  });
});
