/** A function from the weighted sum h to a neuron's output, and its derivative beside it. */
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
