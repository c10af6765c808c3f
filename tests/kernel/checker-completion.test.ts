import { expect } from "chai";
import { Notebook } from "./checking.ts";

describe("Checker's completions", () => {
  let notebook: Notebook;
  before(async () => {
    notebook = new Notebook({
      "helper.ts": "export const help = 1; export const helpful = 2;",
      "sub/other.ts": "export {}",
    });
    await notebook.runAll(
      "const alpha = { one: 1, two: 'x', three() { return 1 } }; function alphabet<T>(x: T): T { return x }",
      "class Alpine { height = 1 } interface Alpaca { wool: number } enum Altitude { Low } namespace Alps { export const m = 1 }",
      "import * as fs from 'node:fs'; let union: 'left' | 'right' = 'left'",
    );
  });
  after(() => notebook.close());

  const texts = async (marked: string) => (await notebook.complete(marked)).items.map(({ text }) => text);

  it("give the members of what stands before the dot, with types", async () => {
    const { items, start, end } = await notebook.complete("alpha.|");
    expect(items.map(({ text, type, signature }) => [text, type, signature])).to.deep.equal([
      ["one", "property", "number"],
      ["three", "function", "() => number"],
      ["two", "property", "string"],
    ]);
    expect([start, end]).to.deep.equal([6, 6]);
  });

  it("give earlier names first, with their kinds", async () => {
    const { items } = await notebook.complete("al|");
    expect(items.slice(0, 5).map(({ text, type }) => [text, type])).to.deep.equal([
      ["alpha", "instance"],
      ["alphabet", "function"],
      ["Alpine", "class"],
      ["Alps", "module"],
      ["Altitude", "enum"],
    ]);
    expect(items[1]?.signature).to.equal("<T>(x: T) => T");
    expect(items.map(({ text }) => text)).to.not.include("Alpaca");
  });

  it("give types where a type stands", async () => {
    expect(await texts("let x: Alpa|")).to.deep.equal(["Alpaca"]);
    expect(await texts("let x: Alp|")).to.include.members(["Alpaca", "Alpine"]);
  });

  it("cover the whole word around the cursor", async () => {
    const { start, end, items } = await notebook.complete("alpha.on|exx + 1");
    expect([start, end, items.map(({ text }) => text)]).to.deep.equal([6, 11, ["one"]]);
  });

  it("count UTF-16 units after an emoji", async () => {
    const { start, end, items } = await notebook.complete("'😀😀'.toUpp|");
    expect([start, end, items[0]?.text]).to.deep.equal([7, 12, "toUpperCase"]);
  });

  it("work in code that is broken around them", async () => {
    expect(await texts("for (const x of [1]) { if (x.toFi|")).to.deep.equal(["toFixed"]);
    expect(await texts("const o = { a: 1, b: [alpha.tw|")).to.deep.equal(["two"]);
    expect(await texts("alphabet(alp|, ")).to.include("alpha");
    expect(await texts("const unfinished = ; alpha.thr|")).to.deep.equal(["three"]);
  });

  it("know what the cell itself declares, even under an earlier name", async () => {
    expect(await texts("const localOne = 1; function localTwo(localThree: string) { local|")).to.deep.equal([
      "localOne",
      "localThree",
      "localTwo",
    ]);
    expect(await texts("const alpha = { other: 1 }; alpha.|")).to.deep.equal(["other"]);
    expect(await texts("const alpha = { other: 1 }; if (alpha.|")).to.deep.equal(["other"]);
  });

  it("give string literals, import paths and named imports", async () => {
    expect(await texts("union = '|'")).to.have.members(["left", "right"]);
    const paths = await notebook.complete("import * as x from 'node:f|'");
    expect([paths.start, paths.items[0]?.text]).to.deep.equal([20, "node:fs"]);
    expect(await texts("import { help } from './|'")).to.include.members(["helper", "sub"]);
    const local = await notebook.complete("import { help } from './hel|'");
    expect([local.start, local.items[0]?.text]).to.deep.equal([24, "helper"]);
    expect(await texts("import { help| } from './helper'")).to.deep.equal(["help", "helpful"]);
    expect(await texts("fs.existsS|")).to.deep.equal(["existsSync"]);
  });

  it("offer properties of the expected type", async () => {
    expect(await texts("const a: Alpaca = { | }")).to.include("wool");
  });

  it("list names when nothing is typed, own ones first and no keyword", async () => {
    const { items } = await notebook.complete("|");
    expect(items[0]?.text).to.equal("alpha");
    expect(items.some(({ text }) => text === "console")).to.equal(true);
    expect(items.some(({ type }) => type === "keyword")).to.equal(false);
  });

  it("give keywords and globals to what is typed", async () => {
    expect(await texts("awai|")).to.include("await");
    expect(await texts("displ|")).to.include("display");
    expect(await texts("Math.ma|")).to.deep.equal(["max"]);
  });

  it("hide what is the kernel's own", async () => {
    expect(await texts("__|")).to.not.satisfy((names: string[]) => names.some((name) => /__cell|__axonlab/.test(name)));
    expect(await texts("globalThis.__|")).to.not.satisfy((names: string[]) =>
      names.some((name) => /__cell/.test(name)),
    );
  });

  it("bear code that ends in the midst of an emoji", async () => {
    expect(await texts("const s = '\ud83d'; s.toUpp|")).to.deep.equal(["toUpperCase"]);
    expect(await notebook.check("const s: number = '\ud83d'")).to.have.lengthOf(1);
  });

  it("are empty where nothing can be known", async () => {
    expect(await texts("nothing.at.all.|")).to.deep.equal([]);
    expect(await texts("// comment al|")).to.deep.equal([]);
    expect(await texts("1.|")).to.deep.equal([]);
  });
});
