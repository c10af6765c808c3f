import { expected } from "../errors.ts";
import { lbfgsSteps } from "./lbfgs.ts";
import { type OptimizerOptions, optimizerOptions } from "./optimizers/optimizer.ts";
import { type OptimizerName, optimizerFor } from "./optimizers.ts";
import { checkOptions } from "./options.ts";
import { type Scheduled, scheduledNames, scheduleFor } from "./schedules.ts";
import { checkPositive, checkVector, checkWhole } from "./shapes.ts";
import { gradientAt, type Surface, type SurfaceName, surfaceOf } from "./surfaces.ts";

/** How to go down a surface. */
export interface MinimiseOptions extends OptimizerOptions, Scheduled {
  /** Default "gradientDescent"; "lbfgs" chooses its own step lengths. */
  optimizer?: OptimizerName | "lbfgs";
  /** $η$ at the start. Default 0.1. */
  learningRate?: number;
  /** How many steps at most. Default 200. */
  steps?: number;
  /** Where to start. Default where the surface says. */
  start?: readonly [number, number];
  /** Stop when no part of the gradient is larger. Default 1e-6. */
  tolerance?: number;
}

const optionNames = [
  ...["optimizer", "learningRate", "steps", "start", "tolerance"],
  ...scheduledNames,
  ...optimizerOptions,
];

/** The whole way down, or up. */
export interface DescentPath {
  /** What it was made with, for a chart's legend. */
  readonly label: string;
  /** "converged" where the ground is flat, "stopped" after all steps, "diverged" when it left all bounds. */
  readonly outcome: "converged" | "stopped" | "diverged";
  /** Every place, the start first. */
  readonly points: readonly (readonly [number, number])[];
  /** The height at each. */
  readonly values: readonly number[];
  /** How often the gradient was computed. */
  readonly evaluations: number;
}

/** Beyond this a path has left for good. */
const bound = 1e12;

/**
 * Goes down a surface step by step and keeps the whole path. A path that runs away ends as "diverged", with its last
 * finite place, and hides nothing.
 * @throws {NnError} for an unknown surface, optimizer or schedule, or an option out of range.
 * @example
 * minimise("bowl", { learningRate: 0.1 }).outcome // → "converged"
 * minimise("bowl", { learningRate: 1.1 }).outcome // → "diverged"
 * minimise("rosenbrock", { optimizer: "lbfgs" }).points.at(-1)?.map((v) => v.toFixed(3)) // → ["1.000", "1.000"]
 */
export function minimise(on: SurfaceName | Surface, options: MinimiseOptions = {}): DescentPath {
  const ground = surfaceOf(on);
  checkOptions(options, optionNames);
  const { optimizer: name = "gradientDescent", learningRate = 0.1, start = ground.start } = options;
  const steps = checkWhole(options.steps ?? 200, "steps");
  const tolerance = checkPositive(options.tolerance ?? 1e-6, "tolerance");
  checkVector(start as readonly number[] as number[], "start", 2);
  checkPositive(learningRate, "learningRate");
  return name === "lbfgs"
    ? byLbfgs(ground, start, steps, tolerance)
    : bySteps(ground, name, { ...options, learningRate, steps, start, tolerance });
}

type Settings = MinimiseOptions & Required<Pick<MinimiseOptions, "learningRate" | "steps" | "start" | "tolerance">>;

function bySteps(ground: Surface, name: OptimizerName, options: Settings): DescentPath {
  const { learningRate, steps, start, tolerance } = options;
  const rates = scheduleFor(options, learningRate);
  const rule = optimizerFor(name, 2, options);
  const w = Float64Array.from(start);
  const points: [number, number][] = [];
  const values: number[] = [];
  const label = `${name}, η = ${learningRate}${rates.name === "constant" ? "" : ` ${rates.name}`}`;
  const done = (outcome: DescentPath["outcome"]): DescentPath => ({
    label,
    outcome,
    points,
    values,
    evaluations: points.length,
  });
  for (let t = 0; ; t++) {
    const [x, y] = [w[0] as number, w[1] as number];
    const value = ground.f(x, y);
    if (![x, y, value].every((number) => Math.abs(number) < bound)) return done("diverged");
    points.push([x, y]);
    values.push(value);
    const gradient = gradientAt(ground, x, y);
    if (gradient.every((part) => Math.abs(part) <= tolerance)) return done("converged");
    if (t === steps) return done("stopped");
    rule.step(w, gradient, rates.rate(t));
    rates.observe?.(value);
  }
}

function byLbfgs(ground: Surface, start: readonly [number, number], steps: number, tolerance: number): DescentPath {
  const f = (x: Float64Array, gradient: Float64Array) => {
    const [a, b] = [x[0] as number, x[1] as number];
    gradient.set(gradientAt(ground, a, b));
    return ground.f(a, b);
  };
  const points: [number, number][] = [[...start]];
  const values = [ground.f(...start)];
  if (!Number.isFinite(values[0])) throw expected("a start where the surface is finite", start, "start elsewhere");
  const run = lbfgsSteps(f, Float64Array.from(start), {
    maxIterations: steps,
    gradientTolerance: tolerance,
    tolerance: 0,
  });
  let next = run.next();
  for (; !next.done; next = run.next()) {
    const { x, value } = next.value;
    if (![...x, value].every((number) => Math.abs(number) < bound)) break;
    points.push([x[0] as number, x[1] as number]);
    values.push(value);
  }
  const outcome = !next.done ? "diverged" : next.value.outcome === "converged" ? "converged" : "stopped";
  return { label: "lbfgs", outcome, points, values, evaluations: next.value.evaluations };
}
