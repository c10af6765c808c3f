import type { Activation } from "./activation.ts";

/**
 * $g(h) = 1$ if $h ≥ 0$, else 0: the neuron that decides. At $h = 0$ it has no derivative and everywhere else 0, so no
 * gradient can tell it what to change; we return 0 throughout. (McCulloch and Pitts 1943; the lecture's exam has "≥" too.)
 */
export const step: Activation = {
  name: "step",
  formula: "\\begin{cases}1 & h \\ge 0\\\\ 0 & h < 0\\end{cases}",
  f: (h) => (h >= 0 ? 1 : 0),
  derivative: () => 0,
};

/**
 * $g(h) = 1 / (1 + e^{-h})$: a step with a slope, between 0 and 1. scikit-learn calls it "logistic".
 * @example
 * activations.sigmoid.f(0) // → 0.5
 * activations.tanh.derivative(0) // → 1
 */
export const sigmoid: Activation = {
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
export const tanh: Activation = {
  name: "tanh",
  formula: "\\tanh h",
  expression: "tanh(h)",
  f: Math.tanh,
  derivative: (h) => 1 - Math.tanh(h) ** 2,
};

/** $g(h) = h / (1 + |h|)$: tanh's shape without an exponential; it nears ±1 much more slowly. */
export const softsign: Activation = {
  name: "softsign",
  formula: "\\frac{h}{1 + |h|}",
  f: (h) => h / (1 + Math.abs(h)),
  derivative: (h) => 1 / (1 + Math.abs(h)) ** 2,
};

/** $g(h)$ = (h + 3) / 6 held between 0 and 1: the sigmoid from three straight lines, for hardware without exp. */
export const hardSigmoid: Activation = {
  name: "hardSigmoid",
  formula: "\\min(1, \\max(0, (h + 3) / 6))",
  f: (h) => Math.min(1, Math.max(0, (h + 3) / 6)),
  derivative: (h) => (h > -3 && h < 3 ? 1 / 6 : 0),
};

/** $g(h) = h$ held between −1 and 1: tanh from three straight lines. */
export const hardTanh: Activation = {
  name: "hardTanh",
  formula: "\\min(1, \\max(-1, h))",
  f: (h) => Math.min(1, Math.max(-1, h)),
  derivative: (h) => (h > -1 && h < 1 ? 1 : 0),
};
