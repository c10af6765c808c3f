import { expected, shown } from "../../errors.ts";
import { checkClasses, type Label, uniqueLabels } from "../label.ts";
import { checkOptions } from "../options.ts";
import type { Weighted } from "../sample-weights.ts";
import { checkList } from "../shapes.ts";
import { checkPairs, mean, weighing } from "./scores.ts";

/**
 * The mean cross-entropy of probabilities, in nats: $-\frac1n \sum_i \ln p_{i, y_i}$; a probability is kept 2.2e-16
 * away from 0 and 1.
 * @param y The classes: places in each row of probabilities, or words in the order of the columns; or 0 and 1 beside
 * plain probabilities of class 1.
 * @param options labels: the classes of the columns, if they are neither places nor the words that occur, sorted.
 * @throws {NnError} unless there is a row for each target that has its class.
 * @example
 * logLoss([1, 0], [[0.5, 0.5], [0.25, 0.75]]) // → (Math.log(2) + Math.log(4)) / 2
 * logLoss([1, 1], [0.5, 0.5]) // → Math.log(2)
 * logLoss(["no"], [[0.5, 0.5]], { labels: ["no", "yes"] }) // → Math.log(2)
 */
export function logLoss(
  y: readonly Label[],
  probabilities: readonly (number | readonly number[])[],
  options: { labels?: readonly Label[] } & Weighted = {},
): number {
  checkPairs(y, probabilities);
  const { labels } = checkOptions(options, ["labels", "sampleWeight"]);
  const weight = weighing(options, y.length);
  if (labels !== undefined) checkClasses(checkList(labels, "labels"), "labels");
  const named = labels ? Array.from(labels) : typeof y[0] === "number" ? undefined : uniqueLabels(y);
  const places = named && new Map(named.map((label, k) => [label, k]));
  return mean(y.length, weight, (i) => {
    const label = y[i] as Label;
    const row = probabilities[i] as number | readonly number[];
    const place = places ? places.get(label) : label;
    const p = Number.isInteger(place) ? (typeof row === "number" ? [1 - row, row] : row)?.[place as number] : undefined;
    if (typeof p !== "number" || !(p >= 0 && p <= 1)) {
      throw expected(
        `a probability from 0 to 1 for class ${shown(label)} of sample ${i}`,
        p,
        "name classes by their places, from 0, or give labels",
      );
    }
    return -Math.log(Math.min(1 - Number.EPSILON, Math.max(Number.EPSILON, p)));
  });
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
export function rocCurve(y: readonly number[], scores: readonly number[], options: Weighted = {}): Roc {
  checkPairs(y, scores);
  const weight = weighing(checkOptions(options, ["sampleWeight"]), y.length);
  const wrong = y.findIndex((label, i) => (label !== 0 && label !== 1) || !Number.isFinite(scores[i]));
  if (wrong !== -1)
    throw expected("targets of 0 and 1 with finite scores", [y[wrong], scores[wrong]], "mend that sample");
  const order = Array.from(y, (_, i) => i)
    .filter((i) => weight(i) > 0)
    .sort((a, b) => (scores[b] as number) - (scores[a] as number));
  // Added up in the order in which they are found, so that the last rates are 1 to the last bit.
  const total = (label: number) => order.reduce((sum, i) => (y[i] === label ? sum + weight(i) : sum), 0);
  const [negatives, positives] = [total(0), total(1)];
  if (positives === 0 || negatives === 0)
    throw expected("samples of both classes that weigh something", [...new Set(y)], "take more samples");
  const roc: Roc = { falsePositiveRate: [0], truePositiveRate: [0], thresholds: [Number.POSITIVE_INFINITY], auc: 0 };
  let [found, falsely] = [0, 0];
  order.forEach((place, k) => {
    if (y[place] === 1) found += weight(place);
    else falsely += weight(place);
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
