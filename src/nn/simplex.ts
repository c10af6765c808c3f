import type { Integers } from "./exact.ts";

/** One of the two, never both (Gordan 1873). Vectors are of whole numbers, of the length that their meaning asks for. */
export type Alternative =
  /** $a_i · v > 0$ for every row. */
  | { positive: bigint[] }
  /** $λ ≥ 0$, not all zero, with $\sum_i λ_i a_i = 0$. */
  | { multipliers: bigint[] };

/**
 * Decides for rows $a_1 … a_n$ of whole numbers whether some v has a positive product with each.
 *
 * Looks for the multipliers λ with the simplex method: minimise what is missing in $\sum λ_i a_i = 0$, $\sum λ_i = 1$.
 * If nothing is missing in the end, there they are; if something is, the prices of the last tableau are a v, and the one
 * that leaves the smallest product as large as it can be when no part of v is above 1. The
 * arithmetic is exact (whole numbers over one common denominator, Edmonds 1967), and Bland's rule (1977) keeps it from
 * going in circles. Rows must all be of one length and at least one.
 * @example
 * separability({ X: [[0], [1], [3]], y: [0, 1, 0] }) // → { separable: false, multipliers: [2n, 3n, 1n] }
 * separability({ X: [[0], [1], [3]], y: [0, 1, 1] }).separable // → true
 */
export function alternative(rows: readonly Integers[]): Alternative {
  const n = rows.length;
  const equations = (rows[0] as Integers).length + 1;
  // Σ λ_i = 1 weighs as much as the longest row; else its price would be the least, and v would hug the rows.
  const unit = rows.reduce(
    (max, row) =>
      bigger(
        max,
        row.reduce((sum, a) => sum + (a < 0n ? -a : a), 0n),
      ),
    1n,
  );
  // Columns: λ_1 … λ_n, one slack an equation (what is missing), the right side. Last line: the cost, to be made 0.
  const table = Array.from({ length: equations }, (_, k) => [
    ...rows.map((row) => (k < equations - 1 ? (row[k] as bigint) : unit)),
    ...Array.from({ length: equations }, (_, j) => (j === k ? 1n : 0n)),
    k === equations - 1 ? unit : 0n,
  ]);
  const width = n + equations + 1;
  const cost = Array.from({ length: width }, (_, j) => {
    const sum = table.reduce((total, line) => total + (line[j] as bigint), 0n);
    return j >= n && j < n + equations ? 0n : -sum;
  });
  table.push(cost);
  const basis = Array.from({ length: equations }, (_, k) => n + k);

  let denominator = 1n;
  for (;;) {
    const last = table[equations] as bigint[];
    const enter = last.findIndex((value, j) => j < n && value < 0n);
    if (enter === -1) break;
    const leave = ratioTest(table, basis, enter);
    denominator = pivot(table, leave, enter, denominator);
    basis[leave] = enter;
  }

  const last = table[equations] as bigint[];
  if (last[width - 1] === 0n) {
    const multipliers = new Array<bigint>(n).fill(0n);
    basis.forEach((column, k) => {
      if (column < n) multipliers[column] = (table[k] as bigint[])[width - 1] as bigint;
    });
    return { multipliers };
  }
  // The price of equation k is 1 − (its slack's reduced cost); turned, it weighs every row above the last price.
  return { positive: Array.from({ length: equations - 1 }, (_, k) => (last[n + k] as bigint) - denominator) };
}

function bigger(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}

/** The line whose right side is used up first when column `enter` grows; among equals the one with the first column. */
function ratioTest(table: bigint[][], basis: readonly number[], enter: number): number {
  let best = -1;
  basis.forEach((column, k) => {
    const line = table[k] as bigint[];
    const slope = line[enter] as bigint;
    if (slope <= 0n) return;
    if (best === -1) {
      best = k;
      return;
    }
    const winner = table[best] as bigint[];
    const here = (line.at(-1) as bigint) * (winner[enter] as bigint);
    const there = (winner.at(-1) as bigint) * slope;
    if (here < there || (here === there && column < (basis[best] as number))) best = k;
  });
  return best;
}

/** Clears column `enter` from every line but `leave`. Returns the new common denominator. */
function pivot(table: bigint[][], leave: number, enter: number, denominator: bigint): bigint {
  const pivotLine = table[leave] as bigint[];
  const pivotValue = pivotLine[enter] as bigint;
  table.forEach((line, k) => {
    if (k === leave) return;
    const factor = line[enter] as bigint;
    table[k] = line.map((value, j) => (value * pivotValue - factor * (pivotLine[j] as bigint)) / denominator);
  });
  return pivotValue;
}
