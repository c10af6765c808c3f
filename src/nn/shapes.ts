import { expected } from "../errors.ts";
import { checkObject } from "./options.ts";

/** One sample: the inputs $x_1 … x_n$ of a neuron. */
export type Vector = readonly number[];

/**
 * Samples with their targets: `X[i]` holds the inputs of sample i, `y[i]` what a neuron should answer to it.
 * @example
 * separability({ X: [[0], [1]], y: [0, 2] }) // throws y[1] to be 0 or 1
 * separability({ X: [[0], [1, 2]], y: [0, 1] }) // throws X[1] to hold 1 numbers
 */
export interface Dataset {
  readonly X: readonly Vector[];
  readonly y: Vector;
}

/** The largest count that is taken at its word: of more, no computer keeps all that belongs to them. */
const MOST = 10_000_000;

/** Refuses anything that is not a finite number; returns it. */
export function checkNumber(value: number, name: string): number {
  if (typeof value !== "number" || !Number.isFinite(value)) {
    const isMissing = value === undefined || value === null || typeof value === "number";
    const todo = isMissing ? "look for a missing value or a division by zero before it" : "write it as a number";
    throw expected(`${name} to be a finite number`, value, todo);
  }
  return value;
}

/** Refuses anything that is not a non-empty array of finite numbers (of `length`, if given); returns it. */
export function checkVector(vector: Vector, name: string, length?: number): Vector {
  if (!Array.isArray(vector)) throw expected(`${name} to be an array of numbers`, vector, "write it as [1, 0]");
  if (vector.length === 0) throw expected(`${name} to hold at least one number`, vector, "fill it first");
  if (length !== undefined && vector.length !== length) {
    throw expected(`${name} to hold ${length} numbers`, vector, `give ${length} instead of ${vector.length}`);
  }
  // The name of a place is only made where it is needed: there may be millions.
  for (let i = 0; i < vector.length; i++) {
    if (!Number.isFinite(vector[i])) checkNumber(vector[i] as number, `${name}[${i}]`);
  }
  return vector;
}

/** Refuses samples that are none, empty or of different lengths; returns the number of inputs. */
export function checkSamples(X: readonly Vector[], name = "X"): number {
  if (!Array.isArray(X) || X.length === 0)
    throw expected(`${name} to hold at least one sample`, X, "write it as [[0, 0], [0, 1]]");
  const inputs = checkVector(X[0] as Vector, `${name}[0]`).length;
  // A loop sees holes, which forEach passes over.
  for (let i = 0; i < X.length; i++) checkVector(X[i], `${name}[${i}]`, inputs);
  return inputs;
}

/** Refuses ragged or empty X, and a y that is not one number a sample. Returns the number of inputs. */
export function checkDataset(data: Dataset): number {
  const { X, y } = checkObject(data, "data", "{ X: [[0, 0], [0, 1]], y: [0, 1] }");
  const inputs = checkSamples(X);
  checkVector(y, "y");
  if (y.length !== X.length)
    throw expected(`y to hold ${X.length} targets, one a sample`, y, `give ${X.length} instead of ${y.length}`);
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

/** Refuses anything that is not a whole number from `least` to `most`; returns it. */
export function checkWhole(value: number, name: string, least = 1, most = MOST): number {
  if (!Number.isInteger(value) || value < least) {
    throw expected(`${name} to be a whole number of at least ${least}`, value, `try ${Math.max(least, 100)}`);
  }
  if (value > most) throw expected(`${name} to be at most ${most}`, value, "take fewer");
  return value;
}

/** Refuses anything that is not a finite number above 0; returns it. */
export function checkPositive(value: number, name: string, todo = "try 0.1"): number {
  if (checkNumber(value, name) <= 0) throw expected(`${name} to be above 0`, value, todo);
  return value;
}

/** Refuses anything that is not a finite number of at least 0; returns it. */
export function checkAtLeast0(value: number, name: string): number {
  if (checkNumber(value, name) < 0) throw expected(`${name} to be at least 0`, value, "give 0 or more");
  return value;
}

/** Refuses anything that is not an array or a typed array; returns it. */
export function checkList<T>(list: T, name: string): T {
  if (Array.isArray(list) || (ArrayBuffer.isView(list) && "length" in list)) return list;
  throw expected(`${name} to be an array`, list, "write it as [0, 1]");
}

/** Refuses anything that is not a function; returns it. */
export function checkFunction<T>(f: T, name: string, example = "(x) => x ** 2"): T {
  if (typeof f === "function") return f;
  throw expected(`${name} to be a function`, f, `write ${example}`);
}

/** Refuses anything that is not an interval from a lower to a higher finite number; returns it. */
export function checkInterval(interval: readonly [number, number]): readonly [number, number] {
  checkVector(interval, "the interval", 2);
  if (interval[0] < interval[1]) return interval;
  throw expected("an interval from low to high", interval, "write [0, 1]");
}

/** Refuses more weights and biases than `most`, which would not fit into the memory. */
export function checkParameterCount(count: number, most = MOST): void {
  if (count <= most) return;
  throw expected(`at most ${most} weights and biases`, count, "take fewer neurons: so many would not fit into memory");
}

/** Refuses anything that is not the sizes of a network: inputs, and neurons layer by layer. */
export function checkSizes(sizes: readonly number[]): void {
  const fits = Array.isArray(sizes) && sizes.length >= 2 && [...sizes].every((n) => Number.isInteger(n) && n > 0);
  if (!fits) throw expected("sizes to be at least two whole numbers above 0", sizes, "write [2, 3, 1]");
}

/** Where a list holds nothing, a hole or undefined; −1 if nowhere. (indexOf passes over holes.) */
export function gapIn(list: readonly unknown[]): number {
  for (let i = 0; i < list.length; i++) if (list[i] === undefined) return i;
  return -1;
}
