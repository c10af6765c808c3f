import { expected } from "../../errors.ts";
import type { LbfgsResult } from "../lbfgs.ts";
import { checkObject, checkOptions } from "../options.ts";
import { checkFunction } from "../shapes.ts";
import type { Table } from "./table.ts";

/** What `onEpoch` is told. */
export interface EpochReport {
  /** From 1. */
  epoch: number;
  loss: number;
  /** The score on the samples set aside, with early stopping. */
  validationScore?: number;
  /** The loss on the samples given as `validation`. */
  validationLoss?: number;
}

/**
 * What a fit can be told beside the data.
 * @example
 * const seen: number[] = [];
 * new MLPRegressor().fit([[0], [1]], [0, 1], { onEpoch: ({ epoch }) => seen.push(epoch) < 3 });
 * seen // → [1, 2, 3]
 */
export interface FitOptions<Y> {
  /** How much each sample counts. */
  sampleWeight?: ArrayLike<number>;
  /** Samples to compute a loss on after each epoch, without learning from them: `validationLossCurve_`. */
  validation?: { X: Table; y: Y };
  /** Called after each epoch; returning false ends the training. */
  onEpoch?: (report: EpochReport) => unknown;
  /** Ends `fitAsync` early; what was learnt so far stays. */
  signal?: AbortSignal;
}

/** One line about an epoch, for `verbose`. */
export function described({ epoch, loss, validationScore, validationLoss }: EpochReport): string {
  const score = validationScore === undefined ? "" : `, validation score = ${validationScore.toFixed(6)}`;
  const held = validationLoss === undefined ? "" : `, validation loss = ${validationLoss.toFixed(8)}`;
  return `Iteration ${epoch}, loss = ${loss.toFixed(8)}${score}${held}`;
}

/** What to say when the epochs were not enough. */
export const notConverged = (maxIter: number) =>
  `${maxIter} epochs were not enough to converge; raise maxIter, or scale the inputs`;

/** What to say when the last loss is no number, or infinite, though the weights are finite. */
export const lossLeftBounds = (loss: number) =>
  `the last loss is ${loss}, the training seems to diverge; scale the inputs or make learningRateInit smaller`;

/** What to say of an L-BFGS that did not converge; nothing of one that did. */
export function lbfgsWarning({ outcome, iterations }: LbfgsResult): string | undefined {
  const texts = {
    converged: undefined,
    stopped: `${iterations} steps were not enough to converge; raise maxIter, or scale the inputs`,
    failed: `no step lowers the loss any further after ${iterations}; scale the inputs, or choose another solver`,
  };
  return texts[outcome];
}

const optionNames = ["sampleWeight", "validation", "onEpoch", "signal", "classes"];

/** Refuses options that are none, such as weights without their name, or of a wrong kind. */
export function checkFitOptions(options: object, names: readonly string[] = optionNames): void {
  const { onEpoch, validation, signal } = checkOptions(options as FitOptions<unknown>, names);
  if (onEpoch !== undefined) checkFunction(onEpoch, "onEpoch", "({ epoch, loss }) => console.log(epoch, loss)");
  if (validation !== undefined) checkObject(validation, "validation", "{ X, y }");
  if (signal !== undefined && signal !== null && typeof signal.aborted !== "boolean")
    throw expected("signal to be an AbortSignal", signal, "take the signal of a new AbortController()");
}
