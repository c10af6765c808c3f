/** Parameters or derivatives as one flat row of numbers, changed in place: nothing is allocated while learning. */
export type Numbers = Float64Array;

/** A rule that moves parameters against their gradient; it remembers what it needs between the steps. */
export interface Optimizer {
  readonly name: string;
  /**
   * One step: changes `w` in place.
   * @param w The parameters.
   * @param g The gradient at `w`, of the same length.
   * @param eta The learning rate of this step.
   */
  step(w: Numbers, g: Numbers, eta: number): void;
}

/**
 * What the optimizers can be told; each takes what its formula has.
 * @example
 * optimizer("rmsProp", 2, { decay: 0.99 }).name // → "rmsProp"
 * optimizer("adam", 2, { beta_1: 0.9 } as object) // throws it is called "beta1" here
 */
export interface OptimizerOptions {
  /** How much of the last step is kept (momentum, nesterov). Default 0.9. */
  momentum?: number;
  /** How slowly the mean of the squared gradients forgets (rmsProp 0.9, adaDelta 0.9). */
  decay?: number;
  /** How slowly the mean of the gradients forgets (adam and its kin). Default 0.9. */
  beta1?: number;
  /** How slowly the mean of their squares forgets (adam and its kin). Default 0.999. */
  beta2?: number;
  /** What keeps a division by a small number in bounds. Default 1e-8; adaDelta 1e-6. */
  epsilon?: number;
  /** How much of a weight is lost at each step, times η (adamW). Default 0.01. */
  weightDecay?: number;
}

/** The names of {@link OptimizerOptions}. */
export const optimizerOptions = ["momentum", "decay", "beta1", "beta2", "epsilon", "weightDecay"] as const;

/** Makes an optimizer for n parameters, its memory empty. */
export type OptimizerMaker = (n: number, options: OptimizerOptions) => Optimizer;
