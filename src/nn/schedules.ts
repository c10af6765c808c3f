import { lookUp } from "../errors.ts";
import { checkOptions } from "./options.ts";
import { checkAtLeast0, checkPositive } from "./shapes.ts";

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

/** Which schedule a training is to follow. */
export interface Scheduled {
  /** How η goes on, epoch by epoch or step by step. Default "constant". */
  schedule?: ScheduleName;
  /** What the schedule is told, apart from its initial rate. */
  scheduleOptions?: Omit<ScheduleOptions, "initial">;
}

/** The names of {@link Scheduled}. */
export const scheduledNames = ["schedule", "scheduleOptions"] as const;

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

/** Which options must be above 0, and which may be 0. */
const positive = ["initial", "power", "factor", "every", "steps"] as const;
const notNegative = ["final", "tolerance", "warmUp"] as const;
const names: readonly string[] = [...positive, ...notNegative];

const schedules = { constant, invScaling, step, cosine, adaptive } as const;

/** scikit-learn's name for one of them, which its estimators have here too. */
const synonyms = { invscaling: invScaling } as const;

/** The name of a learning-rate schedule; "invscaling", as scikit-learn spells it, is invScaling. */
export type ScheduleName = keyof typeof schedules | keyof typeof synonyms;

/**
 * A learning-rate schedule: constant, invScaling, step, cosine or adaptive, each with a warm-up if wished.
 * @throws {NnError} for an unknown name, an option that is none or out of range, a step before the first.
 * @example
 * const falling = schedule("step", { initial: 1, factor: 0.1, every: 10 });
 * [0, 9, 10, 20].map((t) => falling.rate(t).toFixed(3)) // → ["1.000", "1.000", "0.100", "0.010"]
 * schedule("constant", { initial: 1, warmUp: 4 }).rate(0) // → 0.25
 */
export function schedule(name: ScheduleName, options: ScheduleOptions = {}): Schedule {
  const maker = lookUp<ScheduleMaker>({ ...schedules, ...synonyms }, name, "a learning-rate schedule");
  checkOptions(options, names, "an option of a schedule");
  for (const key of positive) if (options[key] !== undefined) checkPositive(options[key], key);
  for (const key of notNegative) if (options[key] !== undefined) checkAtLeast0(options[key], key);
  const { initial = 0.1, warmUp = 0 } = options;
  const made = maker({ ...options, initial });
  return { name, ...made, rate: (t) => made.rate(checkAtLeast0(t, "t")) * (t < warmUp ? (t + 1) / warmUp : 1) };
}

/** The schedule that a training's options ask for, from its learning rate on. */
export function scheduleFor(
  { schedule: name = "constant", scheduleOptions = {} }: Scheduled,
  initial: number,
): Schedule {
  const others = names.filter((option) => option !== "initial");
  checkOptions(scheduleOptions, others, "an option of a schedule", "scheduleOptions");
  return schedule(name, { ...scheduleOptions, initial: checkPositive(initial, "learningRate") });
}
