import { expect } from "chai";
import { Client } from "./client.ts";
import { outcomeOf } from "./outcome.ts";

/** Each way to declare the name x, and a cell that uses it, with what that shows. */
const KINDS: Record<string, [declaration: string, use: string, shown: string]> = {
  let: ["let x = 1", "x + 1", "2"],
  const: ["const x = 'c'", "x.length", "1"],
  var: ["var x = [1]", "x[0]", "1"],
  destructuring: ["const { x } = { x: 8n }", "x + 1n", "9n"],
  function: ["function x(a: number) { return a * 2 }", "x(2)", "4"],
  generator: ["function* x() { yield 7 }", "x().next().value", "7"],
  class: ["class x { y = 5 }", "new x().y", "5"],
  "class with decorators": [
    "@((c: unknown, _: ClassDecoratorContext) => void c) class x { accessor z = 6 }",
    "new x().z",
    "6",
  ],
  enum: ["enum x { A = 3 }", "x.A", "3"],
  "const enum": ["const enum x { B = 1 << 4 }", "x.B", "16"],
  namespace: ["namespace x { export const inner = 'in' }", "x.inner", "'in'"],
  interface: ["interface x { only: 1 }", "const one: x = { only: 1 }; one", "{ only: 1 }"],
  type: ["type x = 'a' | 'b'", "const two: x = 'b'; two", "'b'"],
  import: ["import x from 'node:path'", "x.basename('a/b')", "'b'"],
  "import *": ["import * as x from 'node:path'", "x.extname('a.ts')", "'.ts'"],
  "import type": ["import type { Stats as x } from 'node:fs'", "let stats: x | undefined; typeof stats", "'undefined'"],
  using: ["using x = { v: 11, [Symbol.dispose]() {} }", "x.v", "11"],
};

describe("a name declared again", () => {
  let client: Client;
  before(async () => {
    client = await Client.start();
  });
  after(() => client.stop());

  for (const [first, [earlier]] of Object.entries(KINDS)) {
    it(`as anything after ${first}, has its new value and type`, async () => {
      for (const [second, [later, use, shown]] of Object.entries(KINDS)) {
        for (const code of [earlier, later]) {
          const { error } = await outcomeOf(client, code);
          expect(error, `${first}, then ${second}`).to.equal("");
        }
        const { value, error } = await outcomeOf(client, use);
        expect(value ?? error, `${first}, then ${second}`).to.equal(shown);
      }
    });
  }

  it("is what functions of earlier cells see from then on", async () => {
    await client.value("let shared = 1; const read = () => shared");
    await client.value("let shared = 'two'");
    expect(await client.value("read()")).to.equal("'two'");
  });

  it("as another type never blocks what was made of the older one", async () => {
    await client.value("class Box<T> { constructor(readonly value: T) {} }\nconst box = new Box('s')");
    await client.value("class Box { width = 1 }");
    expect(await client.value("box.value.length")).to.equal("1");
    const { error, stderr } = await outcomeOf(client, "const again: Box = box");
    expect(error).to.equal("");
    expect(stderr)
      .to.match(/warning TS\d+/)
      .and.to.include("declared again since");
    expect(await client.value("const fresh: Box = new Box(); fresh.width")).to.equal("1");
  });

  it("twice in one cell is an error with its place", async () => {
    const { error } = await outcomeOf(client, "let twice = 1\nlet twice = 2");
    expect(error).to.match(/In \[\d+\]:2:5 - error TS2451/);
  });

  it("that is a built-in of the language shadows it for cells, and the kernel goes on", async () => {
    const other = await Client.start();
    await other.value(
      "const Object = 1; class Map { k = 1 }; class Set {}; let Array = 2, JSON = 3, Error = 4, process = 5",
    );
    expect(await other.value("[Object, new Map(), JSON]")).to.equal("[ 1, Map { k: 1 }, 3 ]");
    expect(await other.value("process + 1")).to.equal("6");
    const { displays, error } = await outcomeOf(other, "display.html('x'); (null as any).y");
    expect(displays[0]?.data).to.include({ "text/html": "x" });
    expect(error).to.match(/^TypeError: .*\n.*\n.*\n {4}at In \[\d+\]:1:/);
    await other.stop();
  });

  for (const name of ["undefined", "NaN", "Infinity"]) {
    it(`as ${name} is refused with its place`, async () => {
      expect((await outcomeOf(client, `let ${name} = 1`)).error).to.match(/In \[\d+\]:1:5 - .*cannot declare/);
    });
  }
});
