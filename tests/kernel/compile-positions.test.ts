import { expect } from "chai";
import fc from "fast-check";
import { Cells } from "./cells.ts";

/** Statements that move, vanish, grow or are printed anew on their way to JavaScript. */
const fillers = [
  "interface Gone { a: number }",
  "type Long =\n  | 'a'\n  | 'b'",
  "const typed: Map<string, number> = new Map<string, number>();",
  "function moved(a: number): number {\n  return a   *   2 // spaced\n}",
  "import { sep } from 'node:path'",
  "enum Kind { A, B }",
  "var x1 = 1, x2, { x3 } = { x3: '😀' }",
  "/* 😀 a comment\nof two lines */ let emoji = '😀', after = `😀\n😀`",
  "class Shape { constructor(private readonly name: string) {} get it() { return this.name } }",
  "for (var turn = 0; turn < 2; turn++) { if (turn > 5) var never = 1 }",
  "",
];

/** Statements that throw at `^`, which is taken out. */
const throwers = [
  "throw ^new Error('here')",
  "let thrown: number = (null as any).^boom",
  "{ if (true) { (undefined as any)!.^boom } }",
  "const late = (a: number): never => { throw ^new RangeError(`at ${a}`) }; late(1)",
  "run(); function run<T>(): T { return (null as any).^boom as T }",
  "await (async (): Promise<void> => { await 0; ^nowhere() })()",
  "class Thrower { static value: number = (null as any).^boom }",
  "var hoisted = 1, bad: any = (null as any).^boom",
  "void [1, 2].map((one: number): number => (one as any).no.^no)",
  "let text = `😀 ${(null as any).^boom}`",
  "JSON.^parse('{' as string)",
  "export const out: number = (null as any).^boom",
];

/** The same at an operator, which has a place of its own only where nothing was lowered. */
const operators = ["1n ^+ (1 as any)", "const both = 1n ^* (1 as any)", "'a' ^in (5 as any)"];

describe("the place of an error", () => {
  let cells: Cells;
  before(() => {
    cells = new Cells();
  });
  after(() => cells.close());

  async function check(above: string[], indent: string, thrower: string, below: string[]): Promise<void> {
    const marked = [...above, indent + thrower, ...below].join("\n");
    const lines = marked.slice(0, marked.indexOf("^")).split("\n");
    const outcome = await cells.run(marked.replace("^", ""));
    expect(outcome.error, marked).to.match(/^\w*Error: /);
    expect(outcome.place, marked).to.deep.equal({ line: lines.length, column: (lines.at(-1) as string).length + 1 });
  }

  const distinct = fc.uniqueArray(fc.constantFrom(...fillers), { maxLength: 5 });
  const indents = fc.constantFrom("", "  ", "\t", "/* 😀 */ ", "void 0; ");

  it("is the line and column of the user's TypeScript, whatever stands around it", async () => {
    await fc.assert(
      fc.asyncProperty(
        distinct,
        indents,
        fc.constantFrom(...throwers, ...operators),
        async (around, indent, thrower) => {
          const half = around.length >> 1;
          await check(around.slice(0, half), indent, thrower, around.slice(half));
        },
      ),
      { numRuns: 250, seed: 7 },
    );
  });

  it("is that line in cells which need lowering, too", async () => {
    for (const lowered of [
      "using res = null",
      "function d(v: any, c: any) {}\n@d class Dec { @d m() {} }",
      "namespace N { export let x = 1 }",
    ]) {
      for (const thrower of throwers) await check([lowered, fillers[3] as string], "  ", thrower, ["let below = 1"]);
    }
  });

  it("is the line with CRLF line ends", async () => {
    const { place } = await cells.run("let crlf = 1\r\n\r\n  throw new Error('here')\r\n");
    expect(place).to.deep.equal({ line: 3, column: 9 });
  });

  it("is found in a very long line", async () => {
    const { place } = await cells.run(`${"1;".repeat(20_000)}throw new Error("far")`);
    expect(place).to.deep.equal({ line: 1, column: 40_007 });
  });
});
