import { expect } from "chai";
import type { Locator } from "playwright-core";
import { cellAt, inLab, type Lab, runCell, untilRan } from "./lab.ts";

const CELLS = {
  "exercises.ipynb": [
    'import { check, exercise, progress } from "axonlab/course";',
    "function xor(a: number, b: number): number {\n  if (a > b) throw new RangeError(`no ${a} first`);\n  return a + b;\n}",
    'exercise("xor", {\n  hints: ["Which rows of the table are alike?", "Compare `a` with `b`: $a = b$ or not?", "`a === b ? 0 : 1`"],\n}, ({ equal, close }) => {\n  equal("xor(0, 1)", () => xor(0, 1), 1);\n  equal("xor(1, 0)", () => xor(1, 0), 1);\n  equal("the whole table", () => [xor(0, 0), xor(0, 1), xor(0, 1), xor(1, 1)], [0, 1, 1, 0]);\n  close("a mean", () => (xor(0, 1) + xor(1, 1)) / 2, 0.5, { tolerance: 1e-3 });\n  exercise.hidden(2);\n});\ncheck("xor")',
    "progress()",
    'function xor(a: number, b: number): number {\n  return a === b ? 0 : 1;\n}\ncheck("xor")',
  ],
};

/** A colour's brightness from 0 to 1 (the relative luminance of WCAG 2). */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [...colour.matchAll(/[\d.]+/g)].slice(0, 3).map(([part]) => {
    const value = Number(part) / 255;
    return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

const colourOf = (element: Locator, property: "color" | "backgroundColor"): Promise<string> =>
  element.evaluate(
    (node, name) =>
      (globalThis as unknown as { getComputedStyle(e: unknown): Record<string, string> }).getComputedStyle(node)[
        name
      ] ?? "",
    property,
  );

describe("an exercise in JupyterLab", function () {
  this.timeout(240_000);
  let lab: Lab;
  inLab(CELLS, (opened) => {
    lab = opened;
  });
  before(async () => {
    for (const at of [0, 1, 2, 3]) {
      await runCell(lab.page, at);
      await untilRan(lab.page, at);
    }
  });

  const report = () => cellAt(lab.page, 2).locator(".jp-OutputArea-output");

  it("shows what failed, with what was expected and what came, and the first hint", async () => {
    const text = (await report().innerText()).replace(/\s+/g, " ");
    expect(text).to.include("✗ xor: 1 of 4 visible checks passed. 2 hidden tests run when it is graded.");
    expect(text).to.include("✗ xor(1, 0) your code threw RangeError: no 1 first (In [2], line 2)");
    expect(text).to.include("at [3]: expected 0, got 2");
    expect(text).to.include("Hint 1. Which rows").and.not.include("Compare");
  });

  it("opens further hints, one inside of the other, by the keyboard alone", async () => {
    const { page } = lab;
    const summaries = report().locator("summary");
    await summaries.first().focus();
    await page.keyboard.press("Enter");
    await report().getByText("Compare").waitFor();
    expect(await report().innerText()).not.to.include("a === b");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await report().getByText("a === b ? 0 : 1").waitFor();
  });

  for (const theme of ["Light", "Dark"]) {
    it(`is legible in the ${theme.toLowerCase()} theme: all text stands out from the page`, async () => {
      const { page } = lab;
      await page.getByRole("menuitem", { name: "Settings", exact: true }).click();
      await page.locator(".lm-Menu-itemLabel", { hasText: /^Theme$/ }).click();
      await page.locator(".lm-Menu-itemLabel", { hasText: new RegExp(`^JupyterLab ${theme}$`) }).click();
      await page.locator(`body[data-jp-theme-name="JupyterLab ${theme}"]`).waitFor({ state: "attached" });
      await page.locator("#jupyterlab-splash").waitFor({ state: "detached" });
      await report().scrollIntoViewIfNeeded();
      await lab.shot(`exercise-${theme.toLowerCase()}`);
      const paper = await colourOf(page.locator(".jp-Notebook:visible").first(), "backgroundColor");
      const texts = await report().locator("p, li, code, summary, span").all();
      const colours = await Promise.all(texts.map(async (text) => ({ ink: await colourOf(text, "color"), paper })));
      expect(colours.length).to.be.above(10);
      for (const { ink, paper } of colours) {
        const [light = 0, dark = 0] = [luminance(ink), luminance(paper)].sort((a, b) => b - a);
        expect((light + 0.05) / (dark + 0.05), `${ink} on ${paper}`).to.be.above(4.5);
      }
    });
  }

  it("says so when all visible checks pass, and the progress table follows", async () => {
    const { page } = lab;
    await runCell(page, 4);
    const passed = "✓ xor: all 4 visible checks passed. 2 hidden tests";
    await cellAt(page, 4).locator(".jp-OutputArea-output", { hasText: passed }).waitFor();
    await untilRan(page, 4);
    await runCell(page, 3);
    await cellAt(page, 3).locator(".jp-OutputArea-output", { hasText: "1 of 1 exercises solved" }).waitFor();
    await lab.shot("exercise-solved");
  });
});
