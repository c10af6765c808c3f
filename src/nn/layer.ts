import { expected } from "../errors.ts";
import { softmax, softmaxJacobian } from "./activations/softmax.ts";
import { type Activation, type ActivationName, activation, checkActivation } from "./activations.ts";
import { checkOptions } from "./options.ts";
import { checkVector, type Vector } from "./shapes.ts";

/**
 * What makes a layer of a network.
 * @example
 * new Network([{ weights: [[1, 1]], biases: [-1.5] }]).output([1, 1]) // → [1]
 * new Network([{ weights: [[1], [1]], activation: "softmax" }]).output([7]) // → [0.5, 0.5]
 */
export interface LayerOptions {
  /** $W$: one row a neuron, `weights[j][i]` is $w_{ji}$, from input i to neuron j, as the lecture writes it. */
  weights: readonly Vector[];
  /** $b_j$, one a neuron. Default all 0. */
  biases?: Vector;
  /** By its name, as a function with its derivative, or "softmax" over the layer. Default "step". */
  activation?: ActivationName | "softmax" | Activation;
}

/** softmax as a layer has it: a function of all weighted sums at once, told apart by its name. */
const layerSoftmax = { name: "softmax" } as const;

/** A layer of a network, read and checked. */
export interface NetworkLayer {
  readonly weights: readonly Vector[];
  readonly biases: Vector;
  readonly activation: Activation | typeof layerSoftmax;
}

/** Checks a layer and fills in what was left out; `name` is for the error's text. */
export function readLayer(layer: LayerOptions, name: string): NetworkLayer {
  checkOptions(layer, ["weights", "biases", "activation"], `a part of ${name}`, name);
  const { weights, activation: g = "step" } = layer;
  if (!Array.isArray(weights) || weights.length === 0) {
    throw expected(`${name}.weights to hold a row for each neuron`, weights, "write [[1, 1]] for one of two inputs");
  }
  const inputs = checkVector(weights[0] as Vector, `${name}.weights[0]`).length;
  const rows = weights.map((row: Vector, j) => Object.freeze([...checkVector(row, `${name}.weights[${j}]`, inputs)]));
  const biases = layer.biases ?? rows.map(() => 0);
  checkVector(biases, `${name}.biases`);
  if (biases.length !== rows.length) {
    throw expected(
      `${name}.biases to hold ${rows.length} numbers, one a neuron`,
      biases,
      `give ${rows.length} instead of ${biases.length}`,
    );
  }
  return {
    weights: Object.freeze(rows),
    biases: Object.freeze([...biases]),
    activation: g === "softmax" ? layerSoftmax : typeof g === "string" ? activation(g) : checkActivation(g),
  };
}

/** $a = g(z)$ */
export function outputsOf({ activation: g }: NetworkLayer, z: Vector): number[] {
  return "f" in g ? z.map((value) => g.f(value)) : softmax(z);
}

/** $∂a/∂z$: one slope a neuron; for softmax a matrix, because there every a depends on every z. */
export function slopesOf({ activation: g }: NetworkLayer, z: Vector): number[] | number[][] {
  return "f" in g ? z.map((value) => g.derivative(value)) : softmaxJacobian(z);
}

/** The forward values of one sample by their names on the slide: x, z1, a1, z2, a2 … */
export type ForwardValues = Readonly<Record<string, Vector>>;

/** Layers in a row, and the way through them: what a backward pass starts from. */
export interface Layered {
  readonly layers: readonly NetworkLayer[];
  forward(x: Vector): ForwardValues;
}

/** The layer as it would be written, to make a changed one. */
export function asOptions({ weights, biases, activation: g }: NetworkLayer): Required<LayerOptions> {
  return { weights, biases, activation: "f" in g ? g : "softmax" };
}
