import { expected } from "../../errors.ts";
import { plainArray, readTable, type Table } from "../estimators/table.ts";

/** What should be answered: a number or a row of numbers a sample; for several outputs also the number of a class. */
export type TargetRows = ArrayLike<number> | Table;

/**
 * Targets in any of their forms as rows of outputs. Whole numbers, one a sample, stand for classes where there are
 * several outputs: a 1 in the place of the class.
 */
export function readTargetRows(y: TargetRows, rows: number, outputs: number, name: string): Float64Array {
  const plain = plainArray(y);
  const isList = (Array.isArray(plain) && typeof plain[0] !== "object") || ArrayBuffer.isView(plain);
  const table = readTable((isList ? Array.from(plain as ArrayLike<number>, (value) => [value]) : plain) as Table, name);
  if (table.rows !== rows)
    throw expected(`${name} to hold ${rows} targets, one a sample`, table.rows, "give each its target");
  if (table.columns === outputs) return Float64Array.from(table.data);
  if (table.columns !== 1)
    throw expected(`${name} to have rows of ${outputs}, one an output`, table.columns, "as many as the last layer has");
  const all = new Float64Array(rows * outputs);
  table.data.forEach((label, i) => {
    if (!Number.isInteger(label) || label < 0 || label >= outputs) {
      throw expected(
        `${name}[${i}] to be a class from 0 to ${outputs - 1}, or a row of ${outputs} numbers`,
        label,
        "number the classes from 0",
      );
    }
    all[i * outputs + label] = 1;
  });
  return all;
}
