import { all, at, lanes, multiplyAdd, noteworthy, sumOf } from "./lanes";
import { Network, Solver } from "./network";

/** The numbers of the solvers. */
export const MOMENTUM: i32 = 0;
export const NESTEROV: i32 = 1;
export const ADAM: i32 = 2;

/** What moves no parameter of single precision by as much as its last bit: smaller gradients and means count as 0. */
const LEAST_GRADIENT: f64 = 1e-17;
const LEAST_MEAN: f64 = 1e-30;
const LEAST_SQUARE: f64 = 1e-37;

/** ½ α |W|², before it is divided by the batch's weight. */
export function penalty<T extends number>(network: Network, alpha: f64): f64 {
  if (alpha == 0.0) return 0.0;
  const w = network.parameters;
  const n = network.weightCount;
  const wide = n - (n % lanes<T>());
  let squares = all<T>(0.0);
  for (let p = w, end = at<T>(w, wide); p < end; p += 16) {
    const value = v128.load(p);
    squares = multiplyAdd<T>(squares, value, value);
  }
  let sum = <f64>sumOf<T>(squares);
  for (let i = wide; i < n; i++) {
    const value = <f64>load<T>(at<T>(w, i));
    sum += value * value;
  }
  return (sum * alpha) / 2.0;
}

/** Makes the sums over a batch its gradient: with the penalty's share, and divided by the batch's weight. */
export function finishGradient<T extends number>(network: Network, alpha: f64, mass: f64): void {
  const w = network.parameters;
  const g = network.gradient;
  const share = 1.0 / mass;
  for (let i = 0; i < network.parameterCount; i++) {
    const pull = i < network.weightCount ? alpha * <f64>load<T>(at<T>(w, i)) : 0.0;
    store<T>(at<T>(g, i), <T>((<f64>load<T>(at<T>(g, i)) + pull) * share));
  }
}

/** Tells the solver that a step begins. */
export function beginStep(solver: Solver): void {
  if (<i32>solver.kind != ADAM) return;
  solver.firstPower *= solver.first;
  solver.secondPower *= solver.second;
}

/** A step of the solver from the sums over a batch, whose weight is `mass`, for the parameters from … to − 1. */
export function stepPart<T extends number>(network: Network, solver: Solver, mass: f64, from: i32, to: i32): void {
  const weights = network.weightCount;
  const middle = max(from, min(to, weights));
  if (<i32>solver.kind == ADAM) {
    const rate = (solver.rate * Math.sqrt(1.0 - solver.secondPower)) / (1.0 - solver.firstPower);
    adam<T>(network, solver, from, middle, solver.alpha, 1.0 / mass, rate);
    adam<T>(network, solver, middle, to, 0.0, 1.0 / mass, rate);
  } else {
    descent<T>(network, solver, from, middle, solver.alpha, 1.0 / mass);
    descent<T>(network, solver, middle, to, 0.0, 1.0 / mass);
  }
}

/** Adam for the parameters from one place to another; the last few that fill no register go one by one. */
function adam<T extends number>(
  network: Network,
  solver: Solver,
  from: i32,
  to: i32,
  alpha: f64,
  share: f64,
  rate: f64,
): void {
  const wide = from + ((to - from) & -lanes<T>());
  const middle = at<T>(0, wide);
  const end = at<T>(0, to);
  let place = at<T>(0, from);
  for (; place < middle; place += 16) adamStep<T>(network, solver, place, true, alpha, share, rate);
  for (; place < end; place += sizeof<T>()) adamStep<T>(network, solver, place, false, alpha, share, rate);
}

// @inline
function adamStep<T extends number>(
  network: Network,
  solver: Solver,
  place: usize,
  full: bool,
  alpha: f64,
  share: f64,
  rate: f64,
): void {
  const w = network.parameters + place;
  const m = network.memory + place;
  const v = network.memory2 + place;
  const value = take<T>(w, full);
  const sum = multiplyAdd<T>(take<T>(network.gradient + place, full), all<T>(alpha), value);
  const g = noteworthy<T>(v128.mul<T>(sum, all<T>(share)), LEAST_GRADIENT);
  const pull = v128.mul<T>(all<T>(1.0 - solver.first), g);
  const pull2 = v128.mul<T>(all<T>(1.0 - solver.second), v128.mul<T>(g, g));
  const mean = noteworthy<T>(multiplyAdd<T>(pull, all<T>(solver.first), take<T>(m, full)), LEAST_MEAN);
  const square = noteworthy<T>(multiplyAdd<T>(pull2, all<T>(solver.second), take<T>(v, full)), LEAST_SQUARE);
  const size = v128.add<T>(v128.sqrt<T>(square), all<T>(solver.epsilon));
  put<T>(m, mean, full);
  put<T>(v, square, full);
  put<T>(w, v128.sub<T>(value, v128.div<T>(v128.mul<T>(all<T>(rate), mean), size)), full);
}

/** Gradient descent with momentum, for the parameters from one place to another, likewise. */
function descent<T extends number>(network: Network, solver: Solver, from: i32, to: i32, alpha: f64, share: f64): void {
  const wide = from + ((to - from) & -lanes<T>());
  const middle = at<T>(0, wide);
  const end = at<T>(0, to);
  let place = at<T>(0, from);
  for (; place < middle; place += 16) descentStep<T>(network, solver, place, true, alpha, share);
  for (; place < end; place += sizeof<T>()) descentStep<T>(network, solver, place, false, alpha, share);
}

// @inline
function descentStep<T extends number>(
  network: Network,
  solver: Solver,
  place: usize,
  full: bool,
  alpha: f64,
  share: f64,
): void {
  const w = network.parameters + place;
  const v = network.memory + place;
  const momentum = all<T>(solver.first);
  const value = take<T>(w, full);
  const sum = multiplyAdd<T>(take<T>(network.gradient + place, full), all<T>(alpha), value);
  const pull = v128.mul<T>(all<T>(solver.rate), v128.mul<T>(sum, all<T>(share)));
  const velocity = v128.sub<T>(v128.mul<T>(momentum, take<T>(v, full)), pull);
  const ahead = v128.sub<T>(v128.mul<T>(momentum, velocity), pull);
  put<T>(v, velocity, full);
  put<T>(w, v128.add<T>(value, <i32>solver.kind == NESTEROV ? ahead : velocity), full);
}

/** A register of numbers, or one number in all its lanes. */
// @inline
function take<T extends number>(place: usize, full: bool): v128 {
  return full ? v128.load(place) : v128.load_splat<T>(place);
}

// @inline
function put<T extends number>(place: usize, value: v128, full: bool): void {
  if (full) v128.store(place, value);
  else v128.store_lane<T>(place, value, 0);
}
