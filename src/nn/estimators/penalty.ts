import type { PerceptronParameters } from "./perceptron-parameters.ts";

/**
 * What large weights cost at each step of {@link learnNeuron}: $α (\frac{1 - r}{2} \|w\|^2 + r \|w\|_1)$. The squares
 * shrink all weights a little; the sizes are taken off together, as much as has come up since a weight was last changed,
 * and no weight passes 0 by it (Tsuruoka, Tsujii and Ananiadou 2009).
 * @example
 * const [w = []] = new Perceptron({ penalty: "l1", alpha: 10 }).fit(gates.AND.X, gates.AND.y).coef_ ?? [];
 * w // → [0, 0]
 */
export class Penalty {
  private readonly factor: number;
  private readonly costs: readonly [ofSquares: number, ofSizes: number];
  private readonly perStep: number;
  /** How much could have been taken off a weight so far, and how much was. */
  private due = 0;
  private readonly taken: Float64Array;
  private squares = 0;
  private sizes = 0;

  constructor(kind: "l2" | "l1" | "elasticnet", { alpha, l1Ratio, eta0 }: PerceptronParameters, w: readonly number[]) {
    const ratio = { l2: 0, l1: 1, elasticnet: l1Ratio }[kind];
    this.factor = Math.max(0, 1 - (1 - ratio) * eta0 * alpha);
    this.costs = [(alpha * (1 - ratio)) / 2, alpha * ratio];
    this.perStep = kind === "l2" ? 0 : ratio * eta0 * alpha;
    this.taken = new Float64Array(w.length);
    this.measure(w);
  }

  /** What the weights cost, as they were when they were last measured or shrunk. */
  get cost(): number {
    return this.costs[0] * this.squares + this.costs[1] * this.sizes;
  }

  /** Measures the weights after a step. */
  measure(w: readonly number[]): void {
    this.squares = w.reduce((sum, value) => sum + value * value, 0);
    this.sizes = w.reduce((sum, value) => sum + Math.abs(value), 0);
  }

  /** Shrinks all weights by their squares' part. */
  shrink(w: number[]): void {
    if (this.factor === 1) return;
    for (let k = 0; k < w.length; k++) w[k] = (w[k] as number) * this.factor;
    this.squares *= this.factor ** 2;
    this.sizes *= this.factor;
  }

  /** Takes the sizes' part off all weights. */
  cut(w: number[]): void {
    if (this.perStep === 0) return;
    this.due += this.perStep;
    for (let k = 0; k < w.length; k++) {
      const [before, taken] = [w[k] as number, this.taken[k] as number];
      if (before > 0) w[k] = Math.max(0, before - (this.due + taken));
      else if (before < 0) w[k] = Math.min(0, before + (this.due - taken));
      this.taken[k] = taken + ((w[k] as number) - before);
    }
  }
}
