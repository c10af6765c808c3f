import { expected, lookUp } from "../errors.ts";
import { adam, adamW, amsGrad, nadam } from "./optimizers/adam.ts";
import { adaDelta, adaGrad, rmsProp } from "./optimizers/adaptive.ts";
import { gradientDescent, momentum, nesterov } from "./optimizers/descent.ts";
import {
  type Numbers,
  type Optimizer,
  type OptimizerMaker,
  type OptimizerOptions,
  optimizerOptions,
} from "./optimizers/optimizer.ts";
import { checkOptions } from "./options.ts";
import { checkAtLeast0, checkList, checkNumber, checkWhole } from "./shapes.ts";

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

/** Other libraries' names for optimizers that we have. */
const synonyms = { sgd: gradientDescent } as const;

/** The name of an optimizer; "sgd", as elsewhere, is gradientDescent, which mini-batches make stochastic. */
export type OptimizerName = keyof typeof optimizers | keyof typeof synonyms;

/** The names of all optimizers. */
export const optimizerNames = Object.keys(optimizers) as readonly (keyof typeof optimizers)[];

/** Which shares must lie from 0 to below 1. */
const shares = ["momentum", "decay", "beta1", "beta2"] as const;

/**
 * An optimizer of that name for n parameters, its memory empty.
 * @throws {NnError} for an unknown name, an n that is not a whole number above 0, an option that is none or out of
 * range; and at a step for parameters or a gradient of another length.
 * @example
 * const w = new Float64Array([1]);
 * optimizer("gradientDescent", 1).step(w, new Float64Array([2]), 0.25);
 * w[0] // → 0.5
 */
export function optimizer(name: OptimizerName, n: number, options: OptimizerOptions = {}): Optimizer {
  const rule = optimizerFor(name, n, checkOptions(options, optimizerOptions));
  const step = (w: Numbers, g: Numbers, eta: number) => {
    for (const [row, what] of [[w, "w"] as const, [g, "g"] as const]) {
      if (checkList(row, what).length !== n)
        throw expected(`${what} to hold ${n} numbers`, row.length, "one a parameter");
    }
    rule.step(w, g, checkNumber(eta, "eta"));
  };
  return { name: rule.name, step };
}

/** The same for a training's own use, whose options have other names too and whose rows fit. */
export function optimizerFor(name: OptimizerName, n: number, options: OptimizerOptions): Optimizer {
  checkWhole(n, "n", 1, 1e8);
  for (const share of shares) {
    const value = options[share];
    if (value === undefined || (typeof value === "number" && value >= 0 && value < 1)) continue;
    throw expected(`${share} to be from 0 to below 1`, value, "0.9 is usual");
  }
  for (const size of ["epsilon", "weightDecay"] as const) {
    const value = options[size];
    if (value !== undefined) checkAtLeast0(value, size);
  }
  return lookUp<OptimizerMaker>({ ...optimizers, ...synonyms }, name, "an optimizer")(n, options);
}
