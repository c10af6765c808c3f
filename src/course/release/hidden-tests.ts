import { type Cell, sourceOf } from "./notebook.ts";
import { regionsOf, replaceRegions } from "./regions.ts";

/** A line that begins with a call of one of the tools that an exercise's tests are written with. */
const TEST = /^\s*(?:equal|close|ok|throws)\s*\(/;

/** How many tests the lines make: each stands at the beginning of a line. */
export const testsIn = (lines: readonly string[]): number => lines.filter((line) => TEST.test(line)).length;

/** How many tests of a cell are hidden. */
export const hiddenTestsOf = (cell: Cell): number =>
  regionsOf(sourceOf(cell), "HIDDEN TESTS").reduce((sum, lines) => sum + testsIn(lines), 0);

/** The student's text of a test cell: in the place of hidden tests stands how many there are. */
export const withoutHiddenTests = (cell: Cell): string =>
  replaceRegions(sourceOf(cell), "HIDDEN TESTS", (inside, indent) => [`${indent}exercise.hidden(${testsIn(inside)});`]);
