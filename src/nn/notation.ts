/** How a formula is set: as plain text or for LaTeX. */
export interface Notation {
  minus: string;
  times: string;
  /** The input at place `index`, counted from 0. */
  input: (index: number) => string;
  /** How many digits a number has at most. Default 4; 17 tell every number from all others. */
  digits?: number;
}

/** In plain text: "0.3·x₁ − x₂". */
export const plain: Notation = { minus: "−", times: "·", input: variable };

/** In LaTeX: "0.3\,x_{1} - x_{2}". */
export const latex: Notation = { minus: "-", times: "\\,", input: (index) => `x_{${index + 1}}` };

/** The name of the input at place `index` (from 0): "x₁", "x₂" … */
export function variable(index: number): string {
  return `x${String(index + 1).replace(/\d/g, (digit) => "₀₁₂₃₄₅₆₇₈₉"[Number(digit)] as string)}`;
}

/** A number to four digits, unless the notation asks for more, with a minus sign instead of a hyphen: "−1.5". */
export function written(value: number, { minus, digits = 4 } = plain): string {
  return String(Number(value.toPrecision(digits))).replace("-", minus);
}

/**
 * $\sum_i w_i x_i + b$ with its numbers: "0.3·x₁ − x₂ + 1.5". A factor of one and a bias of nothing are left out.
 * @example
 * String(new Neuron({ weights: [1, -0.5], bias: 2 })) // → "ŷ = step(x₁ − 0.5·x₂ + 2)"
 */
export function linear(weights: readonly number[], bias: number, notation = plain): string {
  const { minus, times, input } = notation;
  const size = (value: number) => written(Math.abs(value), notation);
  const terms = weights.map((w, i) => ({ w, text: (size(w) === "1" ? "" : size(w) + times) + input(i) }));
  if (bias !== 0) terms.push({ w: bias, text: size(bias) });
  return terms.map(({ w, text }, i) => (i === 0 ? (w < 0 ? minus : "") : w < 0 ? ` ${minus} ` : " + ") + text).join("");
}
