import { expect } from "chai";
import { controlFor } from "../../../src/widgets/abbreviation.ts";
import type { Outputs } from "../../../src/widgets/front-end.ts";
import { FloatSlider, type IntSlider, interact, interactive } from "../../../src/widgets/index.ts";
import { OutputLog } from "../../../src/widgets/output-log.ts";
import { FakePage } from "./fake-page.ts";

const LINK = Symbol.for("axonlab.outputs");
const links = globalThis as { [LINK]?: Outputs };

/** Just enough of the kernel's side: results as text, errors by their message. */
const outputs: Outputs = {
  capture: (_sink, action) => action(),
  bundleOf: (value) => ({ "text/plain": String(value) }),
  describe: (error) => ({ ename: "Error", evalue: (error as Error).message, traceback: [] }),
  show: () => undefined,
  waitFor: () => undefined,
  whenInterrupted: () => () => undefined,
};

describe("controls by the look of their values", () => {
  const rows: [unknown, string][] = [
    [3, 'IntSlider({ description: "x", min: -3, max: 9, value: 3 })'],
    [-2, 'IntSlider({ description: "x", min: -6, max: 2, value: -2 })'],
    [0, 'IntSlider({ description: "x", max: 1 })'],
    [0.5, 'FloatSlider({ description: "x", min: -0.5, max: 1.5, step: 0.02, value: 0.5 })'],
    [[0, 10], 'IntSlider({ description: "x", max: 10, value: 5 })'],
    [[0, 1], 'FloatSlider({ description: "x", max: 1, step: 0.01, value: 0.5 })'],
    [[0, 1, 0.25], 'FloatSlider({ description: "x", max: 1, step: 0.25, value: 0.5 })'],
    [[1, 9, 2], 'IntSlider({ description: "x", min: 1, max: 9, step: 2, value: 5 })'],
    [true, 'Checkbox({ description: "x", value: true })'],
    ["text", 'Text({ description: "x", value: "text", continuousUpdate: false })'],
    [
      ["a", "b"],
      'Dropdown({ description: "x", _optionsLabels: ["a","b"], options: ["a","b"], index: 0, value: "a", label: "a" })',
    ],
  ];
  for (const [value, wanted] of rows) {
    it(`make ${wanted.split("(")[0]} of ${JSON.stringify(value)}`, () => {
      expect(String(controlFor("x", value))).to.equal(wanted);
    });
  }

  it("take a widget as it is, lists of other numbers and values by labels as choices", () => {
    const own = new FloatSlider({ value: 7 });
    expect(controlFor("x", own)).to.equal(own);
    expect(controlFor("x", [1, 2, 4, 8]).value).to.equal(1);
    expect(controlFor("x", { slow: 0.1, fast: 1 }).value).to.equal(0.1);
    expect(controlFor("x", new Map([["ten", 10]])).value).to.equal(10);
  });

  it("refuse what nothing can be made of", () => {
    for (const wrong of [null, undefined, () => 1, [], Number.NaN]) {
      expect(() => controlFor("x", wrong)).to.throw("expected x to be something to make a control from");
    }
    expect(() => controlFor("x", [1, 0])).to.throw("expected x to go up");
    expect(() => controlFor("x", [0, 1, 0])).to.throw("expected the step of x to be above 0");
  });
});

describe("interact", () => {
  const page = new FakePage();
  before(() => {
    page.enter();
    links[LINK] = outputs;
  });
  after(() => {
    page.leave();
    delete links[LINK];
  });

  it("calls the function with the controls' values, typed by them, at once and at each change", () => {
    const made = interactive(
      ({ eta, kind, on, n }) => {
        // Each of these lines is an error of types where the parameter is anything else.
        const typed: [number, "a" | "b", boolean, number] = [eta, kind, on, n];
        return typed.join(" ");
      },
      { eta: [0, 1, 0.5], kind: ["a", "b"], on: true, n: 3 },
    );
    const text = () => made.output.outputs.map((output) => JSON.stringify(output)).join();
    expect(text()).to.include('"text/plain":"0.5 a true 3"');
    page.update((made.controls.n as unknown as IntSlider).open(), { value: 4 });
    expect(text()).to.include("0.5 a true 4").and.not.include("true 3");
    expect(made.values).to.deep.equal({ eta: 0.5, kind: "a", on: true, n: 4 });
  });

  it("shows the error of a function instead of throwing it", () => {
    const made = interactive(
      ({ n }) => {
        if (n > 3) throw new RangeError("too much");
      },
      { n: 3 },
    );
    expect(made.output.outputs).to.deep.equal([]);
    page.update((made.controls.n as unknown as IntSlider).open(), { value: 5 });
    expect(made.output.outputs).to.deep.equal([
      { output_type: "error", ename: "Error", evalue: "too much", traceback: [] },
    ]);
  });

  it("calls an asynchronous function again only for the last of the changes that came while it ran", async () => {
    const calls: number[] = [];
    const made = interactive(
      async ({ n }) => {
        calls.push(n);
        await new Promise((resolve) => setTimeout(resolve, 10));
        return n;
      },
      { n: 1 },
    );
    const id = (made.controls.n as unknown as IntSlider).open();
    await Promise.all([2, 3].map((value) => page.update(id, { value })));
    expect(calls).to.deep.equal([1, 3]);
    expect(JSON.stringify(made.output.outputs)).to.include('"text/plain":"3"');
  });

  it("waits for its button where that is wanted", async () => {
    let calls = 0;
    const made = interact.manual(() => ++calls, { n: 1 }, { manualName: "train" });
    page.update((made.controls.n as unknown as IntSlider).open(), { value: 2 });
    expect(calls).to.equal(0);
    const button = made.box.children[1];
    expect(String(button)).to.include('description: "train"');
    await page.send(button?.open(), { method: "custom", content: { event: "click" } });
    expect(calls).to.equal(1);
  });

  it("refuses what is no function", () => {
    expect(() => interact(5 as never, {})).to.throw("expected f to be a function, got 5");
  });
});

describe("an output's log", () => {
  it("keeps what a notebook would keep", () => {
    const log = new OutputLog();
    log.take({ op: "stream", name: "stdout", text: "a" });
    log.take({ op: "stream", name: "stdout", text: "b\n" });
    log.take({ op: "stream", name: "stderr", text: "!" });
    log.take({ op: "display", data: { "text/plain": "1" }, metadata: {}, displayId: "d", update: false });
    expect(
      log.take({ op: "display", data: { "text/plain": "2" }, metadata: {}, displayId: "d", update: true }),
    ).to.equal(true);
    expect(log.take({ op: "display", data: {}, metadata: {}, displayId: "elsewhere", update: true })).to.equal(false);
    expect(log.outputs).to.deep.equal([
      { output_type: "stream", name: "stdout", text: "ab\n" },
      { output_type: "stream", name: "stderr", text: "!" },
      { output_type: "display_data", data: { "text/plain": "2" }, metadata: {} },
    ]);
    log.take({ op: "clear", wait: true });
    expect(log.outputs.length).to.equal(3);
    log.take({ op: "stream", name: "stdout", text: "new" });
    expect(log.outputs).to.deep.equal([{ output_type: "stream", name: "stdout", text: "new" }]);
    log.take({ op: "clear", wait: false });
    expect(log.outputs).to.deep.equal([]);
  });
});
