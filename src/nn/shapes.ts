import { expected } from "../errors.ts";

/** One sample: the inputs $x_1 … x_n$ of a neuron. */
export type Vector = readonly number[];

/** Samples with their targets: `X[i]` holds the inputs of sample i, `y[i]` what a neuron should answer to it. */
export interface Dataset {
  readonly X: readonly Vector[];
  readonly y: Vector;
}

/** Refuses anything that is not a finite number; returns it. */
export function checkNumber(value: number, name: string): number {
  if (typeof value !== "number" || !Number.isFinite(value)) {
    throw expected(`${name} to be a finite number`, value, "look for a missing value or a division by zero before it");
  }
  return value;
}

/** Refuses anything that is not a non-empty array of finite numbers (of `length`, if given); returns it. */
export function checkVector(vector: Vector, name: string, length?: number): Vector {
  if (!Array.isArray(vector)) throw expected(`${name} to be an array of numbers`, vector, "write it as [1, 0]");
  if (vector.length === 0) throw expected(`${name} to hold at least one number`, vector, "fill it first");
  if (length !== undefined && vector.length !== length) {
    throw expected(`${name} to hold ${length} numbers, one an input`, vector, `it holds ${vector.length}`);
  }
  for (let i = 0; i < vector.length; i++) checkNumber(vector[i] as number, `${name}[${i}]`);
  return vector;
}

/** Refuses samples that are none, empty or of different lengths; returns the number of inputs. */
export function checkSamples(X: readonly Vector[]): number {
  if (!Array.isArray(X) || X.length === 0)
    throw expected("X to hold at least one sample", X, "write it as [[0, 0], [0, 1]]");
  const inputs = checkVector(X[0] as Vector, "X[0]").length;
  X.forEach((x, i) => {
    checkVector(x, `X[${i}]`, inputs);
  });
  return inputs;
}

/** Refuses ragged or empty X, and a y that is not one number a sample. Returns the number of inputs. */
export function checkDataset({ X, y }: Dataset): number {
  const inputs = checkSamples(X);
  checkVector(y, "y");
  if (y.length !== X.length) throw expected(`y to hold ${X.length} targets, one a sample`, y, `it holds ${y.length}`);
  return inputs;
}

/**
 * Refuses data that a threshold neuron cannot learn from: ragged or empty X, a y of another length, a target that is
 * neither 0 nor 1. Returns the number of inputs.
 */
export function checkBinary(data: Dataset): number {
  const inputs = checkDataset(data);
  data.y.forEach((target, i) => {
    if (target !== 0 && target !== 1) throw expected(`y[${i}] to be 0 or 1`, target, "name the two classes 0 and 1");
  });
  return inputs;
}

/** Refuses anything that is not a whole number of at least `least`; returns it. */
export function checkWhole(value: number, name: string, least = 1): number {
  if (!Number.isInteger(value) || value < least) {
    throw expected(`${name} to be a whole number of at least ${least}`, value, `try ${Math.max(least, 100)}`);
  }
  return value;
}

/** Refuses anything that is not a finite number above 0; returns it. */
export function checkPositive(value: number, name: string): number {
  if (checkNumber(value, name) <= 0) throw expected(`${name} to be above 0`, value, "try 0.1");
  return value;
}
