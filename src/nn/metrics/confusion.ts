import { expected, lookUp } from "../../errors.ts";
import { checkClasses, checkLabels, type Label, listed, uniqueLabels } from "../label.ts";
import { checkOptions } from "../options.ts";
import type { Weighted } from "../sample-weights.ts";
import { checkList } from "../shapes.ts";
import { checkPairs, weighing } from "./scores.ts";

/** So many classes can be told apart in a table; more are numbers rather than classes. */
const MOST_CLASSES = 2000;

/** What a classifier's `predict` may give; rows, of several labels at once, are refused here. */
type Answers = readonly (Label | readonly number[])[];

/** Refuses targets and answers that are not as many, or not classes. */
function checkAnswers(y: readonly Label[], yHat: Answers): void {
  checkPairs(y, yHat);
  checkLabels(y, "y");
  checkLabels(yHat, "yHat");
}

/** The labels of both rows, sorted. */
function labelsOf(y: readonly Label[], yHat: Answers): Label[] {
  return uniqueLabels(new Set([...y, ...(yHat as readonly Label[])]));
}

/**
 * How often each class was answered by each: row i, column j counts the samples of class i that were taken for j (with
 * `sampleWeight`, adds up their weights).
 * @param labels The classes in order; those that occur, sorted, if not said. Others are not counted.
 * @throws {NnError} unless there are as many answers as targets, of 2000 classes at most; for labels that name none, or
 * one twice.
 * @example
 * confusionMatrix([0, 0, 1, 1], [0, 1, 1, 1]) // → [[1, 1], [0, 2]]
 */
export function confusionMatrix(
  y: readonly Label[],
  yHat: Answers,
  options: { labels?: readonly Label[] } & Weighted = {},
): number[][] {
  checkAnswers(y, yHat);
  const { labels = labelsOf(y, yHat) } = checkOptions(options, ["labels", "sampleWeight"]);
  const weight = weighing(options, y.length);
  checkClasses(checkList(labels, "labels"), "labels");
  if (labels.length > MOST_CLASSES)
    throw expected(`at most ${MOST_CLASSES} classes`, labels.length, "for numbers take r2Score");
  const places = new Map(Array.from(labels, (label, k) => [label, k]));
  const counts = Array.from(labels, () => new Array<number>(labels.length).fill(0));
  y.forEach((label, i) => {
    const row = counts[places.get(label) ?? -1];
    const column = places.get(yHat[i] as Label);
    if (row && column !== undefined) row[column] = (row[column] as number) + weight(i);
  });
  return counts;
}

/** Precision, recall and F1 of one class. */
export interface ClassReport {
  readonly label: Label;
  /** Of those taken for this class, the share that were of it; 0 if none were taken. */
  readonly precision: number;
  /** Of those of this class, the share that were found; 0 if there are none. */
  readonly recall: number;
  /** The harmonic mean of both; 0 if both are 0. */
  readonly f1: number;
  /** How many samples are of this class, or what they weigh together. */
  readonly support: number;
}

/**
 * Precision, recall and F1, class by class, from the confusion matrix.
 * @throws {NnError} unless there are as many answers as targets.
 * @example
 * classificationReport([0, 0, 1, 1], [0, 1, 1, 1])[1] // → { label: 1, precision: 2 / 3, recall: 1, f1: 0.8, support: 2 }
 */
export function classificationReport(y: readonly Label[], yHat: Answers, options: Weighted = {}): ClassReport[] {
  checkAnswers(y, yHat);
  checkOptions(options, ["sampleWeight"]);
  const labels = labelsOf(y, yHat);
  const counts = confusionMatrix(y, yHat, { ...options, labels });
  const share = (part: number, whole: number) => (whole === 0 ? 0 : part / whole);
  return labels.map((label, k) => {
    const right = counts[k]?.[k] as number;
    const taken = counts.reduce((sum, row) => sum + (row[k] as number), 0);
    const support = (counts[k] as number[]).reduce((sum, count) => sum + count, 0);
    const f1 = share(2 * right, taken + support);
    return { label, precision: share(right, taken), recall: share(right, support), f1, support };
  });
}

/**
 * How the scores of the classes are made one: "macro", their mean; "weighted", by their samples; "micro", from the counts
 * of all classes added up, which with one label a sample is the share of right answers; or that of one class.
 */
export type Average = "macro" | "weighted" | "micro" | { of: Label };

/** How much each class counts, where the scores are averaged. */
const weightings = {
  macro: () => 1,
  weighted: ({ support }: ClassReport) => support,
  // With one label a sample every false answer is one class too many and one too few: all three scores are the same.
  micro: ({ support }: ClassReport) => support,
} as const;

/**
 * What is meant if nothing is said: of two classes of which one is 1, that one, as in scikit-learn; of others, where
 * scikit-learn wants it said, "macro".
 */
function usualAverage(reports: readonly ClassReport[]): ClassReport | "macro" {
  const labels = reports.map(({ label }) => label);
  const positive = labels.find((label) => label === 1 || label === true);
  if (labels.length > 2 || (positive === undefined && !labels.every((label) => label === 0 || label === false)))
    return "macro";
  const none = { label: 1, precision: 0, recall: 0, f1: 0, support: 0 };
  return reports.find(({ label }) => label === positive) ?? none;
}

/** One score over all classes. */
function averaged(
  reports: readonly ClassReport[],
  key: "precision" | "recall" | "f1",
  given: Average | undefined,
): number {
  const usual = given === undefined ? usualAverage(reports) : undefined;
  if (typeof usual === "object") return usual[key];
  const average = given ?? "macro";
  if (typeof average === "object" && average !== null) {
    const { of } = checkOptions(average, ["of"]);
    const found = reports.find(({ label }) => label === of);
    if (found) return found[key];
    throw expected(`of to be one of the classes ${listed(reports.map(({ label }) => label))}`, of, "name one of them");
  }
  const weight = lookUp<(report: ClassReport) => number>(weightings, average, "an average");
  const total = reports.reduce((sum, report) => sum + weight(report), 0);
  const score = average === "micro" ? "recall" : key;
  return reports.reduce((sum, report) => sum + weight(report) * report[score], 0) / total;
}

/**
 * The share of a class' answers that are right.
 * @param average Of which class, or how over all of them. Default: of class 1 where there are two classes, one of them 1
 * (scikit-learn's default), else "macro".
 * @throws {NnError} unless there are as many answers as targets; for an unknown average, or a class that does not occur.
 * @example
 * precisionScore([0, 0, 1, 1], [0, 1, 1, 1]) // → 2 / 3
 */
export function precisionScore(y: readonly Label[], yHat: Answers, average?: Average, options: Weighted = {}): number {
  return averaged(classificationReport(y, yHat, options), "precision", average);
}

/**
 * The share of a class' samples that are found.
 * @param average Of which class, or how over all of them. Default: of class 1 where there are two classes, one of them 1
 * (scikit-learn's default), else "macro".
 * @throws {NnError} unless there are as many answers as targets; for an unknown average, or a class that does not occur.
 * @example
 * recallScore([0, 0, 1, 1], [0, 1, 1, 1], "macro") // → 0.75
 */
export function recallScore(y: readonly Label[], yHat: Answers, average?: Average, options: Weighted = {}): number {
  return averaged(classificationReport(y, yHat, options), "recall", average);
}

/**
 * The harmonic mean of precision and recall.
 * @param average Of which class, or how over all of them. Default: of class 1 where there are two classes, one of them 1
 * (scikit-learn's default), else "macro".
 * @throws {NnError} unless there are as many answers as targets; for an unknown average, or a class that does not occur.
 * @example
 * f1Score(["cat", "cat", "dog"], ["cat", "dog", "dog"], { of: "cat" }) // → 2 / 3
 */
export function f1Score(y: readonly Label[], yHat: Answers, average?: Average, options: Weighted = {}): number {
  return averaged(classificationReport(y, yHat, options), "f1", average);
}
