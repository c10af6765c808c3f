import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "chai";
import { build } from "esbuild";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { browserFlags, findBrowser } from "../../scripts/lib/browser.mjs";
import { inRoot, STATE } from "../../scripts/lib/paths.mjs";
import { skip } from "../skip.ts";
import { PATIENCE } from "./lab.ts";

describe("the point classifier on a page without a kernel", function () {
  this.timeout(240_000);
  const folder = mkdtempSync(join(tmpdir(), "axonlab-points-"));
  let browser: Browser;
  const trouble: string[] = [];

  before(async function () {
    try {
      browser = await chromium.launch({ executablePath: await findBrowser(), args: browserFlags() });
    } catch (error) {
      skip(this, (error as Error).message);
    }
    await build({
      entryPoints: [inRoot("dist", "src", "widgets", "point-classifier.js")],
      outfile: join(folder, "points.js"),
      bundle: true,
      format: "iife",
      globalName: "points",
    });
    writeFileSync(join(folder, "page.html"), "<!doctype html><body><div></div><script src=points.js></script></body>");
  });
  after(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const open = async (options: string, context: BrowserContextOptions = {}): Promise<Page> => {
    const page = await browser.newPage({ viewport: { width: 900, height: 720 }, ...context });
    page.setDefaultTimeout(PATIENCE);
    page.on("request", (request) => {
      if (!request.url().startsWith("file:")) trouble.push(`asked for ${request.url()}`);
    });
    page.on("pageerror", (error) => trouble.push(String(error)));
    await page.goto(pathToFileURL(join(folder, "page.html")).href);
    await page.evaluate(`window.view = points.mount(document.querySelector("div"), ${options})`);
    return page;
  };
  const plane = (page: Page) => page.getByRole("application", { name: /the plane/ });
  const drawn = (page: Page) => page.evaluate("view.drawn") as Promise<{ x1: number; x2: number; c: number }[]>;
  const accuracy = (page: Page) => page.evaluate("view.progress().accuracy");
  /** Clicks at a place of the field, −3 to 3 along both. */
  const click = async (page: Page, x1: number, x2: number) => {
    const box = await plane(page).boundingBox();
    if (!box) throw new Error("the plane is not on the page");
    await plane(page).click({ position: { x: ((x1 + 3) / 6) * box.width, y: ((3 - x2) / 6) * box.height } });
  };
  const learnt = async (page: Page) => {
    while ((await accuracy(page)) !== 1) await page.waitForTimeout(50);
  };
  /** The pixel of the plane at a place, as red, green, blue. */
  const pixel = (page: Page, x1: number, x2: number) =>
    page.evaluate(
      `[...document.querySelector("canvas").getContext("2d").getImageData(${((x1 + 3) / 6) * 640}, ${((3 - x2) / 6) * 640}, 1, 1).data].slice(0, 3)`,
    ) as Promise<number[]>;

  it("a click sets a point of the chosen class, which is learnt; another click takes it away", async () => {
    const page = await open("{ drawn: [] }");
    await page.evaluate("view.setPlaying(true)");
    await click(page, -1.5, 1);
    await page.getByRole("button", { name: "2", exact: true }).click();
    await click(page, 1.5, 1);
    await click(page, 1.2, -1);
    const points = await drawn(page);
    expect(points.map(({ c }) => c)).to.deep.equal([0, 2, 2]);
    expect(points[1]?.x1).to.be.closeTo(1.5, 0.03);
    await learnt(page);
    // A point of the first class amid the others moves the border.
    await page.getByRole("button", { name: "0", exact: true }).click();
    await click(page, 2.5, 0);
    expect(await drawn(page)).to.have.length(4);
    await learnt(page);
    await page.getByRole("button", { name: "pause" }).click();
    const [red = 0, , blue = 0] = await pixel(page, -2.25, 1.25);
    expect(blue, "class 0 is blue").to.be.above(red + 30);
    await click(page, 2.5, 0);
    expect(await drawn(page)).to.deep.equal(points);
    await page.close();
  });

  it("can be drawn in by the keyboard alone", async () => {
    const page = await open("{ drawn: [] }");
    await plane(page).focus();
    for (const key of ["ArrowRight", "ArrowRight", "ArrowUp", "3", "Enter", "Shift+ArrowLeft", "1"]) {
      await page.keyboard.press(key);
    }
    expect(await drawn(page)).to.deep.equal([{ x1: 0.4, x2: 0.2, c: 2 }]);
    await page.locator("output", { hasText: "draw class 0" }).waitFor();
    expect(await page.getByRole("button", { name: "0", exact: true }).getAttribute("aria-pressed")).to.equal("true");
    await page.keyboard.press("Delete");
    expect(await drawn(page)).to.deep.equal([]);
    await page.locator("output", { hasText: "taken away" }).waitFor();
    await page.close();
  });

  it("learns its beginnings, looks into any layer, and is legible in light and dark", async () => {
    for (const colorScheme of ["light", "dark"] as const) {
      const page = await open("{ set: { hidden: [8, 2] } }", { colorScheme });
      await page.evaluate(`document.documentElement.style.colorScheme = "${colorScheme}"`);
      await page.getByLabel("begin with").selectOption("moons");
      await page.getByRole("button", { name: "play" }).click();
      await learnt(page);
      await page.getByText("All that the output sees").waitFor();
      await page.getByRole("button", { name: "pause" }).click();
      // For people to look at.
      await page.screenshot({ path: join(STATE, "screenshots", `point-classifier-${colorScheme}.png`) });
      const sum = (await pixel(page, 2.75, 2.75)).reduce((all, value) => all + value, 0);
      expect(sum > 330, "light paper").to.equal(colorScheme === "light");
      await page.getByLabel("layer that is looked into").selectOption("hidden layer 1");
      await page.getByText("Two of the 8 neurons that layer 2 sees").waitFor();
      await page.close();
    }
  });

  it("takes layers and neurons, and begins anew with them", async () => {
    const page = await open("{}");
    await page.getByRole("button", { name: "step" }).click();
    await page.getByRole("button", { name: "add a hidden layer" }).click();
    await page.getByLabel("neurons in hidden layer 3").fill("5");
    await page.getByLabel("neurons in hidden layer 3").press("Enter");
    expect(await page.evaluate("[view.settings.hidden.join(), view.progress().steps]")).to.deep.equal(["6,2,5", 0]);
    await page.close();
  });

  it("draws seldom where the system asks for less motion, and learns all the same", async () => {
    const page = await open("{}", { reducedMotion: "reduce" });
    // How many frames a busy machine draws is no matter of this test.
    await page.clock.install({ time: 0 });
    await page.clock.pauseAt(60_000);
    await page.evaluate(`(() => {
      globalThis.drawings = 0;
      new MutationObserver(() => drawings++).observe(document.querySelector(".facts b"), { childList: true });
      view.setPlaying(true);
    })()`);
    await page.clock.runFor(2000);
    expect(await page.evaluate("drawings")).to.be.within(1, 4);
    expect(await page.evaluate("view.progress().steps")).to.be.above(20);
    await page.close();
  });

  it("asks nobody for anything, and complains of nothing", () => {
    expect(trouble).to.deep.equal([]);
  });
});
