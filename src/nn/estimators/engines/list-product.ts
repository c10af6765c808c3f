import type { Matrix, Reals } from "./matrix-product.ts";

/** Rows of a matrix that are mostly zeros: row i's other numbers are those from `starts[i]` to `starts[i + 1]` − 1. */
export interface Lists {
  /** The columns and the values of all rows, one row after the other. */
  places: Int32Array;
  values: Reals;
  starts: Int32Array;
}

/** Room for the lists of so many rows of so many columns. */
export function roomForLists(rows: number, columns: number, single: boolean): Lists {
  const n = rows * columns + 1;
  return {
    places: new Int32Array(n),
    values: single ? new Float32Array(n) : new Float64Array(n),
    starts: new Int32Array(rows + 1),
  };
}

/** Writes down what is not 0 in rows that lie one after the other. */
export function listRows({ places, values, starts }: Lists, X: Reals, rows: number, columns: number): void {
  let count = 0;
  for (let i = 0, at = 0; i < rows; i++) {
    starts[i] = count;
    for (let k = 0; k < columns; k++, at++) {
      const value = X[at] as number;
      places[count] = k;
      values[count] = value;
      if (value !== 0) count++;
    }
  }
  starts[rows] = count;
}

/** The sums of a row, in double precision. */
let sums = new Float64Array(256);

/** $C = A B + b$ for A given by lists, B and C of n columns that lie by rows, one b a column. */
export function multiplyLists(
  { places, values, starts }: Lists,
  rows: number,
  n: number,
  B: Matrix,
  C: Reals,
  bias: Matrix,
): void {
  if (sums.length < n) sums = new Float64Array(2 * n);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < n; j++) sums[j] = bias.data[bias.start + j] as number;
    for (let p = starts[i] as number; p < (starts[i + 1] as number); p++) {
      const x = values[p] as number;
      const from = B.start + (places[p] as number) * n;
      for (let j = 0; j < n; j++) sums[j] = (sums[j] as number) + x * (B.data[from + j] as number);
    }
    for (let j = 0, to = i * n; j < n; j++, to++) C[to] = sums[j] as number;
  }
}

/** $C = A^T B$ for A given by lists, B and C of n columns that lie by rows; C is of as many rows as A has columns. */
export function multiplyTurnedLists(
  { places, values, starts }: Lists,
  rows: number,
  n: number,
  B: Matrix,
  C: Float64Array,
): void {
  C.fill(0);
  for (let i = 0; i < rows; i++) {
    const from = B.start + i * n;
    for (let p = starts[i] as number; p < (starts[i + 1] as number); p++) {
      const x = values[p] as number;
      const to = (places[p] as number) * n;
      for (let j = 0; j < n; j++) C[to + j] = (C[to + j] as number) + x * (B.data[from + j] as number);
    }
  }
}
