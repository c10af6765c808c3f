import { type Activation, activation } from "../activations.ts";
import { outputFunctions } from "../estimators/engines/layer-functions.ts";
import { byRows, multiply, transposed } from "../estimators/engines/matrix-product.ts";
import type { Random } from "../random.ts";
import type { LayerActivation, LayerSpec } from "./specs.ts";

/** One thing that happens to a batch on its way: forward, and backward along the same way. */
export interface Pass {
  /** How many numbers a sample is made of before and after. */
  readonly inputs: number;
  readonly outputs: number;
  /** How many weights and biases it has; they lie in the network's row of parameters from `start` on. */
  readonly parameters: number;
  /** Makes the outputs of `rows` samples; remembers what `backward` will need. */
  forward(a: Float64Array, rows: number, training: boolean): Float64Array;
  /** From dC/da of its outputs to that of its inputs; writes dC/dw of its own parameters. */
  backward(delta: Float64Array, rows: number, gradient: Float64Array): Float64Array;
}

/** $Z = A W + b$, W row by row from input i to neuron j, then b. */
export class DensePass implements Pass {
  readonly inputs: number;
  readonly outputs: number;
  readonly parameters: number;
  private readonly w: Float64Array;
  private readonly start: number;
  private a: Float64Array = new Float64Array(0);

  constructor(w: Float64Array, start: number, inputs: number, outputs: number) {
    this.w = w;
    this.start = start;
    this.inputs = inputs;
    this.outputs = outputs;
    this.parameters = (inputs + 1) * outputs;
  }

  /** Where b begins in the row of parameters. */
  private get biases(): number {
    return this.start + this.inputs * this.outputs;
  }

  forward(a: Float64Array, rows: number): Float64Array {
    const { w, inputs, outputs } = this;
    this.a = a;
    const z = new Float64Array(rows * outputs);
    multiply(
      rows,
      inputs,
      outputs,
      byRows(a, inputs),
      byRows(w, outputs, this.start),
      z,
      byRows(w, outputs, this.biases),
    );
    return z;
  }

  backward(delta: Float64Array, rows: number, gradient: Float64Array): Float64Array {
    const { w, inputs, outputs, a } = this;
    const dW = gradient.subarray(this.start, this.biases);
    multiply(inputs, rows, outputs, transposed(a, inputs), byRows(delta, outputs), dW);
    for (let j = 0; j < outputs; j++) {
      let sum = 0;
      for (let i = j; i < rows * outputs; i += outputs) sum += delta[i] as number;
      gradient[this.biases + j] = sum;
    }
    const before = new Float64Array(rows * inputs);
    multiply(rows, outputs, inputs, byRows(delta, outputs), transposed(w, outputs, this.start), before);
    return before;
  }
}

/** $a = g(z)$, number by number. */
class BendPass implements Pass {
  readonly parameters = 0;
  readonly inputs: number;
  readonly outputs: number;
  private readonly g: Activation;
  private z: Float64Array = new Float64Array(0);

  constructor(n: number, g: Activation) {
    this.inputs = n;
    this.outputs = n;
    this.g = g;
  }

  forward(z: Float64Array): Float64Array {
    this.z = z;
    return z.map(this.g.f);
  }

  backward(delta: Float64Array): Float64Array {
    return delta.map((d, i) => d * this.g.derivative(this.z[i] as number));
  }
}

/** $a = z$ above 0, $a = s z$ below, with a slope s of its own to learn: $∂C/∂s = \sum_{z ≤ 0} δ z$. */
export class PreluPass implements Pass {
  readonly parameters = 1;
  readonly inputs: number;
  readonly outputs: number;
  private readonly w: Float64Array;
  private readonly start: number;
  private z: Float64Array = new Float64Array(0);

  constructor(n: number, w: Float64Array, start: number) {
    this.inputs = n;
    this.outputs = n;
    this.w = w;
    this.start = start;
  }

  forward(z: Float64Array): Float64Array {
    this.z = z;
    const slope = this.w[this.start] as number;
    return z.map((value) => (value > 0 ? value : slope * value));
  }

  backward(delta: Float64Array, _rows: number, gradient: Float64Array): Float64Array {
    const slope = this.w[this.start] as number;
    let sum = 0;
    const before = delta.map((d, i) => {
      const z = this.z[i] as number;
      if (z > 0) return d;
      sum += d * z;
      return d * slope;
    });
    gradient[this.start] = sum;
    return before;
  }
}

/** softmax of each sample's row; backward, $δ_j = p_j (d_j - \sum_i d_i p_i)$. */
class SoftmaxPass implements Pass {
  readonly parameters = 0;
  readonly inputs: number;
  readonly outputs: number;
  private p: Float64Array = new Float64Array(0);

  constructor(n: number) {
    this.inputs = n;
    this.outputs = n;
  }

  forward(z: Float64Array, rows: number): Float64Array {
    this.p = Float64Array.from(z);
    outputFunctions.softmax(this.p, rows, this.inputs);
    return this.p;
  }

  backward(delta: Float64Array, rows: number): Float64Array {
    const { p, inputs: n } = this;
    const before = new Float64Array(rows * n);
    for (let from = 0; from < rows * n; from += n) {
      let mean = 0;
      for (let i = from; i < from + n; i++) mean += (delta[i] as number) * (p[i] as number);
      for (let i = from; i < from + n; i++) before[i] = (p[i] as number) * ((delta[i] as number) - mean);
    }
    return before;
  }
}

/**
 * Inverted dropout: what is kept is made larger, so that the expected sum stays, and nothing need be done in answering.
 * @example
 * const model = new Sequential([layers.dropout(0.5), layers.dense(2)], { inputs: 3 });
 * [model.parameterCount, model.predict([[1, 1, 1]]).length] // → [8, 1]
 */
class DropoutPass implements Pass {
  readonly parameters = 0;
  readonly inputs: number;
  readonly outputs: number;
  private readonly rate: number;
  private readonly random: () => Random;
  private mask: Float64Array | undefined;

  constructor(n: number, rate: number, random: () => Random) {
    this.inputs = n;
    this.outputs = n;
    this.rate = rate;
    this.random = random;
  }

  forward(a: Float64Array, _rows: number, training: boolean): Float64Array {
    this.mask = undefined;
    if (!training || this.rate === 0) return a;
    const random = this.random();
    const kept = 1 / (1 - this.rate);
    const mask = a.map(() => (random.uniform() < this.rate ? 0 : kept));
    this.mask = mask;
    return a.map((value, i) => value * (mask[i] as number));
  }

  backward(delta: Float64Array): Float64Array {
    const { mask } = this;
    return mask ? delta.map((d, i) => d * (mask[i] as number)) : delta;
  }
}

const bend = (n: number, name: LayerActivation): Pass[] => {
  if (name === "softmax") return [new SoftmaxPass(n)];
  const g = activation(name);
  return g.name === "identity" ? [] : [new BendPass(n, g)];
};

/** The passes of each kind of layer, after n numbers a sample, on parameters from `start` on. */
const makers: {
  readonly [K in LayerSpec["type"]]: (
    spec: Extract<LayerSpec, { type: K }>,
    n: number,
    w: Float64Array,
    start: number,
    random: () => Random,
  ) => Pass[];
} = {
  dense: ({ units, activation: name = "identity" }, n, w, start) => [
    new DensePass(w, start, n, units),
    ...bend(units, name),
  ],
  dropout: ({ rate }, n, _w, _start, random) => [new DropoutPass(n, rate, random)],
  activation: ({ activation: name }, n) => bend(n, name),
  prelu: (_spec, n, w, start) => [new PreluPass(n, w, start)],
};

/** How many parameters layers have, given how many inputs there are. */
export function parameterCounts(
  specs: readonly LayerSpec[],
  inputs: number,
): { outputs: number; parameters: number }[] {
  let n = inputs;
  return specs.map((spec) => {
    const parameters = spec.type === "dense" ? (n + 1) * spec.units : spec.type === "prelu" ? 1 : 0;
    n = spec.type === "dense" ? spec.units : n;
    return { outputs: n, parameters };
  });
}

/** The passes of a whole network, its layers one after the other. */
export function passesOf(specs: readonly LayerSpec[], inputs: number, w: Float64Array, random: () => Random): Pass[] {
  let [n, start] = [inputs, 0];
  return specs.flatMap((spec) => {
    const make = makers[spec.type] as (typeof makers)["dense" & LayerSpec["type"]];
    const passes = make(spec as never, n, w, start, random);
    n = passes.at(-1)?.outputs ?? n;
    start += passes.reduce((sum, pass) => sum + pass.parameters, 0);
    return passes;
  });
}
