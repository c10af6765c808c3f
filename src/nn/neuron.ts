import { expected } from "../errors.ts";
import { type Activation, type ActivationName, activation, checkActivation } from "./activations.ts";
import { display } from "./display.ts";
import { latex, linear } from "./notation.ts";
import { checkOptions } from "./options.ts";
import { checkList, checkNumber, checkVector, type Vector } from "./shapes.ts";

/** What makes a neuron. */
export interface NeuronOptions {
  /** $w_1 … w_n$, one an input: how much each input counts, and in which direction. */
  weights: Vector;
  /** $b$, added to the weighted sum; minus the threshold. Default 0. */
  bias?: number;
  /** What the weighted inputs alone must reach: minus the bias, for those who would rather say it so. */
  threshold?: number;
  /** $g$, by its name or as a function with its derivative. Default "step": the neuron answers 0 or 1. */
  activation?: ActivationName | Activation;
}

/**
 * The artificial neuron (McCulloch and Pitts 1943; Rosenblatt 1957; the lecture's "Artificial Neuron"):
 * $\hat y = g(h)$ with $h = \sum_i w_i x_i + b$. It never changes: a learning rule makes a new one.
 * @throws {NnError} for weights, a bias or a threshold that are not finite numbers, no weights, a bias and a
 * threshold that contradict each other, an unknown activation.
 * @example
 * const exam = new Neuron({ weights: [0.3, 0.8, 0.5], threshold: 3 });
 * exam.output([5, 2, 1]) // → 1
 * exam.output([5, 1, 1]) // → 0
 */
export class Neuron {
  readonly weights: Vector;
  readonly bias: number;
  readonly activation: Activation;

  constructor(options: NeuronOptions) {
    checkOptions(options, ["weights", "bias", "threshold", "activation"]);
    const { weights, threshold, activation: g = "step" } = options;
    // A neuron given as options for another has both, which agree.
    if (threshold !== undefined && options.bias !== undefined && threshold !== 0 - options.bias)
      throw expected(
        "a bias or a threshold",
        [options.bias, threshold],
        "leave out one: the bias is minus the threshold",
      );
    const bias = threshold === undefined ? (options.bias ?? 0) : 0 - checkNumber(threshold, "threshold");
    this.weights = Object.freeze([...checkVector(weights, "weights")]);
    this.bias = checkNumber(bias, "bias");
    this.activation = typeof g === "string" ? activation(g) : checkActivation(g);
  }

  /** $h = \sum_i w_i x_i + b$. The sum starts at 0 and the bias comes last, as on paper. */
  weightedSum(x: Vector): number {
    checkVector(x, "x", this.weights.length);
    return this.weights.reduce((sum, w, i) => sum + w * (x[i] as number), 0) + this.bias;
  }

  /** $\hat y = g(h)$ */
  output(x: Vector): number {
    return this.activation.f(this.weightedSum(x));
  }

  /** $\hat y$ of each sample of X. */
  outputs(X: readonly Vector[]): number[] {
    return Array.from(checkList(X, "X"), (x) => this.output(x));
  }

  /** What the weighted sum of the inputs alone must reach: $-b$. */
  get threshold(): number {
    return 0 - this.bias;
  }

  /** The neuron as a line of mathematics; numbers to four digits. */
  toString(): string {
    return `ŷ = ${this.activation.name}(${linear(this.weights, this.bias)})`;
  }

  /** In a notebook a neuron is shown as its formula. */
  [display](): Record<string, string> {
    const sum = linear(this.weights, this.bias, latex);
    const formula = `$$\\hat y = \\operatorname{${this.activation.name}}\\left(${sum}\\right)$$`;
    return { "text/latex": formula, "text/plain": this.toString() };
  }
}

/** The weights and the bias that a learning starts from: all 0 if not said. @throws {NnError} for other inputs. */
export function startOf(start: Neuron | undefined, inputs: number): { weights: Vector; bias: number } {
  if (start === undefined) return { weights: new Array<number>(inputs).fill(0), bias: 0 };
  if (!(start instanceof Neuron))
    throw expected("start to be a Neuron", start, "write new Neuron({ weights: [0, 0] })");
  const { weights, bias } = start;
  if (weights.length === inputs) return { weights, bias };
  throw expected(`start to have ${inputs} weights, one an input`, weights, "give it as many as X has columns");
}
