import { expected } from "../../errors.ts";
import { checkFitOptions } from "../estimators/fit-options.ts";
import { othersTurn, Pace } from "../estimators/pace.ts";
import { shuffleInPlace } from "../estimators/split.ts";
import { type Loss, type LossName, lossOf } from "../losses.ts";
import { type OptimizerOptions, optimizerOptions } from "../optimizers/optimizer.ts";
import { type OptimizerName, optimizerFor } from "../optimizers.ts";
import type { Random } from "../random.ts";
import { type Scheduled, scheduledNames, scheduleFor } from "../schedules.ts";
import { checkWhole } from "../shapes.ts";
import { costOf } from "./cost.ts";
import type { Pass } from "./passes.ts";
import type { LayerActivation } from "./specs.ts";

/** What `onEpoch` of a {@link Sequential} is told. */
export interface SequentialReport {
  /** From 1. */
  readonly epoch: number;
  /** The mean loss of the samples, as they were answered in this epoch. */
  readonly loss: number;
  /** The mean loss of the `validation` samples after it. */
  readonly validationLoss?: number;
  /** $η$ in this epoch. */
  readonly learningRate: number;
}

/**
 * How a {@link Sequential} is trained; an optimizer is told what its formula has.
 * @example
 * const model = new Sequential([layers.dense(1, "sigmoid")], { inputs: 2 });
 * model.fit(gates.OR.X, gates.OR.y, { epochs: 3, optimizer: "nesterov", schedule: "cosine" }).losses.length // → 3
 */
export interface SequentialOptions<Data> extends OptimizerOptions, Scheduled {
  /** Default "squared"; after a last softmax "categoricalCrossEntropy", after a sigmoid "binaryCrossEntropy". */
  loss?: LossName | Loss;
  /** Default "adam". */
  optimizer?: OptimizerName;
  /** $η$ at the start. Default 0.01. */
  learningRate?: number;
  /** How often to go through all samples. Default 100. */
  epochs?: number;
  /** How many samples a step looks at. Default 32, or all if there are fewer. */
  batchSize?: number;
  /** Whether the samples come in a new order in each epoch. Default true. */
  shuffle?: boolean;
  /** Samples to compute a loss on after each epoch, without learning from them. */
  validation?: Data;
  /** Called after each epoch; returning false ends the training. */
  onEpoch?: (report: SequentialReport) => unknown;
  /** Ends `fitAsync` early; what was learnt so far stays. */
  signal?: AbortSignal;
}

/** How a training went: what `fit` of a {@link Sequential} returns. */
export interface SequentialHistory {
  /** "stopped" by onEpoch or a signal; "diverged" as soon as a parameter left all bounds: the last sound ones stay. */
  readonly outcome: "finished" | "stopped" | "diverged";
  /** The mean loss of each epoch. */
  readonly losses: readonly number[];
  /** The mean loss of the validation samples after each epoch; empty without any. */
  readonly validationLosses: readonly number[];
}

/** Samples with their targets as rows of numbers. */
export interface Batchable {
  X: Float64Array;
  y: Float64Array;
  rows: number;
}

/** What is trained. */
interface Trainee {
  passes: readonly Pass[];
  w: Float64Array;
  last: LayerActivation | undefined;
  random: Random;
}

/** A parameter beyond this has left for good. */
const bound = 1e12;

const known = [
  ...["loss", "optimizer", "learningRate", "epochs", "batchSize", "shuffle", "validation", "onEpoch", "signal"],
  ...scheduledNames,
  ...optimizerOptions,
];

/** The loss that goes with a last activation. */
const usualLoss = (last: LayerActivation | undefined): LossName =>
  last === "softmax"
    ? "categoricalCrossEntropy"
    : last === "sigmoid" || last === "logistic"
      ? "binaryCrossEntropy"
      : "squared";

/** The loss that options ask for. */
export function lossFor<T>(last: LayerActivation | undefined, { loss }: SequentialOptions<T>): Loss {
  return lossOf(loss ?? usualLoss(last));
}

/** Refuses options of a fit that are none or of a wrong kind. */
export function checkFit(options: SequentialOptions<unknown>): void {
  checkFitOptions(options, known);
  const { shuffle } = options;
  if (shuffle !== undefined && typeof shuffle !== "boolean")
    throw expected("shuffle to be true or false", shuffle, "leave it out for true");
}

/** The mean loss of samples, without dropout. */
export function meanLoss({ passes, last }: Trainee, loss: Loss, { X, y, rows }: Batchable): number {
  const { cost, skips } = costOf(loss, last);
  const used = skips ? passes.slice(0, -1) : passes;
  let a = X;
  for (const pass of used) a = pass.forward(a, rows, false);
  return cost(a, y, rows, a.length / rows).total / rows;
}

/** The training, as a generator that pauses often enough for others to do something. */
export function* training(
  trainee: Trainee,
  data: Batchable,
  validation: Batchable | undefined,
  options: SequentialOptions<unknown>,
): Generator<void, SequentialHistory> {
  const { passes, w, last, random } = trainee;
  const { optimizer: name = "adam", learningRate = 0.01, shuffle = true, onEpoch } = options;
  const epochs = checkWhole(options.epochs ?? 100, "epochs", 1, Number.MAX_SAFE_INTEGER);
  const batchSize = checkWhole(options.batchSize ?? Math.min(32, data.rows), "batchSize");
  const rates = scheduleFor(options, learningRate);
  const rule = optimizerFor(name, w.length, options);
  const loss = lossFor(last, options);
  const { cost, skips } = costOf(loss, last);
  const used = skips ? passes.slice(0, -1) : passes;
  const n = data.y.length / data.rows;
  const order = Int32Array.from({ length: data.rows }, (_, i) => i);
  const gradient = new Float64Array(w.length);
  const sound = new Float64Array(w.length);
  const pace = new Pace();
  const losses: number[] = [];
  const validationLosses: number[] = [];
  const history = (outcome: SequentialHistory["outcome"]) => ({ outcome, losses, validationLosses });

  for (let epoch = 1; epoch <= epochs; epoch++) {
    if (shuffle) shuffleInPlace(order, random);
    const eta = rates.rate(epoch - 1);
    let total = 0;
    for (let from = 0; from < data.rows; from += batchSize) {
      const places = order.subarray(from, Math.min(from + batchSize, data.rows));
      const rows = places.length;
      let a = gathered(data.X, places, data.X.length / data.rows);
      for (const pass of used) a = pass.forward(a, rows, true);
      const batch = cost(a, gathered(data.y, places, n), rows, n);
      total += batch.total;
      let delta: Float64Array = batch.delta.map((part) => part / rows);
      for (let p = used.length - 1; p >= 0; p--) delta = (used[p] as Pass).backward(delta, rows, gradient);
      sound.set(w);
      rule.step(w, gradient, eta);
      if (!w.every((value) => Math.abs(value) < bound)) {
        w.set(sound);
        return history("diverged");
      }
      if (pace.isDue()) yield;
    }
    losses.push(total / data.rows);
    const validationLoss = validation && meanLoss(trainee, loss, validation);
    if (validationLoss !== undefined) validationLosses.push(validationLoss);
    rates.observe?.(total / data.rows);
    const report = { epoch, loss: total / data.rows, learningRate: eta };
    if (onEpoch?.(validationLoss === undefined ? report : { ...report, validationLoss }) === false)
      return history("stopped");
  }
  return history("finished");
}

/** The rows in these places. */
function gathered(from: Float64Array, places: Int32Array, columns: number): Float64Array {
  const rows = new Float64Array(places.length * columns);
  places.forEach((place, i) => {
    rows.set(from.subarray(place * columns, (place + 1) * columns), i * columns);
  });
  return rows;
}

/** Runs a training to its end, with turns for others; a signal ends it early. */
export async function inTurns(
  run: Generator<void, SequentialHistory>,
  signal: AbortSignal | undefined,
  soFar: () => SequentialHistory,
): Promise<SequentialHistory> {
  for (;;) {
    const next = run.next();
    if (next.done) return next.value;
    if (signal?.aborted) {
      run.return(soFar());
      return soFar();
    }
    await othersTurn();
  }
}
