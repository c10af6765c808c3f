import { checkNumber } from "../shapes.ts";
import type { Activation } from "./activation.ts";
import { sigmoid } from "./saturating.ts";

/** $g(h) = h$: the neuron that only sums. The lecture calls it "Linear". */
export const identity: Activation = {
  name: "identity",
  formula: "h",
  expression: "h",
  f: (h) => h,
  derivative: () => 1,
};

/** $g(h) = \max(0, h)$. At the kink $h = 0$ there is no derivative; like every library we take 0 there. */
export const relu: Activation = {
  name: "relu",
  formula: "\\max(0, h)",
  f: (h) => Math.max(0, h),
  derivative: (h) => (h > 0 ? 1 : 0),
};

/** ReLU with a slope of 0.01 below 0, so that a neuron which is always negative can still learn (Maas 2013). */
export const leakyRelu: Activation = {
  name: "leakyRelu",
  formula: "\\begin{cases}h & h > 0\\\\ 0.01\\,h & h \\le 0\\end{cases}",
  f: (h) => (h > 0 ? h : 0.01 * h),
  derivative: (h) => (h > 0 ? 1 : 0.01),
};

/** An activation function with a parameter of its own, which `layers.prelu` learns like a weight. */
export interface ParametricActivation extends Activation {
  /** The slope below 0. */
  readonly a: number;
  /** $∂g/∂a$: what the parameter's own gradient is made of. */
  readonly derivativeByA: (h: number) => number;
}

/**
 * ReLU whose slope below 0 is a parameter to be learnt (He and others 2015).
 * @param a The slope. Default 0.25, where the paper starts.
 * @throws {NnError} for a slope that is not a finite number.
 * @example
 * preluWith(0.5).f(-2) // → -1
 * preluWith(0.5).derivativeByA(-2) // → -2
 */
export function preluWith(a = 0.25): ParametricActivation {
  checkNumber(a, "a");
  return {
    name: "prelu",
    formula: `\\begin{cases}h & h > 0\\\\ ${a}\\,h & h \\le 0\\end{cases}`,
    a,
    f: (h) => (h > 0 ? h : a * h),
    derivative: (h) => (h > 0 ? 1 : a),
    derivativeByA: (h) => (h > 0 ? 0 : h),
  };
}

/** {@link preluWith} at the slope where its paper starts, 0.25. */
export const prelu: ParametricActivation = preluWith();

/** $g(h) = h$ above 0, $e^h - 1$ below: no kink, and its mean stays nearer to 0 (Clevert 2015; α = 1). */
export const elu: Activation = {
  name: "elu",
  formula: "\\begin{cases}h & h > 0\\\\ e^h - 1 & h \\le 0\\end{cases}",
  f: (h) => (h > 0 ? h : Math.expm1(h)),
  derivative: (h) => (h > 0 ? 1 : Math.exp(h)),
};

/** Klambauer's λ and α (2017): with them a layer keeps mean 0 and variance 1. */
const [lambda, alpha] = [1.0507009873554805, 1.6732632423543772];

/** ELU scaled so that signals neither grow nor fade from layer to layer (Klambauer and others 2017). */
export const selu: Activation = {
  name: "selu",
  formula: "\\lambda\\begin{cases}h & h > 0\\\\ \\alpha(e^h - 1) & h \\le 0\\end{cases}",
  f: (h) => lambda * (h > 0 ? h : alpha * Math.expm1(h)),
  derivative: (h) => lambda * (h > 0 ? 1 : alpha * Math.exp(h)),
};

/** $g(h) = \ln(1 + e^h)$: ReLU with its corner rounded; its derivative is the sigmoid. */
export const softplus: Activation = {
  name: "softplus",
  formula: "\\ln(1 + e^h)",
  expression: "log(1 + exp(h))",
  // e^h overflows from 710 on; e^{-|h|} never does.
  f: (h) => Math.max(h, 0) + Math.log1p(Math.exp(-Math.abs(h))),
  derivative: (h) => sigmoid.f(h),
};

/** ReLU that goes no higher than 6, for arithmetic of few bits (Krizhevsky 2010). */
export const relu6: Activation = {
  name: "relu6",
  formula: "\\min(6, \\max(0, h))",
  f: (h) => Math.min(6, Math.max(0, h)),
  derivative: (h) => (h > 0 && h < 6 ? 1 : 0),
};
