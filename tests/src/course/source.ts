import type { Cell, NbgraderMark, Notebook } from "../../../src/course/release/notebook.ts";

const MARK = { schema_version: 3, grade: false, solution: false, locked: false, task: false };

/** A markdown cell. */
export const text = (id: string, source: string): Cell => ({ cell_type: "markdown", id, metadata: {}, source });

/** A code cell, with nbgrader's mark where it has one. */
export const code = (id: string, source: string, mark?: Partial<NbgraderMark>): Cell => ({
  cell_type: "code",
  id,
  metadata: mark ? { nbgrader: { ...MARK, grade_id: id, ...mark } } : {},
  source,
  execution_count: 3,
  outputs: [{ output_type: "stream", name: "stdout", text: "the solution is 42" }],
});

/** A solution cell. */
export const solution = (id: string, source: string): Cell => code(id, source, { solution: true });

/** A test cell. */
export const test = (id: string, source: string, points = 2): Cell =>
  code(id, source, { grade: true, locked: true, points });

/** A notebook of cells. */
export const notebookOf = (...cells: Cell[]): Notebook => ({
  nbformat: 4,
  nbformat_minor: 5,
  metadata: { kernelspec: { name: "axonlab", display_name: "TypeScript (Axonlab)", language: "typescript" } },
  cells,
});

/** A small course with all that a release has to do with. */
export const COURSE = notebookOf(
  {
    ...text("title", "# 2 · Gates\n\nXOR is 1 for *one* of two."),
    metadata: { axonlab: { numbers: { "2": "1 + 1" } } },
  },
  code("imports", 'import { check, exercise } from "axonlab/course";'),
  solution(
    "xor-solution",
    "function xor(a: number, b: number): number {\n  // BEGIN SOLUTION\n  return a === b ? 0 : 1;\n  // END SOLUTION\n}",
  ),
  test(
    "xor",
    [
      'exercise("xor", { hints: ["Which rows are alike?"] }, ({ equal }) => {',
      '  equal("xor(0, 1)", () => xor(0, 1), 1);',
      '  equal("xor(1, 1)", () => xor(1, 1), 0);',
      "  // BEGIN HIDDEN TESTS",
      '  equal("xor(0, 0)", () => xor(0, 0), 0);',
      '  equal("xor(1, 0)", () => xor(1, 0), 1); // equal(',
      "  // END HIDDEN TESTS",
      "});",
      'check("xor");',
    ].join("\n"),
  ),
  solution(
    "weights-solution",
    "// BEGIN SOLUTION\n// STUB: const w = [0, 0];\n// STUB: const b = 0;\nconst w = [1, 1];\nconst b = -1.5;\n// END SOLUTION",
  ),
  test(
    "weights",
    'exercise("weights", {}, ({ close }) => {\n  close("at (1, 1)", () => 1 * w[0]! + w[1]! + b, 0.5);\n});\ncheck("weights");',
    0,
  ),
  code("free", "xor(0, 0)"),
);
