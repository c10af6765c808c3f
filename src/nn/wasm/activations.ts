import { exp, sigmoid, tanh } from "./exponentials";
import { all, at, lanes } from "./lanes";

/** A function of the host for what is not written here: forward over n numbers, or backward if `delta` is not 0. */
// @external("host", "activate")
declare function activateByHost(values: usize, delta: usize, n: i32): void;

/** The numbers of the activation functions; any other is the host's. */
export const IDENTITY: i32 = 0;
export const SIGMOID: i32 = 1;
export const TANH: i32 = 2;
export const RELU: i32 = 3;
export const HOST: i32 = 4;

/** $a ← g(a)$ for n numbers, a multiple of the lanes. */
export function activate<T extends number>(kind: i32, a: usize, n: i32): void {
  const end = at<T>(a, n);
  if (kind == IDENTITY) return;
  if (kind == SIGMOID) {
    for (let p = a; p < end; p += 16) v128.store(p, sigmoid<T>(v128.load(p)));
  } else if (kind == TANH) {
    for (let p = a; p < end; p += 16) v128.store(p, tanh<T>(v128.load(p)));
  } else if (kind == RELU) {
    // In this order what is not a number stays so.
    const zero = all<T>(0.0);
    for (let p = a; p < end; p += 16) v128.store(p, v128.pmax<T>(v128.load(p), zero));
  } else activateByHost(a, 0, n);
}

/** $δ ← δ\,g'$, with g′ from the outputs, or for the host's functions from the sums. */
export function slope<T extends number>(kind: i32, values: usize, delta: usize, n: i32): void {
  const size = <usize>n * sizeof<T>();
  const one = all<T>(1.0);
  if (kind == IDENTITY) return;
  if (kind == SIGMOID) {
    for (let p: usize = 0; p < size; p += 16) {
      const g = v128.load(values + p);
      const dg = v128.mul<T>(v128.mul<T>(v128.load(delta + p), g), v128.sub<T>(one, g));
      v128.store(delta + p, dg);
    }
  } else if (kind == TANH) {
    for (let p: usize = 0; p < size; p += 16) {
      const g = v128.load(values + p);
      v128.store(delta + p, v128.mul<T>(v128.load(delta + p), v128.sub<T>(one, v128.mul<T>(g, g))));
    }
  } else if (kind == RELU) {
    const zero = all<T>(0.0);
    for (let p: usize = 0; p < size; p += 16) {
      const on = v128.ne<T>(v128.load(values + p), zero);
      v128.store(delta + p, v128.and(v128.load(delta + p), on));
    }
  } else activateByHost(values, delta, n);
}

/** The numbers of what makes answers of the last layer's sums. */
export const ANSWER_IDENTITY: i32 = 0;
export const ANSWER_LOGISTIC: i32 = 1;
export const ANSWER_SOFTMAX: i32 = 2;
export const ANSWER_EXP: i32 = 3;

/** Makes answers of the sums: one row of `stride` samples for each of n outputs. */
export function answer<T extends number>(kind: i32, a: usize, n: i32, stride: i32): void {
  if (kind == ANSWER_LOGISTIC) activate<T>(SIGMOID, a, n * stride);
  else if (kind == ANSWER_SOFTMAX) softmax<T>(a, n, stride);
  else if (kind == ANSWER_EXP) {
    const end = at<T>(a, n * stride);
    for (let p = a; p < end; p += 16) v128.store(p, exp<T>(v128.load(p)));
  }
}

/** Several samples side by side, output by output. */
function softmax<T extends number>(a: usize, n: i32, stride: i32): void {
  const row = <usize>stride * sizeof<T>();
  const size = <usize>n * row;
  for (let s = 0; s < stride; s += lanes<T>()) {
    const top = at<T>(a, s);
    const end = top + size;
    let largest = v128.load(top);
    for (let p = top + row; p < end; p += row) largest = v128.pmax<T>(largest, v128.load(p));
    let sum = all<T>(0.0);
    for (let p = top; p < end; p += row) {
      const power = exp<T>(v128.sub<T>(v128.load(p), largest));
      v128.store(p, power);
      sum = v128.add<T>(sum, power);
    }
    const share = v128.div<T>(all<T>(1.0), sum);
    for (let p = top; p < end; p += row) v128.store(p, v128.mul<T>(v128.load(p), share));
  }
}
