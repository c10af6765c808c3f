import { expect } from "chai";
import { cellAt, inLab, type Lab, runCell, untilDrawn, untilRan } from "./lab.ts";

const CELLS = {
  "tour.ipynb": [
    "/** Squares a number. */\nfunction square(n: number): number { return n * n }",
    "squ",
    "let kept = 1;\nconsole.log('round and round');\nwhile (true) {}",
    "kept + 41",
    'const wrong: number = "text"',
    'import type { Chart } from "axonlab/plots";\n({ $schema: "https://vega.github.io/schema/vega-lite/v5.json", width: 300, data: { values: [{ a: "x", b: 3 }, { a: "y", b: 5 }] }, mark: "bar", encoding: { x: { field: "a" }, y: { field: "b", type: "quantitative" } } }) satisfies Chart',
    "for (let i = 0; i < 2000; i++) console.log(i)",
    "kept",
  ],
};

describe("JupyterLab in a browser", function () {
  this.timeout(240_000);
  let lab: Lab;
  inLab(CELLS, (opened) => {
    lab = opened;
  });

  it("completes with types on Tab", async () => {
    const { page } = lab;
    await runCell(page, 0);
    await untilRan(page, 0);
    await cellAt(page, 1).locator(".cm-content").click();
    await page.keyboard.press("End");
    await cellAt(page, 1).locator(".jp-mod-completer-enabled").waitFor();
    await page.keyboard.press("Tab");
    await page
      .locator(".cm-content", { hasText: "square" })
      .or(page.locator(".jp-Completer-item", { hasText: "square" }))
      .nth(1)
      .waitFor();
    await lab.shot("completion");
    await page.keyboard.press("Escape");
  });

  it("shows the signature and the documentation on Shift-Tab", async () => {
    const { page } = lab;
    await cellAt(page, 1).locator(".cm-content").click();
    await page.keyboard.press("Control+a");
    await page.keyboard.type("square");
    await page.keyboard.press("Shift+Tab");
    await page.locator(".jp-Tooltip", { hasText: "square(n: number): number" }).waitFor();
    await page.locator(".jp-Tooltip", { hasText: "Squares a number." }).waitFor();
    await lab.shot("tooltip");
    await page.keyboard.press("Escape");
  });

  it("stops an endless loop by the interrupt button, and the variables live", async () => {
    const { page } = lab;
    await runCell(page, 2);
    await cellAt(page, 2).locator(".jp-OutputArea-output", { hasText: "round and round" }).waitFor();
    await page.locator('[data-command="notebook:interrupt-kernel"]:visible').click();
    await cellAt(page, 2).locator(".jp-OutputArea-output", { hasText: "Interrupted" }).waitFor();
    await untilRan(page, 2);
    await runCell(page, 3);
    await cellAt(page, 3).locator(".jp-OutputArea-executeResult", { hasText: "42" }).waitFor();
  });

  it("shows a legible type error", async () => {
    const { page } = lab;
    await runCell(page, 4);
    await untilRan(page, 4);
    const output = cellAt(page, 4).locator(".jp-OutputArea-output");
    await output.waitFor();
    const text = await output.innerText();
    expect(text).to.include("error TS2322: Type 'string' is not assignable to type 'number'.");
    expect(text).to.match(/1 \| const wrong: number = "text"\n\s+\|\s+\^+/);
    await lab.shot("type-error");
  });

  it("draws a Vega-Lite chart", async () => {
    const { page } = lab;
    await runCell(page, 5);
    await untilDrawn(cellAt(page, 5).locator(".vega-embed canvas"));
    await lab.shot("chart");
  });

  it("folds long output into a scrolled area", async () => {
    const { page } = lab;
    await runCell(page, 6);
    await untilRan(page, 6);
    const output = cellAt(page, 6).locator(".jp-OutputArea-output", { hasText: "1999" });
    await output.waitFor();
    const box = await output.boundingBox();
    expect(box?.height).to.be.lessThan(900);
  });

  it("restarts the kernel, and the variables are gone", async () => {
    const { page } = lab;
    await lab.restart();
    await runCell(page, 7);
    await cellAt(page, 7).locator(".jp-OutputArea-output", { hasText: "TS2304" }).waitFor();
  });

  it("runs the whole first lecture notebook, in light and in dark, with its charts drawn", async () => {
    const { page } = lab;
    await lab.open("01-one-neuron.ipynb");
    await page.getByRole("menuitem", { name: "Run", exact: true }).click();
    await page.locator('.lm-Menu-item[data-command="runmenu:run-all"]').click();
    const last = page.locator(".jp-NotebookPanel:visible .jp-CodeCell").last();
    await last.scrollIntoViewIfNeeded();
    await last.locator(".jp-InputPrompt", { hasText: /\[\d+\]/ }).waitFor();
    expect(
      await page.locator('.jp-OutputArea-output[data-mime-type="application/vnd.jupyter.error"]').count(),
    ).to.equal(0);
    const chart = page.locator(".vega-embed canvas").first();
    await chart.scrollIntoViewIfNeeded();
    await untilDrawn(chart);
    await lab.shot("lecture-light");
    await page.getByRole("menuitem", { name: "Settings", exact: true }).click();
    await page.locator(".lm-Menu-itemLabel", { hasText: /^Theme$/ }).click();
    await page.locator(".lm-Menu-itemLabel", { hasText: /^JupyterLab Dark$/ }).click();
    await page.locator('body[data-jp-theme-light="false"]').waitFor({ state: "attached" });
    await page.locator("#jupyterlab-splash").waitFor({ state: "detached" });
    await lab.shot("lecture-dark");
    await untilDrawn(chart);
  });
});
