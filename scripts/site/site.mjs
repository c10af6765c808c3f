import fs from "node:fs";
import path from "node:path";
import { endAll } from "../lib/children.mjs";
import { inRoot } from "../lib/paths.mjs";
import { printFailure, runSteps } from "../lib/progress.mjs";
import { releaseNotebooks } from "../lib/release.mjs";
import { endOnSignals, setupSteps } from "../lib/setup.mjs";
import { SetupError } from "../lib/setup-error.mjs";
import { layAssets } from "./assets.mjs";
import { chapterOf } from "./chapter.mjs";
import { drawCharts } from "./charts.mjs";
import { documentsOf } from "./documents.mjs";
import { executeNotebooks } from "./executed.mjs";
import { indexPage } from "./index-page.mjs";
import { pageOf } from "./page.mjs";
import { searchIndexOf } from "./search.mjs";

const HELP = `npm run site -- [--to FOLDER] [--solutions]

Builds the course as pages that need no kernel, no server and no network: open index.html in a browser.
  --to FOLDER    where to; site/ by default. What an earlier run made there is replaced.
  --solutions    show the solutions and checks of the exercises too`;

/** Says that a folder is ours and may be replaced. */
const MARK = ".axonlab-site";

/**
 * `npm run site`: executes every notebook and makes the static pages.
 * @param {readonly string[]} args what follows `npm run site --`
 */
export async function site(args) {
  const forgetSignals = endOnSignals();
  try {
    const plan = planSite(args);
    if (!plan) console.log(HELP);
    else {
      await runSteps([...setupSteps(true), ...siteSteps(plan)]);
      console.log(`\nThe course is in ${path.join(plan.folder, "index.html")}; open it in a browser.`);
    }
  } catch (error) {
    printFailure(error);
    await endAll();
    process.exitCode = 1;
  } finally {
    forgetSignals();
  }
}

/**
 * @typedef {object} SitePlan
 * @property {string} folder absolute
 * @property {boolean} solutions whether solutions and checks are shown
 */

/**
 * Reads the command line; nothing where help is asked for.
 * @param {readonly string[]} args
 * @returns {SitePlan | undefined}
 */
export function planSite(args) {
  const rest = [...args];
  const plan = { folder: inRoot("site"), solutions: false };
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === "--help" || word === "-h") return undefined;
    if (word === "--solutions") plan.solutions = true;
    else if (word === "--to") {
      const folder = rest.shift();
      if (!folder) throw new SetupError("--to wants a folder, got nothing.", "write --to FOLDER.");
      plan.folder = path.resolve(folder);
    } else throw new SetupError(`${word} is no option of npm run site.`, "npm run site -- --help lists them.");
  }
  const there = fs.existsSync(plan.folder) ? fs.readdirSync(plan.folder) : [];
  if (there.length > 0 && !there.includes(MARK)) {
    throw new SetupError(`${plan.folder} holds other files.`, "name an empty folder, or one that an earlier run made.");
  }
  return plan;
}

/**
 * The steps from notebooks to pages.
 * @param {SitePlan} plan
 * @returns {import("../lib/progress.mjs").Step[]}
 */
export function siteSteps({ folder, solutions }) {
  /** @type {import("./executed.mjs").Executed[]} */
  let executed = [];
  /** @type {Awaited<ReturnType<typeof drawCharts>>} */
  let drawn;
  return [
    {
      title: "notebooks",
      run: async (say) => {
        executed = await executeNotebooks(say);
        return `${executed.length} executed`;
      },
    },
    {
      title: "charts",
      run: async (say) => {
        fs.rmSync(folder, { recursive: true, force: true });
        fs.mkdirSync(folder, { recursive: true });
        fs.writeFileSync(path.join(folder, MARK), "made by npm run site; replaced by the next run\n");
        drawn = await drawCharts(executed, folder, say);
        return `${drawn.size} drawn`;
      },
    },
    {
      title: "pages",
      run: async () => {
        const released = solutions ? undefined : await releaseNotebooks();
        const chapters = executed.map((one) => chapterOf(one, drawn, released));
        const documents = documentsOf();
        const pages = [indexPage(chapters), ...chapters, ...documents];
        for (const page of pages) fs.writeFileSync(path.join(folder, page.file), pageOf(page, chapters, documents));
        fs.writeFileSync(path.join(folder, "search-index.js"), searchIndexOf(pages));
        await layAssets(folder);
        return `${pages.length} written`;
      },
    },
  ];
}
