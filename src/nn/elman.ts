import { expected } from "../errors.ts";
import { type OptimizerOptions, optimizerOptions } from "./optimizers/optimizer.ts";
import { type OptimizerName, optimizerFor } from "./optimizers.ts";
import { checkObject, checkOptions } from "./options.ts";
import { progressLine } from "./progress-line.ts";
import { Random } from "./random.ts";
import { checkParameterCount, checkPositive, checkSamples, checkWhole, type Vector } from "./shapes.ts";

/** A parameter beyond this has left for good. */
const bound = 1e12;

/** A sequence of inputs with the output wanted after each. */
export interface Sequence {
  readonly inputs: readonly Vector[];
  readonly targets: readonly Vector[];
}

/** The forward values of a sequence: the memory and the answer after each step. */
export interface ElmanValues {
  readonly h: readonly Vector[];
  readonly yHat: readonly Vector[];
}

/**
 * Elman's recurrent network (1990), the lecture's "Recurrent" slide: the hidden neurons see the input and what they
 * said themselves a step before, which is a short-term memory:
 * $h_t = \tanh(W x_t + U h_{t-1} + b)$, $\hat y_t = V h_t + c$, $h_0 = 0$.
 * @example
 * new Elman({ inputs: 1, hidden: 3, outputs: 1 }).parameterCount // → 19
 */
export class Elman {
  readonly inputs: number;
  readonly hidden: number;
  readonly outputs: number;
  /** W, U, b, V and c, one after the other, each row by row. */
  readonly parameters: Float64Array;

  /** @param seed Where the first weights' random numbers start. Default 1. */
  constructor(options: { inputs: number; hidden: number; outputs: number; seed?: number }) {
    const { inputs, hidden, outputs, seed = 1 } = checkOptions(options, ["inputs", "hidden", "outputs", "seed"]);
    this.inputs = checkWhole(inputs, "inputs");
    this.hidden = checkWhole(hidden, "hidden");
    this.outputs = checkWhole(outputs, "outputs");
    const random = new Random(seed);
    const bound = 1 / Math.sqrt(hidden);
    const count = hidden * (inputs + hidden + 1) + outputs * (hidden + 1);
    checkParameterCount(count);
    this.parameters = Float64Array.from({ length: count }, () => random.uniform(-bound, bound));
  }

  /** How many weights and biases there are to learn. */
  get parameterCount(): number {
    return this.parameters.length;
  }

  /** Where each matrix begins, and how it is read. */
  private get at() {
    const { inputs: n, hidden: m, outputs: k } = this;
    const [U, b] = [m * n, m * (n + m)];
    const V = b + m;
    const c = V + k * m;
    return {
      W: (j: number, i: number) => j * n + i,
      U: (j: number, i: number) => U + j * m + i,
      b: (j: number) => b + j,
      V: (o: number, j: number) => V + o * m + j,
      c: (o: number) => c + o,
    };
  }

  /** The values after each input. @throws {NnError} unless every input has a number for each of the network's. */
  forward(inputs: readonly Vector[]): ElmanValues {
    const { at, parameters: p } = this;
    const width = checkSamples(inputs, "inputs");
    if (width !== this.inputs) throw expected(`inputs of ${this.inputs} numbers`, width, "one for each input");
    const h: number[][] = [];
    const yHat: number[][] = [];
    let before: readonly number[] = new Array<number>(this.hidden).fill(0);
    for (const x of inputs) {
      const now: number[] = [];
      for (let j = 0; j < this.hidden; j++) {
        let sum = p[at.b(j)] as number;
        for (let i = 0; i < this.inputs; i++) sum += (p[at.W(j, i)] as number) * (x[i] as number);
        for (let i = 0; i < this.hidden; i++) sum += (p[at.U(j, i)] as number) * (before[i] as number);
        now.push(Math.tanh(sum));
      }
      const answers: number[] = [];
      for (let o = 0; o < this.outputs; o++) {
        let sum = p[at.c(o)] as number;
        for (let j = 0; j < this.hidden; j++) sum += (p[at.V(o, j)] as number) * (now[j] as number);
        answers.push(sum);
      }
      h.push(now);
      yHat.push(answers);
      before = now;
    }
    return { h, yHat };
  }

  /**
   * The loss of a sequence, $\frac12 \sum_t |\hat y_t - y_t|^2$, and its gradient by backpropagation through time: the
   * network unrolled, a layer a step, all with the same weights, whose derivatives add up (Werbos 1990).
   * @throws {NnError} unless there is a target for each input.
   */
  backward(sequence: Sequence): { loss: number; gradient: Float64Array } {
    const { inputs, targets } = checkObject(sequence, "a sequence", "{ inputs: [[1]], targets: [[1]] }");
    const { h, yHat } = this.forward(inputs);
    if (targets?.length !== inputs.length || checkSamples(targets, "targets") !== this.outputs) {
      throw expected(`${inputs.length} targets of ${this.outputs} numbers`, targets, "one after each input");
    }
    const { at, parameters: p } = this;
    const g = new Float64Array(p.length);
    const add = (place: number, value: number) => {
      g[place] = (g[place] as number) + value;
    };
    let loss = 0;
    let fromLater = new Array<number>(this.hidden).fill(0);
    for (let t = inputs.length - 1; t >= 0; t--) {
      const [x, now, memory] = [inputs[t] as Vector, h[t] as Vector, h[t - 1]];
      // What is answered now, and what is remembered later, both pull on h_t.
      const pull = [...fromLater];
      for (let o = 0; o < this.outputs; o++) {
        const e = (yHat[t]?.[o] as number) - (targets[t]?.[o] as number);
        loss += (e * e) / 2;
        add(at.c(o), e);
        for (let j = 0; j < this.hidden; j++) {
          add(at.V(o, j), e * (now[j] as number));
          pull[j] = (pull[j] as number) + e * (p[at.V(o, j)] as number);
        }
      }
      fromLater = new Array<number>(this.hidden).fill(0);
      for (let j = 0; j < this.hidden; j++) {
        const delta = (pull[j] as number) * (1 - (now[j] as number) ** 2);
        add(at.b(j), delta);
        for (let i = 0; i < this.inputs; i++) add(at.W(j, i), delta * (x[i] as number));
        for (let i = 0; i < this.hidden; i++) {
          if (memory) add(at.U(j, i), delta * (memory[i] as number));
          fromLater[i] = (fromLater[i] as number) + delta * (p[at.U(j, i)] as number);
        }
      }
    }
    return { loss, gradient: g };
  }

  /**
   * Learns sequences, one step an epoch along their mean gradient; changes the parameters in place and returns the mean
   * loss of each epoch. An exploding gradient is cut to length 1.
   * @throws {NnError} for no sequence, or options out of range; or if the parameters left all bounds: the last sound ones
   * stay.
   */
  train(
    sequences: readonly Sequence[],
    options: OptimizerOptions & { epochs?: number; learningRate?: number; optimizer?: OptimizerName } = {},
  ): number[] {
    checkOptions(options, ["epochs", "learningRate", "optimizer", ...optimizerOptions]);
    const { epochs = 300, learningRate = 0.02, optimizer: name = "adam" } = options;
    if (!Array.isArray(sequences) || sequences.length === 0)
      throw expected("at least one sequence", sequences, "write [{ inputs, targets }]");
    checkWhole(epochs, "epochs");
    checkPositive(learningRate, "learningRate");
    const rule = optimizerFor(name, this.parameters.length, options);
    const line = progressLine("Elman");
    const losses = Array.from({ length: epochs }, (_, epoch) => {
      const total = new Float64Array(this.parameters.length);
      let loss = 0;
      for (const sequence of sequences) {
        const pass = this.backward(sequence);
        loss += pass.loss / sequences.length;
        for (let i = 0; i < total.length; i++)
          total[i] = (total[i] as number) + (pass.gradient[i] as number) / sequences.length;
      }
      const length = Math.sqrt(total.reduce((sum, part) => sum + part * part, 0));
      const moved = Float64Array.from(this.parameters);
      rule.step(moved, length > 1 ? total.map((part) => part / length) : total, learningRate);
      if (!moved.every((value) => Math.abs(value) < bound)) {
        throw expected("parameters that stay finite", loss, "the training diverged; make learningRate smaller");
      }
      this.parameters.set(moved);
      line.tell(() => `epoch ${epoch + 1} of ${epochs} done, loss ${loss.toPrecision(4)}`);
      return loss;
    });
    line.end(() => `${epochs} epochs, loss ${losses.at(-1)?.toPrecision(4)}`);
    return losses;
  }
}
