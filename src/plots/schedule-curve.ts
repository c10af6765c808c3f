import { expected } from "../errors.ts";
import { type ScheduleName, type ScheduleOptions, schedule } from "../nn/schedules.ts";
import { checkVector, checkWhole } from "../nn/shapes.ts";
import { chartOptions } from "./arguments.ts";
import { curves } from "./curves.ts";
import type { LayeredChart } from "./theme.ts";

/** Which schedules are drawn if nobody says, and how: each of them is there in 100 steps. */
const usual: Readonly<Record<string, { readonly name: ScheduleName } & ScheduleOptions>> = {
  constant: { name: "constant" },
  invScaling: { name: "invScaling" },
  step: { name: "step", every: 25 },
  cosine: { name: "cosine", steps: 100 },
  "warm-up, then cosine": { name: "cosine", initial: 0.08, steps: 100, warmUp: 15 },
  adaptive: { name: "adaptive" },
};

/** A loss that falls and then hardly any more, for the adaptive schedule to listen to. */
const plateau = (t: number) => Math.exp(-t / 6);

/** What schedules are told and how they are drawn. */
export interface ScheduleCurveOptions {
  /** The learning rate all of them start from, unless they say otherwise. Default 0.1. */
  initial?: number;
  /** How many steps. Default 100. */
  steps?: number;
  /** What "adaptive" is told after each step, the last one again and again. Default a loss that falls to a plateau. */
  losses?: readonly number[];
  /** The heading. */
  title?: string;
  /** Equal ratios equally far apart. Default false. */
  log?: boolean;
}

/**
 * Learning-rate schedules: η over the steps, one curve a schedule.
 * @param schedules By the names in the legend, each a schedule's `name` with its options; at most 6. Default one of each
 * kind and a warm-up.
 * @throws {NnError} for no schedule or more than 6, an unknown one, or an option out of range.
 * @example
 * scheduleCurve({ cosine: { name: "cosine", steps: 50 } }, { steps: 50 }).title // → { text: "The learning rate, step by step" }
 */
export function scheduleCurve(
  schedules: Readonly<Record<string, { readonly name: ScheduleName } & ScheduleOptions>> = usual,
  options: ScheduleCurveOptions = {},
): LayeredChart {
  chartOptions(options, { initial: "number", steps: "other", losses: "other", title: "text", log: "flag" });
  const { initial = 0.1, losses, title = "The learning rate, step by step", log = false } = options;
  const steps = checkWhole(options.steps ?? 100, "steps", 2, 10_000);
  if (losses !== undefined) checkVector(losses, "losses");
  const loss = (t: number) => (losses ? (losses[Math.min(t, losses.length - 1)] as number) : plateau(t));
  const rates = (given: { readonly name: ScheduleName } & ScheduleOptions) => {
    if (typeof given !== "object" || given === null)
      throw expected("a schedule's name with its options", given, 'write { name: "cosine", steps: 100 }');
    const { name, ...own } = given;
    const plan = schedule(name, { initial, ...own });
    return Array.from({ length: steps }, (_, t): [number, number] => {
      const rate = plan.rate(t);
      plan.observe?.(loss(t));
      return [t, rate];
    });
  };
  const named = Object.fromEntries(Object.entries(schedules ?? {}).map(([name, given]) => [name, rates(given)]));
  return curves(named, { title, xName: "step", yName: "learning rate η", logY: log, fromZero: !log });
}
