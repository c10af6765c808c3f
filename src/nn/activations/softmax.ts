import { checkVector, type Vector } from "../shapes.ts";

/**
 * $p_i = e^{a_i} / \sum_k e^{a_k}$: numbers into probabilities that add up to 1. The largest $a$ is taken off first,
 * which changes nothing on paper and keeps $e^a$ from overflowing. (The slide has the sum's index in the numerator.)
 * @throws {NnError} unless a holds finite numbers, at least one.
 * @example
 * softmax([0, Math.log(3)]).map((p) => p.toFixed(2)) // → ["0.25", "0.75"]
 * softmax([1000, 1000]) // → [0.5, 0.5]
 */
export function softmax(a: Vector): number[] {
  checkVector(a, "a");
  const largest = largestOf(a);
  const powers = a.map((value) => Math.exp(value - largest));
  const sum = powers.reduce((total, value) => total + value, 0);
  return powers.map((value) => value / sum);
}

/**
 * The derivatives of softmax, a matrix because every probability depends on every input:
 * $∂p_i/∂a_j = p_i (δ_{ij} - p_j)$.
 * @example
 * softmaxJacobian([0, 0]) // → [[0.25, -0.25], [-0.25, 0.25]]
 */
export function softmaxJacobian(a: Vector): number[][] {
  const p = softmax(a);
  return p.map((pi, i) => p.map((pj, j) => pi * ((i === j ? 1 : 0) - pj)));
}

/**
 * $\ln p_i = a_i - \ln\sum_k e^{a_k}$, without computing a probability that may round to 0.
 * @example
 * logSoftmax([0, -2000]) // → [0, -2000]
 */
export function logSoftmax(a: Vector): number[] {
  const total = logSumExp(a);
  return a.map((value) => value - total);
}

/**
 * $\ln \sum_k e^{a_k}$, without overflow.
 * @example
 * logSumExp([1000, 1000]) === 1000 + Math.log(2) // → true
 */
export function logSumExp(a: Vector): number {
  checkVector(a, "a");
  const largest = largestOf(a);
  return largest + Math.log(a.reduce((sum, value) => sum + Math.exp(value - largest), 0));
}

/** By a loop: a call of Math.max has room for some hundred thousand numbers only. */
function largestOf(a: Vector): number {
  return a.reduce((largest, value) => Math.max(largest, value), Number.NEGATIVE_INFINITY);
}
