import type { OutputName } from "./layer-functions.ts";
import type { Reals } from "./matrix-product.ts";

/**
 * The loss of a batch of rows × n answers: the weighted sum over the rows, to be divided by the sum of the weights.
 * `eps` is the precision of the numbers, by which probabilities keep away from 0 and 1.
 */
export type BatchLoss = (
  yHat: Reals,
  y: Reals,
  weights: Reals | undefined,
  rows: number,
  n: number,
  eps: number,
) => number;

/** Adds up a term for each answer, weighted by its row. */
function sumOf(term: (yHat: number, y: number, eps: number) => number): BatchLoss {
  return (yHat, y, weights, rows, n, eps) => {
    let total = 0;
    for (let i = 0; i < rows; i++) {
      let sum = 0;
      for (let k = i * n; k < (i + 1) * n; k++) sum += term(yHat[k] as number, y[k] as number, eps);
      total += weights ? sum * (weights[i] as number) : sum;
    }
    return total;
  };
}

const clipped = (p: number, eps: number) => (p < eps ? eps : p > 1 - eps ? 1 - eps : p);

/** ½ of the squares, averaged over the outputs too; its gradient does not divide by them (scikit-learn's way). */
const halfSquares = sumOf((yHat, y) => ((yHat - y) * (yHat - y)) / 2);

/** Which loss goes with which output activation, so that $∂C/∂z = \hat y - y$ in each case. */
export const batchLosses: Readonly<Record<OutputName, BatchLoss>> = {
  identity: (yHat, y, weights, rows, n, eps) => halfSquares(yHat, y, weights, rows, n, eps) / n,
  logistic: sumOf((yHat, y, eps) => {
    const p = clipped(yHat, eps);
    if (y === 1) return -Math.log(p);
    return y === 0 ? -Math.log(1 - p) : -y * Math.log(p) - (1 - y) * Math.log(1 - p);
  }),
  softmax: sumOf((yHat, y, eps) => (y === 0 ? 0 : -y * Math.log(clipped(yHat, eps)))),
  exp: sumOf((yHat, y) => (y === 0 ? 0 : y * Math.log(y / yHat)) - y + yHat),
};
