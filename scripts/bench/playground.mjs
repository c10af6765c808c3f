import fs from "node:fs";
import { browserFlags, findBrowser } from "../lib/browser.mjs";
import { inRoot } from "../lib/paths.mjs";
import { runSteps } from "../lib/progress.mjs";
import { setupSteps } from "../lib/setup.mjs";

/** What is played: the playground's settings, and for how long, in milliseconds. */
const GAMES = {
  "the spiral, as it stands at first": { data: "spiral" },
  "the circle, as it stands at first": { data: "circle" },
  "the spiral, 10 layers of 10": {
    data: "spiral",
    hidden: Array(10).fill(10),
    features: ["x1", "x2", "sinX1", "sinX2"],
  },
};
const TIME = 5000;

/** Frames that a page should have at least, a second (the table marks what has fewer). */
const SMOOTH = 20;

/**
 * `npm run bench -- --playground`: plays in a real browser without a kernel, and counts the frames; the figures go to
 * .bench/playground.json too.
 */
export async function benchPlayground() {
  await runSteps(setupSteps(true));
  const { chromium } = await import("playwright-core");
  const browser = await chromium.launch({ executablePath: await findBrowser(), args: browserFlags() });
  try {
    const page = await browser.newPage({ viewport: { width: 900, height: 700 } });
    await page.route("http://playground.test/**", (route) => {
      const body = fs.readFileSync(inRoot("dist", "src", "widgets", "playground.js"), "utf8");
      const isPage = new URL(route.request().url()).pathname === "/";
      return route.fulfill(
        isPage
          ? { contentType: "text/html", body: "<!doctype html><body><div></div></body>" }
          : { contentType: "text/javascript", body },
      );
    });
    /** @type {Record<string, Awaited<ReturnType<typeof play>>>} */
    const figures = {};
    for (const [name, set] of Object.entries(GAMES)) {
      await page.goto("http://playground.test/");
      figures[name] = await play(page, set);
    }
    console.log(`Chromium ${browser.version()}, ${TIME / 1000} s each:\n`);
    console.log(table(figures));
    fs.mkdirSync(inRoot(".bench"), { recursive: true });
    fs.writeFileSync(inRoot(".bench", "playground.json"), `${JSON.stringify(figures, null, 2)}\n`);
  } finally {
    await browser.close();
  }
}

/**
 * @param {import("playwright-core").Page} page
 * @param {object} set
 */
async function play(page, set) {
  // The page's own code: it sees nothing of this file. As text, since a page's types are not Node's.
  return /** @type {{ frames: number, slow: number, longest: number, epochs: number, loss: number }} */ (
    await page.evaluate(`(async () => {
      const { mount } = await import("/playground.js");
      const view = mount(document.querySelector("div"), { set: ${JSON.stringify(set)} });
      view.setPlaying(true);
      const spans = [];
      let last = await new Promise(requestAnimationFrame);
      const end = last + ${TIME};
      while (last < end) {
        const now = await new Promise(requestAnimationFrame);
        spans.push(now - last);
        last = now;
      }
      view.setPlaying(false);
      spans.sort((a, b) => a - b);
      const { epoch, losses } = view.report();
      return {
        frames: (1000 * spans.length) / ${TIME},
        slow: spans[Math.floor(spans.length * 0.95)],
        longest: spans.at(-1),
        epochs: epoch,
        loss: losses.train,
      };
    })()`)
  );
}

/** @param {Record<string, Awaited<ReturnType<typeof play>>>} figures */
function table(figures) {
  const rows = Object.entries(figures).map(([name, { frames, slow, longest, epochs, loss }]) => {
    const mark = frames < SMOOTH ? " (not smooth)" : "";
    return `| ${name} | ${frames.toFixed(0)}${mark} | ${slow.toFixed(0)} | ${longest.toFixed(0)} | ${epochs} | ${loss.toFixed(3)} |`;
  });
  return [
    "| the playground | frames a second | 95 % of frames within (ms) | longest (ms) | epochs | training loss |",
    "|---|---|---|---|---|---|",
    ...rows,
  ].join("\n");
}
