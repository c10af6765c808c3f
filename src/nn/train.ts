import { expected } from "../errors.ts";
import { asOptions } from "./layer.ts";
import type { Loss, LossName } from "./losses.ts";
import { Network } from "./network.ts";
import { type OptimizerOptions, optimizerOptions } from "./optimizers/optimizer.ts";
import { type OptimizerName, optimizerFor } from "./optimizers.ts";
import { checkObject, checkOptions } from "./options.ts";
import { progressLine } from "./progress-line.ts";
import { Random } from "./random.ts";
import { type Scheduled, scheduledNames, scheduleFor } from "./schedules.ts";
import { checkSamples, checkVector, checkWhole, type Vector } from "./shapes.ts";

/** How to train a network. */
export interface TrainOptions extends OptimizerOptions, Scheduled {
  /** Default "squared". */
  loss?: LossName | Loss;
  /** Default "gradientDescent". */
  optimizer?: OptimizerName;
  /** $η$ at the start. Default 0.1. */
  learningRate?: number;
  /** How often to go through all samples. Default 1000. */
  epochs?: number;
  /** How many samples a step looks at. Default all: vanilla gradient descent. 1: one at a time. */
  batchSize?: number;
  /** A seed: the samples are shuffled before each epoch. Without it they come in their own order. */
  shuffleSeed?: number;
}

const optionNames = [
  ...["loss", "optimizer", "learningRate", "epochs", "batchSize", "shuffleSeed"],
  ...scheduledNames,
  ...optimizerOptions,
];

/** What was learnt, and how the loss went. */
export interface Training {
  /** "diverged" as soon as a parameter left all bounds; the network is then the last sound one. */
  readonly outcome: "finished" | "diverged";
  readonly network: Network;
  readonly start: Network;
  /** The mean loss of the samples, as they were answered in each epoch. */
  readonly losses: readonly number[];
}

/** A parameter beyond this has left for good. */
const bound = 1e12;

/**
 * Trains a network by backpropagation, step by step as on the slide: forward, loss, backward, update. Made to be read;
 * `MLPClassifier` does the same a thousand times faster.
 * @param y The targets: one number a sample, or as many as the network has outputs.
 * @throws {NnError} unless X and y fit the network and each other, and the options are in range.
 * @example
 * const start = Network.random({ sizes: [2, 3, 1], output: "sigmoid", seed: 2 });
 * const { network } = train(start, gates.XOR, { optimizer: "adam", learningRate: 0.1, epochs: 300, loss: "binaryCrossEntropy" });
 * network.outputs(gates.XOR.X).map(([yHat]) => Math.round(yHat!)) // → [0, 1, 1, 0]
 */
export function train(
  start: Network,
  data: { readonly X: readonly Vector[]; readonly y: readonly (number | Vector)[] },
  options: TrainOptions = {},
): Training {
  if (!(start instanceof Network))
    throw expected("start to be a Network", start, "write Network.random({ sizes: [2, 1] })");
  const { X, y } = checkObject(data, "data", "{ X: [[0, 0], [0, 1]], y: [0, 1] }");
  checkOptions(options, optionNames);
  const { loss = "squared", optimizer: name = "gradientDescent", learningRate = 0.1, shuffleSeed } = options;
  checkSamples(X);
  if (!Array.isArray(y) || y.length !== X.length) {
    throw expected(`y to hold ${X.length} targets, one a sample`, y, "give each sample its target");
  }
  const targets = y.map((target, i) => checkVector(typeof target === "number" ? [target] : target, `y[${i}]`));
  const epochs = checkWhole(options.epochs ?? 1000, "epochs");
  const batchSize = checkWhole(options.batchSize ?? X.length, "batchSize");
  const rates = scheduleFor(options, learningRate);
  const rule = optimizerFor(name, start.parameterCount, options);
  const random = shuffleSeed === undefined ? undefined : new Random(shuffleSeed);
  const places = X.map((_, i) => i);
  const w = flat(start.layers.map(({ weights, biases }) => [weights, biases]));
  const losses: number[] = [];
  let network = start;
  const line = progressLine("train");

  for (let epoch = 0; epoch < epochs; epoch++) {
    const order = random ? random.shuffle(places) : places;
    let total = 0;
    for (let first = 0; first < order.length; first += batchSize) {
      const batch = order.slice(first, first + batchSize);
      const gradient = new Float64Array(w.length);
      for (const i of batch) {
        const pass = network.backward(X[i] as Vector, targets[i] as Vector, loss);
        total += pass.loss;
        const parts = network.layers.map((_, l) => [pass.at(`dC/dW${l + 1}`), pass.at(`dC/db${l + 1}`)]);
        flat(parts).forEach((part, k) => {
          gradient[k] = (gradient[k] as number) + part / batch.length;
        });
      }
      rule.step(w, gradient, rates.rate(epoch));
      if (!w.every((value) => Math.abs(value) < bound)) {
        line.end(() => `diverged in epoch ${epoch + 1}`);
        return { outcome: "diverged", network, start, losses };
      }
      network = withParameters(network, w);
    }
    losses.push(total / X.length);
    line.tell(() => `epoch ${epoch + 1} of ${epochs} done, loss ${(total / X.length).toPrecision(4)}`);
    rates.observe?.(total / X.length);
  }
  line.end(() => `${epochs} epochs, loss ${losses.at(-1)?.toPrecision(4)}`);
  return { outcome: "finished", network, start, losses };
}

/** Weights and biases, layer by layer, as one row. */
function flat(parts: readonly unknown[]): Float64Array {
  return Float64Array.from(parts.flat(3) as number[]);
}

/** The network with other numbers in the same places. */
function withParameters(network: Network, w: Float64Array): Network {
  let next = 0;
  const take = (n: number) => {
    next += n;
    return Array.from(w.subarray(next - n, next));
  };
  const layers = network.layers.map(asOptions).map((layer) => ({
    ...layer,
    weights: layer.weights.map((row) => take(row.length)),
    biases: take(layer.biases.length),
  }));
  return new Network(layers);
}
