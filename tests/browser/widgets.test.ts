import { expect } from "chai";
import { skip } from "../skip.ts";
import { cellAt, coloursOf, type Lab, runCell, startLab, untilRan } from "./lab.ts";

const CELLS = {
  "widgets.ipynb": [
    'import { FloatSlider, interact } from "axonlab/widgets";\nimport { activation } from "axonlab";\nconst eta = new FloatSlider({ value: 0.1, max: 1, step: 0.01, description: "eta" });\nconst seen: number[] = [];\neta.observe("value", ({ value }) => seen.push(value));\neta',
    "eta.value > 0.1 && seen.at(-1) === eta.value",
    `interact(({ eta }) => ({
  $schema: "https://vega.github.io/schema/vega-lite/v5.json",
  title: \`eta \${eta.toFixed(2)}\`,
  width: 300,
  height: 120,
  data: { values: Array.from({ length: 50 }, (_, i) => ({ x: i / 10, y: (1 - 2 * eta) ** i })) },
  mark: "line",
  encoding: { x: { field: "x", type: "quantitative" }, y: { field: "y", type: "quantitative" } },
}), { eta: [0, 1, 0.01] })`,
  ],
};

describe("widgets in JupyterLab", () => {
  let lab: Lab;
  before(async function () {
    try {
      lab = await startLab(CELLS);
    } catch (error) {
      skip(this, (error as Error).message);
    }
    await lab.open("widgets.ipynb");
  }).timeout(240000);
  after(() => lab?.close());
  afterEach(async function () {
    if (this.currentTest?.state === "failed") await lab.shot(`failed-${this.currentTest.title.slice(0, 30)}`);
  });

  it("draw a slider, and the kernel sees where it is moved", async () => {
    const { page } = lab;
    await runCell(page, 0);
    const handle = cellAt(page, 0).locator(".noUi-handle");
    await handle.waitFor();
    await handle.focus();
    for (let i = 0; i < 5; i++) await page.keyboard.press("ArrowRight");
    await cellAt(page, 0).locator(".widget-readout", { hasText: "0.15" }).waitFor();
    await runCell(page, 1);
    await cellAt(page, 1).locator(".jp-OutputArea-executeResult", { hasText: "true" }).waitFor();
  });

  it("draw the chart of an interact anew when its slider is dragged", async () => {
    const { page } = lab;
    await runCell(page, 2);
    await untilRan(page, 2);
    const canvas = cellAt(page, 2).locator(".vega-embed canvas");
    await canvas.waitFor();
    expect(await coloursOf(canvas)).to.be.greaterThan(3);
    const before = await canvas.evaluate((element) => (element as unknown as { toDataURL(): string }).toDataURL());
    await lab.shot("interact");
    const handle = await cellAt(page, 2).locator(".noUi-handle").boundingBox();
    if (!handle) throw new Error("no handle");
    await page.mouse.move(handle.x + handle.width / 2, handle.y + handle.height / 2);
    await page.mouse.down();
    await page.mouse.move(handle.x + 60, handle.y + handle.height / 2, { steps: 8 });
    await page.mouse.up();
    await lab.shot("interact-dragged");
    const changed = async () =>
      (await canvas.evaluate((e) => (e as unknown as { toDataURL(): string }).toDataURL())) !== before;
    while (!(await changed())) await page.waitForTimeout(50);
    await lab.shot("interact-after");
  });
}).timeout(90000);
