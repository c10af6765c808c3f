import type { Random } from "../random.ts";
import { batchLosses } from "./batch-losses.ts";
import { type LayerFunction, type OutputName, outputFunctions } from "./layer-functions.ts";
import { byRows, type Matrix, multiply, type Reals, transposed } from "./matrix-product.ts";

/** What an {@link Engine} is built from. */
export interface EngineOptions {
  /** Inputs, hidden layers, outputs. */
  units: readonly number[];
  hidden: LayerFunction;
  output: OutputName;
  /** The strength of the L2 penalty. */
  alpha: number;
  /** How many samples at once at most. */
  capacity: number;
  single: boolean;
  /** The share of hidden outputs that is left out in training, and what decides which. */
  dropout: number;
  random: Random;
}

/** Samples with their targets and weights, row by row. */
export interface Samples {
  X: Reals;
  /** One row of outputs a sample. */
  y: Reals;
  weights: Reals | undefined;
  rows: number;
}

/** Where one layer's numbers are, and the products that they take part in. */
interface Layer {
  inputs: number;
  outputs: number;
  weightsStart: number;
  biasStart: number;
  /** The layer's outputs, the sums before its activation (if kept), its δ, and which outputs are kept (if any are not). */
  a: Reals;
  z: Reals | undefined;
  delta: Reals;
  mask: Reals | undefined;
  /** $W$ and $b$, $W^T$, the input, the input transposed, δ: as the products want them. */
  W: Matrix;
  b: Matrix;
  WT: Matrix;
  input: Matrix;
  inputT: Matrix;
  deltas: Matrix;
  /** Room for dC/dW. */
  gradient: Reals;
}

/**
 * Forward and backward pass of a whole batch on flat rows of numbers. All room is taken once, for the largest batch;
 * a step allocates nothing. `parameters` holds all weights, layer by layer (W[i][j] from input i to neuron j), then all
 * biases; `gradient` lies the same.
 */
export class Engine {
  readonly parameters: Reals;
  readonly gradient: Reals;
  readonly weightCount: number;
  private readonly options: EngineOptions;
  private readonly layers: Layer[];
  private readonly input: Reals;
  private readonly targets: Reals;
  private readonly sampleWeights: Reals;
  private readonly eps: number;

  /** @param shared The parameters of another engine, to be used and not copied. */
  constructor(options: EngineOptions, shared?: Reals) {
    const { units, capacity, single, hidden, dropout } = options;
    const room = (n: number): Reals => (single ? new Float32Array(n) : new Float64Array(n));
    const sizes = units.slice(1).map((outputs, l) => ({ inputs: units[l] as number, outputs }));
    this.options = options;
    this.eps = single ? 2 ** -23 : Number.EPSILON;
    this.weightCount = sizes.reduce((sum, { inputs, outputs }) => sum + inputs * outputs, 0);
    const count = sizes.reduce((sum, { outputs }) => sum + outputs, this.weightCount);
    this.parameters = shared ?? room(count);
    // An engine on shared parameters answers, and does not learn.
    this.gradient = room(shared ? 0 : count);
    this.input = room(capacity * (units[0] as number));
    this.targets = room(capacity * (units.at(-1) as number));
    this.sampleWeights = room(capacity);

    let [weightsStart, biasStart, before] = [0, this.weightCount, this.input];
    this.layers = sizes.map(({ inputs, outputs }, l) => {
      const a = room(capacity * outputs);
      const delta = room(capacity * outputs);
      const isHidden = l < sizes.length - 1;
      const layer: Layer = {
        inputs,
        outputs,
        weightsStart,
        biasStart,
        a,
        delta,
        z: isHidden && hidden.fromSums ? room(capacity * outputs) : undefined,
        mask: isHidden && dropout > 0 ? room(capacity * outputs) : undefined,
        W: byRows(this.parameters, outputs, weightsStart),
        b: byRows(this.parameters, outputs, biasStart),
        WT: transposed(this.parameters, outputs, weightsStart),
        input: byRows(before, inputs),
        inputT: transposed(before, inputs),
        deltas: byRows(delta, outputs),
        gradient: room(shared ? 0 : inputs * outputs),
      };
      weightsStart += inputs * outputs;
      biasStart += outputs;
      before = a;
      return layer;
    });
  }

  /** The last layer's answers, row by row. */
  get outputs(): Reals {
    return (this.layers.at(-1) as Layer).a;
  }

  /** Copies samples in the places `order[from]` … `order[to − 1]` (or from … to − 1) into the batch. */
  load({ X, y, weights }: Samples, order: Int32Array | undefined, from: number, to: number): void {
    const d = this.options.units[0] as number;
    const n = this.options.units.at(-1) as number;
    const { input, targets, sampleWeights } = this;
    for (let i = from; i < to; i++) {
      const row = order ? (order[i] as number) : i;
      const [inputTo, targetTo] = [(i - from) * d, (i - from) * n];
      for (let k = 0, at = row * d; k < d; k++, at++) input[inputTo + k] = X[at] as number;
      for (let k = 0, at = row * n; k < n; k++, at++) targets[targetTo + k] = y[at] as number;
      if (weights) sampleWeights[i - from] = weights[row] as number;
    }
  }

  /** Answers `rows` samples of X from row `from` on; with `training`, hidden outputs are dropped as the options say. */
  forward(rows: number, training: boolean): void {
    const { hidden, output } = this.options;
    const last = this.layers.length - 1;
    for (let l = 0; l <= last; l++) {
      const layer = this.layers[l] as Layer;
      multiply(rows, layer.inputs, layer.outputs, layer.input, layer.W, layer.a, layer.b);
      if (l === last) outputFunctions[output](layer.a, rows, layer.outputs);
      else {
        layer.z?.set(layer.a.subarray(0, rows * layer.outputs));
        hidden.forward(layer.a, rows * layer.outputs);
        if (training && layer.mask) this.drop(layer.a, layer.mask, rows * layer.outputs);
      }
    }
  }

  /** Sets some outputs to 0 and makes up for them by the others, so that the expected sum stays (inverted dropout). */
  private drop(a: Reals, mask: Reals, n: number): void {
    const { dropout, random } = this.options;
    for (let i = 0; i < n; i++) {
      const keep = random.uniform() < dropout ? 0 : 1 / (1 - dropout);
      mask[i] = keep;
      a[i] = (a[i] as number) * keep;
    }
  }

  /** The mean loss of the loaded batch without any penalty, after {@link forward}. */
  plainLoss(rows: number, weighted: boolean): number {
    const n = this.options.units.at(-1) as number;
    const weights = weighted ? this.sampleWeights : undefined;
    const total = batchLosses[this.options.output](this.outputs, this.targets, weights, rows, n, this.eps);
    return total / this.mass(rows, weighted);
  }

  private mass(rows: number, weighted: boolean): number {
    if (!weighted) return rows;
    let sum = 0;
    for (let i = 0; i < rows; i++) sum += this.sampleWeights[i] as number;
    return sum;
  }

  /** Forward, loss and backward of the loaded batch: returns the loss with its L2 penalty, fills {@link gradient}. */
  step(rows: number, weighted: boolean): number {
    this.forward(rows, true);
    const mass = this.mass(rows, weighted);
    const loss = this.plainLoss(rows, weighted);
    const { alpha, hidden } = this.options;
    const { parameters, gradient, targets, sampleWeights } = this;
    let squares = 0;

    for (let l = this.layers.length - 1; l >= 0; l--) {
      const layer = this.layers[l] as Layer;
      const { inputs, outputs, delta, a } = layer;
      const n = rows * outputs;
      if (l === this.layers.length - 1) {
        for (let i = 0; i < n; i++) delta[i] = (a[i] as number) - (targets[i] as number);
        if (weighted) {
          for (let i = 0; i < n; i++)
            delta[i] = (delta[i] as number) * (sampleWeights[Math.floor(i / outputs)] as number);
        }
      } else {
        const next = this.layers[l + 1] as Layer;
        multiply(rows, next.outputs, outputs, next.deltas, next.WT, delta);
        if (layer.mask) for (let i = 0; i < n; i++) delta[i] = (delta[i] as number) * (layer.mask[i] as number);
        hidden.backward(layer.z ?? a, delta, n);
      }
      multiply(inputs, rows, outputs, layer.inputT, layer.deltas, layer.gradient);
      const part = layer.gradient;
      for (let i = 0, at = layer.weightsStart; i < inputs * outputs; i++, at++) {
        const w = parameters[at] as number;
        squares += w * w;
        gradient[at] = ((part[i] as number) + alpha * w) / mass;
      }
      for (let j = 0; j < outputs; j++) {
        let sum = 0;
        for (let i = j; i < n; i += outputs) sum += delta[i] as number;
        gradient[layer.biasStart + j] = sum / mass;
      }
    }
    return loss + (alpha * squares) / 2 / mass;
  }
}
