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
  const [targets, answers] = [flat(y, outputs, "y"), flat(yHat, outputs, "yHat")];
  if (y.length === 1) return Number.NaN;
  /** The weighted mean of a term, output by output: row by row, since rows of many outputs lie apart in memory. */
  const means = (term: (at: number, k: number) => number) => {
    const sums = new Float64Array(outputs);
    let mass = 0;
    for (let i = 0; i < y.length; i++) {
      const w = weight(i);
      mass += w;
      for (let k = 0; k < outputs; k++) sums[k] = (sums[k] as number) + w * term(i * outputs + k, k);
    }
    return sums.map((sum) => sum / mass);
  };
  const average = means((at) => targets[at] as number);
  const missed = means((at) => ((targets[at] as number) - (answers[at] as number)) ** 2);
  const spread = means((at, k) => ((targets[at] as number) - (average[k] as number)) ** 2);
  const first = y.findIndex((_, i) => weight(i) > 0);
  const scores = Array.from(missed, (miss, k) => {
    const value = (i: number) => targets[i * outputs + k];
    // Rounding of the mean must not pass for a spread.
    const same = y.every((_, i) => value(i) === value(first) || weight(i) === 0);
    if (same || spread[k] === 0) return miss === 0 ? 1 : 0;
    return 1 - miss / (spread[k] as number);
  });
  return scores.reduce((sum, score) => sum + score, 0) / outputs;
}

/** Numbers, or rows of them, one behind the other. @throws {NnError} unless all are finite, and so many in each row. */
function flat(rows: readonly (number | readonly number[])[], outputs: number, name: string): Float64Array {
  const all = new Float64Array(rows.length * outputs);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number | readonly number[];
    if (Array.isArray(row) || outputs > 1)
      all.set(checkVector(row as readonly number[], `${name}[${i}]`, outputs), i * outputs);
    else all[i] = Number.isFinite(row) ? (row as number) : checkNumber(row as number, `${name}[${i}]`);
  }
  return all;
}
