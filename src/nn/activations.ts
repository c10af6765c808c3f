import { expected, lookUp } from "../errors.ts";

/** A function from the weighted sum h to a neuron's output, and its derivative beside it. */
export interface Activation {
  readonly name: string;
  /** $g(h)$, in LaTeX. */
  readonly formula: string;
  /** The same in mathjs' notation, for {@link symbolicDerivative}; none where a function is given case by case. */
  readonly expression?: string;
  /** $g(h)$ */
  readonly f: (h: number) => number;
  /** $g'(h)$ */
  readonly derivative: (h: number) => number;
}

/** $g(h) = h$: the neuron that only sums. The lecture calls it "Linear". */
const identity: Activation = {
  name: "identity",
  formula: "h",
  expression: "h",
  f: (h) => h,
  derivative: () => 1,
};

/**
 * $g(h) = 1$ if $h ≥ 0$, else 0: the neuron that decides. At $h = 0$ it has no derivative and everywhere else 0, so no
 * gradient can tell it what to change; we return 0 throughout. (McCulloch and Pitts 1943; the lecture's exam has "≥" too.)
 */
const step: Activation = {
  name: "step",
  formula: "\\begin{cases}1 & h \\ge 0\\\\ 0 & h < 0\\end{cases}",
  f: (h) => (h >= 0 ? 1 : 0),
  derivative: () => 0,
};

/** $g(h) = 1 / (1 + e^{-h})$: a step with a slope, between 0 and 1. scikit-learn calls it "logistic". */
const sigmoid: Activation = {
  name: "sigmoid",
  formula: "\\frac{1}{1 + e^{-h}}",
  expression: "1 / (1 + exp(-h))",
  f: (h) => 1 / (1 + Math.exp(-h)),
  derivative: (h) => {
    const g = sigmoid.f(h);
    return g * (1 - g);
  },
};

/** $g(h) = \tanh h$: the sigmoid's shape between −1 and 1. */
const tanh: Activation = {
  name: "tanh",
  formula: "\\tanh h",
  expression: "tanh(h)",
  f: Math.tanh,
  derivative: (h) => 1 - Math.tanh(h) ** 2,
};

/** $g(h) = \max(0, h)$. At the kink $h = 0$ there is no derivative; like every library we take 0 there. */
const relu: Activation = {
  name: "relu",
  formula: "\\max(0, h)",
  f: (h) => Math.max(0, h),
  derivative: (h) => (h > 0 ? 1 : 0),
};

/**
 * Every activation function by its name. A new one is one row.
 * @example
 * activations.relu.f(-2) // → 0
 * activations.sigmoid.derivative(0) // → 0.25
 */
export const activations = { identity, step, sigmoid, tanh, relu } as const;

/** The name of an activation function: a key of {@link activations}. */
export type ActivationName = keyof typeof activations;

/**
 * The activation function of that name.
 * @throws {NnError} for a name that is not in {@link activations}, with the nearest one.
 * @example
 * activation("step").f(0) // → 1
 * activation("sigmiod" as ActivationName) // throws did you mean "sigmoid"?
 */
export function activation(name: ActivationName): Activation {
  return lookUp<Activation>(activations, name, "an activation function");
}

/** Refuses an activation function of the user's own that lacks a part; returns it. */
export function checkActivation(own: Activation): Activation {
  const whole = typeof own?.f === "function" && typeof own.derivative === "function" && typeof own.name === "string";
  if (whole) return own;
  throw expected("an activation function with a name, f and derivative", own, "give it all three, or name one of ours");
}
