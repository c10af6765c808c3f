import { readFileSync } from "node:fs";
import { inRoot } from "../../scripts/lib/paths.mjs";
import { type Cell, textOf } from "./notebook.ts";

/** One slide of the lecture, as notebooks/slides.json has it. */
export interface Slide {
  slide: number;
  /** As the lecture has it; null: it has none. */
  title: string | null;
  /** What it says, in our own words. */
  claims: string[];
  /** The heading whose section teaches it. */
  section?: { notebook: string; cell: string };
  /** The page that stands for it, where there is nothing to teach. */
  page?: string;
}

/** All slides. */
export const readSlides = (): Slide[] =>
  JSON.parse(readFileSync(inRoot("notebooks", "slides.json"), "utf8")) as Slide[];

const levelOf = (cell: Cell): number => {
  const heading = cell.cell_type === "markdown" ? /^(#+) /m.exec(textOf(cell.source)) : null;
  return heading?.[1]?.length ?? Number.POSITIVE_INFINITY;
};

/** The cells from a heading to the next of its level or above; none where there is no such heading. */
export function sectionOf(cells: readonly Cell[], id: string): Cell[] {
  const from = cells.findIndex((cell) => cell.id === id);
  const heading = cells[from];
  if (!heading || levelOf(heading) === Number.POSITIVE_INFINITY) return [];
  const length = cells.slice(from + 1).findIndex((cell) => levelOf(cell) <= levelOf(heading));
  return cells.slice(from, length < 0 ? undefined : from + 1 + length);
}

/** How many words the texts of cells have, formulas and code left out. */
export function wordsIn(cells: readonly Cell[]): number {
  const text = cells
    .filter(({ cell_type: type }) => type === "markdown")
    .map(({ source }) => textOf(source).replace(/```[\s\S]*?```|`[^`]*`|\$\$[\s\S]*?\$\$|\$[^$]*\$|<[^<>]*>/g, " "))
    .join("\n");
  return (text.match(/\p{L}[\p{L}’'-]*/gu) ?? []).length;
}
