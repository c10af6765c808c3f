import { expected, shown } from "../../errors.ts";
import { checkPairs } from "./scores.ts";

/**
 * The mean cross-entropy of probabilities, in nats: $-\frac1n \sum_i \ln p_{i, y_i}$; a probability is kept 2.2e-16
 * away from 0 and 1.
 * @param y The classes, as places in each row of probabilities; or 0 and 1 beside plain probabilities of class 1.
 * @throws {NnError} unless there is a row for each target that has its class.
 * @example
 * logLoss([1, 0], [[0.5, 0.5], [0.25, 0.75]]) // → (Math.log(2) + Math.log(4)) / 2
 * logLoss([1, 1], [0.5, 0.5]) // → Math.log(2)
 */
export function logLoss(y: readonly number[], probabilities: readonly (number | readonly number[])[]): number {
  checkPairs(y, probabilities);
  const eps = Number.EPSILON;
  const total = y.reduce((sum, label, i) => {
    const row = probabilities[i] as number | readonly number[];
    const p = Number.isInteger(label) ? (typeof row === "number" ? [1 - row, row] : row)?.[label] : undefined;
    if (typeof p !== "number" || !(p >= 0 && p <= 1)) {
      throw expected(
        `a probability from 0 to 1 for class ${shown(label)} of sample ${i}`,
        p,
        "name classes by their places, from 0",
      );
    }
    return sum - Math.log(Math.min(1 - eps, Math.max(eps, p)));
  }, 0);
  return total / y.length;
}

/** A receiver operating characteristic: one point for each threshold that makes a difference. */
export interface Roc {
  /** The share of class 0 that is taken for class 1. */
  falsePositiveRate: number[];
  /** The share of class 1 that is found. */
  truePositiveRate: number[];
  /** From which score on class 1 is answered; the first, Infinity, answers it never. */
  thresholds: number[];
  /** The area below: the chance that a sample of class 1 scores above one of class 0. */
  auc: number;
}

/**
 * How many are found and how many falsely reported, threshold by threshold (the area by trapezoids, so that ties count
 * half).
 * @param y 0 or 1.
 * @param scores The higher, the more like class 1: a probability or any other number.
 * @throws {NnError} unless both classes occur and every sample has a finite score.
 * @example
 * rocCurve([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]).auc // → 0.75
 */
export function rocCurve(y: readonly number[], scores: readonly number[]): Roc {
  checkPairs(y, scores);
  const wrong = y.findIndex((label, i) => (label !== 0 && label !== 1) || !Number.isFinite(scores[i]));
  if (wrong !== -1)
    throw expected("targets of 0 and 1 with finite scores", [y[wrong], scores[wrong]], "mend that sample");
  const positives = y.reduce((sum, label) => sum + label, 0);
  const negatives = y.length - positives;
  if (positives === 0 || negatives === 0) throw expected("both classes in y", [...new Set(y)], "take more samples");
  const order = y.map((_, i) => i).sort((a, b) => (scores[b] as number) - (scores[a] as number));
  const roc: Roc = { falsePositiveRate: [0], truePositiveRate: [0], thresholds: [Number.POSITIVE_INFINITY], auc: 0 };
  let [found, falsely] = [0, 0];
  order.forEach((place, k) => {
    if (y[place] === 1) found++;
    else falsely++;
    const next = order[k + 1];
    // Samples of one score are answered alike.
    if (next !== undefined && scores[next] === scores[place]) return;
    const [x0, y0] = [roc.falsePositiveRate.at(-1) as number, roc.truePositiveRate.at(-1) as number];
    const [x1, y1] = [falsely / negatives, found / positives];
    roc.auc += ((x1 - x0) * (y0 + y1)) / 2;
    roc.falsePositiveRate.push(x1);
    roc.truePositiveRate.push(y1);
    roc.thresholds.push(scores[place] as number);
  });
  return roc;
}
