import { expected } from "../../errors.ts";

/** A row of weights, one a sample; all 1 if not given. */
export type SampleWeights = ArrayLike<number> | undefined;

/** Refuses targets and answers that are not as many, or none. */
export function checkPairs(y: ArrayLike<unknown>, yHat: ArrayLike<unknown>): void {
  if (y?.length > 0 && y.length === yHat?.length) return;
  throw expected(
    `as many answers as targets, at least one`,
    [y?.length, yHat?.length],
    "give yHat one answer for each y",
  );
}

/** Refuses numbers, or rows of numbers, that are not finite. */
function checkFinite(values: readonly (number | readonly number[])[], name: string): void {
  const finite = (value: number | readonly number[]) =>
    typeof value === "number" ? Number.isFinite(value) : value.every(Number.isFinite);
  const wrong = values.findIndex((value) => !finite(value));
  if (wrong !== -1) throw expected(`${name}[${wrong}] to be finite`, values[wrong], "mend or leave out that sample");
}

/** The weighted mean of a number for each of n samples. */
function mean(n: number, weights: SampleWeights, term: (i: number) => number): number {
  let [sum, mass] = [0, 0];
  for (let i = 0; i < n; i++) {
    const weight = weights ? (weights[i] as number) : 1;
    sum += weight * term(i);
    mass += weight;
  }
  return sum / mass;
}

/** Whether two labels, or two rows of labels, are the same. */
function same(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((value, i) => value === b[i]);
  return a === b;
}

/**
 * The share of right answers; of rows of labels, the share of rows that are right throughout.
 * @throws {NnError} unless there are as many answers as targets.
 * @example
 * accuracyScore([0, 1, 1, 1], [0, 1, 0, 1]) // → 0.75
 */
export function accuracyScore(
  y: readonly unknown[],
  yHat: readonly unknown[],
  { sampleWeight }: { sampleWeight?: ArrayLike<number> } = {},
): number {
  checkPairs(y, yHat);
  return mean(y.length, sampleWeight, (i) => (same(y[i], yHat[i]) ? 1 : 0));
}

/**
 * $R^2 = 1 - \frac{\sum (y - \hat y)^2}{\sum (y - \bar y)^2}$, averaged over the outputs: 1 is perfect, 0 no better than
 * the mean, below 0 worse. Where the targets are all the same it is 1 for perfect answers and 0 for others; of a single
 * sample it is NaN, for that has no spread to explain.
 * @throws {NnError} unless there are as many answers as targets, all finite.
 * @example
 * r2Score([1, 2, 3], [1, 2, 3]) // → 1
 * r2Score([1, 2, 3], [2, 2, 2]) // → 0
 */
export function r2Score(
  y: readonly (number | readonly number[])[],
  yHat: readonly (number | readonly number[])[],
  { sampleWeight }: { sampleWeight?: ArrayLike<number> } = {},
): number {
  checkPairs(y, yHat);
  const outputs = Array.isArray(y[0]) ? y[0].length : 1;
  const at = (value: unknown, k: number) => (Array.isArray(value) ? (value[k] as number) : (value as number));
  checkFinite(y, "y");
  checkFinite(yHat, "yHat");
  if (y.length === 1) return Number.NaN;
  const counts = (i: number) => !sampleWeight || (sampleWeight[i] as number) > 0;
  const first = y.findIndex((_, i) => counts(i));
  let total = 0;
  for (let k = 0; k < outputs; k++) {
    const average = mean(y.length, sampleWeight, (i) => at(y[i], k));
    const missed = mean(y.length, sampleWeight, (i) => (at(y[i], k) - at(yHat[i], k)) ** 2);
    // Rounding of the mean must not pass for a spread.
    const same = y.every((row, i) => !counts(i) || at(row, k) === at(y[first], k));
    const spread = same ? 0 : mean(y.length, sampleWeight, (i) => (at(y[i], k) - average) ** 2);
    total += spread === 0 ? (missed === 0 ? 1 : 0) : 1 - missed / spread;
  }
  return total / outputs;
}
