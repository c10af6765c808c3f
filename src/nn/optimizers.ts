import { expected, lookUp } from "../errors.ts";
import { adam, adamW, amsGrad, nadam } from "./optimizers/adam.ts";
import { adaDelta, adaGrad, rmsProp } from "./optimizers/adaptive.ts";
import { gradientDescent, momentum, nesterov } from "./optimizers/descent.ts";
import type { Optimizer, OptimizerMaker, OptimizerOptions } from "./optimizers/optimizer.ts";

/** Every optimizer by its name, as a function that makes one. A new one is one row. (L-BFGS, which calls the function
 * itself as often as its line search needs, is `lbfgs`.) */
const optimizers = {
  gradientDescent,
  momentum,
  nesterov,
  adaGrad,
  rmsProp,
  adaDelta,
  adam,
  adamW,
  nadam,
  amsGrad,
} as const;

/** The name of an optimizer. */
export type OptimizerName = keyof typeof optimizers;

/** The names of all optimizers. */
export const optimizerNames = Object.keys(optimizers) as readonly OptimizerName[];

/** Which shares must lie from 0 to below 1. */
const shares = ["momentum", "decay", "beta1", "beta2"] as const;

/**
 * An optimizer of that name for n parameters, its memory empty.
 * @throws {NnError} for an unknown name, an n that is not a whole number above 0, an option out of range.
 * @example
 * const w = new Float64Array([1]);
 * optimizer("gradientDescent", 1).step(w, new Float64Array([2]), 0.25);
 * w[0] // → 0.5
 */
export function optimizer(name: OptimizerName, n: number, options: OptimizerOptions = {}): Optimizer {
  if (!Number.isInteger(n) || n < 1) throw expected("n to be a whole number of at least 1", n, "one a parameter");
  for (const share of shares) {
    const value = options[share];
    if (value === undefined || (value >= 0 && value < 1)) continue;
    throw expected(`${share} to be from 0 to below 1`, value, "0.9 is usual");
  }
  for (const size of ["epsilon", "weightDecay"] as const) {
    const value = options[size];
    if (value === undefined || (value >= 0 && Number.isFinite(value))) continue;
    throw expected(`${size} to be a finite number of at least 0`, value, "leave it out for the usual one");
  }
  return lookUp<OptimizerMaker>(optimizers, name, "an optimizer")(n, options);
}
