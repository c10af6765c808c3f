import { all, at, lanes, multiplyAdd, sumOf } from "./lanes";
import { Network, Solver } from "./network";

/** The numbers of the solvers. */
export const MOMENTUM: i32 = 0;
export const NESTEROV: i32 = 1;
export const ADAM: i32 = 2;

/**
 * In single precision smaller gradients, means and mean squares count as 0: they move no parameter by as much as its last
 * bit, unless ε is smaller than this.
 */
const LEAST_GRADIENT: f64 = 1e-17;
const LEAST_MEAN: f64 = 1e-30;
const LEAST_SQUARE: f64 = 1e-37;
const LEAST_EPSILON: f64 = 1e-12;

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

/**
 * Adam's numbers, each in all lanes of a register, in memory behind the solver's own: read from there they cost less than
 * kept in more registers than there are.
 */
const ALPHA: usize = 0;
const NOTHING: usize = 16;
const SHARE: usize = 32;
const RATE: usize = 48;
const FIRST: usize = 64;
const REST: usize = 80;
const SECOND: usize = 96;
const REST2: usize = 112;
const EPSILON: usize = 128;
const TINY_GRADIENT: usize = 144;
const TINY_MEAN: usize = 160;
const TINY_SQUARE: usize = 176;
const MAGNITUDE: usize = 192;

// @inline
function numbersOf(solver: Solver): usize {
  return changetype<usize>(solver) + offsetof<Solver>();
}

/** Tells the solver that a step begins, from sums over a batch whose weight is `mass`. */
export function beginStep<T extends number>(solver: Solver, mass: f64): void {
  if (<i32>solver.kind != ADAM) return;
  solver.firstPower *= solver.first;
  solver.secondPower *= solver.second;
  const isUsual = solver.epsilon >= LEAST_EPSILON;
  const numbers = numbersOf(solver);
  v128.store(numbers, all<T>(solver.alpha), ALPHA);
  v128.store(numbers, all<T>(0.0), NOTHING);
  v128.store(numbers, all<T>(1.0 / mass), SHARE);
  v128.store(numbers, all<T>((solver.rate * Math.sqrt(1.0 - solver.secondPower)) / (1.0 - solver.firstPower)), RATE);
  v128.store(numbers, all<T>(solver.first), FIRST);
  v128.store(numbers, all<T>(1.0 - solver.first), REST);
  v128.store(numbers, all<T>(solver.second), SECOND);
  v128.store(numbers, all<T>(1.0 - solver.second), REST2);
  v128.store(numbers, all<T>(solver.epsilon), EPSILON);
  v128.store(numbers, all<T>(isUsual ? LEAST_GRADIENT : 0.0), TINY_GRADIENT);
  v128.store(numbers, all<T>(isUsual ? LEAST_MEAN : 0.0), TINY_MEAN);
  v128.store(numbers, all<T>(isUsual ? LEAST_SQUARE : 0.0), TINY_SQUARE);
  v128.store(numbers, v128.splat<u32>(0x7fffffff), MAGNITUDE);
}

/** A step of the solver from the sums over a batch, whose weight is `mass`, for the parameters from … to − 1. */
export function stepPart<T extends number>(network: Network, solver: Solver, mass: f64, from: i32, to: i32): void {
  const weights = network.weightCount;
  const middle = max(from, min(to, weights));
  if (<i32>solver.kind == ADAM) {
    adam<T>(network, solver, from, middle, ALPHA);
    adam<T>(network, solver, middle, to, NOTHING);
  } else {
    descent<T>(network, solver, from, middle, solver.alpha, 1.0 / mass);
    descent<T>(network, solver, middle, to, 0.0, 1.0 / mass);
  }
}

/** Adam for the parameters from one place to another; the last few that fill no register go one by one. */
function adam<T extends number>(network: Network, solver: Solver, from: i32, to: i32, decay: usize): void {
  const wide = from + ((to - from) & -lanes<T>());
  const numbers = numbersOf(solver);
  adamRun<T>(network, numbers, numbers + decay, at<T>(0, from), at<T>(0, wide), true);
  adamRun<T>(network, numbers, numbers + decay, at<T>(0, wide), at<T>(0, to), false);
}

// @inline
function adamRun<T extends number>(
  network: Network,
  numbers: usize,
  decay: usize,
  from: usize,
  to: usize,
  full: bool,
): void {
  const w = network.parameters;
  const gradient = network.gradient;
  const m = network.memory;
  const v = network.memory2;
  for (let place = from; place < to; place += full ? 16 : sizeof<T>()) {
    const value = take<T>(w + place, full);
    const sum = multiplyAdd<T>(take<T>(gradient + place, full), v128.load(decay), value);
    const g = notTiny<T>(v128.mul<T>(sum, v128.load(numbers, SHARE)), numbers, TINY_GRADIENT, true);
    const pull = v128.mul<T>(v128.load(numbers, REST), g);
    const pull2 = v128.mul<T>(v128.load(numbers, REST2), v128.mul<T>(g, g));
    const mean = multiplyAdd<T>(pull, v128.load(numbers, FIRST), take<T>(m + place, full));
    const square = multiplyAdd<T>(pull2, v128.load(numbers, SECOND), take<T>(v + place, full));
    const mean2 = notTiny<T>(mean, numbers, TINY_MEAN, true);
    const square2 = notTiny<T>(square, numbers, TINY_SQUARE, false);
    const length = v128.add<T>(v128.sqrt<T>(square2), v128.load(numbers, EPSILON));
    const move = v128.div<T>(v128.mul<T>(v128.load(numbers, RATE), mean2), length);
    put<T>(m + place, mean2, full);
    put<T>(v + place, square2, full);
    put<T>(w + place, v128.sub<T>(value, move), full);
  }
}

/**
 * In single precision the lanes of v, and 0 for those below what Adam's numbers say is tiny: such numbers are below what
 * processors are fast with (under 10⁻³⁸ they take a hundred times as long). What is not a number stays so.
 */
// @inline
function notTiny<T extends number>(v: v128, numbers: usize, tiny: usize, signed: bool): v128 {
  if (sizeof<T>() == 8) return v;
  const magnitude = signed ? v128.and(v, v128.load(numbers + MAGNITUDE)) : v;
  return v128.andnot(v, v128.lt<T>(magnitude, v128.load(numbers + tiny)));
}

/** Gradient descent with momentum, for the parameters from one place to another, likewise. */
function descent<T extends number>(network: Network, solver: Solver, from: i32, to: i32, alpha: f64, share: f64): void {
  const wide = from + ((to - from) & -lanes<T>());
  descentRun<T>(network, solver, at<T>(0, from), at<T>(0, wide), true, alpha, share);
  descentRun<T>(network, solver, at<T>(0, wide), at<T>(0, to), false, alpha, share);
}

// @inline
function descentRun<T extends number>(
  network: Network,
  solver: Solver,
  from: usize,
  to: usize,
  full: bool,
  alpha: f64,
  share: f64,
): void {
  const momentum = all<T>(solver.first);
  const decay = all<T>(alpha);
  const part = all<T>(share);
  const rate = all<T>(solver.rate);
  const nesterov = <i32>solver.kind == NESTEROV;
  const w = network.parameters;
  const gradient = network.gradient;
  const v = network.memory;
  for (let place = from; place < to; place += full ? 16 : sizeof<T>()) {
    const value = take<T>(w + place, full);
    const g = v128.mul<T>(multiplyAdd<T>(take<T>(gradient + place, full), decay, value), part);
    const pull = v128.mul<T>(rate, g);
    const velocity = v128.sub<T>(v128.mul<T>(momentum, take<T>(v + place, full)), pull);
    const move = nesterov ? v128.sub<T>(v128.mul<T>(momentum, velocity), pull) : velocity;
    put<T>(v + place, velocity, full);
    put<T>(w + place, v128.add<T>(value, move), full);
  }
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
