import { expected } from "../../errors.ts";
import { type OtherTable, toList, toRows } from "../data/rows.ts";
import { type Fold, plainFolds, stratifiedFolds } from "../data/split.ts";
import type { Table } from "../estimators/table.ts";
import { checkOptions } from "../options.ts";
import { progressLine } from "../progress-line.ts";
import { checkFunction, checkList, checkVector } from "../shapes.ts";

/** What a learning curve needs of an estimator. */
export interface Scorer {
  /** Whatever targets it takes; those given to {@link learningCurve} are passed on. */
  fit(X: number[][], y: never): unknown;
  score(X: number[][], y: never): number;
}

/** Scores by the number of samples learnt from, each the mean over the folds. */
export interface LearningCurve {
  sizes: number[];
  training: number[];
  validation: number[];
}

/**
 * How well an estimator does with more and more samples, on those it learnt from and on others, by folds: far apart means
 * overfitting, both low underfitting. Folds are stratified where the targets are classes.
 * @param make Makes a new estimator, unlearnt.
 * @param shares Which shares of the training samples. Default 0.1, 0.325, 0.55, 0.775, 1, as in scikit-learn.
 * @param options folds: default 5. seed: of the folds, default 1. stratify: default true for an estimator that has
 * `classes_`, and for others where each target is a class with a sample for every fold; false for rows of targets.
 * @throws {NnError} for samples and targets that do not fit each other, more folds than the rarest class has samples, or a
 * share that is not above 0 and at most 1.
 * @example
 * const make = () => new Perceptron({ maxIter: 20, tol: null });
 * learningCurve(make, iris().X, iris().y, { shares: [0.5, 1], folds: 2 }).sizes // → [38, 75]
 */
export function learningCurve(
  make: () => Scorer,
  X: Table,
  y: ArrayLike<unknown> | OtherTable,
  options: { shares?: readonly number[]; folds?: number; seed?: number; stratify?: boolean } = {},
): LearningCurve {
  checkOptions(options, ["shares", "folds", "seed", "stratify"]);
  const { shares = [0.1, 0.325, 0.55, 0.775, 1], folds = 5, seed = 1, stratify } = options;
  checkFunction(make, "make", "() => new MLPClassifier()");
  if (stratify !== undefined && typeof stratify !== "boolean")
    throw expected("stratify to be true or false", stratify, "leave it out, and the targets tell");
  const samples = toRows(X);
  const targets = checkList(toList(y, "y"), "y");
  if (targets.length !== samples.length)
    throw expected(`y to hold ${samples.length} targets, one a sample`, targets.length, "give each sample its target");
  if (!checkVector(shares, "shares").every((share) => share > 0 && share <= 1))
    throw expected("shares above 0 and at most 1", shares, "write [0.5, 1]");
  // What was made to be looked at is the first to learn: whoever counts the makings counts the fits.
  const made = stratify === undefined ? [make()] : [];
  const stratified = stratify ?? (!Array.isArray(targets[0]) && (namesClasses(made[0]) || areClasses(targets, folds)));
  const parts: Fold[] = stratified ? stratifiedFolds(targets, folds, seed) : plainFolds(samples.length, folds, seed);
  const rows = (places: readonly number[]) => ({
    X: places.map((i) => [...(samples[i] as number[])]),
    y: places.map((i) => targets[i]) as never,
  });
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const curve: LearningCurve = { sizes: [], training: [], validation: [] };
  const line = progressLine("learningCurve");
  const fits = shares.length * parts.length;
  let done = 0;
  for (const share of shares) {
    const scores = parts.map(({ train, test }) => {
      // Dealt out over the whole part: its samples may be in the order of their classes.
      const size = Math.max(1, Math.round(share * train.length));
      const learnt = rows(
        Array.from({ length: size }, (_, k) => train[Math.floor((k * train.length) / size)] as number),
      );
      const estimator = made.pop() ?? make();
      checkFunction(estimator?.fit, "the estimator's fit", "make as () => new MLPClassifier()");
      checkFunction(estimator.score, "the estimator's score", "make as () => new MLPClassifier()");
      estimator.fit(learnt.X, learnt.y);
      done++;
      line.tell(() => `${done} of ${fits} fits done`);
      const others = rows(test);
      return { size, training: estimator.score(learnt.X, learnt.y), validation: estimator.score(others.X, others.y) };
    });
    curve.sizes.push(Math.round(mean(scores.map(({ size }) => size))));
    curve.training.push(mean(scores.map(({ training }) => training)));
    curve.validation.push(mean(scores.map(({ validation }) => validation)));
  }
  line.end(() => `${fits} fits`);
  return curve;
}

/** Whether an estimator tells classes apart, as scikit-learn's do. */
const namesClasses = (estimator: unknown) =>
  typeof estimator === "object" && estimator !== null && "classes_" in estimator;

/** Whether targets are classes of which each has a sample for every fold. */
function areClasses(targets: readonly unknown[], folds: number): boolean {
  const counts = new Map<unknown, number>();
  for (const target of targets) counts.set(target, (counts.get(target) ?? 0) + 1);
  return [...counts.values()].every((count) => count >= folds);
}
