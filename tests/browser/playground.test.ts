import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import type { Browser, Locator, Page } from "playwright-core";
import { cellAt, inLab, type Lab, PATIENCE, runCell, runUntil, untilDrawn, untilRan } from "./lab.ts";

const CELLS = {
  "playground.ipynb": [
    `import { MLPClassifier, moons } from "axonlab";
import { playground, watchFit } from "axonlab/widgets";
const game = playground({ data: "spiral" });
game`,
    "[game.epoch > 20, (game.losses?.train ?? 1) < 0.2, game.network?.sizes.join(), game.network?.layers[0]?.weights[0]?.[0]]",
    `const { X, y } = moons({ samples: 400, noise: 0.2 });
const big = new MLPClassifier({ hiddenLayerSizes: [40, 40], maxIter: 100_000, tol: 0, nIterNoChange: Infinity, randomState: 1 });
await watchFit(big, X, y, { validation: moons({ samples: 100, noise: 0.2, seed: 2 }), title: "two moons" });
"not reached"`,
    "[big.predict(X).length, (big.lossCurve_ ?? []).length > 5]",
    'game.change({ data: "circle", hidden: [3] }); game.step(); game.settings.data',
    "game.epoch",
  ],
};

const withText = (cell: Locator, text: string | RegExp) => cell.locator(".jp-OutputArea-output", { hasText: text });

describe("learning in JupyterLab", function () {
  this.timeout(240_000);
  let lab: Lab;
  inLab(CELLS, (opened) => {
    lab = opened;
  });

  const game = () => lab.page.locator(".axonlab-playground");
  const trainingLoss = async () => Number(await game().locator(".losses .words .train output").innerText());
  const epochs = async () => Number((await game().locator(".epoch b").innerText()).replace(",", ""));
  const setTheme = async (dark: boolean): Promise<void> => {
    const { page } = lab;
    await page.getByRole("menuitem", { name: "Settings", exact: true }).click();
    await page.locator(".lm-Menu-itemLabel", { hasText: /^Theme$/ }).click();
    await page.locator(".lm-Menu-itemLabel", { hasText: dark ? /^JupyterLab Dark$/ : /^JupyterLab Light$/ }).click();
    await page.locator(`body[data-jp-theme-light="${!dark}"]`).waitFor({ state: "attached" });
    await page.locator("#jupyterlab-splash").waitFor({ state: "detached" });
  };

  it("the playground learns the spiral when play is pressed", async () => {
    const { page } = lab;
    await setTheme(false);
    await runCell(page, 0);
    await game().waitFor();
    expect(await trainingLoss()).to.be.above(0.6);
    await game().getByLabel("epochs a frame").selectOption("5");
    const play = game().locator("button.play");
    await play.click();
    while ((await trainingLoss()) > 0.12) await page.waitForTimeout(100);
    await play.press("Space");
    const stopped = await epochs();
    await page.waitForTimeout(200);
    expect(await epochs(), "it stands still").to.equal(stopped);
    // Adam's steps leave the valley now and then, and come back.
    while ((await trainingLoss()) > 0.15) await game().getByRole("button", { name: "one epoch" }).click();
    await game().scrollIntoViewIfNeeded();
    await lab.shot("playground-light");
    await setTheme(true);
    await lab.shot("playground-dark");
    await setTheme(false);
  });

  it("the kernel knows the playground's network, and a weight that is changed by the keyboard", async () => {
    const { page } = lab;
    const weights = game().getByRole("group", { name: /weights/ });
    await weights.focus();
    await page.keyboard.press("ArrowRight");
    await game().locator(".editor", { hasText: "weight, x₁ → neuron 1 of layer 1" }).waitFor();
    await page.keyboard.press("Enter");
    await page.keyboard.type("2.5");
    await page.keyboard.press("Enter");
    await runUntil(page, 1, "[ true, true, '2,8,8,1', 2.5 ]");
  });

  it("the playground takes another layer, a feature and a story", async () => {
    const columns = () => game().locator(".head").count();
    expect(await columns()).to.equal(4);
    await game().getByRole("button", { name: "add a hidden layer" }).click();
    expect(await columns()).to.equal(5);
    await game().getByRole("button", { name: "feature x₁x₂" }).click();
    await game().locator('.node[aria-pressed="true"]').nth(2).waitFor();
    expect(await epochs()).to.equal(0);
    await game().getByLabel("story").selectOption("XOR needs a hidden layer");
    await game().locator(".story", { hasText: "ln 2 = 0.69" }).waitFor();
    expect(await columns()).to.equal(2);
  });

  it("the playground puts its TypeScript into the next cell, where it runs", async () => {
    const { page } = lab;
    await game().getByLabel("story").selectOption("A spiral, learnt");
    await game().locator("summary").click();
    await game().locator("pre", { hasText: "new MLPClassifier({" }).waitFor();
    await game().getByRole("button", { name: "into the next cell" }).click();
    await cellAt(page, 1).locator(".cm-content", { hasText: "trainTestSplit" }).waitFor();
    await runCell(page, 1);
    await withText(cellAt(page, 1), /accuracy on the test samples: [01]/).waitFor();
    await cellAt(page, 1).locator(".vega-embed canvas").waitFor();
  });

  it("watchFit draws in place while it learns, and an interrupt leaves a chart and a model that answers", async () => {
    const { page } = lab;
    await runCell(page, 3);
    const cell = cellAt(page, 3);
    const words = cell.locator(".jp-OutputArea-output", {
      hasText: /epoch \d+ of at most 100000 · at most .* left · training loss/,
    });
    await words.waitFor();
    const first = await words.innerText();
    while ((await words.innerText()) === first) await page.waitForTimeout(50);
    expect(await cell.locator("progress").count()).to.equal(1);
    expect(await cell.locator("svg polyline").count()).to.equal(2);
    await cell.scrollIntoViewIfNeeded();
    await lab.shot("watch-fit");
    await page.locator('[data-command="notebook:interrupt-kernel"]:visible').click();
    await withText(cell, "Interrupted").waitFor();
    await untilDrawn(cell.locator(".vega-embed canvas"));
    expect(await cell.locator("progress").count()).to.equal(0);
    await untilRan(page, 3);
    await runCell(page, 4);
    await withText(cellAt(page, 4), "[ 400, true ]").waitFor();
    await cell.scrollIntoViewIfNeeded();
    await lab.shot("watch-fit-interrupted");
  });

  it("the playground follows what the kernel sets", async () => {
    const { page } = lab;
    await runCell(page, 5);
    await withText(cellAt(page, 5), "circle").waitFor();
    while ((await game().locator(".head").count()) !== 3 || (await epochs()) !== 1) await page.waitForTimeout(50);
    expect(await game().locator(".data select").inputValue()).to.equal("circle (classes)");
  });

  it("the playground comes back as it was when the page is reloaded", async () => {
    const { page } = lab;
    await game().scrollIntoViewIfNeeded();
    await game().getByRole("button", { name: "one epoch" }).click();
    const [stopped, loss] = [await epochs(), await trainingLoss()];
    await runUntil(page, 6, /^2$/);
    await page.locator('[data-command="docmanager:save"]:visible').click();
    await page.locator(".lm-DockPanel-tabBar .jp-mod-dirty").waitFor({ state: "detached" });
    await lab.reload();
    await game().waitFor();
    expect([await epochs(), await trainingLoss()]).to.deep.equal([stopped, loss]);
    expect(stopped).to.equal(2);
    await untilRan(page, 0);
  });
});

describe("the playground on a page without a kernel", function () {
  this.timeout(240_000);
  const SCRIPT = fileURLToPath(new URL("../../dist/src/widgets/playground.js", import.meta.url));
  let lab: Lab;
  inLab({}, (opened) => {
    lab = opened;
  });

  /** A page that holds nothing but a playground. */
  const openAlone = async (options: object, reducedMotion: "reduce" | "no-preference"): Promise<Page> => {
    const page = await (lab.page.context().browser() as Browser).newPage({ reducedMotion });
    page.setDefaultTimeout(PATIENCE);
    await page.route("http://alone.test/**", (route) => {
      const isPage = new URL(route.request().url()).pathname === "/";
      return route.fulfill(
        isPage
          ? { contentType: "text/html", body: '<!doctype html><body><div id="game"></div></body>' }
          : { contentType: "text/javascript", body: readFileSync(SCRIPT, "utf8") },
      );
    });
    await page.goto("http://alone.test/");
    await page.evaluate(
      `import("/playground.js").then(({ mount }) => { mount(document.querySelector("#game"), ${JSON.stringify(options)}) })`,
    );
    // With its first frame it learns how wide it is, and lays all out anew.
    await page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
    return page;
  };

  it("learns, shows its TypeScript to copy, and asks nobody for anything", async () => {
    const page = await openAlone({ set: { data: "gaussian", hidden: [] } }, "no-preference");
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    await page.getByRole("button", { name: "play" }).click();
    const loss = page.locator(".losses .words .train output");
    while (Number(await loss.innerText()) > 0.1) await page.waitForTimeout(50);
    await page.getByRole("button", { name: "pause" }).click();
    await page.locator("summary").click();
    await page
      .locator("pre", { hasText: 'new Sequential([layers.dense(1, "sigmoid")], { inputs: 2, seed: 1 })' })
      .waitFor();
    expect(await page.getByRole("button", { name: "into the next cell" }).count()).to.equal(0);
    expect(await page.getByRole("button", { name: "copy" }).count()).to.equal(1);
    expect(asked).to.deep.equal([]);
    await page.close();
  });

  it("says a weight where the pointer rests on its line, and lets it be changed by a click", async () => {
    const page = await openAlone({ set: { data: "gaussian", hidden: [] } }, "no-preference");
    const middle = await page
      .locator("path.touch")
      .first()
      .evaluate((element) => {
        const path = element as unknown as {
          getTotalLength(): number;
          getPointAtLength(at: number): { x: number; y: number };
          ownerSVGElement: { getBoundingClientRect(): { left: number; top: number } };
        };
        const { x, y } = path.getPointAtLength(path.getTotalLength() / 2);
        const { left, top } = path.ownerSVGElement.getBoundingClientRect();
        return { x: left + x, y: top + y };
      });
    await page.mouse.move(middle.x, middle.y);
    const note = page.locator(".editor");
    const before = await note.filter({ hasText: /^weight, x₁ → output: -?[\d.]+$/ }).innerText();
    await page.mouse.click(middle.x, middle.y);
    await page.keyboard.type("-2.25");
    await page.keyboard.press("Enter");
    await note.waitFor({ state: "hidden" });
    await page.mouse.move(0, 0);
    await page.mouse.move(middle.x, middle.y);
    await note.filter({ hasText: /: -2\.25$/ }).waitFor();
    expect(before).to.not.include("-2.25");
    expect(await page.locator("path.weight").first().getAttribute("class")).to.equal("weight negative");
    await page.close();
  });

  it("moves less where the system asks for less motion, and learns all the same", async () => {
    const counts: number[] = [];
    for (const reducedMotion of ["no-preference", "reduce"] as const) {
      const page = await openAlone({ set: { data: "gaussian", hidden: [] } }, reducedMotion);
      // How many frames a busy machine draws is no matter of this test.
      await page.clock.install({ time: 0 });
      await page.clock.pauseAt(60_000);
      await page.evaluate(`(() => {
        globalThis.drawings = 0;
        new MutationObserver(() => drawings++).observe(document.querySelector(".epoch b"), { childList: true });
      })()`);
      await page.getByRole("button", { name: "play" }).click();
      await page.clock.runFor(2500);
      counts.push((await page.evaluate("drawings")) as number);
      await page.getByRole("button", { name: "pause" }).click();
      expect(Number((await page.locator(".epoch b").innerText()).replace(",", ""))).to.be.above(3);
      await page.close();
    }
    expect(counts[1]).to.be.below(4);
    expect(counts[0]).to.be.above(2 * (counts[1] ?? 0));
  });
});
