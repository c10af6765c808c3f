import { rowsOf } from "../estimators/layer-matrices.ts";
import { type FlatTable, plainRows, readTable, type Table } from "../estimators/table.ts";
import type { MathMatrix } from "../math-matrix.ts";

/** Samples that are no array of rows, but know their rows: a typed array with its shape, or a mathjs matrix. */
export type OtherTable = FlatTable | MathMatrix;

/**
 * Samples in any of their forms as rows of numbers: an array of rows (which may be typed arrays), a mathjs matrix, or a
 * typed array with its shape, as files of numbers are loaded.
 * @throws {NnError} that names the place of what is missing, ragged, not a number, or infinite.
 * @example
 * toRows({ data: new Float32Array([1, 2, 3, 4, 5, 6]), shape: [2, 3] }) // → [[1, 2, 3], [4, 5, 6]]
 * toRows({ data: new Float64Array(5), shape: [2, 3] }) // throws expected X.shape
 */
export function toRows(X: Table): number[][] {
  const { data, columns } = readTable(X);
  return rowsOf(data, columns);
}

/** Samples or targets as a plain array, whose parts may be anything; what is none of their forms stays as it is. */
export function toList<T>(all: ArrayLike<T> | OtherTable, name: string): readonly T[] {
  const plain = plainRows(all, name);
  return ArrayBuffer.isView(plain) && "length" in plain ? Array.from(plain as unknown as ArrayLike<T>) : (plain as T[]);
}
