import { expected, lookUp } from "../errors.ts";
import { checkPositive } from "./shapes.ts";

/** The learning rate step by step. */
export interface Schedule {
  readonly name: string;
  /** η of step t, counted from 0. */
  rate(t: number): number;
  /** Tells the schedule the loss after a step or an epoch; only the adaptive one listens. */
  observe?(loss: number): void;
}

/** What the schedules can be told. */
export interface ScheduleOptions {
  /** The rate at the start. Default 0.1. */
  initial?: number;
  /** invScaling: the power of time that the rate falls with. Default 0.5. */
  power?: number;
  /** step: what the rate is multiplied by … Default 0.5. */
  factor?: number;
  /** step: … after so many steps. Default 100. adaptive: after how many losses without gain it is divided. Default 2. */
  every?: number;
  /** cosine: how many steps it takes to fall. Default 1000. */
  steps?: number;
  /** cosine: the rate that it falls to. Default 0. */
  final?: number;
  /** adaptive: the least gain that counts. Default 1e-4. */
  tolerance?: number;
  /** Any: over how many steps the rate first grows from nothing, in a straight line. Default 0. */
  warmUp?: number;
}

type ScheduleMaker = (options: ScheduleOptions & { initial: number }) => Omit<Schedule, "name">;

/** $η_0$ */
const constant: ScheduleMaker = ({ initial }) => ({ rate: () => initial });

/** $η_0 / (t + 1)^p$ */
const invScaling: ScheduleMaker = ({ initial, power = 0.5 }) => ({ rate: (t) => initial / (t + 1) ** power });

/** $η_0 f^{⌊t / n⌋}$: a staircase. */
const step: ScheduleMaker = ({ initial, factor = 0.5, every = 100 }) => ({
  rate: (t) => initial * factor ** Math.floor(t / every),
});

/** $η_1 + \frac12 (η_0 - η_1)(1 + \cos(π t / T))$: slow, fast, slow (Loshchilov and Hutter 2017). */
const cosine: ScheduleMaker = ({ initial, steps = 1000, final = 0 }) => ({
  rate: (t) => final + ((initial - final) * (1 + Math.cos((Math.PI * Math.min(t, steps)) / steps))) / 2,
});

/** $η_0$, a fifth of it after each two losses in a row without a gain (scikit-learn's way). */
const adaptive: ScheduleMaker = ({ initial, every = 2, tolerance = 1e-4 }) => {
  let [eta, best, waiting] = [initial, Number.POSITIVE_INFINITY, 0];
  return {
    rate: () => eta,
    observe(loss) {
      waiting = loss > best - tolerance ? waiting + 1 : 0;
      best = Math.min(best, loss);
      if (waiting < every) return;
      eta /= 5;
      waiting = 0;
    },
  };
};

const schedules = { constant, invScaling, step, cosine, adaptive } as const;

/** The name of a learning-rate schedule. */
export type ScheduleName = keyof typeof schedules;

/**
 * A learning-rate schedule: constant, invScaling, step, cosine or adaptive, each with a warm-up if wished.
 * @throws {NnError} for an unknown name or an option that is not above 0.
 * @example
 * const falling = schedule("step", { initial: 1, factor: 0.1, every: 10 });
 * [0, 9, 10, 20].map((t) => falling.rate(t).toFixed(3)) // → ["1.000", "1.000", "0.100", "0.010"]
 * schedule("constant", { initial: 1, warmUp: 4 }).rate(0) // → 0.25
 */
export function schedule(name: ScheduleName, options: ScheduleOptions = {}): Schedule {
  const maker = lookUp<ScheduleMaker>(schedules, name, "a learning-rate schedule");
  for (const key of ["initial", "power", "factor", "every", "steps"] as const) {
    const value = options[key];
    if (value !== undefined) checkPositive(value, key);
  }
  const { initial = 0.1, warmUp = 0 } = options;
  if (!(warmUp >= 0)) throw expected("warmUp to be a number of steps, at least 0", warmUp, "leave it out for none");
  const made = maker({ ...options, initial });
  return { name, ...made, rate: (t) => (t < warmUp ? ((t + 1) / warmUp) * made.rate(t) : made.rate(t)) };
}
