import { ANSWER_EXP, ANSWER_IDENTITY, ANSWER_LOGISTIC } from "./activations";
import { log } from "./exponentials";
import { all, at, lanes, multiplyAdd, noteworthy, sumOf } from "./lanes";

/** In single precision smaller errors count as 0. */
const LEAST_ERROR: f64 = 1e-25;

/** Keeps a probability away from 0 and 1 by the precision of the numbers. */
// @inline
function clipped<T extends number>(p: v128): v128 {
  const eps = sizeof<T>() == 4 ? 1.1920928955078125e-7 : 2.220446049250313e-16;
  return v128.pmin<T>(v128.pmax<T>(p, all<T>(eps)), all<T>(1.0 - eps));
}

/** ½ of the squares. */
// @inline
function squares<T extends number>(yHat: v128, y: v128): v128 {
  const error = v128.sub<T>(yHat, y);
  return v128.mul<T>(v128.mul<T>(error, error), all<T>(0.5));
}

/** −ln of the probability that was given to the truth: y is 0 or 1. */
// @inline
function surprise<T extends number>(yHat: v128, y: v128): v128 {
  const p = clipped<T>(yHat);
  const one = all<T>(1.0);
  const truth = v128.bitselect(p, v128.sub<T>(one, p), v128.gt<T>(y, all<T>(0.5)));
  return v128.neg<T>(log<T>(truth));
}

/** y ln(y/ŷ) − y + ŷ, without the first term where y is 0. */
// @inline
function poisson<T extends number>(yHat: v128, y: v128): v128 {
  const zero = all<T>(0.0);
  const positive = v128.gt<T>(y, zero);
  const ratio = v128.bitselect(v128.div<T>(y, yHat), all<T>(1.0), positive);
  let logarithm = log<T>(ratio);
  // The quotient is the more exact way, until it overflows.
  const isOver = v128.eq<T>(ratio, all<T>(Infinity));
  if (v128.any_true(isOver)) logarithm = v128.bitselect(v128.sub<T>(log<T>(y), log<T>(yHat)), logarithm, isOver);
  const first = v128.bitselect(v128.mul<T>(y, logarithm), zero, positive);
  return v128.add<T>(v128.sub<T>(first, y), yHat);
}

/**
 * The loss of the answers, weighted sample by sample and summed; fills δ = (ŷ − y) · weight unless it is 0. The rows
 * hold `stride` samples for each of n outputs; weights of 0 mark samples that are none.
 */
export function lossAndDelta<T extends number>(
  kind: i32,
  yHat: usize,
  y: usize,
  weights: usize,
  delta: usize,
  n: i32,
  stride: i32,
): f64 {
  const row = <usize>stride * sizeof<T>();
  const size = <usize>n * row;
  let total: f64 = 0.0;
  for (let s = 0; s < stride; s += lanes<T>()) {
    const from = at<T>(0, s);
    const end = from + size;
    const weight = v128.load(weights + from);
    let sum = all<T>(0.0);
    if (kind == ANSWER_IDENTITY) {
      for (let p = from; p < end; p += row) sum = v128.add<T>(sum, squares<T>(v128.load(yHat + p), v128.load(y + p)));
      sum = v128.div<T>(sum, all<T>(<f64>n));
    } else if (kind == ANSWER_LOGISTIC) {
      for (let p = from; p < end; p += row) sum = v128.add<T>(sum, surprise<T>(v128.load(yHat + p), v128.load(y + p)));
    } else if (kind == ANSWER_EXP) {
      for (let p = from; p < end; p += row) sum = v128.add<T>(sum, poisson<T>(v128.load(yHat + p), v128.load(y + p)));
    } else {
      // One class of each sample is the true one.
      let truth = all<T>(0.0);
      for (let p = from; p < end; p += row) truth = multiplyAdd<T>(truth, v128.load(yHat + p), v128.load(y + p));
      sum = v128.neg<T>(log<T>(clipped<T>(truth)));
    }
    total += <f64>sumOf<T>(v128.mul<T>(sum, weight));
    if (delta == 0) continue;
    for (let p = from; p < end; p += row) {
      const error = v128.sub<T>(v128.load(yHat + p), v128.load(y + p));
      v128.store(delta + p, v128.mul<T>(noteworthy<T>(error, all<T>(LEAST_ERROR)), weight));
    }
  }
  return total;
}
