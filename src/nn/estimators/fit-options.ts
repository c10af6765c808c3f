import { expected } from "../../errors.ts";
import type { LbfgsResult } from "../lbfgs.ts";
import type { SolverState } from "./engines/solvers.ts";
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

/** What a fit can be told beside the data. */
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

/** An estimator's learnt state and parameters, for JSON. */
export interface SavedMLP {
  kind: string;
  version: 1;
  parameters: Record<string, unknown>;
  units: number[];
  weights: number[];
  learnt: Record<string, unknown>;
  solver: SolverState | null;
  /** What else the estimator needs. */
  own: unknown;
}

/** One line about an epoch, for `verbose`. */
export function described({ epoch, loss, validationScore, validationLoss }: EpochReport): string {
  const score = validationScore === undefined ? "" : `, validation score = ${validationScore.toFixed(6)}`;
  const held = validationLoss === undefined ? "" : `, validation loss = ${validationLoss.toFixed(8)}`;
  return `Iteration ${epoch}, loss = ${loss.toFixed(8)}${score}${held}`;
}

/** Refuses what another class saved; returns the parameters, with the infinity that JSON lacks. */
export function savedParameters(saved: SavedMLP, kind: string): Record<string, unknown> {
  if (saved?.kind === kind && saved.version === 1) {
    return { ...saved.parameters, nIterNoChange: Number(saved.parameters.nIterNoChange) };
  }
  throw expected(`what ${kind}.toJSON() gave`, saved?.kind, "load it with the class that saved it");
}

/** What to say when the epochs were not enough. */
export const notConverged = (maxIter: number) =>
  `${maxIter} epochs were not enough to converge; raise maxIter, or scale the inputs`;

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

/** Refuses options that are none, such as weights without their name, which would else be passed over in silence. */
export function checkFitOptions(options: unknown, names: readonly string[] = optionNames): void {
  if (typeof options !== "object" || options === null || Array.isArray(options) || ArrayBuffer.isView(options)) {
    throw expected("options as an object", options, "write { sampleWeight: weights }");
  }
  const stranger = Object.keys(options).find((name) => !names.includes(name));
  if (stranger !== undefined)
    throw expected(`options out of ${names.join(", ")}`, stranger, "mend its name, or leave it out");
}
