import { expected } from "../errors.ts";
import { plainArray } from "./math-matrix.ts";
import { checkAtLeast0, checkList } from "./shapes.ts";

/** How much each sample counts; all alike if not said. */
export interface Weighted {
  sampleWeight?: ArrayLike<number> | undefined;
}

/** Reads one weight for each of n samples. @throws {NnError} for another length, a negative or no number, or a sum of 0 or infinity. */
export function readWeights(weights: ArrayLike<number> | undefined, n: number): Float64Array | undefined {
  if (weights === undefined || weights === null) return undefined;
  const given = checkList(plainArray(weights), "sampleWeight") as ArrayLike<number>;
  if (given.length !== n)
    throw expected(`sampleWeight to hold ${n} numbers, one a sample`, given.length, "weigh each sample once");
  const row = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const weight = given[i] as number;
    if (!(Number.isFinite(weight) && weight >= 0)) checkAtLeast0(weight, `sampleWeight[${i}]`);
    row[i] = weight;
  }
  const sum = row.reduce((total, weight) => total + weight, 0);
  if (sum === 0) throw expected("sampleWeight to have one above 0", given, "weigh some sample");
  if (!Number.isFinite(sum)) throw expected("sampleWeight to have a finite sum", given, "divide all by the largest");
  return row;
}

/** Two rows of weights multiplied; one of them where the other is missing. */
export function product(a: Float64Array | undefined, b: Float64Array | undefined): Float64Array | undefined {
  if (!a || !b) return a ?? b;
  return a.map((value, i) => value * (b[i] as number));
}
