/**
 * A function from the weighted sum h to a neuron's output, and its derivative beside it.
 * @example
 * const square = { name: "square", formula: "h^2", f: (h: number) => h * h, derivative: (h: number) => 2 * h };
 * new Neuron({ weights: [3], activation: square }).output([2]) // → 36
 */
export interface Activation {
  readonly name: string;
  /** $g(h)$, in LaTeX. */
  readonly formula: string;
  /** The same in mathjs' notation, for `symbolicDerivative`; none where a function is given case by case. */
  readonly expression?: string;
  /** $g(h)$ */
  readonly f: (h: number) => number;
  /** $g'(h)$ */
  readonly derivative: (h: number) => number;
}
