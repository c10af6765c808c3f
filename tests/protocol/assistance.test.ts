import { expect } from "chai";
import { Client } from "./client.ts";

const SCOPE = `interface Person {
  /** The full name. */
  name: string;
  age: number;
}
const bob: Person = { name: "Bob", age: 3 };
/** Adds up.
 * @param a the first */
function add(a: number, b = 2): number { return a + b }
enum Colour { Red, Green }
import * as fs from "node:fs"`;

/** Code with | at the cursor: what replaces which range (code points), or what must be among the matches. */
const COMPLETIONS: [code: string, matches: string[], start: number, end: number][] = [
  ["bob.|", ["age", "name"], 4, 4],
  ["bob.na|xyz", ["name"], 4, 9],
  ["'😀' + bob.n|", ["name"], 10, 11],
  ["`${bob.|}`", ["age", "name"], 7, 7],
  ["bob['|']", ["age", "name"], 5, 5],
  ["bob\n  .|", ["age", "name"], 7, 7],
  ["{{{ (bob?.|", ["age", "name"], 10, 10],
  ["const { | } = bob", ["age", "name"], 8, 8],
  ["({ name: 'a', | }) satisfies Person", ["age"], 14, 14],
  ["Colour.|", ["Green", "Red"], 7, 7],
  ["let p: Pers|", ["Person"], 7, 11],
  ["fs.readFileS|", ["readFileSync"], 3, 12],
  ["import {} from 'node:f|'", ["node:fs", "node:fs/promises"], 16, 22],
  ["let 变量 = 1; 变|", ["变量"], 12, 13],
  ["%%t|", ["%%types", "%%time"], 0, 3],
  ["%types |", ["on", "warn", "off"], 7, 7],
  ["// why\n%%types w|arn\nbob", ["warn"], 15, 16],
  ["%help |", [], 6, 6],
  ["%time bob.|", ["age", "name"], 10, 10],
  ["// bob.|", [], 7, 7],
  ["nothing.|", [], 8, 8],
];

const INSPECTIONS: [code: string, parts: string[]][] = [
  ["bo|b", ["const bob: Person"]],
  ["bob.na|me", ["(property) name: string", "The full name."]],
  ["add(1, |", ["function add(a: number, b?: number", "Adds up.", "the first"]],
  ["'😀'; Colour.Re|d", ["(enum member) Red"]],
  ["Pers|on", ["interface Person"]],
  ["if (bo|b", ["const bob: Person"]],
  ["display|", ["display(value: unknown"]],
  ["import { Neur|on } from 'axonlab'", ["class Neuron"]],
];

const NOTHING = ["|", "  |  ", "1|2", "'te|xt'", "// com|ment", "absent|", "%ti|me", "({})|"];

const COMPLETENESS: [code: string, status: string][] = [
  ["1", "complete"],
  ["", "complete"],
  ["%help", "complete"],
  ["if (1) {", "incomplete"],
  ["foo(", "incomplete"],
  ["`abc", "incomplete"],
  ["let x =", "incomplete"],
  ["%%types off\nlet a = (", "incomplete"],
  ["}", "invalid"],
  ["foo bar", "invalid"],
];

describe("help while typing", () => {
  let client: Client;
  before(async () => {
    client = await Client.start();
    await client.value(SCOPE);
  });
  after(() => client.stop());

  const at = (code: string) => ({
    code: code.replace("|", ""),
    cursor_pos: [...code.slice(0, code.indexOf("|"))].length,
  });

  it("completes with types, in ranges of code points, in broken code too", async () => {
    for (const [code, matches, start, end] of COMPLETIONS) {
      const { content } = (await client.request("complete_request", at(code))).reply;
      expect([content.matches, content.cursor_start, content.cursor_end], code).to.deep.equal([matches, start, end]);
    }
    const { metadata } = (await client.request("complete_request", at("ad|"))).reply.content;
    expect(metadata._jupyter_types_experimental[0]).to.deep.equal({
      text: "add",
      type: "function",
      signature: "(a: number, b?: number) => number",
      start: 0,
      end: 2,
    });
  });

  it("inspects names, calls and members with their documentation, and finds nothing where nothing is", async () => {
    for (const [code, parts] of INSPECTIONS) {
      const { content } = (await client.request("inspect_request", { ...at(code), detail_level: 0 })).reply;
      for (const part of parts) expect(content.data?.["text/plain"], code).to.include(part);
      expect(content.data?.["text/markdown"], code).to.match(/^```typescript\n/);
    }
    for (const code of NOTHING) {
      const { content } = (await client.request("inspect_request", { ...at(code), detail_level: 0 })).reply;
      expect(content, code).to.deep.equal({ status: "ok", found: false, data: {}, metadata: {} });
    }
    const { content } = (await client.request("inspect_request", { ...at("Pers|on"), detail_level: 1 })).reply;
    expect(content.data["text/plain"]).to.include("age: number;");
  });

  it("tells whether code is complete", async () => {
    for (const [code, status] of COMPLETENESS) {
      expect((await client.request("is_complete_request", { code })).reply.content.status, code).to.equal(status);
    }
  });

  it("answers odd cursors, and refuses what is no code", async () => {
    const beyond = (await client.request("complete_request", { code: "bob.", cursor_pos: 99 })).reply.content;
    expect(beyond.matches).to.deep.equal(["age", "name"]);
    expect((await client.request("complete_request", { code: "bob.", cursor_pos: -5 })).reply.content.status).to.equal(
      "ok",
    );
    for (const type of ["complete_request", "inspect_request", "is_complete_request"]) {
      const { content } = (await client.request(type, {})).reply;
      expect(content.status, type).to.equal("error");
      expect(content.evalue).to.include("expected code of");
    }
  });
});
