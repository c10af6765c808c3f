import { expected } from "../errors.ts";
import { Backward } from "./backward.ts";
import { display } from "./display.ts";
import { type ForwardValues, type LayerOptions, type NetworkLayer, outputsOf, readLayer } from "./layer.ts";
import type { Loss, LossName } from "./losses.ts";
import { checkOptions } from "./options.ts";
import { Random } from "./random.ts";
import { checkList, checkParameterCount, checkSizes, checkVector, type Vector } from "./shapes.ts";

/** What {@link Network.random} needs. */
export interface RandomNetworkOptions {
  /** How many inputs, then how many neurons in each layer: [2, 3, 1] has one hidden layer of 3. */
  sizes: readonly number[];
  /** The hidden layers' activation. Default "tanh". */
  hidden?: LayerOptions["activation"];
  /** The last layer's activation. Default "identity". */
  output?: LayerOptions["activation"];
  /** Where the random numbers start. Default 1. */
  seed?: number;
}

/**
 * A feed-forward network (multi-layer perceptron), small and readable: every value of its forward and backward pass
 * can be looked at by name. $a^l = g(z^l)$, $z^l = W^l a^{l-1} + b^l$, $a^0 = x$. It never changes; training makes
 * new ones. For speed there are `MLPClassifier` and `MLPRegressor`.
 * @throws {NnError} for layers that do not fit each other, or numbers that are not finite.
 * @example
 * const xor = new Network([{ weights: [[1, 1], [1, 1]], biases: [-0.5, -1.5] }, { weights: [[1, -1]], biases: [-0.5] }]);
 * xor.output([1, 0]) // → [1]
 * xor.forward([1, 1]).z1 // → [1.5, 0.5]
 */
export class Network {
  readonly layers: readonly NetworkLayer[];

  /** @param layers From the first hidden layer to the output; the activation is "step" if not said. */
  constructor(layers: readonly LayerOptions[]) {
    if (!Array.isArray(layers) || layers.length === 0) {
      throw expected("at least one layer", layers, "write [{ weights: [[1, 1]], biases: [-1.5] }]");
    }
    this.layers = Array.from(layers, (layer, l) => readLayer(layer, `layers[${l}]`));
    this.layers.slice(1).forEach((layer, l) => {
      const before = this.layers[l]?.weights.length as number;
      if (layer.weights[0]?.length === before) return;
      throw expected(
        `layers[${l + 1}].weights to have rows of ${before}, one a neuron before`,
        layer.weights[0],
        "add or leave out weights",
      );
    });
  }

  /**
   * A network with weights and biases drawn evenly from $±\sqrt{6 / (n_{in} + n_{out})}$ (Glorot and Bengio 2010).
   * @throws {NnError} for sizes that are none or too large, an unknown activation or option.
   * @example
   * Network.random({ sizes: [2, 3, 1] }).layers.map((layer) => layer.weights.length) // → [3, 1]
   */
  static random(options: RandomNetworkOptions): Network {
    checkOptions(options, ["sizes", "hidden", "output", "seed"]);
    const { sizes, hidden = "tanh", output = "identity", seed = 1 } = options;
    checkSizes(sizes);
    checkParameterCount(sizes.slice(1).reduce((sum, n, l) => sum + n * ((sizes[l] as number) + 1), 0));
    const random = new Random(seed);
    const layers = sizes.slice(1).map((neurons, l) => {
      const inputs = sizes[l] as number;
      const bound = Math.sqrt(6 / (inputs + neurons));
      const draw = (n: number) => Array.from({ length: n }, () => random.uniform(-bound, bound));
      const last = l === sizes.length - 2;
      return {
        weights: Array.from({ length: neurons }, () => draw(inputs)),
        biases: draw(neurons),
        activation: last ? output : hidden,
      };
    });
    return new Network(layers);
  }

  /** How many inputs, then how many neurons in each layer. */
  get sizes(): number[] {
    return [this.layers[0]?.weights[0]?.length as number, ...this.layers.map((layer) => layer.weights.length)];
  }

  /** How many weights and biases there are to learn. */
  get parameterCount(): number {
    return this.layers.reduce((sum, { weights }) => sum + weights.length * ((weights[0] as Vector).length + 1), 0);
  }

  /** All values of the forward pass of one sample, by name. */
  forward(x: Vector): ForwardValues {
    checkVector(x, "x", this.sizes[0]);
    const values: Record<string, readonly number[]> = { x };
    let a: Vector = x;
    this.layers.forEach((layer, l) => {
      const z = layer.weights.map(
        (row, j) => row.reduce((sum, w, i) => sum + w * (a[i] as number), 0) + (layer.biases[j] as number),
      );
      a = outputsOf(layer, z);
      values[`z${l + 1}`] = z;
      values[`a${l + 1}`] = a;
    });
    return values;
  }

  /** $\hat y = a^L$ of one sample. */
  output(x: Vector): number[] {
    return [...(this.forward(x)[`a${this.layers.length}`] as number[])];
  }

  /** $\hat y$ of each sample of X. */
  outputs(X: readonly Vector[]): number[][] {
    return Array.from(checkList(X, "X"), (x) => this.output(x));
  }

  /**
   * The whole backward pass of one sample: every derivative on the way from the loss to the input, by name.
   * @throws {NnError} unless x has a number for each input, and y a target for each output that the loss understands.
   */
  backward(x: Vector, y: Vector, loss: LossName | Loss = "squared"): Backward {
    return new Backward(this, x, y, loss);
  }

  /** The network as a line: "2 → 3 (tanh) → 1 (sigmoid)". */
  toString(): string {
    return [
      String(this.sizes[0]),
      ...this.layers.map(({ weights, activation: g }) => `${weights.length} (${g.name})`),
    ].join(" → ");
  }

  /** In a notebook a network is shown as that line with its number of parameters. */
  [display](): Record<string, string> {
    return { "text/plain": `${String(this)}, ${this.parameterCount} parameters` };
  }
}
