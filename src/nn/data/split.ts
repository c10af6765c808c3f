import { expected } from "../../errors.ts";
import type { MathMatrix } from "../math-matrix.ts";
import { checkOptions } from "../options.ts";
import { Random } from "../random.ts";
import { checkList, checkNumber, gapIn } from "../shapes.ts";
import { type OtherTable, toList } from "./rows.ts";

/** How to split. */
export interface SplitOptions {
  /** The share of the test samples, or how many. Default 0.25. */
  testSize?: number;
  /** Where the random order starts. Default 1. */
  seed?: number;
  /** Whether every class is split in the same proportion; y must then hold classes. Default false. */
  stratify?: boolean;
}

/** One target a sample, in any kind of list. */
type Targets<B> = ArrayLike<B> | MathMatrix;

/** Samples to learn from and samples to be tested on. */
export interface Split<A, B> {
  XTrain: A[];
  XTest: A[];
  yTrain: B[];
  yTest: B[];
}

/**
 * Splits samples at random into those to learn from and those to be tested on. X may hold anything, such as rows or
 * names; of a mathjs matrix or a typed array with its shape the parts hold rows.
 * @throws {NnError} unless X and y are as long, and both parts get a sample.
 * @example
 * const { XTrain, XTest } = trainTestSplit([[1], [2], [3], [4]], [0, 1, 0, 1], { stratify: true, testSize: 0.5 });
 * [XTrain.length, XTest.length] // → [2, 2]
 */
export function trainTestSplit<B>(X: OtherTable, y: Targets<B>, options?: SplitOptions): Split<number[], B>;
export function trainTestSplit<A, B>(X: readonly A[], y: Targets<B>, options?: SplitOptions): Split<A, B>;
export function trainTestSplit(
  samples: readonly unknown[] | OtherTable,
  targets: Targets<unknown>,
  options: SplitOptions = {},
): Split<unknown, unknown> {
  checkOptions(options, ["testSize", "seed", "stratify"]);
  const { testSize = 0.25, seed = 1, stratify = false } = options;
  const X = checkList(toList(samples, "X"), "X");
  const y = checkList(toList(targets, "y"), "y");
  checkNumber(testSize, "testSize");
  if (typeof stratify !== "boolean") throw expected("stratify to be true or false", stratify, "y tells the classes");
  if (X.length !== y.length || X.length < 2)
    throw expected("X and y of one length, at least 2", [X.length, y.length], "give each sample its target");
  const count = testSize < 1 ? Math.ceil(testSize * X.length) : testSize;
  if (!(Number.isInteger(count) && count > 0 && count < X.length)) {
    throw expected(
      "testSize to be a share between 0 and 1, or a number of samples",
      testSize,
      `leave some of the ${X.length} for both parts`,
    );
  }
  if (stratify) checkClasses(y);
  const random = new Random(seed);
  const order = random.shuffle(Array.from({ length: X.length }, (_, i) => i));
  const test = new Set(stratify ? chooseByClass(order, count, y) : order.slice(0, count));
  const pick = <T>(from: readonly T[], tested: boolean) =>
    order.filter((i) => test.has(i) === tested).map((i) => from[i] as T);
  return { XTrain: pick(X, false), XTest: pick(X, true), yTrain: pick(y, false), yTest: pick(y, true) };
}

/** Refuses targets of which some have no class. */
function checkClasses(y: readonly unknown[]): void {
  const gap = gapIn(y);
  if (gap !== -1) throw expected(`y[${gap}] to be a class`, undefined, "give each sample its class");
}

/** The places of each class, in the order given. */
export function placesByClass(order: readonly number[], y: readonly unknown[]): number[][] {
  const groups = new Map<unknown, number[]>();
  for (const i of order) {
    const group = groups.get(y[i]);
    if (group) group.push(i);
    else groups.set(y[i], [i]);
  }
  return [...groups.values()];
}

/** So many places in all, of each class its share; what rounding leaves over goes to those that lost most by it. */
export function chooseByClass(order: readonly number[], count: number, y: readonly unknown[]): number[] {
  const quotas = placesByClass(order, y).map((members) => {
    const exact = (members.length * count) / order.length;
    return { members, take: Math.floor(exact), lost: exact - Math.floor(exact) };
  });
  const left = count - quotas.reduce((sum, { take }) => sum + take, 0);
  for (const quota of [...quotas].sort((a, b) => b.lost - a.lost).slice(0, left)) quota.take++;
  return quotas.flatMap(({ members, take }) => members.slice(0, take));
}

/** The places of the samples that a fold learns from, and of those that it is tested on. */
export interface Fold {
  train: number[];
  test: number[];
}

/**
 * Divides samples into folds, each with every class in its proportion: for cross-validation, each fold is tested once
 * by what the others taught. Returns the places of the samples.
 * @param folds How many. Default 5.
 * @param seed Where the random order starts. Default 1.
 * @throws {NnError} for fewer than 2 folds, or more than the rarest class has samples.
 * @example
 * stratifiedFolds([0, 0, 1, 1], 2).map(({ test }) => test.length) // → [2, 2]
 */
export function stratifiedFolds(targets: Targets<unknown>, folds = 5, seed = 1): Fold[] {
  const y = checkList(toList(targets, "y"), "y");
  if (y.length === 0) throw expected("y to hold at least one class", y, "give each sample its class");
  checkClasses(y);
  const all = Array.from({ length: y.length }, (_, i) => i);
  const groups = placesByClass(new Random(seed).shuffle(all), y);
  const rarest = groups.reduce((least, group) => Math.min(least, group.length), y.length);
  if (rarest < 2) throw expected("at least two samples of each class", rarest, "leave out classes that occur once");
  if (!Number.isInteger(folds) || folds < 2 || folds > rarest) {
    const most = `${rarest}, the size of the rarest class`;
    throw expected(`folds to be a whole number from 2 to ${most}`, folds, "take as many as that or fewer");
  }
  // Dealt out like cards, on from where the last class ended, so that folds are as even as can be.
  return dealt(groups.flat(), folds);
}

/**
 * Divides n samples into folds without regard to what they are: for targets that are no classes.
 * @throws {NnError} for fewer than 2 folds, or more than samples.
 */
export function plainFolds(n: number, folds: number, seed: number): Fold[] {
  if (!Number.isInteger(folds) || folds < 2 || folds > n)
    throw expected(`folds to be a whole number from 2 to ${n}, the number of samples`, folds, "take fewer folds");
  return dealt(new Random(seed).shuffle(Array.from({ length: n }, (_, i) => i)), folds);
}

/** The places in this order, given to the folds in turn. */
function dealt(order: readonly number[], folds: number): Fold[] {
  const foldOf = new Int32Array(order.length);
  order.forEach((place, next) => {
    foldOf[place] = next % folds;
  });
  const all = Array.from({ length: order.length }, (_, i) => i);
  return Array.from({ length: folds }, (_, fold) => ({
    train: all.filter((i) => foldOf[i] !== fold),
    test: all.filter((i) => foldOf[i] === fold),
  }));
}
