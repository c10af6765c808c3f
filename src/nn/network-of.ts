import { expected } from "../errors.ts";
import type { Activation } from "./activations/activation.ts";
import { MLPClassifier } from "./estimators/mlp-classifier.ts";
import { MLPRegressor } from "./estimators/mlp-regressor.ts";
import { Network } from "./network.ts";
import type { LayerActivation } from "./sequential/specs.ts";

/** The last layer's activation by scikit-learn's name; counts are answered by way of $e^h$. */
const lastActivations: Readonly<Record<string, LayerActivation | Activation>> = {
  identity: "identity",
  logistic: "sigmoid",
  softmax: "softmax",
  exp: { name: "exp", formula: "e^h", f: Math.exp, derivative: Math.exp },
};

/**
 * A fitted estimator as a `Network`, whose forward and backward values can be looked at by name: what each hidden neuron
 * says to a sample, and what the loss says back. Of two classes its single output is the probability of the second.
 * @throws {NnError} for anything else, or before a fit.
 * @example
 * const xor = new MLPClassifier({ hiddenLayerSizes: [4], activation: "tanh", solver: "lbfgs", randomState: 1 });
 * const network = networkOf(xor.fit(gates.XOR.X, gates.XOR.y));
 * [network.sizes, network.forward([1, 0]).a1?.length] // → [[2, 4, 1], 4]
 */
export function networkOf(model: MLPClassifier | MLPRegressor): Network {
  if (!(model instanceof MLPClassifier || model instanceof MLPRegressor))
    throw expected("an MLPClassifier or MLPRegressor", model, "a Sequential has toNetwork()");
  const { coefs_: coefs, intercepts_: intercepts, outActivation_: output } = model;
  if (coefs === undefined) throw expected("a fitted estimator", String(model), "call fit(X, y) first");
  const hidden = model.getParams().activation;
  return new Network(
    coefs.map((W, l) => {
      const biases = intercepts[l] as number[];
      const weights = biases.map((_, j) => W.map((row) => row[j] as number));
      return { weights, biases, activation: l < coefs.length - 1 ? hidden : (lastActivations[output] as Activation) };
    }),
  );
}
