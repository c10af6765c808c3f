import { expected } from "../../errors.ts";
import { type ActivationName, activation } from "../activations.ts";
import { type MathMatrix, plainArray } from "../math-matrix.ts";
import { checkOptions } from "../options.ts";
import { type EngineName, engineNames } from "./engines/engines.ts";
import type { FlatTable } from "./table.ts";

/**
 * The parameters of MLPClassifier and MLPRegressor: scikit-learn 1.9's, with its defaults, and a few of our own.
 * @example
 * new MLPClassifier().getParams().hiddenLayerSizes // → [100]
 * new MLPClassifier({ hidden_layer_sizes: [5] } as object) // throws it is called "hiddenLayerSizes" here
 */
export interface MLPParameters {
  /** How many neurons each hidden layer has. Default [100]. */
  hiddenLayerSizes: number | readonly number[];
  /** The hidden layers' activation: scikit-learn's "relu", "logistic", "tanh", "identity", or any other of ours. */
  activation: ActivationName;
  /** "adam", "sgd" or "lbfgs" (for few data). */
  solver: "adam" | "sgd" | "lbfgs";
  /** The strength of the L2 penalty on the weights. Default 1e-4. */
  alpha: number;
  /** How many samples a step looks at; "auto" is 200, or all if there are fewer. */
  batchSize: number | "auto";
  /** How sgd's rate goes on. */
  learningRate: "constant" | "invscaling" | "adaptive";
  /** The rate at the start. Default 1e-3. */
  learningRateInit: number;
  /** invscaling's exponent. Default 0.5. */
  powerT: number;
  /** How many epochs (lbfgs: steps) at most. Default 200. */
  maxIter: number;
  /** Whether the samples come in a new order in each epoch. */
  shuffle: boolean;
  /** The seed of weights, order, validation split and dropout. null: a fixed seed, and fits of one object differ. */
  randomState: number | null;
  /** The least improvement that counts. Default 1e-4. */
  tol: number;
  /** Whether to print a line for each epoch. */
  verbose: boolean;
  /** Whether fit starts from the weights of the last fit. */
  warmStart: boolean;
  /** How much of sgd's last step is kept. Default 0.9. */
  momentum: number;
  nesterovsMomentum: boolean;
  /** Whether to set samples aside, and stop when the score on them no longer improves. */
  earlyStopping: boolean;
  /** Which share to set aside. Default 0.1. */
  validationFraction: number;
  beta1: number;
  beta2: number;
  epsilon: number;
  /** For how many epochs nothing may improve. Default 10. */
  nIterNoChange: number;
  /** How often lbfgs may compute the loss. Default 15000. */
  maxFun: number;
  /** The precision of weights and data. Default "float64", as in scikit-learn. */
  dtype: "float64" | "float32";
  /** Weights to start from, one matrix a layer, `[input][neuron]`; random ones if null. */
  initialCoefs: readonly (readonly ArrayLike<number>[] | FlatTable | MathMatrix)[] | null;
  /** Biases to start from, one row a layer; random ones if null. */
  initialIntercepts: readonly (ArrayLike<number> | MathMatrix)[] | null;
  /** The share of hidden outputs that is left out at each training step. Default 0. */
  dropout: number;
  /** What computes: "auto" is "wasm" where WebAssembly runs, else "typescript"; "wasm-fused" is faster. */
  engine: EngineName;
  /** How many threads may compute, 1 or 2; the second only where it is measured to help. "auto" is 2 for much work. */
  threads: number | "auto";
}

/** Every parameter's default. */
export const defaults: Readonly<MLPParameters> = {
  hiddenLayerSizes: [100],
  activation: "relu",
  solver: "adam",
  alpha: 1e-4,
  batchSize: "auto",
  learningRate: "constant",
  learningRateInit: 1e-3,
  powerT: 0.5,
  maxIter: 200,
  shuffle: true,
  randomState: null,
  tol: 1e-4,
  verbose: false,
  warmStart: false,
  momentum: 0.9,
  nesterovsMomentum: true,
  earlyStopping: false,
  validationFraction: 0.1,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
  nIterNoChange: 10,
  maxFun: 15000,
  dtype: "float64",
  initialCoefs: null,
  initialIntercepts: null,
  dropout: 0,
  engine: "auto",
  threads: "auto",
};

/** Whether a value is allowed, and how that is said. */
export interface Rule {
  what: string;
  allows: (value: unknown) => boolean;
}

const isNumber = (value: unknown): value is number => typeof value === "number" && !Number.isNaN(value);

const whole = (least: number): Rule => ({
  what: `a whole number of at least ${least}`,
  allows: (value) => Number.isInteger(value) && (value as number) >= least,
});
const between = (what: string, test: (value: number) => boolean): Rule => ({
  what,
  allows: (value) => isNumber(value) && Number.isFinite(value) && test(value),
});
const atLeast0 = between("a number of at least 0", (value) => value >= 0);
const above0 = between("a number above 0", (value) => value > 0);
const share = between("a number from 0 to below 1", (value) => value >= 0 && value < 1);
const yesOrNo: Rule = { what: "true or false", allows: (value) => typeof value === "boolean" };
/** A layer's numbers: rows, a typed array with or without a shape, or a mathjs matrix; whether they fit is known at the fit. */
const isLayer = (value: unknown) => [plainArray(value), (value as FlatTable)?.data].some(isArray);
const isArray = (value: unknown) => Array.isArray(value) || ArrayBuffer.isView(value);
const layers: Rule = {
  what: "null or one array a layer",
  allows: (value) => value === null || (Array.isArray(value) && value.every(isLayer)),
};

/** One of some names. */
export function oneOf(...names: string[]): Rule {
  return {
    what: `one of ${names.map((name) => `"${name}"`).join(", ")}`,
    allows: (value) => names.includes(value as string),
  };
}

const rules: Readonly<Record<keyof MLPParameters, Rule>> = {
  hiddenLayerSizes: {
    what: "a whole number above 0, or an array of such",
    allows: (value) => [value].flat().every((size) => Number.isInteger(size) && (size as number) > 0),
  },
  activation: {
    what: "the name of an activation function",
    allows: (value) => activation(value as ActivationName) !== undefined,
  },
  solver: oneOf("adam", "sgd", "lbfgs"),
  alpha: atLeast0,
  batchSize: {
    what: '"auto" or a whole number of at least 1',
    allows: (value) => value === "auto" || whole(1).allows(value),
  },
  learningRate: oneOf("constant", "invscaling", "adaptive"),
  learningRateInit: above0,
  powerT: atLeast0,
  maxIter: whole(1),
  shuffle: yesOrNo,
  randomState: {
    what: "null or a whole number from 0 to 4294967295",
    allows: (value) => value === null || (whole(0).allows(value) && (value as number) <= 0xffffffff),
  },
  tol: atLeast0,
  verbose: yesOrNo,
  warmStart: yesOrNo,
  momentum: between("a number from 0 to 1", (value) => value >= 0 && value <= 1),
  nesterovsMomentum: yesOrNo,
  earlyStopping: yesOrNo,
  validationFraction: share,
  beta1: share,
  beta2: share,
  epsilon: above0,
  nIterNoChange: {
    what: "a whole number of at least 1, or Infinity",
    allows: (value) => value === Number.POSITIVE_INFINITY || whole(1).allows(value),
  },
  maxFun: whole(1),
  dtype: oneOf("float64", "float32"),
  initialCoefs: layers,
  initialIntercepts: layers,
  dropout: share,
  engine: oneOf(...engineNames),
  threads: { what: '"auto", 1 or 2', allows: (value) => value === "auto" || value === 1 || value === 2 },
};

/**
 * Checks parameters against the rules of the MLP and those of one estimator's own.
 * @throws {NnError} for a name that is none (with ours, where it is Python's), or a value out of range.
 */
export function checkParameters(given: object, own: Readonly<Record<string, Rule>>): void {
  checkOwn(given, { ...rules, ...own });
}

/** The same against all the rules there are. */
export function checkOwn(given: object, all: Readonly<Record<string, Rule>>): void {
  checkOptions(given, Object.keys(all), "a parameter", "parameters");
  for (const [name, value] of Object.entries(given)) {
    const rule = all[name] as Rule;
    // As everywhere in JavaScript, undefined means that nothing was given.
    if (value !== undefined && !rule.allows(value))
      throw expected(`${name} to be ${rule.what}`, value, "leave it out for the default");
  }
}

/** A value as it is written; JSON has no infinity. */
const written = (value: unknown) => (typeof value === "number" ? String(value) : JSON.stringify(value));

/** The parameters that are not as usual, as text; weights to start from are left out. */
export function changedOf(parameters: MLPParameters): string {
  const usual = defaults as unknown as Record<string, unknown>;
  const changed = Object.entries(parameters).filter(
    ([name, value]) => written(value) !== written(usual[name] ?? null) && !name.startsWith("initial"),
  );
  return changed.map(([name, value]) => `${name}: ${written(value)}`).join(", ");
}

/** Without what is undefined, which means the default. */
export function definedOnly<T extends object>(given: T): Partial<T> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Partial<T>;
}
