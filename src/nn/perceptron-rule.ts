import { Neuron, startOf } from "./neuron.ts";
import { checkOptions } from "./options.ts";
import { Random } from "./random.ts";
import { checkBinary, checkPositive, checkWhole, type Dataset, type Vector } from "./shapes.ts";

/** How to learn. */
export interface PerceptronRuleOptions {
  /**
   * $η > 0$: the size of a step. Default 1, which keeps whole numbers whole. From zero weights another one only scales
   * the weights; but tenths are rounded, and where h should be exactly 0 the step then sees a difference.
   */
  learningRate?: number;
  /** How often to go through all samples before giving up. Default 100. */
  maxEpochs?: number;
  /** The neuron to start from. Default: all weights and the bias 0. Only its weights and bias count. */
  start?: Neuron;
  /** A seed: present the samples in a new random order in each epoch. Without it they come in their own order. */
  shuffleSeed?: number;
}

/** One correction: a sample was answered wrongly, and the neuron moved. */
export interface Update {
  /** The epoch and the sample's place in X, both from 0. */
  epoch: number;
  sample: number;
  x: Vector;
  /** What the neuron answered, what it should have answered, and the difference $y - \hat y$: 1 or −1. */
  h: number;
  yHat: number;
  y: number;
  error: number;
  /** The neuron after the correction. */
  neuron: Neuron;
}

/**
 * How the learning ended. "converged": an epoch went by without a mistake. "cycle": an epoch began with the very
 * weights of an earlier one, so that everything repeats for ever. "stopped": maxEpochs were not enough, which
 * proves nothing.
 */
export type PerceptronOutcome = "converged" | "cycle" | "stopped";

/** What was learnt, and the whole way there. */
export interface PerceptronTrace {
  outcome: PerceptronOutcome;
  /** The neuron at the end. */
  neuron: Neuron;
  /** The neuron at the beginning. */
  start: Neuron;
  /** Every correction, in order. */
  updates: Update[];
  /** Mistakes made in each epoch. */
  errors: number[];
}

/**
 * Rosenblatt's learning rule (1957): go through the samples; wherever the answer is wrong, move the weights towards
 * the sample or away from it. With the error $e = y - \hat y$:
 * $w_i ← w_i + η\,e\,x_i$ and $b ← b + η\,e$.
 * If any line separates the classes, the rule finds one after finitely many corrections (Novikoff 1962); if none
 * does, it never ends by itself, and {@link separability} can say which.
 * @throws {NnError} unless X holds samples of one length, y a 0 or 1 for each, and the options are in range.
 * @example
 * perceptronRule(gates.AND).outcome // → "converged"
 * perceptronRule(gates.AND).neuron.outputs(gates.AND.X) // → [0, 0, 0, 1]
 * perceptronRule(gates.XOR).outcome // → "cycle"
 */
export function perceptronRule(data: Dataset, options: PerceptronRuleOptions = {}): PerceptronTrace {
  const inputs = checkBinary(data);
  const { X, y } = data;
  const { learningRate: eta, maxEpochs, start, random } = readOptions(options, inputs);
  const trace: PerceptronTrace = { outcome: "stopped", neuron: start, start, updates: [], errors: [] };
  const seen = new Set<string>();

  for (let epoch = 0; epoch < maxEpochs; epoch++) {
    const state = [...trace.neuron.weights, trace.neuron.bias].join(" ");
    // In a random order the same weights need not lead to the same corrections.
    if (!random && seen.has(state)) return { ...trace, outcome: "cycle" };
    seen.add(state);

    let errors = 0;
    const places = X.map((_, i) => i);
    for (const sample of random ? random.shuffle(places) : places) {
      const update = correct(trace.neuron, X[sample] as Vector, y[sample] as number, eta);
      if (!update) continue;
      errors++;
      trace.updates.push({ epoch, sample, ...update });
      trace.neuron = update.neuron;
    }
    trace.errors.push(errors);
    if (errors === 0) return { ...trace, outcome: "converged" };
  }
  return trace;
}

/** One step of the rule; nothing when the answer was right. */
function correct(neuron: Neuron, x: Vector, y: number, eta: number): Omit<Update, "epoch" | "sample"> | undefined {
  const h = neuron.weightedSum(x);
  const yHat = neuron.activation.f(h);
  const error = y - yHat;
  if (error === 0) return undefined;
  const weights = neuron.weights.map((w, i) => w + eta * error * (x[i] as number));
  const bias = neuron.bias + eta * error;
  return { x, h, yHat, y, error, neuron: new Neuron({ weights, bias }) };
}

function readOptions(options: PerceptronRuleOptions, inputs: number) {
  checkOptions(options, ["learningRate", "maxEpochs", "start", "shuffleSeed"]);
  const { learningRate = 1, maxEpochs = 100, start, shuffleSeed } = options;
  checkPositive(learningRate, "learningRate");
  checkWhole(maxEpochs, "maxEpochs");
  return {
    learningRate,
    maxEpochs,
    // A threshold neuron whatever the given one was: the rule is for answers of 0 and 1.
    start: new Neuron(startOf(start, inputs)),
    random: shuffleSeed === undefined ? undefined : new Random(shuffleSeed),
  };
}
