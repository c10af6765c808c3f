import { expected, lookUp } from "../errors.ts";
import { softplus } from "./activations/rectifiers.ts";
import { sigmoid } from "./activations/saturating.ts";
import { logSumExp, softmax } from "./activations/softmax.ts";
import { checkVector, type Vector } from "./shapes.ts";

/**
 * An output activation and its loss in one, as functions of the weighted sums h. The two derivatives multiply to
 * $\hat y - y$ on paper; in floating point only the fused form survives a $\hat y$ that rounds to 0 or 1.
 */
export interface FusedLoss {
  readonly name: string;
  /** The output activation inside: "sigmoid", "softmax" or "exp". */
  readonly activation: string;
  /** The loss inside: a key of `losses`. */
  readonly loss: string;
  /** $\hat y$ from h. */
  readonly outputs: (h: Vector) => number[];
  /** $C$ from h and y: in nats, or in bits where the name says so. */
  readonly f: (h: Vector, y: Vector) => number;
  /** $∂C/∂h$ */
  readonly derivative: (h: Vector, y: Vector) => number[];
}

/** The sum of a term for each output. */
function sum(h: Vector, term: (value: number, i: number) => number): number {
  return h.reduce((total, value, i) => total + term(value, i), 0);
}

/** $\sum_i \ln(1 + e^{h_i}) - y_i h_i$, with slope $σ(h_i) - y_i$. */
const sigmoidCrossEntropy: FusedLoss = {
  name: "sigmoidCrossEntropy",
  activation: "sigmoid",
  loss: "binaryCrossEntropy",
  outputs: (h) => h.map(sigmoid.f),
  f: (h, y) => sum(h, (value, i) => softplus.f(value) - (y[i] as number) * value),
  derivative: (h, y) => h.map((value, i) => sigmoid.f(value) - (y[i] as number)),
};

/** $\sum_i y_i (\ln\sum_k e^{h_k} - h_i)$, with slope $p_j \sum_i y_i - y_j$. */
const softmaxCrossEntropy: FusedLoss = {
  name: "softmaxCrossEntropy",
  activation: "softmax",
  loss: "categoricalCrossEntropy",
  outputs: softmax,
  f: (h, y) => {
    const total = logSumExp(h);
    return sum(h, (value, i) => (y[i] as number) * (total - value));
  },
  derivative: (h, y) => {
    const mass = y.reduce((all, value) => all + value, 0);
    return softmax(h).map((p, j) => p * mass - (y[j] as number));
  },
};

/** $\sum_i y_i \ln y_i - y_i h_i - y_i + e^{h_i}$, with slope $e^{h_i} - y_i$. */
const expPoisson: FusedLoss = {
  name: "expPoisson",
  activation: "exp",
  loss: "poisson",
  outputs: (h) => h.map(Math.exp),
  f: (h, y) =>
    sum(h, (value, i) => {
      const count = y[i] as number;
      return (count === 0 ? 0 : count * Math.log(count)) - count * value - count + Math.exp(value);
    }),
  derivative: (h, y) => h.map((value, i) => Math.exp(value) - (y[i] as number)),
};

/** The same pair in bits: $\log_2$ in place of ln. */
function inBits(nats: FusedLoss): FusedLoss {
  return {
    ...nats,
    name: `${nats.name}Bits`,
    loss: `${nats.loss}Bits`,
    f: (h, y) => nats.f(h, y) / Math.LN2,
    derivative: (h, y) => nats.derivative(h, y).map((slope) => slope / Math.LN2),
  };
}

/**
 * The pairs of output activation and loss that belong together, each as one stable function.
 * @example
 * fusedLosses.sigmoidCrossEntropy.f([1000], [1]) // → 0
 * fusedLosses.softmaxCrossEntropy.derivative([0, 0], [1, 0]) // → [-0.5, 0.5]
 */
export const fusedLosses = {
  sigmoidCrossEntropy,
  sigmoidCrossEntropyBits: inBits(sigmoidCrossEntropy),
  softmaxCrossEntropy,
  softmaxCrossEntropyBits: inBits(softmaxCrossEntropy),
  expPoisson,
} as const;

/** The name of such a pair: a key of {@link fusedLosses}. */
export type FusedLossName = keyof typeof fusedLosses;

/**
 * The fused loss of one sample, and its slope by each weighted sum.
 * @throws {NnError} for an unknown name, sums or targets that are not finite numbers, or not as many of each.
 * @example
 * fusedLoss("sigmoidCrossEntropy", [0], [1]) // → { value: Math.log(2), derivative: [-0.5] }
 * fusedLoss("softmaxCrossEntropyBits", [0, 0, 5000], [1, 0, 0]).value === 5000 / Math.LN2 // → true
 */
export function fusedLoss(name: FusedLossName, h: Vector, y: Vector): { value: number; derivative: number[] } {
  const { f, derivative } = lookUp<FusedLoss>(fusedLosses, name, "a fused loss");
  checkVector(h, "h");
  checkVector(y, "y", h.length);
  const negative = y.find((target) => target < 0);
  if (negative !== undefined) throw expected("y to hold no negative target", negative, "use 0 and 1, or counts");
  return { value: f(h, y), derivative: derivative(h, y) };
}
