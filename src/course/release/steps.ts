import { checksumOf } from "./checksum.ts";
import { withoutHiddenTests } from "./hidden-tests.ts";
import { type Cell, isGrade, isLocked, isSolution, isTask, isTest, type Notebook, sourceOf } from "./notebook.ts";
import { withPagesInside } from "./pages.ts";
import { replaceRegions } from "./regions.ts";
import { stubbed } from "./stubs.ts";

/** One small change on the way from the source to the student's version. */
export interface Step {
  name: string;
  apply(notebook: Notebook): Notebook;
}

const perCell = (change: (cell: Cell) => Cell) => (notebook: Notebook) => ({
  ...notebook,
  cells: notebook.cells.map(change),
});

const withMetadata = (cell: Cell, metadata: Cell["metadata"]): Cell => ({
  ...cell,
  metadata: { ...cell.metadata, ...metadata },
});

/**
 * What makes the student's version, in this order: outputs go first, since they may show solutions. Then each text gets its
 * last form, solutions before hidden tests and these before marking schemes (they never overlap; the checks have seen to
 * it), and links last, for a solution may hold one. Cells are locked next, which changes their metadata alone. Checksums come after all that, for they are computed from
 * the final texts; the notebook's own metadata count in none of this and come last.
 */
export const STEPS: readonly Step[] = [
  { name: "clear outputs", apply: perCell(clearOutputs) },
  { name: "forget what only authors need", apply: perCell(forgetAuthors) },
  {
    name: "replace solutions by stubs",
    apply: perCell((cell) => (isSolution(cell) ? withSource(cell, stubbed(cell)) : cell)),
  },
  {
    name: "take out hidden tests",
    apply: perCell((cell) => (isTest(cell) ? withSource(cell, withoutHiddenTests(cell)) : cell)),
  },
  {
    name: "take out marking schemes",
    apply: perCell((cell) => (isTask(cell) ? withSource(cell, withoutScheme(cell)) : cell)),
  },
  { name: "lead links into the release", apply: perCell(leadInside) },
  { name: "lock cells", apply: perCell(lock) },
  { name: "compute checksums", apply: perCell(sum) },
  { name: "name the kernel", apply: (notebook) => ({ ...notebook, metadata: { ...METADATA } }) },
];

/** The kernel of every released notebook, and the language that viewers without our kernel should colour it by. */
const METADATA = {
  kernelspec: { display_name: "TypeScript (Axonlab)", language: "typescript", name: "axonlab" },
  language_info: {
    codemirror_mode: "typescript",
    file_extension: ".ts",
    mimetype: "text/x.typescript",
    name: "typescript",
    pygments_lexer: "typescript",
  },
};

const withSource = (cell: Cell, source: string): Cell => ({ ...cell, source });

const withoutScheme = (cell: Cell): string => replaceRegions(sourceOf(cell), "MARK SCHEME", () => []);

function leadInside(cell: Cell): Cell {
  return cell.cell_type === "markdown" ? withSource(cell, withPagesInside(sourceOf(cell))) : cell;
}

function clearOutputs(cell: Cell): Cell {
  return cell.cell_type === "code" ? { ...cell, outputs: [], execution_count: null } : cell;
}

/** How numbers in the prose are computed is the authors' business, and may give answers away. */
function forgetAuthors(cell: Cell): Cell {
  const { axonlab: _authors, ...metadata } = cell.metadata;
  return { ...cell, metadata };
}

/** Tests and texts can be neither edited nor deleted, answers not deleted; all other code is for trying out. */
function lock(cell: Cell): Cell {
  if (isSolution(cell)) return withMetadata(cell, { deletable: false });
  const fixed = isGrade(cell) || isLocked(cell) || isTask(cell) || cell.cell_type === "markdown";
  return fixed ? withMetadata(cell, { deletable: false, editable: false }) : cell;
}

function sum(cell: Cell): Cell {
  const { nbgrader } = cell.metadata;
  if (!nbgrader || !(isGrade(cell) || isSolution(cell) || isLocked(cell))) return cell;
  return withMetadata(cell, { nbgrader: { ...nbgrader, checksum: checksumOf(cell), cell_type: cell.cell_type } });
}
