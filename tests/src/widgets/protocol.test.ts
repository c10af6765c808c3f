import { expect } from "chai";
import { array, dictionary, double, assert as holds, letrec, oneof, property, string, uint8Array } from "fast-check";
import { type BufferPath, putBuffers, takeBuffers } from "../../../src/widgets/buffers.ts";
import {
  anyWidget,
  Button,
  Dropdown,
  dlink,
  FloatSlider,
  HBox,
  IntSlider,
  jslink,
  Label,
  link,
} from "../../../src/widgets/index.ts";
import { FakePage } from "./fake-page.ts";

describe("the widgets protocol", () => {
  const page = new FakePage();
  before(() => page.enter());
  after(() => page.leave());
  beforeEach(() => void page.take());

  it("opens a model after the models that it names, with the protocol's version, once it is shown", () => {
    const box = new HBox([new FloatSlider(), new Label({ value: "text" })]);
    expect(page.got).to.deep.equal([]);
    const id = box.open() ?? "";
    const opened = [...page.got];
    expect(opened.map(({ data }) => data.state._model_name)).to.deep.equal([
      "LayoutModel",
      "LayoutModel",
      "SliderStyleModel",
      "FloatSliderModel",
      "LayoutModel",
      "LabelStyleModel",
      "LabelModel",
      "HBoxModel",
    ]);
    for (const { kind, metadata } of opened) expect([kind, metadata]).to.deep.equal(["open", { version: "2.1.0" }]);
    const ids = new Set(opened.map((got) => got.id));
    expect(opened.at(-1)?.id).to.equal(id);
    const { children } = page.stateOf(id) as { children: string[] };
    for (const child of children) expect(ids.has(child.replace("IPY_MODEL_", ""))).to.equal(true);
    page.take();
    expect(box.open()).to.equal(id);
    expect(page.take()).to.deep.equal([]);
  });

  it("shows a widget as a view of its model, with text beside it", () => {
    const slider = new IntSlider({ value: 3, description: "n" });
    const show = slider[Symbol.for("Jupyter.display") as never] as () => Record<string, unknown>;
    const shown = show.call(slider);
    expect(shown["application/vnd.jupyter.widget-view+json"]).to.deep.equal({
      version_major: 2,
      version_minor: 0,
      model_id: slider.open(),
    });
    expect(shown["text/plain"]).to.equal('IntSlider({ description: "n", value: 3 })');
  });

  it("tells the page each change by the kernel once, all of one set at once, and nothing where nothing changed", () => {
    const slider = new FloatSlider({ max: 1 });
    slider.value = 0.5; // before it is open
    const id = slider.open();
    page.take();
    slider.value = 0.75;
    slider.value = 0.75;
    slider.set({ max: 2, value: 1.5, readoutFormat: ".1f" });
    expect(page.take()).to.deep.equal([
      { kind: "msg", id, data: { method: "update", state: { value: 0.75 }, buffer_paths: [] }, buffers: [] },
      {
        kind: "msg",
        id,
        data: { method: "update", state: { max: 2, value: 1.5, readout_format: ".1f" }, buffer_paths: [] },
        buffers: [],
      },
    ]);
  });

  it("echoes the page's change at once, tells the observers, and sends back only what it corrected", () => {
    const slider = new FloatSlider({ max: 1 });
    const seen: unknown[] = [];
    slider.observe("value", ({ name, value, old }) => seen.push([name, value, old]));
    const id = slider.open();
    page.take();
    page.update(id, { value: 0.25 });
    expect(page.take().map(({ data }) => data)).to.deep.equal([
      { method: "echo_update", state: { value: 0.25 }, buffer_paths: [] },
    ]);
    page.update(id, { value: 7 });
    expect(page.take().map(({ data }) => [data.method, data.state.value])).to.deep.equal([
      ["echo_update", 7],
      ["update", 1],
    ]);
    expect(seen).to.deep.equal([
      ["value", 0.25, 0],
      ["value", 1, 0.25],
    ]);
  });

  it("lets the page wait for an asynchronous observer, and hear what it threw", async () => {
    const slider = new IntSlider();
    let done = false;
    slider.observe("value", async () => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      done = true;
    });
    const result = page.update(slider.open(), { value: 3 });
    expect(done).to.equal(false);
    await result;
    expect(done).to.equal(true);
    slider.observe("value", () => {
      throw new RangeError("not that");
    });
    expect(() => page.update(slider.open(), { value: 4 })).to.throw("not that");
    expect(slider.value).to.equal(4);
  });

  it("lets an observer change the widget that it observes, and stop to observe", () => {
    const [a, b] = [new IntSlider(), new IntSlider()];
    const stop = a.observe("value", ({ value }) => {
      b.value = value;
      a.value = Math.min(value, 50);
    });
    page.update(a.open(), { value: 80 });
    expect([a.value, b.value]).to.deep.equal([50, 50]);
    stop();
    a.value = 1;
    expect(b.value).to.equal(50);
    const count = { n: 0 };
    const handler = () => count.n++;
    a.observe("value", handler);
    a.observe("description", handler);
    a.unobserve("value", handler);
    a.value = 2;
    a.description = "x";
    expect(count.n).to.equal(1);
    a.unobserve();
    a.description = "y";
    expect(count.n).to.equal(1);
  });

  it("answers a page that was reloaded with all open widgets, their bytes beside them, and those closed left out", () => {
    const slider = new IntSlider({ value: 9 });
    const bytes = anyWidget({ esm: "export default {}", state: { data: new Uint8Array([1, 2, 3]) } });
    const gone = new Label();
    const ids = [slider, bytes, gone].map((widget) => widget.open() as string) as [string, string, string];
    gone.close();
    slider.value = 12;
    const control = page.open("jupyter.widget.control");
    page.take();
    page.send(control, { method: "request_states" });
    const [answer] = page.take();
    expect(answer?.id).to.equal(control);
    expect(answer?.data.method).to.equal("update_states");
    const { states, buffer_paths } = answer?.data ?? {};
    expect(states[ids[0]]).to.deep.include({ model_name: "IntSliderModel", model_module: "@jupyter-widgets/controls" });
    expect(states[ids[0]].model_module_version).to.equal("2.0.0");
    expect(states[ids[0]].state.value).to.equal(12);
    expect(ids[2] in states).to.equal(false);
    expect(buffer_paths).to.deep.include([ids[1], "state", "data"]);
    expect([...(answer?.buffers.at(-1) ?? [])]).to.deep.equal([1, 2, 3]);
    expect(() => page.send(control, { method: "else" })).to.throw("[widgets] expected request_states");
  });

  it("answers request_state with the whole state", () => {
    const slider = new IntSlider({ value: 4 });
    const id = slider.open();
    page.take();
    page.send(id, { method: "request_state" });
    expect(page.take()[0]?.data.state).to.deep.include({ value: 4, max: 100, _view_name: "IntSliderView" });
  });

  it("closes on both sides: the page is told, later changes are not, and a closed one cannot be shown", () => {
    const slider = new IntSlider();
    const id = slider.open();
    page.take();
    slider.close();
    slider.close();
    slider.value = 3;
    expect(page.take().map(({ kind }) => kind)).to.deep.equal(["close"]);
    expect([slider.closed, slider.value]).to.deep.equal([true, 3]);
    expect(() => slider.open()).to.throw('expected an open IntSlider, got "a closed one"');
    const other = new IntSlider();
    page.close(other.open());
    expect(other.closed).to.equal(true);
    expect(id).to.be.a("string");
  });

  it("hands on a button's clicks, and an own module's messages with their bytes, both ways", () => {
    const button = new Button({ description: "go" });
    let clicks = 0;
    const stop = button.onClick(() => clicks++);
    page.send(button.open(), { method: "custom", content: { event: "click" } });
    page.send(button.open(), { method: "custom", content: { event: "other" } });
    stop();
    page.send(button.open(), { method: "custom", content: { event: "click" } });
    expect(clicks).to.equal(1);
    const own = anyWidget({ esm: "export default {}", state: { n: 1 } });
    const heard: unknown[] = [];
    own.onMessage((content, buffers) => heard.push([content, [...(buffers[0] ?? [])]]));
    const id = own.open();
    page.take();
    page.send(id, { method: "custom", content: { hello: 1 } }, [new Uint8Array([5])]);
    own.send({ back: true }, [new Float32Array([1.5])]);
    expect(heard).to.deep.equal([[{ hello: 1 }, [5]]]);
    const [sent] = page.take();
    expect(sent?.data).to.deep.equal({ method: "custom", content: { back: true } });
    expect([...(sent?.buffers[0] ?? [])]).to.deep.equal([...new Uint8Array(new Float32Array([1.5]).buffer)]);
  });

  it("keeps the names of an own module's properties, and brings bytes back as the typed array they were", () => {
    const own = anyWidget({
      esm: "export default {}",
      css: ".a {}",
      state: { theData: new Float64Array(2), on: true },
    });
    const id = own.open() ?? "";
    const [opened] = page.take().slice(-1);
    const { _anywidget_id, layout: _layout, ...state } = opened?.data.state ?? {};
    expect(state).to.deep.equal({
      ...{ _model_module: "anywidget", _model_module_version: "~0.11.0", _model_name: "AnyModel" },
      ...{ _view_module: "anywidget", _view_module_version: "~0.11.0", _view_name: "AnyView", _view_count: null },
      ...{ _esm: "export default {}", _css: ".a {}", _dom_classes: [], tabbable: null, tooltip: null, on: true },
    });
    expect(opened?.data.buffer_paths).to.deep.equal([["theData"]]);
    page.update(id, {}, [["theData"]], [new Uint8Array(new Float64Array([1.5, 2.5]).buffer)]);
    expect(own.theData).to.deep.equal(new Float64Array([1.5, 2.5]));
    expect(() => page.update(id, { on: 3 })).to.throw("[widgets] expected on to be a boolean, as at first, got 3");
    expect(() => anyWidget({ esm: "", state: { close: 1 } })).to.throw('got "close"');
  });

  it("takes bytes out of any state and puts them back to where they were", () => {
    const { state } = letrec((tie) => ({
      state: oneof({ maxDepth: 4 }, double({ noNaN: true }), string(), uint8Array(), tie("list"), tie("record")),
      list: array(tie("state"), { maxLength: 4 }),
      record: dictionary(string(), tie("state"), { maxKeys: 4, noNullPrototype: true }),
    }));
    holds(
      property(state, (value) => {
        const whole = { value };
        const { state: parted, buffer_paths, buffers } = takeBuffers(whole);
        const crossed = JSON.parse(JSON.stringify(parted)) as object;
        putBuffers(crossed, buffer_paths as BufferPath[], buffers as Uint8Array[]);
        const plain = (from: unknown): string =>
          JSON.stringify(from, (_key, one) => (one instanceof Uint8Array ? { bytes: [...one] } : one), 0);
        const sorted = (text: string) => [...text].sort().join("");
        expect(sorted(plain(crossed))).to.equal(sorted(plain(whole)));
      }),
      { seed: 1 },
    );
  });

  it("keeps options, place, label and value of a selection together, whichever changes", () => {
    const one = new Dropdown({ options: { slow: 0.01, fast: 0.5 }, value: 0.5 });
    expect([one.index, one.label, one.value]).to.deep.equal([1, "fast", 0.5]);
    const id = one.open() ?? "";
    expect(page.stateOf(id)).to.deep.include({ _options_labels: ["slow", "fast"], index: 1 });
    expect(page.stateOf(id)).to.not.have.any.keys("value", "options", "label");
    page.update(id, { index: 0 });
    expect([one.label, one.value]).to.deep.equal(["slow", 0.01]);
    one.label = "fast";
    expect([one.index, one.value]).to.deep.equal([1, 0.5]);
    one.value = null;
    expect([one.index, one.label]).to.deep.equal([null, null]);
    one.options = [1, 2, 3] as never;
    expect([one.index, one.value]).to.deep.equal([0, 1]);
    expect(() => one.set({ value: 9 as never })).to.throw("expected value to be among the options 1, 2, 3, got 9");
    expect(() => one.set({ index: 3 })).to.throw("expected index to be below 3, got 3");
  });

  it("refuses what does not fit, and leaves the widget as it was", () => {
    const slider = new FloatSlider({ max: 1, value: 0.5 });
    const cases: [object, string][] = [
      [{ value: "0.5" }, 'expected value to be a finite number, got "0.5"'],
      [{ value: Number.NaN }, "got NaN"],
      [{ min: 2 }, "expected min to be at most max, which is 1, got 2: set both at once"],
      [{ orientation: "diagonal" }, 'one of "horizontal", "vertical", got "diagonal"'],
      [{ layout: 5 }, "expected layout to be its properties"],
      [{ layout: { widht: "5px" } }, 'expected the name of a property of Layout, got "widht"'],
      [{ readout_format: "d" }, 'expected the name of a property of FloatSlider, got "readout_format"'],
    ];
    for (const [change, message] of cases) {
      expect(() => slider.set(change)).to.throw(message);
      expect(() => new FloatSlider({ max: 1, ...change }), message).to.throw("[widgets] expected");
    }
    expect([slider.value, slider.min, slider.orientation]).to.deep.equal([0.5, 0, "horizontal"]);
    expect(() => new HBox([5 as never])).to.throw("expected children[0] to be a widget, got 5");
    expect(() => new IntSlider({ value: 1.5 })).to.throw("expected value to be a whole number, got 1.5");
  });

  it("links properties in the kernel until they are parted, and refuses what is no property", () => {
    const [a, b] = [new IntSlider({ value: 3 }), new IntSlider({ max: 10 })];
    const part = link([a, "value"], [b, "value"]);
    expect(b.value).to.equal(3);
    page.update(b.open(), { value: 8 });
    expect(a.value).to.equal(8);
    a.value = 50;
    expect([a.value, b.value]).to.deep.equal([10, 10]);
    part();
    a.value = 1;
    expect(b.value).to.equal(10);
    expect(() => dlink([a, "valeu" as "value"], [b, "value"])).to.throw(
      'expected the name of a property of IntSlider, got "valeu"',
    );
    expect(() => jslink([a, "value"], [{} as never, "value" as never])).to.throw(
      "expected target to be a widget and its",
    );
  });

  it("works as plain values where there is no kernel", () => {
    page.leave();
    try {
      const slider = new IntSlider({ value: 2 });
      slider.value = 5;
      expect([slider.open(), slider.value]).to.deep.equal([undefined, 5]);
      slider.close();
    } finally {
      page.enter();
    }
  });
});
