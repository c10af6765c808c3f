import { expect } from "chai";
import { Client } from "./client.ts";
import { NotebookFolder } from "./notebook-folder.ts";
import { outcomeOf } from "./outcome.ts";

const FILES = {
  "boom.ts": [
    "// a comment",
    "interface Long {",
    "  a: number;",
    "}",
    "",
    "export function boom(long: Long): never {",
    "  const y = 1;      throw new TypeError(`local ${y + long.a}`);",
    "}",
    "export async function later(): Promise<void> {",
    "  await null;",
    "  boom({ a: 1 });",
    "}",
  ].join("\n"),
  "at-load.ts": 'type A = 1;\n\nexport const x: A = 1;\nenum Z { A }\nthrow new Error("at load");',
  "old.cts": "interface I { a: 1 }\n\nexport function old(): never {\n  throw new Error('commonjs');\n}",
};

/**
 * Cells run one after another, and what the last one's error says: its first line, the source line with the caret, and
 * its frames. `#1` stands for the number of the first of the cells, `#2` of the second.
 */
const TRACES: Record<string, { cells: string[]; error: string }> = {
  "the line and column in a cell with types, enums and blank lines above": {
    cells: [
      "interface A {\n  a: string;\n}\ntype B = A;\nenum E { X }\n\nfunction f(x: number): never {\n  throw new Error('deep ' + x);\n}",
      "/* two\n   lines */\ntype Q = 1;\n\nconst r: Q =   f(0);",
    ],
    error:
      "Error: deep 0\n  8 |   throw new Error('deep ' + x);\n              ^\n    at f (In [#1]:8:9)\n    at In [#2]:5:16",
  },
  "methods, callbacks and async functions of earlier cells": {
    cells: [
      "class A {\n  constructor(\n    private readonly x: number,\n  ) {}\n  async go(): Promise<void> {\n    await null;\n    [1].map((v): number => {\n      return    this.fail(v);\n    });\n  }\n  fail(n: number): never { throw new RangeError(`bad ${n}${this.x}`); }\n}",
      "  await new A(2).go();",
    ],
    error:
      "RangeError: bad 12\n  11 |   fail(n: number): never { throw new RangeError(`bad ${n}${this.x}`); }\n                                        ^\n    at A.fail (In [#1]:11:34)\n    at In [#1]:8:22\n    at Array.map (<anonymous>)\n    at A.go (In [#1]:7:9)\n    at async In [#2]:1:3",
  },
  "code that had to be lowered": {
    cells: [
      "function dec(v: unknown, _: unknown) {}\nclass D {\n  @dec\n  m(): void {\n    throw new Error('decorated');\n  }\n}\nnamespace N { export function run(): void { new D().m() } }\n\nN.run();",
    ],
    error:
      "Error: decorated\n  5 |     throw new Error('decorated');\n                ^\n    at D.m (In [#1]:5:11)\n    at Object.run (In [#1]:8:53)\n    at In [#1]:10:3",
  },
  "a rejection that is awaited": {
    cells: ["await Promise.reject(new Error('no'));"],
    error: "Error: no\n  1 | await Promise.reject(new Error('no'));\n                           ^\n    at In [#1]:1:22",
  },
  "an error that was made earlier than it was thrown": {
    cells: ["\nconst made = new Error('made')", "\n\nthrow made"],
    error: "Error: made\n  2 | const made = new Error('made')\n                   ^\n    at In [#1]:2:14",
  },
  "a local file of TypeScript": {
    cells: ["import { boom } from './boom'\nboom({ a: 1 })"],
    error:
      "TypeError: local 2\n  7 |   const y = 1;      throw new TypeError(`local ${y + long.a}`);\n                                ^\n    at boom (./boom.ts:7:27)\n    at In [#1]:2:1",
  },
  "an async function of a local file": {
    cells: ["import { later } from './boom'", "await later()"],
    error:
      "TypeError: local 2\n  7 |   const y = 1;      throw new TypeError(`local ${y + long.a}`);\n                                ^\n    at boom (./boom.ts:7:27)\n    at later (./boom.ts:11:3)\n    at async In [#2]:1:1",
  },
  "a local file that fails while it loads": {
    cells: ["import { x } from './at-load'"],
    error:
      'Error: at load\n  5 | throw new Error("at load");\n            ^\n    at ./at-load.ts:5:7\n    at async In [#1]:1:1',
  },
  "a local file that is required": {
    cells: ["const { old } = require('./old.cts')", "old()"],
    error:
      "Error: commonjs\n  4 |   throw new Error('commonjs');\n              ^\n    at old (./old.cts:4:9)\n    at In [#2]:1:1",
  },
  "a package, by its file": {
    cells: ["import { call } from 'caller'\ncall(() => {\n  throw new Error('back')\n})"],
    error:
      "Error: back\n  3 |   throw new Error('back')\n              ^\n    at In [#1]:3:9\n    at call (./node_modules/caller/i.js:2:10)\n    at In [#1]:2:1",
  },
  "a timer's callback": {
    cells: [
      "setTimeout(function tick() {\n  throw new Error('tick')\n}, 1)\nawait new Promise((resolve) => setTimeout(resolve, 20))",
    ],
    error:
      "Error: tick\n  2 |   throw new Error('tick')\n              ^\n    at Timeout.tick [as _onTimeout] (In [#1]:2:9)",
  },
  "a rejection that nobody handles": {
    cells: ["void Promise.reject(new Error('alone'))\nawait new Promise((resolve) => setTimeout(resolve, 20))"],
    error:
      "Error: alone\n  1 | void Promise.reject(new Error('alone'))\n                          ^\n    at In [#1]:1:21",
  },
  causes: {
    cells: [
      "try {\n  null!.toString()\n} catch (e) { throw new Error('outer', { cause: e }) }".replace(
        "null!",
        "(null as any)",
      ),
    ],
    error:
      "Error: outer\n  3 | } catch (e) { throw new Error('outer', { cause: e }) }\n                          ^\n    at In [#1]:3:21\nCaused by: TypeError: Cannot read properties of null (reading 'toString')\n  2 |   (null as any).toString()\n                      ^\n    at In [#1]:2:17",
  },
  "what using throws when both the cell and a disposal fail": {
    cells: ["using a = { [Symbol.dispose]() { throw new Error('late') } }\nthrow new Error('body')"],
    error:
      "SuppressedError: An error was suppressed during disposal\n  1 | using a = { [Symbol.dispose]() { throw new Error('late') } }\n      ^\n    at In [#1]:1:1\nThrown by the disposal: Error: late\n  1 | using a = { [Symbol.dispose]() { throw new Error('late') } }\n                                             ^\n    at [nodejs.dispose] (In [#1]:1:40)\n    at In [#1]:1:1\nSuppressed by it: Error: body\n  2 | throw new Error('body')\n            ^\n    at In [#1]:2:7",
  },
  "an assignment to a constant where types are off": {
    cells: ["const fixed = 1", "%%types off\n\n  fixed = 2"],
    error: "TypeError: Assignment to constant variable.\n  3 |   fixed = 2\n        ^\n    at In [#2]:3:3",
  },
  "text that is evaluated": {
    cells: ["eval(\"throw new Error('text')\")"],
    error:
      "Error: text\n  1 | eval(\"throw new Error('text')\")\n      ^\n    at eval (evaluated text:1:7)\n    at In [#1]:1:1",
  },
  "no built-in that the kernel or Node called, but those of the user": {
    cells: ["[3, 1].sort(() => { display.json(1n); return 0 })"],
    error:
      "TypeError: Do not know how to serialize a BigInt\n  1 | [3, 1].sort(() => { display.json(1n); return 0 })\n                                  ^\n    at In [#1]:1:29\n    at Array.sort (<anonymous>)\n    at In [#1]:1:8",
  },
  "columns after signs beyond the first plane": {
    cells: ["const s = '😀😀'; throw new Error('emoji')"],
    error:
      "Error: emoji\n  1 | const s = '😀😀'; throw new Error('emoji')\n                              ^\n    at In [#1]:1:25",
  },
  "a line within a template": {
    cells: ["`one\ntwo ${(() => { throw new Error('in') })()}`"],
    error:
      "Error: in\n  2 | two ${(() => { throw new Error('in') })()}`\n                           ^\n    at In [#1]:2:22\n    at In [#1]:2:39",
  },
};

describe("a stack trace gives", () => {
  const folder = new NotebookFolder();
  let client: Client;
  before(async () => {
    folder.put(FILES);
    folder.install(
      "caller",
      { type: "module", main: "i.js", types: "i.d.ts" },
      {
        "i.js": "export function call(f) {\n  return f();\n}",
        "i.d.ts": "export declare function call<T>(f: () => T): T;",
      },
    );
    client = await Client.start({ folder: folder.path });
  });
  after(async () => {
    await client.stop();
    folder.remove();
  });

  for (const [sentence, { cells, error }] of Object.entries(TRACES)) {
    it(sentence, async () => {
      const numbers: number[] = [];
      let last = "";
      for (const code of cells) {
        last = (await outcomeOf(client, code)).error;
        numbers.push((await client.execute("", { silent: true })).reply.content.execution_count);
      }
      expect(last).to.equal(error.replace(/#(\d)/g, (_, at) => String(numbers[Number(at) - 1])));
    });
  }

  it("the same places to the code itself and to what console prints", async () => {
    const code = "try {\n  null!.x\n} catch (e) { console.log((e as Error).stack); console.error(e) }".replace(
      "null!",
      "(null as any)",
    );
    const { stdout, stderr } = await outcomeOf(client, code);
    expect(stdout).to.match(/^TypeError: .*\n {4}at In \[\d+\]:2:17\n$/);
    expect(stderr).to.equal(stdout);
  });

  it("the new lines of a local file that was edited", async () => {
    folder.put({ "moves.ts": "export function f(): never {\n  throw new Error('one') }" });
    expect((await outcomeOf(client, "import { f } from './moves'; f()")).error).to.include("at f (./moves.ts:2:9)");
    folder.put({ "moves.ts": "type A = 1;\n\n\nexport function f(): never {\n  throw new Error('two') }" });
    expect((await outcomeOf(client, "import { f } from './moves'; f()")).error).to.include("at f (./moves.ts:5:9)");
  });

  it("a name and a text for whatever is thrown, and its further properties", async () => {
    for (const [code, error] of [
      ["throw 5", "Uncaught: 5"],
      ["throw undefined", "Uncaught: undefined"],
      ["throw { code: 1 }", "Uncaught: { code: 1 }"],
      ["class Un extends Error { override get message(): string { throw 1 } }\nthrow new Un()", "Un\n"],
      ["class Named extends Error { override name = 'Custom'; code = 7 }\nthrow new Named('n')", "Custom: n\n"],
      ["throw new Proxy(new Error('proxied'), {})", "Error: proxied"],
    ] as const) {
      expect((await outcomeOf(client, code)).error, code).to.satisfy((text: string) => text.startsWith(error));
    }
    expect((await outcomeOf(client, "throw Object.assign(new Error('x'), { code: 'E1' })")).error).to.include(
      "{ code: 'E1' }",
    );
  });
});
