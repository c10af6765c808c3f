import { batchLosses } from "./batch-losses.ts";
import { countParameters, type Engine, type EngineOptions, type Samples } from "./engine.ts";
import { type LayerFunction, layerFunction, outputFunctions } from "./layer-functions.ts";
import { type Lists, listRows, multiplyLists, multiplyTurnedLists, roomForLists } from "./list-product.ts";
import { paysToList } from "./lists.ts";
import { byRows, type Matrix, multiply, type Reals, transposed } from "./matrix-product.ts";
import type { Solver } from "./solvers.ts";

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
  gradient: Float64Array;
}

/**
 * The engine in plain TypeScript, which runs everywhere and is the one to read: forward and backward pass of a whole
 * batch on flat rows of numbers. All room is taken once, for the largest batch; a step allocates nothing.
 */
export class TypeScriptEngine implements Engine {
  readonly parameters: Reals;
  readonly gradient: Reals;
  readonly memory: readonly Reals[];
  readonly weightCount: number;
  private readonly options: EngineOptions;
  private readonly hidden: LayerFunction;
  private readonly layers: Layer[];
  private readonly input: Reals;
  private readonly targets: Reals;
  private readonly sampleWeights: Reals;
  private readonly eps: number;
  /** Room for the batch's inputs as lists; `listed` while they are mostly zeros. */
  private lists: Lists | undefined;
  private listed: Lists | undefined;
  /** The samples that were looked at last. */
  private known: Reals | undefined;

  constructor(options: EngineOptions) {
    const { units, capacity, single, dropout } = options;
    const room = (n: number): Reals => (single ? new Float32Array(n) : new Float64Array(n));
    const sizes = units.slice(1).map((outputs, l) => ({ inputs: units[l] as number, outputs }));
    const { weights, all } = countParameters(units);
    this.options = options;
    this.hidden = layerFunction(options.activation, dropout > 0);
    this.eps = single ? 2 ** -23 : Number.EPSILON;
    this.weightCount = weights;
    this.parameters = room(all);
    this.gradient = room(all);
    this.memory = [room(all), room(all)];
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
        z: isHidden && this.hidden.fromSums ? room(capacity * outputs) : undefined,
        mask: isHidden && dropout > 0 ? room(capacity * outputs) : undefined,
        W: byRows(this.parameters, outputs, weightsStart),
        b: byRows(this.parameters, outputs, biasStart),
        WT: transposed(this.parameters, outputs, weightsStart),
        input: byRows(before, inputs),
        inputT: transposed(before, inputs),
        deltas: byRows(delta, outputs),
        gradient: new Float64Array(inputs * outputs),
      };
      weightsStart += inputs * outputs;
      biasStart += outputs;
      before = a;
      return layer;
    });
  }

  train(
    samples: Samples,
    order: Int32Array | undefined,
    from: number,
    to: number,
    batch: number,
    solver: Solver,
  ): number {
    let total = 0;
    for (let start = from; start < to; start += batch) {
      const end = Math.min(start + batch, to);
      this.load(samples, order, start, end);
      total += this.step(end - start, samples.weights !== undefined) * (end - start);
      solver.step(this.parameters, this.gradient, this.memory);
    }
    return total;
  }

  lossAndGradient(samples: Samples): number {
    this.load(samples, undefined, 0, samples.rows);
    return this.step(samples.rows, samples.weights !== undefined);
  }

  loss(samples: Samples): number {
    const weighted = samples.weights !== undefined;
    let [total, mass] = [0, 0];
    for (let from = 0; from < samples.rows; from += this.options.capacity) {
      const to = Math.min(from + this.options.capacity, samples.rows);
      this.load(samples, undefined, from, to);
      this.forward(to - from, false);
      total += this.plainLoss(to - from, weighted);
      mass += this.mass(to - from, weighted);
    }
    return total / mass;
  }

  answers(X: Reals, rows: number): Float64Array {
    const { units, capacity } = this.options;
    const n = units.at(-1) as number;
    const all = new Float64Array(rows * n);
    // The answers' room stands in for targets, which nobody will read.
    const samples = { X, y: all, weights: undefined, rows };
    for (let from = 0; from < rows; from += capacity) {
      const to = Math.min(from + capacity, rows);
      this.load(samples, undefined, from, to);
      this.forward(to - from, false);
      all.set((this.layers.at(-1) as Layer).a.subarray(0, (to - from) * n), from * n);
    }
    return all;
  }

  close(): void {}

  /** Copies samples in the places `order[from]` … `order[to − 1]` (or from … to − 1) into the batch. */
  private load({ X, y, weights }: Samples, order: Int32Array | undefined, from: number, to: number): void {
    const d = this.options.units[0] as number;
    const n = this.options.units.at(-1) as number;
    const { input, targets, sampleWeights } = this;
    if (this.known !== X) {
      this.known = X;
      this.listed = paysToList(X, X.length / d, this.options.units) ? this.roomForLists() : undefined;
    }
    for (let i = from; i < to; i++) {
      const row = order ? (order[i] as number) : i;
      const [inputTo, targetTo] = [(i - from) * d, (i - from) * n];
      for (let k = 0, at = row * d; k < d; k++, at++) input[inputTo + k] = X[at] as number;
      for (let k = 0, at = row * n; k < n; k++, at++) targets[targetTo + k] = y[at] as number;
      if (weights) sampleWeights[i - from] = weights[row] as number;
    }
    if (this.listed) listRows(this.listed, input, to - from, d);
  }

  private roomForLists(): Lists {
    const { capacity, units, single } = this.options;
    this.lists ??= roomForLists(capacity, units[0] as number, single);
    return this.lists;
  }

  /** Answers the loaded samples; with `training`, hidden outputs are dropped as the options say. */
  private forward(rows: number, training: boolean): void {
    const { output } = this.options;
    const last = this.layers.length - 1;
    for (let l = 0; l <= last; l++) {
      const layer = this.layers[l] as Layer;
      if (l === 0 && this.listed) multiplyLists(this.listed, rows, layer.outputs, layer.W, layer.a, layer.b);
      else multiply(rows, layer.inputs, layer.outputs, layer.input, layer.W, layer.a, layer.b);
      if (l === last) outputFunctions[output](layer.a, rows, layer.outputs);
      else {
        layer.z?.set(layer.a.subarray(0, rows * layer.outputs));
        this.hidden.forward(layer.a, rows * layer.outputs);
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

  /** The loss of the loaded batch without any penalty, summed by the samples' weights, after {@link forward}. */
  private plainLoss(rows: number, weighted: boolean): number {
    const { units, output } = this.options;
    const weights = weighted ? this.sampleWeights : undefined;
    const { a } = this.layers.at(-1) as Layer;
    return batchLosses[output](a, this.targets, weights, rows, units.at(-1) as number, this.eps);
  }

  private mass(rows: number, weighted: boolean): number {
    if (!weighted) return rows;
    let sum = 0;
    for (let i = 0; i < rows; i++) sum += this.sampleWeights[i] as number;
    return sum;
  }

  /** Forward, loss and backward of the loaded batch: returns the loss with its L2 penalty, fills {@link gradient}. */
  private step(rows: number, weighted: boolean): number {
    this.forward(rows, true);
    const mass = this.mass(rows, weighted);
    const loss = this.plainLoss(rows, weighted) / mass;
    const { alpha } = this.options;
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
        this.hidden.backward(layer.z ?? a, delta, n);
      }
      if (l === 0 && this.listed) multiplyTurnedLists(this.listed, rows, outputs, layer.deltas, layer.gradient);
      else multiply(inputs, rows, outputs, layer.inputT, layer.deltas, layer.gradient);
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
