import { expected, lookUp } from "../errors.ts";
import type { Activation } from "./activations/activation.ts";
import { gelu, hardSwish, mish, silu } from "./activations/gated.ts";
import { elu, identity, leakyRelu, prelu, relu, relu6, selu, softplus } from "./activations/rectifiers.ts";
import { hardSigmoid, hardTanh, sigmoid, softsign, step, tanh } from "./activations/saturating.ts";

export type { Activation } from "./activations/activation.ts";

/**
 * Every activation function by its name, each with its derivative. A new one is one row. (softmax, which needs all
 * sums of a layer at once, is a function of its own: `softmax`.)
 * @example
 * activations.relu.f(-2) // → 0
 * activations.sigmoid.derivative(0) // → 0.25
 */
export const activations = {
  identity,
  step,
  sigmoid,
  tanh,
  relu,
  leakyRelu,
  prelu,
  elu,
  selu,
  gelu,
  softplus,
  softsign,
  silu,
  mish,
  relu6,
  hardSigmoid,
  hardTanh,
  hardSwish,
} as const;

/** Other libraries' names for functions that we have. */
const synonyms = { linear: identity, binaryStep: step, logistic: sigmoid, swish: silu } as const;

/** The name of an activation function: a key of {@link activations}, or one that other libraries use. */
export type ActivationName = keyof typeof activations | keyof typeof synonyms;

/**
 * The activation function of that name; "logistic", "linear", "binaryStep" and "swish" are understood too.
 * @throws {NnError} for a name that is not in {@link activations}, with the nearest one.
 * @example
 * activation("step").f(0) // → 1
 * activation("logistic").name // → "sigmoid"
 * activation("sigmiod" as ActivationName) // throws did you mean "sigmoid"?
 */
export function activation(name: ActivationName): Activation {
  const synonym =
    typeof name === "string" && Object.hasOwn(synonyms, name) ? synonyms[name as keyof typeof synonyms] : undefined;
  return synonym ?? lookUp<Activation>(activations, name, "an activation function");
}

/** Refuses an activation function of the user's own that lacks a part; returns it. */
export function checkActivation(own: Activation): Activation {
  const whole = typeof own?.f === "function" && typeof own.derivative === "function" && typeof own.name === "string";
  if (whole) return own;
  throw expected("an activation function with a name, f and derivative", own, "give it all three, or name one of ours");
}
