import { expected } from "../../errors.ts";
import type { ActivationName } from "../activations.ts";
import { readLabels } from "../estimators/labels.ts";
import { MLPClassifier } from "../estimators/mlp-classifier.ts";
import { MLPRegressor } from "../estimators/mlp-regressor.ts";
import type { SavedMLP } from "../estimators/saved.ts";
import type { Label } from "../label.ts";
import { checkVector } from "../shapes.ts";
import { chainOf, type Exportable } from "./chain.ts";

/** What a fitted multi-layer perceptron of scikit-learn is made of, under its own names; plain JSON. */
export interface ScikitLearnMLP {
  activation: string;
  out_activation_: string;
  coefs_: readonly (readonly (readonly number[])[])[];
  intercepts_: readonly (readonly number[])[];
  /** Of a classifier only. */
  classes_?: readonly Label[];
}

/** scikit-learn's four activation functions, by our names. */
const activations: Readonly<Record<string, string>> = {
  sigmoid: "logistic",
  logistic: "logistic",
  tanh: "tanh",
  relu: "relu",
  identity: "identity",
  linear: "identity",
};

/** scikit-learn's names for what the last layer may be bent by. */
const lastActivations: Readonly<Record<string, string>> = {
  sigmoid: "logistic",
  softmax: "softmax",
  identity: "identity",
  exp: "exp",
};

/** The rows of a matrix that lies row by row. */
const rowsOf = (flat: readonly number[], columns: number) =>
  Array.from({ length: flat.length / columns }, (_, i) => flat.slice(i * columns, (i + 1) * columns));

/**
 * A network as scikit-learn's attributes, to be set there on an estimator that was fitted to anything of the same shape
 * (its `n_layers_`, `n_outputs_` and `_label_binarizer` come from that fit). A `Network` or `Sequential` that ends in
 * softmax or a sigmoid is a classifier of the classes 0, 1, …
 * @throws {NnError} before a fit, or for activations that an estimator of scikit-learn cannot have.
 * @example
 * const model = new MLPRegressor({ hiddenLayerSizes: [], solver: "lbfgs" }).fit([[0], [1]], [1, 3]);
 * toScikitLearn(model).coefs_.length // → 1
 */
export function toScikitLearn(model: Exportable): ScikitLearnMLP {
  const { steps, classes } = chainOf(model);
  const bends = steps.map(({ activations: names }) => {
    if (names.length > 1) throw expected("one activation a layer", names, "scikit-learn's estimators have no more");
    const [bend = "identity"] = names;
    return typeof bend === "string" ? bend : bend.name;
  });
  const hidden = [...new Set(bends.slice(0, -1))];
  if (hidden.length > 1)
    throw expected("the same activation in every hidden layer", hidden, "scikit-learn's estimators have one");
  const name = hidden[0] ?? "identity";
  const activation = activations[name];
  if (!activation)
    throw expected("one of scikit-learn's activations", name, "it has logistic, tanh, relu and identity");
  const last = bends.at(-1) as string;
  const output = lastActivations[last];
  if (!output) throw expected("a last layer that scikit-learn has", last, "it has logistic, softmax, identity and exp");
  const count = steps.at(-1)?.outputs as number;
  const numbered = Array.from({ length: count === 1 ? 2 : count }, (_, k) => k);
  const labels = classes?.labels ?? (output === "logistic" || output === "softmax" ? numbered : undefined);
  return {
    activation,
    out_activation_: output,
    coefs_: steps.map(({ weights, outputs }) => rowsOf(weights, outputs)),
    intercepts_: steps.map(({ biases }) => [...biases]),
    ...(labels ? { classes_: labels } : {}),
  };
}

/** Whether it is a list of so many without a hole, which `every` would pass over. */
const isFull = (list: unknown, length: number): list is unknown[] =>
  Array.isArray(list) && list.length === length && !list.includes(undefined);

/** Whether it is so many rows of so many finite numbers. */
const isMatrix = (W: unknown, rows: number, columns: number) =>
  isFull(W, rows) && W.every((row) => isFull(row, columns) && row.every(Number.isFinite));

/** Refuses classes that are none, or not one for each output (two for a single one). */
function checkClasses(classes: unknown, outputs: number): void {
  const most = outputs === 1 ? 2 : outputs;
  const fits = Array.isArray(classes) && (classes.length === most || (outputs === 1 && classes.length === 1));
  if (!fits) throw expected(`classes_ to hold ${most} labels`, classes, "give model.classes_.tolist()");
  readLabels(classes, classes.length);
}

/**
 * An estimator from scikit-learn's attributes, as Python writes them: `json.dumps({"coefs_": [c.tolist() for c in
 * model.coefs_], "intercepts_": [b.tolist() for b in model.intercepts_], "classes_": model.classes_.tolist(),
 * "activation": model.activation, "out_activation_": model.out_activation_})`. With classes it is a classifier.
 * @throws {NnError} for matrices that do not fit each other, or an activation that is none.
 * @example
 * const line = { activation: "relu", out_activation_: "identity", coefs_: [[[2]]], intercepts_: [[1]] };
 * fromScikitLearn(line).predict([[3]]) // → [7]
 */
export function fromScikitLearn(saved: ScikitLearnMLP): MLPClassifier | MLPRegressor {
  const { coefs_: coefs, intercepts_: intercepts, classes_: classes, out_activation_: output } = saved ?? {};
  if (!Array.isArray(coefs) || !Array.isArray(intercepts) || coefs.length === 0 || coefs.length !== intercepts.length) {
    throw expected(
      "as many coefs_ as intercepts_, at least one",
      [coefs?.length, intercepts?.length],
      "give both, a layer each",
    );
  }
  const sizes = Array.from(intercepts, (b, l) => checkVector(b, `intercepts_[${l}]`).length);
  const units = [coefs[0]?.length as number, ...sizes];
  const wrong = sizes.findIndex((columns, l) => !isMatrix(coefs[l], units[l] as number, columns));
  if (wrong !== -1) {
    const size = `${units[wrong]} × ${sizes[wrong]}`;
    throw expected(`coefs_[${wrong}] to be ${size} finite numbers`, coefs[wrong], "mend that layer");
  }
  if (classes !== undefined) checkClasses(classes, units.at(-1) as number);
  const outputs = classes ? ["logistic", "softmax"] : ["identity", "exp"];
  if (!outputs.includes(output))
    throw expected(
      `out_activation_ to be one of ${outputs.join(", ")}`,
      output,
      "a classifier has classes_, a regressor none",
    );
  const parameters = {
    hiddenLayerSizes: units.slice(1, -1),
    activation: saved.activation as ActivationName,
    nIterNoChange: 10,
  };
  const json: Omit<SavedMLP, "kind" | "own"> = {
    version: 1,
    parameters,
    units,
    weights: [...coefs.flat(2), ...intercepts.flat()],
    learnt: {
      nFeaturesIn_: units[0],
      nOutputs_: units.at(-1),
      nLayers_: units.length,
      outActivation_: output,
      noImprovement: 0,
      t_: 0,
      lossCurve_: [],
    },
    solver: null,
  };
  if (!classes) {
    const loss = output === "exp" ? "poisson" : "squared_error";
    return MLPRegressor.fromJSON({ ...json, parameters: { ...parameters, loss }, kind: "MLPRegressor", own: null });
  }
  const coding = output === "softmax" ? "multiclass" : units.at(-1) === 1 ? "binary" : "multilabel";
  return MLPClassifier.fromJSON({ ...json, kind: "MLPClassifier", own: { classes, coding } });
}
