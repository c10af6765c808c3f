import fs from "node:fs";
import { inRoot } from "./paths.mjs";

/**
 * @typedef {object} Slide
 * @property {number} slide
 * @property {string | null} title
 * @property {string[]} claims
 * @property {{ notebook: string, cell: string }} [section]
 * @property {string} [page]
 */

/** @typedef {{ title: string, headings: Map<string, string> }} Chapter the first heading, and each cell's */

/** The page of the notebooks' folder: the chapters, and for each slide of the lecture the section that teaches it. */
export function chapterTable() {
  /** @type {Slide[]} */
  const slides = JSON.parse(fs.readFileSync(inRoot("notebooks", "slides.json"), "utf8"));
  const names = fs.readdirSync(inRoot("notebooks")).filter((name) => name.endsWith(".ipynb"));
  const chapters = new Map(names.sort().map((name) => [name.replace(/\.ipynb$/, ""), readChapter(name)]));
  const list = [...chapters].map(([name, { title }]) => {
    const taught = slides.filter(({ section }) => section?.notebook === name).map(({ slide }) => slide);
    return `- [${title}](${name}.ipynb): slides ${taught.join(", ")}`;
  });
  const rows = slides.map(
    (slide) =>
      `| ${slide.slide} | ${slide.title ?? "*(no title)*"} | ${slide.claims.join(" ")} | ${placeOf(slide, chapters)} |`,
  );
  return `${[HEAD, ...list, BETWEEN, ...rows].join("\n")}\n`;
}

const HEAD = `# The course

Each notebook is one chapter: 25 to 50 minutes of reading, predicting, trying out and solving exercises that say at once how far
you are. \`npm start\` opens your own copies of them.
`;

const BETWEEN = `
## The lecture, slide by slide

The course covers a lecture on neural networks. Titles repeat there, and two slides have none; what each says is told here in our
own words. Where the lecture errs, the chapter teaches the corrected version and says so in a note.

| Slide | Title | What it says | Where it is taught |
|---|---|---|---|`;

/**
 * @param {string} name
 * @returns {Chapter}
 */
function readChapter(name) {
  /** @type {{ cells: { id: string, cell_type: string, source: string | string[] }[] }} */
  const { cells } = JSON.parse(fs.readFileSync(inRoot("notebooks", name), "utf8"));
  const headings = cells
    .filter(({ cell_type: type }) => type === "markdown")
    .flatMap(({ id, source }) => {
      const heading = /^#+ +(.+)$/m.exec([source].flat().join(""))?.[1];
      return heading === undefined ? [] : [/** @type {const} */ ([id, heading.trim()])];
    });
  return { title: headings[0]?.[1] ?? name, headings: new Map(headings) };
}

/**
 * @param {Slide} slide
 * @param {Map<string, Chapter>} chapters
 */
function placeOf({ section, page }, chapters) {
  if (page) return `[${page}](../${page})`;
  const { notebook = "", cell = "" } = section ?? {};
  const chapter = chapters.get(notebook);
  if (!chapter) return `${notebook} *(not written yet)*`;
  return `[${notebook.slice(0, 2)}](${notebook}.ipynb), “${chapter.headings.get(cell) ?? cell}”`;
}
