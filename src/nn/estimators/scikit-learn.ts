import { expected } from "../../errors.ts";
import type { ActivationName } from "../activations.ts";
import type { SavedMLP } from "./fit-options.ts";
import type { Label } from "./labels.ts";
import { MLPClassifier } from "./mlp-classifier.ts";
import { MLPRegressor } from "./mlp-regressor.ts";

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

/**
 * A fitted estimator as scikit-learn's attributes, to be set there on an estimator that was fitted to anything of the
 * same shape (its `n_layers_`, `n_outputs_` and `_label_binarizer` come from that fit).
 * @throws {NnError} before a fit, or for an activation that scikit-learn lacks.
 * @example
 * const model = new MLPRegressor({ hiddenLayerSizes: [], solver: "lbfgs" }).fit([[0], [1]], [1, 3]);
 * toScikitLearn(model).coefs_.length // → 1
 */
export function toScikitLearn(model: MLPClassifier | MLPRegressor): ScikitLearnMLP {
  const { coefs_, intercepts_, outActivation_ } = model;
  if (!coefs_ || !intercepts_ || !outActivation_)
    throw expected("a fitted estimator", String(model), "call fit(X, y) first");
  const { activation: name } = model.getParams();
  const activation = activations[name];
  if (!activation)
    throw expected("one of scikit-learn's activations", name, "it has logistic, tanh, relu and identity");
  const classes = model instanceof MLPClassifier ? model.classes_ : undefined;
  return {
    activation,
    out_activation_: outActivation_,
    coefs_,
    intercepts_,
    ...(classes ? { classes_: classes } : {}),
  };
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
  const units = [coefs[0].length as number, ...intercepts.map((b) => b.length)];
  coefs.forEach((W: readonly (readonly number[])[], l: number) => {
    const fits = W.length === units[l] && W.every((row) => row.length === units[l + 1] && row.every(Number.isFinite));
    if (!fits)
      throw expected(
        `coefs_[${l}] to be ${units[l]} × ${units[l + 1]} finite numbers`,
        W.map((row) => row.length),
        "mend that layer",
      );
  });
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
