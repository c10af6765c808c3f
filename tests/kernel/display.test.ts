import { expect } from "chai";
import { type DisplaySink, makeDisplay } from "../../kernel/display/display.ts";
import { show } from "../../kernel/display/rules.ts";

const VEGA_LITE = "application/vnd.vegalite.v5+json";
const SHOW = Symbol.for("Jupyter.display");

async function dataOf(value: unknown): Promise<Record<string, unknown>> {
  return (await show(value)).data;
}

async function textOf(value: unknown): Promise<string> {
  return (await dataOf(value))["text/plain"] as string;
}

describe("the rules of display", () => {
  it("write a number bare, and a string in quotes", async () => {
    expect(await dataOf(3)).to.deep.equal({ "text/plain": "3" });
    expect(await textOf(-0)).to.equal("-0");
    expect(await textOf("it's")).to.equal('"it\'s"');
  });

  it("let an object show itself, at once or later, with bytes as base64", async () => {
    expect(await dataOf({ [SHOW]: () => ({ "text/html": "<b>" }) })).to.deep.equal({ "text/html": "<b>" });
    expect(await dataOf({ [SHOW]: async () => ({ "image/png": new Uint8Array([1]) }) })).to.deep.equal({
      "image/png": "AQ==",
    });
    const failing = { [SHOW]: () => Promise.reject(new Error("no")), x: 1 };
    expect(await textOf(failing)).to.include("x: 1");
  });

  it("draw Vega-Lite by schema, by shape and by toSpec, and nothing that only looks a little like it", async () => {
    const spec = { mark: "bar", data: { values: [{ a: 1 }] }, encoding: {} };
    expect(await dataOf(spec))
      .to.have.property(VEGA_LITE)
      .that.deep.includes(spec);
    expect((await dataOf({ ...spec, $schema: "https://vega.github.io/schema/vega-lite/v6.json" }))[VEGA_LITE])
      .to.have.property("$schema")
      .that.includes("v5");
    expect(await dataOf({ layer: [{ mark: "line" }], data: {} })).to.have.property(VEGA_LITE);
    expect(await dataOf({ toSpec: () => spec })).to.have.property(VEGA_LITE);
    expect(await dataOf({ $schema: "https://vega.github.io/schema/vega/v5.json", marks: [] })).to.have.property(
      "application/vnd.vega.v5+json",
    );
    expect(
      ((await dataOf({ mark: "bar", data: { values: new Float64Array([1.5]) } }))[VEGA_LITE] as typeof spec).data
        .values,
    ).to.deep.equal([1.5]);
    for (const value of [
      { mark: "ten", data: {} },
      { mark: 5, encoding: {} },
      { layer: [1] },
      { mark: "bar" },
      { data: [], repeat: 1 },
    ]) {
      expect(await dataOf(value)).to.have.all.keys("text/plain");
    }
  });

  it("run no getter and no proxy's trap", async () => {
    let ran = 0;
    const value = {
      get mark() {
        ran++;
        throw new Error("getter");
      },
      get data() {
        return ran++;
      },
    };
    expect(await textOf(value)).to.equal("{ mark: [Getter], data: [Getter] }");
    await textOf(
      new Proxy(
        { a: 1 },
        {
          get: () => ran++,
          ownKeys: () => {
            ran++;
            return [];
          },
          has: () => ++ran > 0,
        },
      ),
    );
    expect(ran).to.be.at.most(1); // The symbol by which a value shows itself may be asked for.
  });

  it("say what they leave out", async () => {
    expect(await textOf(Array.from({ length: 10_000 }, (_, i) => i))).to.include("9900 more items");
    expect(await textOf("x".repeat(1_010_000))).to.include("1000000 more characters");
    expect(await textOf(Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`k${i}`, i])))).to.include(
      "800 more properties",
    );
    expect(await textOf(new Map(Array.from({ length: 1000 }, (_, i) => [i, i])))).to.include("more items");
    expect(await textOf(new Float32Array(1000))).to.include("900 more items");
    // Eight million words, though the same row lies in every place.
    const row = new Array(200).fill("value");
    const huge = new Array(200).fill(new Array(200).fill(row));
    expect((await textOf(huge)).length).to.be.lessThan(300_000);
  });

  it("show anything at all", async () => {
    const cyclic: Record<string, unknown> = { name: "c" };
    cyclic.self = cyclic;
    let deep: unknown = {};
    for (let level = 0; level < 100_000; level++) deep = { deep };
    class Point {
      x = 1;
    }
    const shown: [unknown, RegExp][] = [
      [cyclic, /<ref \*1> .*\[Circular \*1\]/],
      [deep, /\[Object\]/],
      [new Point(), /^Point \{ x: 1 \}$/],
      [new Error("e", { cause: new Error("why") }), /Error: e[\s\S]*cause[\s\S]*why/],
      [
        {
          get [Symbol.toStringTag](): string {
            throw new Error("tag");
          },
          x: 1,
        },
        /x: 1/,
      ],
      [
        {
          [Symbol.for("nodejs.util.inspect.custom")]: () => {
            throw new Error("custom");
          },
          x: 1,
        },
        /x: 1/,
      ],
      [
        {
          inner: {
            get [Symbol.toStringTag](): string {
              throw new Error("tag");
            },
            y: 2,
          },
        },
        /y: 2/,
      ],
      [Object.create(null), /null prototype/],
      [Symbol("s"), /^Symbol\(s\)$/],
      [10n, /^10n$/],
      [new Date(Number.NaN), /Invalid Date/],
      [() => 1, /Function/],
      [new Set([1]), /Set\(1\) \{ 1 \}/],
      [Promise.resolve(1), /Promise/],
      [new WeakMap(), /WeakMap/],
      [new Array(3), /3 empty items/],
    ];
    for (const [value, expected] of shown) expect(await textOf(value)).to.match(expected);
    const revoked = Proxy.revocable({}, {});
    revoked.revoke();
    expect(await textOf(revoked.proxy)).to.be.a("string");
  });
});

describe("the global display", () => {
  function recorder() {
    const calls: unknown[] = [];
    const pending: Promise<unknown>[] = [];
    const sink: DisplaySink = {
      display: ({ data }, id, update) => calls.push([data, id, update]),
      waitFor: (promise) => pending.push(promise),
      clear: (wait) => calls.push(["clear", wait]),
    };
    return { calls, pending, display: makeDisplay(sink) };
  }

  it("replaces what it showed, by its handle and by an id", () => {
    const { calls, display } = recorder();
    display("a", { id: "here" }).update("b");
    display({ "text/html": "<i>" }, { id: "here", update: true, raw: true });
    expect(calls).to.deep.equal([
      [{ "text/plain": "'a'" }, "here", false],
      [{ "text/plain": "'b'" }, "here", true],
      [{ "text/html": "<i>" }, "here", true],
    ]);
  });

  it("shows media by name, tables escaped and cut, and waits for what shows itself later", async () => {
    const { calls, pending, display } = recorder();
    display.html("<b>x</b>");
    display.table([{ a: "<x>", b: 1 }, ...Array.from({ length: 150 }, () => ({ a: 1 }))]);
    display({ [SHOW]: async () => ({ "text/plain": "later" }) });
    display.clear({ wait: true });
    await Promise.all(pending);
    expect(calls[0]).to.deep.include({ "text/html": "<b>x</b>", "text/plain": "[HTML]" });
    expect((calls[1] as [Record<string, string>])[0]["text/html"])
      .to.include("&lt;x&gt;")
      .and.to.include("51 more rows");
    expect(calls[2]).to.deep.equal(["clear", true]);
    expect((calls[3] as unknown[])[0]).to.deep.equal({ "text/plain": "later" });
  });

  it("gives no result where it is a cell's last expression", async () => {
    expect(await dataOf(recorder().display.text("x"))).to.deep.equal({});
  });
});
