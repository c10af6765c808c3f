import { expect } from "chai";
import { Client } from "./client.ts";
import { outcomeOf } from "./outcome.ts";

/** The last expression and the text of its result; undefined: there is none. */
const TEXTS: [code: string, text: string | undefined][] = [
  ["42", "42"],
  ["-0", "-0"],
  ["2 ** 100", "1.2676506002282294e+30"],
  ["10n ** 20n", "100000000000000000000n"],
  ["NaN", "NaN"],
  ["'text'", "'text'"],
  ["'line\\nline'", "'line\\nline'"],
  ["null", "null"],
  ["true", "true"],
  ["Symbol('s')", "Symbol(s)"],
  ["() => 1", "[Function (anonymous)]"],
  ["class K { static s = 1 }; K", "[class K] { s: 1 }"],
  ["new (class Point { x = 1; #hidden = 2; get y() { return 3 } })()", "Point { x: 1 }"],
  ["[1, { a: [3] }]", "[ 1, { a: [ 3 ] } ]"],
  ["[undefined, null, , 3]", "[ undefined, null, <1 empty item>, 3 ]"],
  ["new Map<string, unknown>([['a', new Set([1])]])", "Map(1) { 'a' => Set(1) { 1 } }"],
  ["new Float64Array([1.5, 2])", "Float64Array(2) [ 1.5, 2 ]"],
  ["new Date(0)", "1970-01-01T00:00:00.000Z"],
  ["/re/gi", "/re/gi"],
  ["Object.create(null)", "[Object: null prototype] {}"],
  ["const ring: { me?: unknown } = {}; ring.me = ring; ring", "<ref *1> { me: [Circular *1] }"],
  ["Promise.resolve(5)", "Promise { 5 }"],
  ["[new Promise(() => {})]", "[ Promise { <pending> } ]"],
  ["({ get bad() { throw new Error('getter') }, ok: 1 })", "{ bad: [Getter], ok: 1 }"],
  ["new Proxy({ a: 1 }, { get() { throw 1 }, ownKeys() { throw 2 }, getPrototypeOf() { throw 3 } })", "{ a: 1 }"],
  ["({ [Symbol.for('nodejs.util.inspect.custom')]: () => 'as I like' })", "as I like"],
  [
    "({ toString() { throw 1 }, toJSON() { throw 2 } })",
    "{ toString: [Function: toString], toJSON: [Function: toJSON] }",
  ],
  ["let set = 3", undefined],
  ["set = 7", "7"],
  ["set++", "7"],
  ["set; // of a comment", "8"],
  ["set /* of a */ ; /* comment */", "8"],
  ["set!", "8"],
  ["({ n: 1 }) satisfies { n: number }", "{ n: 1 }"],
  ["await Promise.resolve('waited')", "'waited'"],
  ["export default 6", "6"],
  ["undefined", undefined],
  ["void 0", undefined],
  ["console.log", "[Function: log]"],
  ["if (set > 2) 'yes'; else 'no'", undefined],
  ["for (const i of [1, 2]) i", undefined],
  ["function f() { return 1 }", undefined],
  ["1; class C {}", undefined],
  ["1; enum E { A }", undefined],
  ["1; interface I { a: 1 }", undefined],
  ["1; type T = 1", undefined],
  ["// nothing", undefined],
  ["", undefined],
  [";", undefined],
];

/** Values of which not everything is shown, and what is said of the rest. */
const LIMITS: Record<string, [code: string, ...parts: RegExp[]]> = {
  "a long list": ["Array.from({ length: 1e6 }, (_, i) => i)", /^\[\n/, /\.\.\. 999900 more items\n\]$/],
  "a long typed array": ["new Uint8Array(1e5)", /^Uint8Array\(100000\) \[/, /99900 more items/],
  "a long map": ["new Map(Array.from({ length: 5000 }, (_, i) => [i, i]))", /^Map\(5000\)/, /4900 more items/],
  "a long string": ["'x'.repeat(1e6)", /990000 more characters$/],
  "many properties": [
    "Object.fromEntries(Array.from({ length: 1e5 }, (_, i) => ['k' + i, i]))",
    /99,800 more properties/,
  ],
  "a deep object": ["let deep: unknown = 1; for (let i = 0; i < 50; i++) deep = { deep }; deep", /\[Object\]/],
  "a wide and deep tree": [
    "const tree = (n: number): unknown => n === 0 ? 1 : Array.from({ length: 30 }, () => tree(n - 1)); tree(4)",
    /more items/,
  ],
  "things with an inside of their own among many properties": [
    "const wide: Record<string, unknown> = { when: new Date(0), how: /x/, p: Promise.resolve(1), w: new WeakMap(), g: (function* () {})() };\nfor (let i = 0; i < 300; i++) wide['k' + i] = i;\nwide",
    /when: 1970-01-01T00:00:00.000Z/,
    /how: \/x\//,
    /p: Promise \{ 1 \}/,
    /w: WeakMap \{ <items unknown> \}/,
    /105 more properties/,
  ],
};

describe("a result", () => {
  let client: Client;
  before(async () => {
    client = await Client.start();
  });
  after(() => client.stop());

  it("is the last expression's value as text, and none for undefined, statements and declarations", async () => {
    for (const [code, text] of TEXTS) {
      const { value, error } = await outcomeOf(client, code);
      expect(error || value, code).to.equal(text);
    }
  });

  for (const [name, [code, ...parts]] of Object.entries(LIMITS)) {
    it(`of ${name} is bounded and says what was left out`, async () => {
      const { value = "" } = await outcomeOf(client, code);
      for (const part of parts) expect(value).to.match(part);
      expect(value.length).to.be.at.most(210_000);
    });
  }

  it("that is an error shows its cause, its members and its place in the cell", async () => {
    const cause = "new Error('outer', { cause: new TypeError('inner', { cause: { code: 5 } }) })";
    expect(await client.value(cause)).to.match(
      /^Error: outer\n {4}at In \[\d+\]:1:1 \{\n {2}\[cause\]: TypeError: inner\n {6}at In \[\d+\]:1:29 \{\n {4}\[cause\]: \{ code: 5 \}/,
    );
    expect(await client.value("new AggregateError([new Error('one')], 'all')")).to.match(
      /\[errors\]: \[\n {4}Error: one\n/,
    );
  });

  it("tells nothing of how the kernel follows promises and timers", async () => {
    for (const code of ["setTimeout(() => {}, 1)", "Promise.resolve()", "({ p: Promise.reject(1).catch(() => {}) })"]) {
      expect(await client.value(code)).to.not.match(/async|kResource|triggerId/i);
    }
    expect((await outcomeOf(client, "console.log(Promise.resolve(1))")).stdout).to.equal("Promise { 1 }\n");
  });
});
