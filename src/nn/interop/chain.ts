import { expected } from "../../errors.ts";
import type { ParametricActivation } from "../activations/rectifiers.ts";
import { type Activation, activation, activations } from "../activations.ts";
import type { Coding } from "../estimators/labels.ts";
import { MLPClassifier } from "../estimators/mlp-classifier.ts";
import { MLPRegressor } from "../estimators/mlp-regressor.ts";
import type { Label } from "../label.ts";
import { Network } from "../network.ts";
import type { LayerActivation } from "../sequential/specs.ts";
import { Sequential } from "../sequential.ts";
import type { ChainActivation } from "./onnx-activations.ts";

/** What can be written in other frameworks' formats: everything here that is made of dense layers. */
export type Exportable = MLPClassifier | MLPRegressor | Network | Sequential;

/** A ReLU of another slope below 0, as it was learnt. */
export interface Slope {
  readonly name: "prelu";
  readonly a: number;
}

/** What bends a layer: one of the table by its name, or a learnt slope. */
export type ChainBend = ChainActivation | Slope;

/** A dense layer and what follows it up to the next. */
export interface ChainStep {
  readonly inputs: number;
  readonly outputs: number;
  /** W row by row, from input i to neuron j. */
  readonly weights: readonly number[];
  readonly biases: readonly number[];
  readonly activations: readonly ChainBend[];
}

/** A network as dense layers in a row, and for a classifier what its answers mean. */
export interface Chain {
  readonly steps: readonly ChainStep[];
  readonly classes?: { readonly labels: readonly Label[]; readonly coding: Coding };
}

/** The name in the table of an activation function; one of the user's own has none. */
function nameOf(g: Activation | { name: "softmax" }): ChainBend {
  if (!("f" in g)) return "softmax";
  const { a } = g as Partial<ParametricActivation>;
  if (g.name === "prelu" && a !== undefined && g !== activations.prelu) return { name: "prelu", a };
  const name = Object.hasOwn(activations, g.name) ? (g.name as keyof typeof activations) : undefined;
  if (name && activations[name] === g) return name;
  throw expected("activation functions that other frameworks know", g.name, "use one of the table `activations`");
}

const canonical = (name: LayerActivation | ParametricActivation): ChainBend =>
  name === "softmax" ? name : nameOf(typeof name === "string" ? activation(name) : name);

/** Without the identity, which bends nothing. */
const bending = (names: readonly ChainBend[]) => names.filter((name) => name !== "identity");

function ofNetwork({ layers }: Network): Chain {
  return {
    steps: layers.map(({ weights, biases, activation: g }) => ({
      inputs: weights[0]?.length as number,
      outputs: weights.length,
      weights: (weights[0] ?? []).flatMap((_, i) => weights.map((row) => row[i] as number)),
      biases,
      activations: bending([nameOf(g)]),
    })),
  };
}

function ofSequential(model: Sequential): Chain {
  const steps = model.steps();
  return {
    steps: steps.map(({ weights, biases, activations: names }) => ({
      inputs: weights.length / biases.length,
      outputs: biases.length,
      weights,
      biases,
      activations: bending(names.map(canonical)),
    })),
  };
}

/** The last layer's activation, from scikit-learn's name for it. */
const lastActivations: Readonly<Record<string, ChainActivation>> = {
  identity: "identity",
  logistic: "sigmoid",
  softmax: "softmax",
  exp: "exp",
};

function ofEstimator(model: MLPClassifier | MLPRegressor): Chain {
  const { coefs_: coefs, intercepts_: intercepts, outActivation_: out } = model;
  if (!coefs || !intercepts || !out) throw expected("a fitted estimator", String(model), "call fit(X, y) first");
  const hidden = canonical(model.getParams().activation);
  const steps = coefs.map((W, l) => ({
    inputs: W.length,
    outputs: intercepts[l]?.length as number,
    weights: W.flat(),
    biases: intercepts[l] as number[],
    activations: bending([l < coefs.length - 1 ? hidden : (lastActivations[out] as ChainActivation)]),
  }));
  if (!(model instanceof MLPClassifier)) return { steps };
  const labels = model.classes_ as Label[];
  const coding = out === "softmax" ? "multiclass" : steps.at(-1)?.outputs === 1 ? "binary" : "multilabel";
  return { steps, classes: { labels, coding } };
}

/**
 * A network of any of our kinds as dense layers in a row.
 * @throws {NnError} for anything else, before a fit, or for an activation function of the user's own.
 */
export function chainOf(model: Exportable): Chain {
  if (model instanceof Network) return ofNetwork(model);
  if (model instanceof Sequential) return ofSequential(model);
  if (model instanceof MLPClassifier || model instanceof MLPRegressor) return ofEstimator(model);
  throw expected("an MLPClassifier, MLPRegressor, Network or Sequential", model, "export one of them");
}
