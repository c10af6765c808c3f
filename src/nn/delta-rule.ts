import { expected } from "../errors.ts";
import { type Activation, type ActivationName, activation as activationNamed, checkActivation } from "./activations.ts";
import { Neuron, startOf } from "./neuron.ts";
import { checkOptions } from "./options.ts";
import { Random } from "./random.ts";
import { checkDataset, checkPositive, checkWhole, type Dataset, type Vector } from "./shapes.ts";

/** How to learn by the delta rule. */
export interface DeltaRuleOptions {
  /** $g$, by its name or as a function with its derivative. Default "identity", Widrow and Hoff's own (1960). */
  activation?: ActivationName | Activation;
  /** $η > 0$: the size of a step. Default 0.1. */
  learningRate?: number;
  /** How often to go through all samples. Default 100. */
  epochs?: number;
  /** The neuron to start from; its weights and bias count. Default all 0. */
  start?: Neuron;
  /** A seed: present the samples in a new random order in each epoch. Without it they come in their own order. */
  shuffleSeed?: number;
}

/** One step of the rule, with every factor of its formula. */
export interface DeltaUpdate {
  /** The epoch and the sample's place in X, both from 0. */
  epoch: number;
  sample: number;
  x: Vector;
  /** $h_j = \sum_i w_{ji} x_i + b_j$ and $\hat y_j = g(h_j)$, the target and $y_j - \hat y_j$. */
  h: number;
  yHat: number;
  y: number;
  error: number;
  /** $g'(h_j)$ */
  slope: number;
  /** $Δw_{ji}$, one an input, and $Δb_j$. */
  weightChanges: number[];
  biasChange: number;
  /** The neuron after the step. */
  neuron: Neuron;
}

/** What was learnt by the delta rule, and the whole way there. */
export interface DeltaTrace {
  /** "finished" after all epochs; "diverged" as soon as a number grew beyond all bounds: the learning rate is too large. */
  outcome: "finished" | "diverged";
  neuron: Neuron;
  start: Neuron;
  updates: DeltaUpdate[];
  /** The mean of $\frac12 (y - \hat y)^2$ over the samples as they came, epoch by epoch. */
  losses: number[];
}

/**
 * The Widrow-Hoff delta rule for a neuron j (1960; the lecture's slide, with its indices put right):
 * $Δw_{ji} = η\,(y_j - \hat y_j)\,g'(h_j)\,x_i$, and the same for the bias with $x = 1$. It is gradient descent on
 * $\frac12 (y_j - \hat y_j)^2$, sample by sample: backpropagation for a network of one layer.
 * @throws {NnError} unless X holds samples of one length with a number in y for each, the options are in range, and
 * the activation has a slope: the step's is 0, so that nothing would ever be learnt.
 * @example
 * const { neuron } = deltaRule({ X: [[0], [1], [2]], y: [1, 3, 5] }, { epochs: 500 });
 * [neuron.weights[0], neuron.bias].map((value) => value?.toFixed(3)) // → ["2.000", "1.000"]
 */
export function deltaRule(data: Dataset, options: DeltaRuleOptions = {}): DeltaTrace {
  const inputs = checkDataset(data);
  const { X, y } = data;
  const { eta, epochs, start, random } = readOptions(options, inputs);
  const trace: DeltaTrace = { outcome: "finished", neuron: start, start, updates: [], losses: [] };
  const places = X.map((_, i) => i);

  for (let epoch = 0; epoch < epochs; epoch++) {
    let loss = 0;
    for (const sample of random ? random.shuffle(places) : places) {
      const step = move(trace.neuron, X[sample] as Vector, y[sample] as number, eta);
      if (!step) return { ...trace, outcome: "diverged" };
      loss += step.error ** 2 / 2;
      trace.updates.push({ epoch, sample, ...step });
      trace.neuron = step.neuron;
    }
    trace.losses.push(loss / X.length);
  }
  return trace;
}

/** One step of the rule; nothing when it leaves the numbers that a computer has. */
function move(neuron: Neuron, x: Vector, y: number, eta: number): Omit<DeltaUpdate, "epoch" | "sample"> | undefined {
  const h = neuron.weightedSum(x);
  const yHat = neuron.activation.f(h);
  const error = y - yHat;
  const slope = neuron.activation.derivative(h);
  const biasChange = eta * error * slope;
  const weightChanges = x.map((xi) => biasChange * xi);
  const weights = neuron.weights.map((w, i) => w + (weightChanges[i] as number));
  const bias = neuron.bias + biasChange;
  if (![...weights, bias, error ** 2].every(Number.isFinite)) return undefined;
  const moved = new Neuron({ weights, bias, activation: neuron.activation });
  return { x, h, yHat, y, error, slope, weightChanges, biasChange, neuron: moved };
}

function readOptions(options: DeltaRuleOptions, inputs: number) {
  checkOptions(options, ["activation", "learningRate", "epochs", "start", "shuffleSeed"]);
  const { activation = "identity", learningRate = 0.1, epochs = 100, start, shuffleSeed } = options;
  const g = typeof activation === "string" ? activationNamed(activation) : checkActivation(activation);
  if (g.name === "step") {
    throw expected("an activation function with a slope", "step", 'use "sigmoid", or perceptronRule for the step');
  }
  return {
    eta: checkPositive(learningRate, "learningRate"),
    epochs: checkWhole(epochs, "epochs"),
    start: new Neuron({ ...startOf(start, inputs), activation: g }),
    random: shuffleSeed === undefined ? undefined : new Random(shuffleSeed),
  };
}
