import { type FusedLoss, fusedLosses } from "../fused-losses.ts";
import type { Loss } from "../losses.ts";
import type { LayerActivation } from "./specs.ts";

/** A batch's loss, added up over its samples, and dC/da of what the loss is computed from. */
export type BatchCost = (
  a: Float64Array,
  y: Float64Array,
  rows: number,
  n: number,
) => { total: number; delta: Float64Array };

/** Number by number. */
function plainCost({ f, derivative }: Loss): BatchCost {
  return (a, y) => {
    let total = 0;
    const delta = a.map((yHat, i) => {
      total += f(yHat, y[i] as number);
      return derivative(yHat, y[i] as number);
    });
    return { total, delta };
  };
}

/** From the weighted sums, sample by sample. */
function fusedCost({ f, derivative }: FusedLoss): BatchCost {
  return (h, y, rows, n) => {
    let total = 0;
    const delta = new Float64Array(h.length);
    for (let i = 0; i < rows; i++) {
      const [sums, targets] = [h, y].map((row) => Array.from(row.subarray(i * n, (i + 1) * n))) as [number[], number[]];
      total += f(sums, targets);
      delta.set(derivative(sums, targets), i * n);
    }
    return { total, delta };
  };
}

/**
 * How a loss is computed after a last activation: where the two belong together, from the weighted sums before it, which
 * is exact even where an answer rounds to 0 or 1. `skips` says that the last activation is then passed by.
 * @example
 * const sure = new Sequential([layers.dense(1, "sigmoid")], { inputs: 1 });
 * sure.parameters.set([0, -800]);
 * sure.evaluate([[1]], [1]) // → 800
 */
export function costOf(loss: Loss, last: LayerActivation | undefined): { cost: BatchCost; skips: boolean } {
  const bend = last === "logistic" ? "sigmoid" : last;
  const fused = Object.values(fusedLosses).find((pair) => pair.activation === bend && pair.loss === loss.name);
  return fused ? { cost: fusedCost(fused), skips: true } : { cost: plainCost(loss), skips: false };
}
