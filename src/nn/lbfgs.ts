import { expected } from "../errors.ts";
import { lineSearch, type Probe } from "./line-search.ts";
import { checkOptions } from "./options.ts";
import { checkAtLeast0, checkFunction, checkList, checkNumber, checkWhole } from "./shapes.ts";

/** Computes a function's value at x and writes its gradient there. */
export type ValueAndGradient = (x: Float64Array, gradient: Float64Array) => number;

/** How {@link lbfgs} works and when it stops; the defaults are those of SciPy's L-BFGS-B. */
export interface LbfgsOptions {
  /** How many steps are remembered. Default 10. */
  memory?: number;
  /** Stop after so many steps. Default 15000. */
  maxIterations?: number;
  /** Stop after the step in which the function was computed more often than this. Default 15000. */
  maxEvaluations?: number;
  /** Stop when no part of the gradient is larger. Default 1e-5. */
  gradientTolerance?: number;
  /** Stop when a step lowers the function by no more than this part of it. Default 2.22e-9. */
  tolerance?: number;
}

/** Where {@link lbfgs} is after a step. */
export interface LbfgsState {
  readonly x: Float64Array;
  readonly value: number;
  readonly iterations: number;
  readonly evaluations: number;
}

/** Where it ended and why: "converged", "stopped" at a limit, or "failed" when no step could lower the function. */
export interface LbfgsResult extends LbfgsState {
  readonly outcome: "converged" | "stopped" | "failed";
}

const optionNames = ["memory", "maxIterations", "maxEvaluations", "gradientTolerance", "tolerance"];

/** Refuses a start that holds no numbers, or one that is not finite. */
function checkStart(start: ArrayLike<number>): void {
  if (checkList(start, "start").length === 0) throw expected("start to hold at least one number", start, "fill it");
  for (let i = 0; i < start.length; i++) checkNumber(start[i] as number, `start[${i}]`);
}

const dot = (a: Float64Array, b: Float64Array) => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
};

const largest = (a: Float64Array) => a.reduce((max, value) => Math.max(max, Math.abs(value)), 0);

/** A step and how the gradient changed over it. */
interface Memory {
  s: Float64Array;
  y: Float64Array;
  /** $1 / s·y$ */
  rho: number;
}

/** $-H∇$ by the two loops of Nocedal (1980), H starting from $s·y / y·y$ times the identity. */
function direction(gradient: Float64Array, memory: readonly Memory[]): Float64Array {
  const d = gradient.map((value) => -value);
  const alphas = new Float64Array(memory.length);
  for (let k = memory.length - 1; k >= 0; k--) {
    const { s, y, rho } = memory[k] as Memory;
    const alpha = rho * dot(s, d);
    alphas[k] = alpha;
    for (let i = 0; i < d.length; i++) d[i] = (d[i] as number) - alpha * (y[i] as number);
  }
  const last = memory.at(-1);
  const scale = last ? 1 / (last.rho * dot(last.y, last.y)) : 1;
  for (let i = 0; i < d.length; i++) d[i] = (d[i] as number) * scale;
  memory.forEach(({ s, y, rho }, k) => {
    const beta = (alphas[k] as number) - rho * dot(y, d);
    for (let i = 0; i < d.length; i++) d[i] = (d[i] as number) + beta * (s[i] as number);
  });
  return d;
}

/**
 * L-BFGS step by step, for whoever wants to watch, to pause or to give up: a generator that yields after each step.
 * See {@link lbfgs}.
 * @example
 * const steps = lbfgsSteps((x, g) => ((g[0] = 2 * x[0]!), x[0]! ** 2), new Float64Array([1]));
 * [...steps].map(({ value }) => value) // → [0]
 */
export function* lbfgsSteps(
  f: ValueAndGradient,
  start: Float64Array,
  options: LbfgsOptions = {},
): Generator<LbfgsState, LbfgsResult> {
  checkOptions(options, optionNames);
  const { memory: most = 10, maxIterations = 15000, maxEvaluations = 15000 } = options;
  const { gradientTolerance = 1e-5, tolerance = 2.220446049250313e-9 } = options;
  for (const [name, value] of Object.entries({ memory: most, maxIterations, maxEvaluations })) {
    checkWhole(value, name, 1, Number.MAX_SAFE_INTEGER);
  }
  for (const [name, value] of Object.entries({ gradientTolerance, tolerance })) checkAtLeast0(value, name);
  checkFunction(f, "f", "(x, gradient) => …");
  checkStart(start);
  let x = Float64Array.from(start);
  let gradient = new Float64Array(x.length);
  let value = f(x, gradient);
  if (!Number.isFinite(value)) throw expected("a finite value at the start", value, "start elsewhere");
  let evaluations = 1;
  let memory: Memory[] = [];
  const state = (iterations: number): LbfgsState => ({ x, value, iterations, evaluations });
  if (largest(gradient) <= gradientTolerance) return { ...state(0), outcome: "converged" };

  for (let iteration = 0; ; ) {
    const d = direction(gradient, memory);
    const slope = dot(gradient, d);
    const first = iteration === 0 ? Math.min(1 / Math.sqrt(dot(d, d)), 1e10) : 1;
    const [xNext, gNext] = [x.slice(), gradient.slice()];
    let there = value;
    const probe = (step: number): Probe => {
      let moved = false;
      for (let i = 0; i < x.length; i++) {
        const to = step * (d[i] as number) + (x[i] as number);
        moved ||= to !== xNext[i];
        xNext[i] = to;
      }
      // A search may end by looking once more where it just looked: SciPy knows that place and does not count it.
      if (moved) {
        evaluations++;
        there = f(xNext, gNext);
      }
      return { step, value: there, slope: dot(gNext, d) };
    };
    const search = slope < 0 ? lineSearch({ step: 0, value, slope }, first, 1e10, probe) : undefined;
    if (!search?.found) {
      if (memory.length === 0) return { ...state(iteration), outcome: "failed" };
      // What is remembered misleads: forget it and go straight down.
      memory = [];
      continue;
    }
    const before = value;
    const s = d.map((part) => part * search.at.step);
    const y = gNext.map((part, i) => part - (gradient[i] as number));
    [x, gradient, value] = [xNext, gNext, search.at.value];
    iteration++;
    yield state(iteration);
    if (iteration >= maxIterations || evaluations > maxEvaluations) return { ...state(iteration), outcome: "stopped" };
    const small = before - value <= tolerance * Math.max(Math.abs(before), Math.abs(value), 1);
    if (largest(gradient) <= gradientTolerance || small) return { ...state(iteration), outcome: "converged" };
    const curvature = (search.at.slope - slope) * search.at.step;
    // A step along which the gradient did not grow says nothing about curvature.
    if (curvature > Number.EPSILON * -slope * search.at.step) {
      memory = [...memory, { s, y, rho: 1 / curvature }].slice(-most);
    }
  }
}

/**
 * Minimises a smooth function by L-BFGS (Liu and Nocedal 1989): learns its curvature from the last few steps, and
 * chooses each step's length by {@link lineSearch}. Best for few data and exact gradients; stops like SciPy's.
 * @param f Returns the value at x and writes the gradient there.
 * @throws {NnError} for a start or a value there that is not finite, or an option that is none or out of range.
 * @example
 * const result = lbfgs((x, g) => { g[0] = 2 * (x[0]! - 3); return (x[0]! - 3) ** 2; }, new Float64Array([0]));
 * [result.outcome, result.x[0]] // → ["converged", 3]
 */
export function lbfgs(f: ValueAndGradient, start: Float64Array, options: LbfgsOptions = {}): LbfgsResult {
  const steps = lbfgsSteps(f, start, options);
  let next = steps.next();
  while (!next.done) next = steps.next();
  return next.value;
}
