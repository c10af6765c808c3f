import { expect } from "chai";
import type { Locator } from "playwright-core";
import { cellAt, inLab, type Lab, runCell, runUntil, untilDrawn, untilRan } from "./lab.ts";

const CELLS = {
  "widgets.ipynb": [
    `import { FloatSlider, IntProgress, IntSlider, Play, VBox, anyWidget, interact, jslink } from "axonlab/widgets";
const eta = new FloatSlider({ value: 0.1, max: 1, step: 0.01, description: "eta" });
const seen: number[] = [];
eta.observe("value", ({ value }) => void seen.push(value));
eta`,
    "[eta.value, seen.at(-1)]",
    `interact(({ eta }) => ({
  $schema: "https://vega.github.io/schema/vega-lite/v5.json",
  title: \`eta \${eta.toFixed(2)}\`,
  width: 300,
  height: 120,
  data: { values: Array.from({ length: 50 }, (_, i) => ({ x: i / 10, y: (1 - 2 * eta) ** i })) },
  mark: "line",
  encoding: { x: { field: "x", type: "quantitative" }, y: { field: "y", type: "quantitative" } },
}), { eta: [0, 1, 0.01] })`,
    `const counter = anyWidget({
  state: { count: 1, bytes: new Float32Array([1, 2]) },
  esm: \`export default { render({ model, el }) {
    const button = document.createElement("button");
    const show = () => { button.textContent = "count " + model.get("count") + " bytes " + new Float32Array(model.get("bytes").buffer).join("+"); };
    button.className = "own-counter";
    button.onclick = () => { model.set("count", model.get("count") + 1); model.save_changes(); };
    model.on("change:count", show);
    model.on("change:bytes", show);
    model.on("msg:custom", (content, buffers) => { model.send({ echo: content.text, length: buffers[0].byteLength }, undefined, [new Uint8Array([7, 8]).buffer]); });
    show();
    el.append(button);
  } }\`,
});
const heard: unknown[] = [];
counter.onMessage((content, buffers) => void heard.push([content, [...(buffers[0] ?? [])]]));
counter`,
    'counter.send({ text: "hello" }, [new Uint8Array(5)]); counter.bytes = new Float32Array([3, 4.5]); counter.count',
    "JSON.stringify([counter.count, heard])",
    `const play = new Play({ max: 50, interval: 20 });
const step = new IntSlider({ max: 50 });
const bar = new IntProgress({ max: 50 });
jslink([play, "value"], [step, "value"]);
step.observe("value", ({ value }) => { bar.value = value });
new VBox([play, step, bar])`,
    `interact(({ n }) => { console.log("printed", n); if (n > 4) throw new RangeError("more than four"); return n * 10 }, { n: 3 })`,
    `const free = new IntSlider({ max: 9, description: "free" });
display(free);
await new Promise<void>((done) => free.observe("value", ({ value }) => { if (value > 2) done() }));
"went on at " + free.value`,
  ],
};

const withText = (cell: Locator, text: string | RegExp) => cell.locator(".jp-OutputArea-output", { hasText: text });

describe("widgets in JupyterLab", function () {
  this.timeout(240_000);
  let lab: Lab;
  inLab(CELLS, (opened) => {
    lab = opened;
  });

  const drag = async (handle: Locator, by: number): Promise<void> => {
    const { mouse } = lab.page;
    const held = () =>
      handle.evaluate((element) =>
        (element as unknown as { matches(selector: string): boolean }).matches(".noUi-active"),
      );
    await handle.hover();
    await mouse.down();
    // Outputs above may still grow, and push it away from under the pointer.
    while (!(await held())) {
      await mouse.up();
      await handle.hover();
      await mouse.down();
    }
    const box = await handle.boundingBox();
    if (!box) throw new Error("the slider has no handle");
    await mouse.move(box.x + box.width / 2 + by, box.y + box.height / 2, { steps: 8 });
    await mouse.up();
  };
  const until = async (holds: () => Promise<boolean>): Promise<void> => {
    while (!(await holds())) await lab.page.waitForTimeout(50);
  };

  it("draw a slider, and the kernel sees where it is moved, and moves it", async () => {
    const { page } = lab;
    await runCell(page, 0);
    const handle = cellAt(page, 0).locator(".noUi-handle");
    await handle.waitFor();
    await handle.focus();
    for (let i = 0; i < 5; i++) await page.keyboard.press("ArrowRight");
    await cellAt(page, 0).locator(".widget-readout", { hasText: "0.15" }).waitFor();
    await runUntil(page, 1, "[ 0.15, 0.15 ]");
  });

  it("draw the chart of an interact anew when its slider is dragged", async () => {
    const { page } = lab;
    await runCell(page, 2);
    await untilRan(page, 2);
    const all = cellAt(page, 2).locator(".vega-embed canvas");
    // While one takes the other's place, there may be two.
    const canvas = all.last();
    await untilDrawn(canvas);
    const picture = () => canvas.evaluate((element) => (element as unknown as { toDataURL(): string }).toDataURL());
    const before = await picture();
    await drag(cellAt(page, 2).locator(".noUi-handle"), 50);
    await until(async () => (await picture()) !== before);
    await untilDrawn(canvas);
    await until(async () => (await all.count()) === 1);
    await lab.shot("interact");
  });

  it("draw a module of one's own, with its properties, messages and bytes both ways", async () => {
    const { page } = lab;
    await runCell(page, 3);
    const button = cellAt(page, 3).locator(".own-counter");
    await button.waitFor();
    expect(await button.innerText()).to.equal("count 1 bytes 1+2");
    await button.click();
    await button.click();
    await runUntil(page, 5, "[3,[]]");
    await runCell(page, 4);
    await withText(cellAt(page, 4), "3").waitFor();
    await button.filter({ hasText: "count 3 bytes 3+4.5" }).waitFor();
    await runUntil(page, 5, '[3,[[{"echo":"hello","length":5},[7,8]]]]');
  });

  it("play: a number runs in the page, a slider follows it there, and what the kernel sets follows that", async () => {
    const { page } = lab;
    await runCell(page, 6);
    const cell = cellAt(page, 6);
    await cell.locator(".jupyter-widgets.widget-play button").first().click();
    await cell.locator(".widget-readout", { hasText: /^50$/ }).waitFor();
    await until(async () =>
      cell
        .locator(".progress-bar")
        .evaluate((bar) => (bar as unknown as { style: { width: string } }).style.width === "100%"),
    );
  });

  it("show what the function of an interact prints, its result, and its error", async () => {
    const { page } = lab;
    await runCell(page, 7);
    const cell = cellAt(page, 7);
    await withText(cell, "printed 3").first().waitFor();
    await withText(cell, "30").first().waitFor();
    await drag(cell.locator(".noUi-handle"), 60);
    await withText(cell, "RangeError").first().waitFor();
    expect(await withText(cell, "printed 3").count()).to.equal(0);
    await lab.shot("interact-error");
  });

  it("are heard while a cell awaits", async () => {
    const { page } = lab;
    await runCell(page, 8);
    const cell = cellAt(page, 8);
    await drag(cell.locator(".noUi-handle"), 70);
    await withText(cell, /went on at [3-9]/).waitFor();
  });

  it("come back as they were when the page is reloaded", async () => {
    const { page } = lab;
    await page.locator('[data-command="docmanager:save"]:visible').click();
    await page.locator(".lm-DockPanel-tabBar .jp-mod-dirty").waitFor({ state: "detached" });
    await lab.reload();
    await cellAt(page, 0).locator(".widget-readout", { hasText: "0.15" }).waitFor();
    await cellAt(page, 2).locator(".vega-embed canvas").waitFor();
    await cellAt(page, 3).locator(".own-counter", { hasText: "count 3 bytes 3+4.5" }).click();
    await cellAt(page, 0).locator(".noUi-handle").press("ArrowRight");
    await cellAt(page, 0).locator(".widget-readout", { hasText: "0.16" }).waitFor();
    await runUntil(page, 1, "[ 0.16, 0.16 ]");
    await runUntil(page, 5, "[4,[[");
    await lab.shot("reloaded");
  });

  it("are kept in the notebook where JupyterLab is told to save their state", async () => {
    const { page } = lab;
    await page.getByRole("menuitem", { name: "Settings", exact: true }).click();
    await page.locator(".lm-Menu-itemLabel", { hasText: /^Save Widget State Automatically$/ }).click();
    const saved = async () =>
      (await lab.read("widgets.ipynb")).metadata.widgets?.["application/vnd.jupyter.widget-state+json"]?.state;
    let state = await saved();
    while (state === undefined) {
      // The page gathers the state while it saves, and may be done too late for this time.
      await page.locator('[data-command="docmanager:save"]:visible').click();
      await page.waitForTimeout(500);
      state = await saved();
    }
    const models = Object.values(state);
    const slider = models.find(({ model_name, state }) => model_name === "FloatSliderModel" && state.value === 0.16);
    expect(slider?.state).to.deep.include({ max: 1, step: 0.01, description: "eta" });
    expect(models.find(({ model_name }) => model_name === "AnyModel")?.state.count).to.equal(4);
  });
});
