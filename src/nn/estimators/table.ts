import { expected, type NnError } from "../../errors.ts";
import { type MathMatrix, plainArray } from "../math-matrix.ts";
import { gapIn } from "../shapes.ts";
import { survey } from "./engines/survey.ts";
import { rowsOf } from "./layer-matrices.ts";

/** A row of numbers of any kind. */
type Row = ArrayLike<number>;

/** Rows of numbers as a typed array with its shape: the fastest to read. */
export interface FlatTable {
  readonly data: Float32Array | Float64Array;
  /** How many rows, how many columns. */
  readonly shape: readonly number[];
}

/** Samples as users may give them: one row a sample. */
export type Table = readonly Row[] | FlatTable | MathMatrix;

/** Samples as we compute with them. */
export interface Rows {
  data: Float64Array | Float32Array;
  rows: number;
  columns: number;
}

const isFlat = (X: unknown): X is FlatTable => ArrayBuffer.isView((X as FlatTable)?.data);

/** Rows as plain arrays, where they are a mathjs matrix or a typed array with its shape; everything else as it is. */
export function plainRows(value: unknown, name: string): unknown {
  if (!isFlat(value)) return plainArray(value);
  const { data, columns } = readFlat(value, name, true);
  return rowsOf(data, columns);
}

/**
 * Reads samples in any of their forms.
 * @param columns How many columns there must be, if that is known.
 * @param checked Whether the numbers of a typed array are looked at; else the caller does it.
 * @throws {NnError} that names the place of what is missing, ragged, not a number, or infinite.
 */
export function readTable(X: Table, name = "X", columns?: number, checked = true): Rows {
  const table = isFlat(X) ? readFlat(X, name, checked) : readRows(plainArray(X), name);
  if (columns !== undefined && table.columns !== columns) {
    throw expected(
      `${name} to have ${columns} columns, as in fit`,
      table.columns,
      "give the same features in the same order",
    );
  }
  return table;
}

function readFlat({ data, shape }: FlatTable, name: string, checked: boolean): Rows {
  const whole = (size: unknown) => Number.isInteger(size) && (size as number) > 0;
  const fits = Array.isArray(shape) && shape.length === 2 && [...shape].every(whole);
  const [rows, columns] = fits ? shape : [];
  if (data.length !== (rows as number) * (columns as number)) {
    throw expected(
      `${name}.shape to be [rows, columns] of its ${data.length} numbers`,
      shape,
      "multiply them: n · d numbers",
    );
  }
  if (checked) checkFinite(data, name);
  return { data, rows: rows as number, columns: columns as number };
}

/** Whether all numbers are finite. */
export const allFinite = (data: Float64Array | Float32Array): boolean => survey(data) !== undefined;

/**
 * Refuses what is infinite or not a number in a typed array of X, whose first number is in this place of it.
 * @throws {NnError} that names the place.
 */
export function checkFinite(data: Float64Array | Float32Array, name: string, place = 0): void {
  if (allFinite(data)) return;
  const wrong = data.findIndex((value) => !Number.isFinite(value));
  throw missing(`${name}.data[${place + wrong}]`, data[wrong]);
}

function readRows(X: unknown, name: string): Rows {
  if (!Array.isArray(X) || X.length === 0) {
    throw expected(`${name} to hold at least one sample`, X, "write it as [[0, 0], [0, 1]], one row a sample");
  }
  const columns = rowLength(X[0], `${name}[0]`);
  // Before there is room for all of them: a list that is mostly holes may claim to be of any length.
  const gap = gapIn(X);
  if (gap !== -1) rowLength(undefined, `${name}[${gap}]`);
  const data = new Float64Array(X.length * columns);
  X.forEach((row: Row, i) => {
    if (rowLength(row, `${name}[${i}]`) !== columns) {
      throw expected(
        `${name}[${i}] to hold ${columns} numbers, as ${name}[0] does`,
        row.length,
        "give every sample all features",
      );
    }
    for (let k = 0; k < columns; k++) {
      const value = row[k] as number;
      if (typeof value !== "number" || !Number.isFinite(value)) throw missing(`${name}[${i}][${k}]`, value);
      data[i * columns + k] = value;
    }
  });
  return { data, rows: X.length, columns };
}

function rowLength(row: unknown, name: string): number {
  const length = Array.isArray(row) || ArrayBuffer.isView(row) ? (row as unknown as Row).length : undefined;
  if (length !== undefined && length > 0) return length;
  if (typeof row === "number") throw expected(`${name} to be a row of numbers`, row, "wrap each sample: [[1], [2]]");
  throw expected(`${name} to be a row of numbers`, row, "write each sample as an array");
}

/** What to say of a number that is none. */
export function missing(place: string, value: unknown): NnError {
  const isMissing = value === undefined || value === null || typeof value === "number";
  const todo = isMissing ? "fill in or leave out missing values first" : "write it as a number";
  return expected(`${place} to be a finite number`, value, todo);
}
