import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "chai";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { browserFlags, findBrowser } from "../../scripts/lib/browser.mjs";
import { runTool } from "../../scripts/lib/children.mjs";
import { inRoot, STATE, VENV_PYTHON } from "../../scripts/lib/paths.mjs";
import { planSite, siteSteps } from "../../scripts/site/site.mjs";
import { widgetHtml } from "../../scripts/site/widgets.mjs";

const folder = mkdtempSync(join(tmpdir(), "axonlab site é "));
const read = (file: string) => readFileSync(join(folder, file), "utf8");
const pages = () => readdirSync(folder).filter((file) => file.endsWith(".html"));
const chapters = () => pages().filter((file) => /^\d\d-/.test(file));

describe("the static site", function () {
  this.timeout(900_000);
  let browser: Browser;
  let context: BrowserContext;
  /** What pages asked for beyond their own folder, and what they complained of. */
  const trouble: string[] = [];

  before(async () => {
    for (const step of siteSteps({ folder, solutions: false })) await step.run(() => {});
    browser = await chromium.launch({ executablePath: await findBrowser(), args: browserFlags() });
    context = await browser.newContext({ viewport: { width: 1280, height: 900 }, offline: true });
    // Less than a test may take, so that what is missing is named.
    context.setDefaultTimeout(240_000);
    context.on("request", (request) => {
      if (!/^(file|data|blob):/.test(request.url())) trouble.push(`asked for ${request.url()}`);
    });
    context.on("weberror", (error) => trouble.push(String(error.error())));
    context.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) trouble.push(message.text());
    });
  });

  after(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const open = async (file: string): Promise<Page> => {
    const page = await context.newPage();
    await page.goto(pathToFileURL(join(folder, file)).href);
    return page;
  };

  it("has a page for every notebook, and its first page leads to each", () => {
    const notebooks = readdirSync(inRoot("notebooks")).filter((file) => file.endsWith(".ipynb"));
    expect(notebooks).to.have.length.above(0);
    const first = read("index.html");
    for (const notebook of notebooks) expect(first).to.include(`href="${notebook.replace(".ipynb", ".html")}"`);
  });

  it("leads nowhere where nothing is: every link, picture and script of its own exists", () => {
    const files = new Set(readdirSync(folder, { recursive: true }).map(String));
    const anchors = new Map(
      pages().map((file) => [file, new Set([...read(file).matchAll(/ id="([^"]*)"/g)].map(([, id]) => id))]),
    );
    const missing: string[] = [];
    let count = 0;
    for (const file of pages()) {
      for (const [, target = ""] of read(file).matchAll(/ (?:href|src)="([^"]*)"/g)) {
        if (/^(https?|mailto|data):/.test(target)) continue;
        count++;
        const [to, anchor] = decodeURI(target).split("#");
        const page = to || file;
        if (!files.has(page)) missing.push(`${file}: ${target}`);
        else if (anchor && !anchors.get(page)?.has(anchor)) missing.push(`${file}: ${target}`);
      }
    }
    console.log(`      ${count} links looked at`);
    expect(count).to.be.above(100);
    expect(missing).to.deep.equal([]);
  });

  it("gives away no solution and no hidden test", () => {
    for (const file of chapters()) expect(read(file), file).to.not.match(/BEGIN SOLUTION|BEGIN HIDDEN TESTS|STUB:/);
  });

  it("describes every chart in words", () => {
    const alts = chapters().flatMap((file) => [
      ...read(file).matchAll(/<figure class="chart"[^>]*><img [^>]*alt="([^"]*)"/g),
    ]);
    console.log(`      ${alts.length} charts`);
    expect(alts).to.have.length.above(chapters().length);
    expect(alts.filter(([, alt = ""]) => alt.length < 5 || alt === "A chart")).to.deep.equal([]);
  });

  it("brings charts to life from the disk, without a network, and their sliders move them", async () => {
    const page = await open("07-gradient-descent.html");
    const chart = page.locator("figure.chart.alive").first();
    await page.locator("figure.chart").first().scrollIntoViewIfNeeded();
    await chart.waitFor();
    const path = chart.locator("svg.marks");
    const before = await path.innerHTML();
    await chart.locator("input[type=range]").fill("12");
    await page.waitForFunction(([svg, old]) => (svg as unknown as SVGElement).innerHTML !== old, [
      await path.elementHandle(),
      before,
    ] as const);
    await page.close();
  });

  it("lets one play and draw without a kernel, light and dark", async () => {
    const page = await open("11-hardware-and-cost.html");
    const game = page.locator("figure.widget[data-module=playground]");
    await game.scrollIntoViewIfNeeded();
    await game.getByRole("button", { name: "play" }).click();
    await page.waitForFunction(() => Number(document.querySelector(".axonlab-playground .epoch b")?.textContent) > 5);
    await game.getByRole("button", { name: "pause" }).click();
    const points = page.locator("figure.widget[data-module=point-classifier]");
    await points.scrollIntoViewIfNeeded();
    const plane = points.getByRole("application");
    await plane.waitFor();
    await page.locator(".axonlab-points .facts", { hasText: "right 100 %" }).waitFor();
    await plane.press("ArrowRight");
    await plane.press("Enter");
    await points.locator("output", { hasText: "point" }).waitFor();
    expect(await points.locator(".still").isVisible()).to.equal(false);
    for (const theme of ["light", "dark"]) {
      expect(await page.locator("html").getAttribute("data-theme")).to.equal(theme);
      await points.scrollIntoViewIfNeeded();
      // For people to look at.
      await page.screenshot({ path: join(STATE, "screenshots", `site-widgets-${theme}.png`) });
      await page.locator("button.theme").click();
    }
    await page.emulateMedia({ media: "print" });
    expect(await points.locator(".live").isVisible()).to.equal(false);
    expect(await points.locator(".still").innerText()).to.include("a plane to draw points in");
    await page.close();
  });

  it("says in words what a widget is where no script may run, and where only a kernel can move it", async () => {
    const silent = await browser.newContext({ javaScriptEnabled: false });
    const page = await silent.newPage();
    await page.goto(pathToFileURL(join(folder, "11-hardware-and-cost.html")).href);
    const words = await page.locator("figure.widget .still").allInnerTexts();
    expect(words).to.have.length(2);
    expect(words[0]).to.match(/a neural network to play with.* in the notebook/);
    await silent.close();
    const view = { "application/vnd.jupyter.widget-view+json": { model_id: "m" }, "text/plain": "VBox({})" };
    expect(widgetHtml(view)).to.include("open this chapter in JupyterLab");
    expect(widgetHtml({ "text/plain": "42" })).to.equal(undefined);
  });

  it("draws charts of every chapter live, and none complains or asks for anything outside", async () => {
    for (const file of chapters()) {
      const page = await open(file);
      const charts = page.locator("figure.chart");
      const count = await charts.count();
      // The first, one from the middle and the last, for the sake of time.
      for (const i of new Set([0, Math.floor(count / 2), count - 1])) {
        await charts.nth(i).scrollIntoViewIfNeeded();
        await page.locator(`figure.chart[data-chart$="-${i + 1}"].alive`).waitFor();
      }
      const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
      expect(wide, `${file} is wider than the window`).to.equal(false);
      await page.close();
    }
    expect(trouble).to.deep.equal([]);
  });

  it("finds a word anywhere in the course and leads there by the keyboard", async () => {
    const page = await open("index.html");
    await page.keyboard.press("/");
    await page.keyboard.type("momentum");
    const result = page.locator(".search li a").first();
    await result.waitFor();
    expect(await result.innerText()).to.match(/momentum/i);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL(/07-gradient-descent\.html#/);
    expect(await page.locator(":target").innerText()).to.match(/momentum/i);
    await page.close();
  });

  it("is light or dark as the system is, and remembers another choice from page to page", async () => {
    const page = await open("index.html");
    const theme = () => page.locator("html").getAttribute("data-theme");
    expect(await theme()).to.equal("light");
    await page.locator("button.theme").click();
    expect(await theme()).to.equal("dark");
    await page.locator(".chapters a").first().click();
    await page.waitForURL(/01-/);
    expect(await theme()).to.equal("dark");
    await page.locator("button.theme").click();
    await page.close();
  });

  it("puts pictures and open answers on paper", async () => {
    const page = await open("07-gradient-descent.html");
    await page.locator("figure.chart").first().scrollIntoViewIfNeeded();
    await page.locator("figure.chart.alive").first().waitFor();
    await page.emulateMedia({ media: "print" });
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    expect(await page.locator("nav").isVisible()).to.equal(false);
    expect(await page.locator("figure.chart img").first().isVisible()).to.equal(true);
    expect(await page.locator("main details:not(.vega-embed details):not([open])").count()).to.equal(0);
    await page.close();
  });

  it("lays executed notebooks beside, in which nbconvert shows every chart", async () => {
    const name = "07-gradient-descent";
    const notebook = JSON.parse(read(`notebooks/${name}.ipynb`)) as {
      cells: { outputs?: { data?: Record<string, unknown> }[] }[];
    };
    const charts = notebook.cells
      .flatMap(({ outputs = [] }) => outputs)
      .filter(({ data }) => data?.["application/vnd.vegalite.v5+json"]);
    expect(charts).to.have.length.above(5);
    for (const { data } of charts) expect(data?.["image/svg+xml"]).to.be.a("string");
    const args = [
      "-m",
      "nbconvert",
      "--to",
      "html",
      "--output-dir",
      folder,
      "--output",
      "converted",
      join(folder, "notebooks", `${name}.ipynb`),
    ];
    const { code, output } = await runTool(VENV_PYTHON, args);
    expect(code, output).to.equal(0);
    expect(read("converted.html").match(/<img[^>]*image\/svg\+xml|<svg[^>]*class="marks"/g)).to.have.length(
      charts.length,
    );
  });

  it("refuses a folder of somebody else's, and options that are none", () => {
    expect(() => planSite(["--to", inRoot("docs")])).to.throw("holds other files");
    expect(() => planSite(["--sollutions"])).to.throw("no option");
    expect(() => planSite(["--to"])).to.throw("wants a folder");
    expect(planSite(["--help"])).to.equal(undefined);
    expect(planSite(["--solutions", "--to", folder])).to.include({ solutions: true, folder });
  });
});
