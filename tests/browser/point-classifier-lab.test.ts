import { expect } from "chai";
import { inLab, type Lab, runCell, runUntil } from "./lab.ts";

const CELLS = {
  "points.ipynb": [
    `import { pointClassifier } from "axonlab/widgets";
const drawing = pointClassifier({ points: { X: [[10, 0], [30, 5]], y: ["left", "right"] } });
drawing`,
    "[drawing.points.X.length, drawing.points.y.at(-1), drawing.accuracy, drawing.playing]",
    'drawing.reset(); drawing.points = { X: [[10, 0], [30, 5], [20, 2], [25, 3]], y: ["left", "right", "left", "left"] }; drawing.play()',
    "drawing.steps",
  ],
};

describe("drawing points in JupyterLab", function () {
  this.timeout(240_000);
  let lab: Lab;
  inLab(CELLS, (opened) => {
    lab = opened;
  });

  const button = (name: string) => lab.page.locator(".axonlab-points").getByRole("button", { name });
  const plane = () => lab.page.getByRole("application", { name: /the plane/ });
  const right = () => lab.page.locator(".axonlab-points .facts", { hasText: "right 100 %" });
  /** Pauses it where all points are right: until the click it learns on, and may lose one again for a moment. */
  const pauseAtRight = async () => {
    await right().waitFor();
    await button("pause").click();
    while ((await right().count()) === 0) await button("step").click();
  };

  it("the kernel knows the points that are drawn, in its own units, and how well they are learnt", async () => {
    const { page } = lab;
    await runCell(page, 0);
    await plane().focus();
    await page.keyboard.press("2");
    await page.keyboard.press("Enter");
    await page.getByText("a point of class right was set at 20, 2.5").waitFor();
    await pauseAtRight();
    await runUntil(page, 1, "[ 3, 'right', 1, false ]");
  });

  it("the page shows and learns the points that the kernel sets", async () => {
    const { page } = lab;
    await runCell(page, 2);
    // What the page says of the points of before must not be taken for an answer.
    await button("pause").waitFor();
    await pauseAtRight();
    await runUntil(page, 1, "[ 4, 'left', 1, false ]");
    await plane().scrollIntoViewIfNeeded();
    await lab.shot("point-classifier-lab");
  });

  it("points and progress survive a reload of the page", async () => {
    const { page } = lab;
    const steps = () => page.locator(".axonlab-points .facts b").first().innerText();
    const before = await steps();
    await runUntil(page, 3, new RegExp(`^${before.replace(",", "")}$`));
    await page.locator('[data-command="docmanager:save"]:visible').click();
    await page.locator(".lm-DockPanel-tabBar .jp-mod-dirty").waitFor({ state: "detached" });
    await lab.reload();
    await plane().waitFor();
    await right().waitFor();
    expect(await steps()).to.equal(before);
  });
});
