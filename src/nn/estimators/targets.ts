import { expected } from "../../errors.ts";
import { plainArray } from "../math-matrix.ts";
import { type FlatTable, missing, type Rows, readTable, type Table } from "./table.ts";

/** Targets that are numbers: one a sample, or a row of them for several outputs. */
export type Targets = ArrayLike<number> | Table;

/** Reads targets in any of their forms as rows of outputs. @throws {NnError} unless there is one for each sample. */
export function readTargets(y: Targets, rows: number, name = "y"): Rows & { data: Float64Array } {
  const plain = plainArray(y);
  const isList = ArrayBuffer.isView(plain) || (Array.isArray(plain) && typeof plain[0] !== "object");
  const check = (count: number) => {
    if (count !== rows) throw expected(`${name} to hold ${rows} targets, one a sample`, count, "give each its target");
  };
  const isTable = Array.isArray(plain) || ArrayBuffer.isView((plain as FlatTable | undefined)?.data);
  if (!isList && !isTable) throw expected(`${name} to be an array of numbers`, plain, "give each sample its target");
  if (!isList) {
    const table = readTable(plain as Table, name);
    check(table.rows);
    return { ...table, data: Float64Array.from(table.data) };
  }
  const list = plain as unknown as ArrayLike<number>;
  check(list.length);
  const data = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    if (!Number.isFinite(list[i])) throw missing(`${name}[${i}]`, list[i]);
    data[i] = list[i] as number;
  }
  return { data, rows, columns: 1 };
}
