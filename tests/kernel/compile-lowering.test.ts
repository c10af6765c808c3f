import { execFileSync } from "node:child_process";
import { expect } from "chai";
import * as esbuild from "esbuild";
import { compileCell } from "../../kernel/compile/cell.ts";
import { Cells, type Outcome } from "./cells.ts";

describe("cells that need lowering", () => {
  let cells: Cells;
  before(() => {
    cells = new Cells();
  });
  after(() => cells.close());

  const rows: [title: string, sources: string[], ending: Outcome][] = [
    [
      "do not hide the user's names behind a tool's",
      ["let _stack = 1, __using = 2, _error = 3", "using a1 = null; [_stack, __using, _error]"],
      { value: "[ 1, 2, 3 ]" },
    ],
    [
      "import above the first line, too",
      ['using a2 = null; [sep, typeof os.EOL]; import { sep } from "node:path"; import * as os from "node:os"', "sep"],
      { value: "'/'" },
    ],
    ["report a default export", ["using a3 = null; export default a3 === null"], { value: "true" }],
    ["await and import in expressions", ['using a4 = null; (await import("node:path")).sep'], { value: "'/'" }],
    [
      "report the value and the error of a failing disposal",
      ['using a5 = { [Symbol.dispose]() { throw new Error("here") } }; 5'],
      { value: "5", error: "Error: here", place: { line: 1, column: 41 } },
    ],
    [
      "dispose after the awaited end of the cell",
      ["let end = 0", "await using a6 = { async [Symbol.asyncDispose]() { await 0; end = 6 } }; end", "end"],
      { value: "6" },
    ],
    [
      "hoist functions and var as any cell does",
      [
        "using a7 = null; var v7 = late7(); function late7() { return 7 } for (var i7 = 0; i7 < 2; i7++) {}",
        "[v7, i7]",
      ],
      { value: "[ 7, 2 ]" },
    ],
    [
      "keep names destructured, constant ones constant",
      ["using a8 = null; const { b8, ...c8 } = { b8: 1, d8: 2 }, [e8 = 3] = [] as number[]", "[b8, c8, e8]"],
      { value: "[ 1, { d8: 2 }, 3 ]" },
    ],
    [
      "name functions and classes after what they are assigned to",
      ["using a9 = null; let f9 = () => {}, g9 = class {}; class H9 {}; [f9.name, g9.name, H9.name]"],
      { value: "[ 'f9', 'g9', 'H9' ]" },
    ],
    ["dispose within a block", ["{ using b1 = null; var out1 = 1 } out1"], { value: "1" }],
    ["dispose in a loop", ["for (using b2 of [null, null]) {}\n2"], { value: "2" }],
    [
      "let a decorator replace the class",
      ["@((v: any, c: any) => class extends v { more = 3 }) class B3 {}\n(new B3() as any).more"],
      { value: "3" },
    ],
    ["take decorated class expressions", ["(@((v: any, c: any) => {}) class { static n = 4 }).n"], { value: "4" }],
    ["take namespaces of types", ["namespace B5 { export type T = 1 }\n5"], { value: "5" }],
    [
      "know the words as names, too",
      ["let namespace = 1, using = 2, accessor = 3; namespace + using + accessor"],
      { value: "6" },
    ],
    ["leave ambient namespaces out", ["declare namespace B6 { const z: number }\ntypeof B6"], { value: "'undefined'" }],
  ];
  for (const [title, sources, ending] of rows) {
    it(title, async () => {
      for (const source of sources.slice(0, -1)) await cells.run(source);
      expect(await cells.run(sources.at(-1) as string)).to.deep.equal(ending);
    });
  }

  function helpers(): number[] {
    const list = execFileSync("ps", ["-A", "-o", "pid=,ppid=,args="], { encoding: "utf8" });
    const children = list.split("\n").map((line) => /^\s*(\d+)\s+(\d+)\s.*esbuild.*--service/.exec(line));
    return children.filter((match) => Number(match?.[2]) === process.pid).map((match) => Number(match?.[1]));
  }

  it("outlive the helper process, which a SIGINT to the process group ends", async () => {
    await esbuild.stop();
    const others = new Set(helpers());
    await compileCell("using c1 = null", { run: 1, cell: 1 });
    const ours = helpers().filter((pid) => !others.has(pid));
    expect(ours).to.have.length(1);
    process.kill(ours[0] as number, "SIGINT");
    const { code } = await compileCell("using c2 = null", { run: 2, cell: 2 });
    expect(code).to.include("c2");
  });
});
