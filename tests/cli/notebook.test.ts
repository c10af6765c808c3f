import { expect } from "chai";
import type { Notebook, Output } from "../../kernel/notebook/format.ts";
import { requireOurLanguage } from "../../kernel/notebook/language.ts";
import { OutputCollector } from "../../kernel/notebook/outputs.ts";
import { readNotebook } from "../../kernel/notebook/read.ts";
import { writeNotebook } from "../../kernel/notebook/write.ts";
import type { Header } from "../../kernel/wire/message.ts";

const code = { cell_type: "code", metadata: {}, outputs: [], source: "1", execution_count: null };
const notebook = (fields: object = {}) =>
  JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [], ...fields });

/** Texts that are no notebook, and what is said of them. */
const BROKEN: Record<string, [text: string, says: string]> = {
  "an empty file": ["", "got an empty file"],
  "text that is not JSON": ["# a title", "not JSON"],
  "an unfinished merge": ['{\n<<<<<<< HEAD\n"a": 1', "marks of an unfinished merge"],
  "a list": ["[]", "got a list"],
  null: ["null", "got null"],
  "other JSON": ['{"name": "axonlab"}', "without nbformat"],
  "nbformat 3": ['{"nbformat": 3, "worksheets": []}', "expected nbformat 4, got 3; convert it by"],
  "a minor version that is none": [notebook({ nbformat_minor: "5" }), "nbformat_minor as a whole number"],
  "no metadata": [notebook({ metadata: undefined }), "expected metadata as an object, got nothing"],
  "cells that are no list": [notebook({ cells: {} }), "expected cells as a list"],
  "a cell that is none": [notebook({ cells: [code, 3] }), "cell 2 of 2: expected an object"],
  "a cell of an unknown type": [notebook({ cells: [{ ...code, cell_type: "sql" }] }), 'got "sql"'],
  "a source that is no text": [notebook({ cells: [{ ...code, source: [1] }] }), "cell 1 of 1: expected source"],
  "a code cell without outputs": [notebook({ cells: [{ ...code, outputs: undefined }] }), "expected outputs as a list"],
};

describe("reading a notebook", () => {
  for (const [what, [text, says]] of Object.entries(BROKEN)) {
    it(`refuses ${what}, with its name and the place`, () => {
      expect(() => readNotebook(text, "n.ipynb"))
        .to.throw(says)
        .with.property("message")
        .that.includes("n.ipynb: ");
    });
  }

  it("gives ids only where nbformat 4.5 wants them, none twice", () => {
    const cells = [{ ...code, id: "cell-2" }, code, { ...code, id: "x" }];
    const ids = (minor: number) =>
      readNotebook(notebook({ nbformat_minor: minor, cells }), "n").cells.map(({ id }) => id);
    expect(ids(5)).to.deep.equal(["cell-2", "cell-2-", "x"]);
    expect(ids(4)).to.deep.equal(["cell-2", undefined, "x"]);
  });

  it("takes notebooks of TypeScript and of no language in particular, and refuses others by their language", () => {
    const asked = (metadata: object) => () => requireOurLanguage({ metadata } as Notebook, "n");
    for (const fine of [
      {},
      { kernelspec: { name: "axonlab" } },
      { kernelspec: { name: "tslab", language: "typescript" } },
      { language_info: { name: "TypeScript" } },
    ]) {
      expect(asked(fine)).not.to.throw();
    }
    expect(asked({ kernelspec: { name: "python3", language: "python" } })).to.throw("got one of python");
    expect(asked({ language_info: { name: "julia" } })).to.throw("got one of julia");
    expect(asked({ kernelspec: { name: "python3" } })).to.throw("got one of Python; run it by its own kernel");
  });
});

describe("writing a notebook", () => {
  it("keeps every field, in Jupyter's order and with texts as lines", () => {
    const outputs = [
      { output_type: "stream", name: "stdout", text: "a\nb" },
      {
        output_type: "display_data",
        metadata: {},
        data: { "text/html": "x\ny", "application/json": "x\ny", "application/a+json": { z: 1 } },
      },
      { output_type: "error", ename: "E", evalue: "v", traceback: ["one\ntwo"] },
    ];
    const text = notebook({
      custom: [1],
      cells: [{ ...code, id: "i", source: "", outputs, attachments: { b: 1, a: 2 } }],
    });
    const written = writeNotebook(readNotebook(text, "n"));
    const { cells, ...rest } = JSON.parse(written);
    expect(rest).to.deep.equal({ custom: [1], metadata: {}, nbformat: 4, nbformat_minor: 5 });
    expect(cells[0].source).to.deep.equal([]);
    expect(cells[0].outputs[0].text).to.deep.equal(["a\n", "b"]);
    expect(cells[0].outputs[1].data).to.deep.equal({
      "application/a+json": { z: 1 },
      "application/json": "x\ny",
      "text/html": ["x\n", "y"],
    });
    expect(cells[0].outputs[2].traceback).to.deep.equal(["one\ntwo"]);
    expect(Object.keys(cells[0])).to.deep.equal([...Object.keys(cells[0])].sort());
    expect(written.endsWith("}\n")).to.equal(true);
  });
});

describe("collecting outputs", () => {
  const from = (msg_id: string) => ({ msg_id }) as Header;
  const display = (text: string, display_id?: string) => ({
    data: { "text/plain": text },
    metadata: {},
    transient: display_id ? { display_id } : {},
  });

  it("joins texts only of one stream and only while nothing comes between", () => {
    const collector = new OutputCollector();
    const outputs: Output[] = [];
    collector.collect("a", outputs, () => undefined);
    for (const [name, text] of [
      ["stdout", "1"],
      ["stdout", "2"],
      ["stderr", "3"],
      ["stdout", "4"],
    ] as const)
      collector.publish("stream", { name, text }, from("a"));
    collector.publish("display_data", display("x"), from("a"));
    collector.publish("stream", { name: "stdout", text: "5" }, from("a"));
    collector.publish("status", { execution_state: "idle" }, from("a"));
    expect(outputs.map((output) => ("text" in output ? output.text : output.output_type))).to.deep.equal([
      "12",
      "3",
      "4",
      "display_data",
      "5",
    ]);
  });

  it("updates a named display wherever it stands, unless it was cleared", () => {
    const collector = new OutputCollector();
    const [a, b]: [Output[], Output[]] = [[], []];
    collector.collect("a", a, () => undefined);
    collector.collect("b", b, () => undefined);
    collector.publish("display_data", display("1", "d"), from("a"));
    collector.publish("display_data", display("2", "d"), from("b"));
    expect(a).to.deep.equal(b);
    collector.publish("clear_output", { wait: false }, from("a"));
    collector.publish("update_display_data", display("3", "d"), from("b"));
    collector.publish("update_display_data", display("4", "unknown"), from("b"));
    expect(a).to.deep.equal([]);
    expect(b).to.deep.equal([{ output_type: "display_data", data: { "text/plain": "3" }, metadata: {} }]);
  });

  it("gives what belongs to no cell to the one that ran last", () => {
    const collector = new OutputCollector();
    const outputs: Output[] = [];
    collector.publish("stream", { name: "stdout", text: "before any" }, undefined);
    collector.collect("a", outputs, () => undefined);
    collector.publish("stream", { name: "stdout", text: "x" }, undefined);
    expect(outputs).to.have.length(1);
  });
});
