import { STUB } from "../stub.ts";
import { type Cell, sourceOf } from "./notebook.ts";
import { regionsOf, replaceRegions } from "./regions.ts";

/** What stands in the place of a written answer. */
export const TEXT_STUB = "*Write your answer here.*";

/** A line inside of a solution that says, after the colon, what the student gets instead of the whole. */
const STUB_LINE = /^(\s*)\/\/ STUB: ?(.*)$/;

/** Whether a line is one of those that say what the student gets. */
export const isStubLine = (line: string): boolean => STUB_LINE.test(line);

/**
 * The student's text of a solution cell: each region by its `// STUB:` lines, else by a statement that throws; a cell without
 * a region as a whole, as nbgrader has it.
 */
export function stubbed(cell: Cell): string {
  const source = sourceOf(cell);
  const plain = cell.cell_type === "code" ? STUB : TEXT_STUB;
  if (regionsOf(source, "SOLUTION").length === 0) return plain;
  return replaceRegions(source, "SOLUTION", (inside, indent) => {
    const own = inside.filter(isStubLine).map((line) => line.replace(STUB_LINE, "$1$2").trimEnd());
    return own.length > 0 ? own : [indent + plain];
  });
}
