import type { ActivationName } from "../../activations.ts";
import type { Random } from "../../random.ts";
import type { OutputName } from "./layer-functions.ts";
import type { Reals } from "./matrix-product.ts";
import type { Solver } from "./solvers.ts";

/** What an {@link Engine} is built from. */
export interface EngineOptions {
  /** Inputs, hidden layers, outputs. */
  units: readonly number[];
  /** The hidden layers' activation function. */
  activation: ActivationName;
  output: OutputName;
  /** The strength of the L2 penalty. */
  alpha: number;
  /** How many samples are in a batch at most. */
  capacity: number;
  single: boolean;
  /** How many threads may compute at most, where the engine can have more than one. */
  threads: number;
  /** The share of hidden outputs that is left out in training, and what decides which. */
  dropout: number;
  random: Random;
}

/** Samples with their targets and weights, row by row. */
export interface Samples {
  X: Reals;
  /** One row of outputs a sample. */
  y: Reals;
  weights: Reals | undefined;
  rows: number;
}

/** What ends epochs that are trained many in one go: after more than `patience` epochs without a better loss. */
export interface Watch {
  /** The least loss so far, and for how many epochs it was not bettered by `tol`. */
  best: number;
  idle: number;
  patience: number;
  tol: number;
}

/**
 * What computes: it holds a network's parameters and trains them. `parameters` holds all weights, layer by layer
 * (W[i][j] from input i to neuron j), then all biases; `gradient` lies the same, and so does each row of `memory`, which
 * is the solver's. Their places may change with every call, so nobody keeps them.
 */
export interface Engine {
  readonly parameters: Reals;
  readonly gradient: Reals;
  readonly memory: readonly Reals[];
  readonly weightCount: number;
  /**
   * Trains batch by batch on the samples in the places `order[from]` … `order[to − 1]` (or from … to − 1): forward,
   * loss with its L2 penalty, backward, a step of the solver. Returns the sum of each batch's loss times its samples; an
   * engine that computes elsewhere gives a promise of it.
   */
  train(
    samples: Samples,
    order: Int32Array | undefined,
    from: number,
    to: number,
    batch: number,
    solver: Solver,
  ): number | Promise<number>;
  /**
   * Trains epoch after epoch, up to `most`, in one go: the loss of each. Each is in an order of its own, one behind the
   * other in `orders`, or all in the samples' own. It ends with the one after which the watch, which it keeps up to date,
   * says so, or whose loss is not finite. For engines to which each call is much beside an epoch.
   */
  trainEpochs?(
    samples: Samples,
    orders: Int32Array | undefined,
    batch: number,
    solver: Solver,
    most: number,
    watch: Watch,
  ): Float64Array;
  /** The loss of all samples at once with its L2 penalty; fills {@link gradient}. For L-BFGS. */
  lossAndGradient(samples: Samples): number;
  /** The mean loss of samples, by their weights, without a penalty and without dropout. */
  loss(samples: Samples): number;
  /** The outputs for `rows` rows of X, without dropout, one row a sample. */
  answers(X: Reals, rows: number): Float64Array;
  /** Told when a training has ended: parameters and memory stay, all other room is given back. */
  close(): void;
}

/** How many numbers the parameters of layers are, and how many of them are weights. */
export function countParameters(units: readonly number[]): { weights: number; all: number } {
  const weights = units.slice(1).reduce((sum, outputs, l) => sum + (units[l] as number) * outputs, 0);
  return { weights, all: units.slice(1).reduce((sum, outputs) => sum + outputs, weights) };
}
