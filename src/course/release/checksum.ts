import { createHash } from "node:crypto";
import { type Cell, isGrade, isLocked, isSolution, sourceOf } from "./notebook.ts";

/** A cell's checksum as nbgrader computes it (`nbgrader.utils.compute_checksum`), who tells by it what was changed. */
export function checksumOf(cell: Cell): string {
  const { grade_id: id = "", points = 0 } = cell.metadata.nbgrader ?? {};
  const hash = createHash("md5").update(sourceOf(cell)).update(cell.cell_type);
  for (const is of [isGrade, isSolution, isLocked]) hash.update(is(cell) ? "True" : "False");
  hash.update(id);
  if (isGrade(cell)) hash.update(pythonFloat(points));
  return hash.digest("hex");
}

/** A number as Python prints it as a float: "2.0". Points beyond 1e16 are refused before. */
function pythonFloat(value: number): string {
  if (Number.isInteger(value)) return `${value}.0`;
  // Below 0.0001 Python writes an exponent, of two digits.
  return value < 1e-4 ? value.toExponential().replace(/e-(\d)$/, "e-0$1") : String(value);
}
