import { readFileSync } from "node:fs";
import { expect } from "chai";
import { chapterTable } from "../../scripts/lib/chapter-table.mjs";
import { inRoot } from "../../scripts/lib/paths.mjs";
import { CHAPTERS, presentChapters } from "./chapters.ts";
import { readNotebook } from "./notebook.ts";
import { TITLES } from "./slide-titles.ts";
import { readSlides, sectionOf, wordsIn } from "./slides.ts";
import { isTrouble, ranOf } from "./variants.ts";

const LEAST_WORDS = 100;

describe("the slides of the lecture", () => {
  const slides = readSlides();
  const present = presentChapters();

  it(`are all ${TITLES.length} listed, in order, with the titles that they have`, () => {
    expect(slides.map(({ slide, title }) => [slide, title])).to.deep.equal(TITLES.map((title, at) => [at + 1, title]));
  });

  it("have claims, each a sentence", () => {
    for (const { slide, claims } of slides) {
      expect(claims, `slide ${slide}`).to.have.length.above(0);
      for (const claim of claims) expect(claim, `slide ${slide}`).to.match(/^\p{Lu}.{20,}[.?]$/u);
    }
  });

  it("are taught in chapters of the course, and every chapter teaches some", () => {
    const taught = slides.flatMap(({ section }) => (section ? [section.notebook] : []));
    expect(new Set(taught)).to.deep.equal(new Set(CHAPTERS));
  });

  it("of each chapter that is written have their section, its heading first", () => {
    const lost = slides
      .filter(({ section }) => section && present.includes(section.notebook))
      .filter(
        ({ section }) => sectionOf(readNotebook(`${section?.notebook}.ipynb`).cells, section?.cell ?? "").length === 0,
      )
      .map(({ slide, section }) => `slide ${slide}: no heading ${section?.cell} in ${section?.notebook}`);
    expect(lost).to.deep.equal([]);
  });

  it(`are told in sections of at least ${LEAST_WORDS} words`, () => {
    const short = slides.flatMap(({ slide, section }) => {
      if (!section || !present.includes(section.notebook)) return [];
      const words = wordsIn(sectionOf(readNotebook(`${section.notebook}.ipynb`).cells, section.cell));
      return words < LEAST_WORDS ? [`slide ${slide}: ${words} words in ${section.notebook}, ${section.cell}`] : [];
    });
    expect(short).to.deep.equal([]);
  });

  it("are shown by a cell that runs, in each section", async () => {
    const still: string[] = [];
    for (const chapter of present) void ranOf(`${chapter}.ipynb`, "source");
    for (const { slide, section } of slides) {
      if (!section || !present.includes(section.notebook)) continue;
      const ran = await ranOf(`${section.notebook}.ipynb`, "source");
      const runs = sectionOf(ran.cells, section.cell).some(
        ({ execution_count: count, outputs = [] }) =>
          typeof count === "number" && outputs.length > 0 && !outputs.some(isTrouble),
      );
      if (!runs) still.push(`slide ${slide}: no cell runs in ${section.notebook}, ${section.cell}`);
    }
    expect(still).to.deep.equal([]);
  }).timeout(600_000);

  it("without a section stand on a page that names what they name", () => {
    for (const { slide, page, section } of slides) {
      expect([page, section].filter(Boolean), `slide ${slide}`).to.have.length(1);
      if (!page) continue;
      const text = readFileSync(inRoot(page), "utf8");
      for (const paper of ["McCulloch", "Håstad", "Kidger"]) expect(text).to.include(paper);
    }
  });

  it("stand in notebooks/README.md as scripts/chapter-table.mjs writes it", () => {
    const table = readFileSync(inRoot("notebooks", "README.md"), "utf8");
    expect(table, "run node scripts/chapter-table.mjs").to.equal(chapterTable());
    for (const title of TITLES) if (title) expect(table).to.include(title);
  });

  it("have all their chapters, and no chapter is left over", () => expect(present).to.deep.equal([...CHAPTERS]));
});
