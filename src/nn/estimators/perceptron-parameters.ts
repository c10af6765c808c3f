import { type ClassWeight, classWeightRule } from "./class-weights.ts";
import { oneOf, type Rule } from "./parameters.ts";

/**
 * The parameters of `Perceptron`: scikit-learn 1.9's, with its defaults.
 * @example
 * new Perceptron().getParams().maxIter // → 1000
 * new Perceptron({ eta0: 0 }) // throws eta0 to be
 */
export interface PerceptronParameters {
  /** What large weights cost: "l2" their squares, "l1" their sizes, "elasticnet" some of both; null: nothing. */
  penalty: "l2" | "l1" | "elasticnet" | null;
  /** The strength of the penalty. Default 1e-4. */
  alpha: number;
  /** The part of "l1" in "elasticnet", 0 to 1. Default 0.15. */
  l1Ratio: number;
  /** Whether there is a bias. Default true. */
  fitIntercept: boolean;
  /** How many epochs at most. Default 1000. */
  maxIter: number;
  /** The least gain, for each sample, that counts; null: go on to the end. Default 1e-3. */
  tol: number | null;
  /** Whether the samples come in a new order in each epoch. Default true. */
  shuffle: boolean;
  /** Whether to print a line for each epoch. */
  verbose: boolean;
  /** $η$, the size of a step. Default 1. */
  eta0: number;
  /** Where the random order starts; null: at a fixed seed. */
  randomState: number | null;
  /** Whether to set samples aside, and stop when the score on them no longer improves. */
  earlyStopping: boolean;
  /** Which share to set aside. Default 0.1. */
  validationFraction: number;
  /** For how many epochs nothing may improve. Default 5. */
  nIterNoChange: number;
  /** How much each class counts: "balanced" makes up for rare ones, or a weight by class. Default null, all alike. */
  classWeight: ClassWeight;
  /** Whether fit starts from the last weights. */
  warmStart: boolean;
}

/** Every parameter's default. */
export const perceptronDefaults: Readonly<PerceptronParameters> = {
  penalty: null,
  alpha: 1e-4,
  l1Ratio: 0.15,
  fitIntercept: true,
  maxIter: 1000,
  tol: 1e-3,
  shuffle: true,
  verbose: false,
  eta0: 1,
  randomState: null,
  earlyStopping: false,
  validationFraction: 0.1,
  nIterNoChange: 5,
  classWeight: null,
  warmStart: false,
};

const isWhole = (value: unknown) => Number.isInteger(value) && (value as number) >= 1;
const isAtLeast0 = (value: unknown) => Number.isFinite(value) && (value as number) >= 0;
const yesOrNo: Rule = { what: "true or false", allows: (value) => typeof value === "boolean" };
const whole: Rule = { what: "a whole number of at least 1", allows: isWhole };
const penalties = oneOf("l2", "l1", "elasticnet");

/** What each may be. */
export const perceptronRules: Readonly<Record<keyof PerceptronParameters, Rule>> = {
  penalty: { what: `null or ${penalties.what}`, allows: (value) => value === null || penalties.allows(value) },
  alpha: { what: "a number of at least 0", allows: isAtLeast0 },
  l1Ratio: { what: "a number from 0 to 1", allows: (value) => isAtLeast0(value) && (value as number) <= 1 },
  fitIntercept: yesOrNo,
  maxIter: whole,
  tol: { what: "null or a number of at least 0", allows: (value) => value === null || isAtLeast0(value) },
  shuffle: yesOrNo,
  verbose: yesOrNo,
  eta0: { what: "a number above 0", allows: (value) => isAtLeast0(value) && value !== 0 },
  randomState: {
    what: "null or a whole number from 0 to 4294967295",
    allows: (value) => value === null || value === 0 || (isWhole(value) && (value as number) <= 0xffffffff),
  },
  earlyStopping: yesOrNo,
  validationFraction: {
    what: "a number above 0 and below 1",
    allows: (value) => isAtLeast0(value) && value !== 0 && (value as number) < 1,
  },
  nIterNoChange: whole,
  ...classWeightRule,
  warmStart: yesOrNo,
};
