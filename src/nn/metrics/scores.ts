import { expected } from "../../errors.ts";
import { checkOptions } from "../options.ts";
import { readWeights, type Weighted } from "../sample-weights.ts";
import { checkList, checkNumber, checkVector } from "../shapes.ts";

/** Refuses targets and answers that are not as many, or some that are missing. */
export function checkPairs(y: ArrayLike<unknown>, yHat: ArrayLike<unknown>): void {
  checkList(y, "y");
  checkList(yHat, "yHat");
  if (y.length === 0 || y.length !== yHat.length) {
    const counts = [y.length, yHat.length];
    throw expected("as many answers as targets, at least one", counts, "give yHat one answer for each y");
  }
  for (let i = 0; i < y.length; i++) {
    if (y[i] === undefined || yHat[i] === undefined)
      throw expected(`a target and an answer for sample ${i}`, [y[i], yHat[i]], "fill in what is missing");
  }
}

/** The weight of each of n samples by its place. @throws {NnError} for weights that are not n of at least 0, or all 0. */
export function weighing({ sampleWeight }: Weighted, n: number): (i: number) => number {
  const weights = readWeights(sampleWeight, n);
  return weights ? (i) => weights[i] as number : () => 1;
}

/** The weighted mean of a number for each of n samples. */
export function mean(n: number, weight: (i: number) => number, term: (i: number) => number): number {
  let [sum, mass] = [0, 0];
  for (let i = 0; i < n; i++) {
    sum += weight(i) * term(i);
    mass += weight(i);
  }
  return sum / mass;
}

const isRow = (value: unknown): value is ArrayLike<unknown> => Array.isArray(value) || ArrayBuffer.isView(value);

/** Whether two labels, or two rows of labels, are the same. */
function same(a: unknown, b: unknown): boolean {
  if (!isRow(a) || !isRow(b)) return a === b;
  return a.length === b.length && Array.from(a).every((value, i) => value === b[i]);
}

/**
 * The share of right answers; of rows of labels, the share of rows that are right throughout.
 * @throws {NnError} unless there are as many answers as targets.
 * @example
 * accuracyScore([0, 1, 1, 1], [0, 1, 0, 1]) // → 0.75
 */
export function accuracyScore(y: readonly unknown[], yHat: readonly unknown[], options: Weighted = {}): number {
  checkPairs(y, yHat);
  const weight = weighing(checkOptions(options, ["sampleWeight"]), y.length);
  return mean(y.length, weight, (i) => (same(y[i], yHat[i]) ? 1 : 0));
}

/**
 * $R^2 = 1 - \frac{\sum (y - \hat y)^2}{\sum (y - \bar y)^2}$, averaged over the outputs: 1 is perfect, 0 no better than
 * the mean, below 0 worse. Where the targets are all the same it is 1 for perfect answers and 0 for others; of a single
 * sample it is NaN, for that has no spread to explain.
 * @throws {NnError} unless there are as many answers as targets, all finite and of one length.
 * @example
 * r2Score([1, 2, 3], [1, 2, 3]) // → 1
 * r2Score([1, 2, 3], [2, 2, 2]) // → 0
 */
export function r2Score(
  y: readonly (number | readonly number[])[],
  yHat: readonly (number | readonly number[])[],
  options: Weighted = {},
): number {
  checkPairs(y, yHat);
  const weight = weighing(checkOptions(options, ["sampleWeight"]), y.length);
  const outputs = Array.isArray(y[0]) ? y[0].length : 1;
  const at = (value: unknown, k: number) => (Array.isArray(value) ? (value[k] as number) : (value as number));
  for (const [name, rows] of [["y", y] as const, ["yHat", yHat] as const]) {
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i] as number | readonly number[];
      if (Array.isArray(row) || outputs > 1) checkVector(row as readonly number[], `${name}[${i}]`, outputs);
      else checkNumber(row as number, `${name}[${i}]`);
    }
  }
  if (y.length === 1) return Number.NaN;
  const first = y.findIndex((_, i) => weight(i) > 0);
  let total = 0;
  for (let k = 0; k < outputs; k++) {
    const average = mean(y.length, weight, (i) => at(y[i], k));
    const missed = mean(y.length, weight, (i) => (at(y[i], k) - at(yHat[i], k)) ** 2);
    // Rounding of the mean must not pass for a spread.
    const same = y.every((row, i) => weight(i) === 0 || at(row, k) === at(y[first], k));
    const spread = same ? 0 : mean(y.length, weight, (i) => (at(y[i], k) - average) ** 2);
    total += spread === 0 ? (missed === 0 ? 1 : 0) : 1 - missed / spread;
  }
  return total / outputs;
}
