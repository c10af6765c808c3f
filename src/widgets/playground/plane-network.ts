import { type ActivationName, activation } from "../../nn/activations.ts";
import type { Optimizer } from "../../nn/optimizers/optimizer.ts";
import { type OptimizerName, optimizer } from "../../nn/optimizers.ts";
import { Random } from "../../nn/random.ts";

/** What a {@link PlaneNetwork} is made from. */
export interface PlaneNetworkOptions {
  inputs: number;
  hidden: readonly number[];
  activations: readonly ActivationName[];
  /** The last layer's: "sigmoid" answers with a probability, "identity" with a number, "softmax" with one for each class. */
  output: "sigmoid" | "identity" | "softmax";
  /** How many neurons the last layer has: 1, or with "softmax" one a class. Default 1. */
  outputs?: number;
  descent: OptimizerName;
  learningRate: number;
  penalty: "none" | "L1" | "L2";
  penaltyRate: number;
  dropout: number;
  seed: number;
}

/** Where one layer's numbers lie. */
interface Layer {
  readonly inputs: number;
  readonly neurons: number;
  /** Where its weights begin, `[neuron][input]`, and where its biases. */
  readonly weights: number;
  readonly biases: number;
  readonly f: (h: number) => number;
  readonly derivative: (h: number) => number;
  readonly z: Float64Array;
  readonly a: Float64Array;
  readonly delta: Float64Array;
  readonly kept: Float64Array;
}

/**
 * The playground's network: as `Network` and `train`, with the library's activations, optimizers and random numbers, but
 * on flat rows of numbers that are made once, so that an epoch fits between two frames. With "sigmoid" the loss is the
 * binary cross-entropy, with "identity" half the squared error, with "softmax" the cross-entropy of the classes; dC/dz is
 * the error for all three.
 */
export class PlaneNetwork {
  readonly layers: readonly Layer[];
  readonly parameters: Float64Array;
  readonly #gradient: Float64Array;
  readonly #rule: Optimizer;
  readonly #random: Random;
  readonly #options: PlaneNetworkOptions;
  #input: ArrayLike<number> = [];

  constructor(options: PlaneNetworkOptions) {
    const { inputs, hidden, activations, output, outputs = 1, descent, seed } = options;
    this.#options = options;
    this.#random = new Random(seed);
    const sizes = [inputs, ...hidden, outputs];
    const last = output === "softmax" ? "identity" : output;
    let next = 0;
    this.layers = sizes.slice(1).map((neurons, l) => {
      const before = sizes[l] as number;
      const { f, derivative } = activation(l < hidden.length ? (activations[l] ?? "tanh") : last);
      const room = () => new Float64Array(neurons);
      const layer = { inputs: before, neurons, weights: next, biases: next + before * neurons, f, derivative };
      next += (before + 1) * neurons;
      return { ...layer, z: room(), a: room(), delta: room(), kept: room().fill(1) };
    });
    this.parameters = new Float64Array(next);
    this.#gradient = new Float64Array(next);
    for (const { inputs: before, neurons, weights } of this.layers) {
      // Glorot and Bengio 2010, as Network.random; biases begin at 0, so that no neuron begins saturated.
      const bound = Math.sqrt(6 / (before + neurons));
      for (let i = 0; i < before * neurons; i++) this.parameters[weights + i] = this.#random.uniform(-bound, bound);
    }
    this.#rule = optimizer(descent, next);
  }

  /** The first output's answer to one sample; each layer's `a` holds what its neurons answered. */
  answer(x: ArrayLike<number>): number {
    this.#input = x;
    let before = x;
    for (const layer of this.layers) {
      const { inputs, neurons, weights, biases, f, z, a } = layer;
      for (let j = 0; j < neurons; j++) {
        let sum = this.parameters[biases + j] as number;
        const row = weights + j * inputs;
        for (let i = 0; i < inputs; i++) sum += (this.parameters[row + i] as number) * (before[i] as number);
        z[j] = sum;
        a[j] = f(sum) * (layer.kept[j] as number);
      }
      before = a;
    }
    if (this.#options.output === "softmax") toShares((this.layers.at(-1) as Layer).a);
    return before[0] as number;
  }

  /** The loss of the answer that was given last; with "softmax" y is the number of the class. */
  loss(yHat: number, y: number): number {
    if (this.#options.output === "softmax") return -Math.log(Math.max((this.layers.at(-1) as Layer).a[y] ?? 0, 1e-12));
    if (this.#options.output === "identity") return (yHat - y) ** 2 / 2;
    const p = Math.min(Math.max(yHat, 1e-12), 1 - 1e-12);
    return -(y * Math.log(p) + (1 - y) * Math.log(1 - p));
  }

  /** One step on some samples, in place. */
  learn(X: readonly ArrayLike<number>[], y: ArrayLike<number>): void {
    const { penalty, penaltyRate, learningRate, dropout } = this.#options;
    const [g, w] = [this.#gradient, this.parameters];
    g.fill(0);
    for (let s = 0; s < X.length; s++) {
      if (dropout > 0) this.#drop(dropout);
      this.answer(X[s] as ArrayLike<number>);
      this.#backward(y[s] as number, 1 / X.length);
    }
    if (dropout > 0) for (const { kept } of this.layers) kept.fill(1);
    if (penalty !== "none") {
      for (const { weights, biases } of this.layers) {
        for (let i = weights; i < biases; i++) {
          const value = w[i] as number;
          g[i] = (g[i] as number) + penaltyRate * (penalty === "L2" ? value : Math.sign(value));
        }
      }
    }
    this.#rule.step(w, g, learningRate);
  }

  /** Leaves some hidden outputs out and makes up for them by the others (inverted dropout). */
  #drop(share: number): void {
    for (const { kept } of this.layers.slice(0, -1)) {
      for (let j = 0; j < kept.length; j++) kept[j] = this.#random.uniform() < share ? 0 : 1 / (1 - share);
    }
  }

  /** Adds the gradient of the sample that was answered last, times `share`. */
  #backward(y: number, share: number): void {
    const [g, w] = [this.#gradient, this.parameters];
    const classes = this.#options.output === "softmax";
    const last = this.layers.length - 1;
    for (let l = last; l >= 0; l--) {
      const { inputs, neurons, weights, biases, derivative, z, a, delta, kept } = this.layers[l] as Layer;
      const next = this.layers[l + 1];
      const before = l === 0 ? this.#input : (this.layers[l - 1] as Layer).a;
      for (let j = 0; j < neurons; j++) {
        let d = (a[j] as number) - (classes ? Number(j === y) : y);
        if (next) {
          d = 0;
          for (let k = 0; k < next.neurons; k++) {
            d += (next.delta[k] as number) * (w[next.weights + k * neurons + j] as number);
          }
          d *= derivative(z[j] as number) * (kept[j] as number);
        }
        delta[j] = d;
        const row = weights + j * inputs;
        for (let i = 0; i < inputs; i++) g[row + i] = (g[row + i] as number) + share * d * (before[i] as number);
        g[biases + j] = (g[biases + j] as number) + share * d;
      }
    }
  }

  /** The gradient of the last {@link learn}, for those who want to check it. */
  get gradient(): Float64Array {
    return this.#gradient;
  }
}

/** $e^{z_j} / \sum_k e^{z_k}$ in place of $z$; the largest is taken away first, so that nothing overflows. */
function toShares(z: Float64Array): void {
  let most = Number.NEGATIVE_INFINITY;
  for (let j = 0; j < z.length; j++) most = Math.max(most, z[j] as number);
  let sum = 0;
  for (let j = 0; j < z.length; j++) {
    z[j] = Math.exp((z[j] as number) - most);
    sum += z[j] as number;
  }
  for (let j = 0; j < z.length; j++) z[j] = (z[j] as number) / sum;
}
