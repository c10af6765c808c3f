import { expected } from "../errors.ts";
import { Neuron } from "./neuron.ts";
import { checkBinary, type Dataset } from "./shapes.ts";

/** The convergence theorem's numbers for one data set and one separating neuron. */
export interface ConvergenceBound {
  /** $R$: the length of the longest sample, counting the bias' 1. */
  readonly radius: number;
  /** $γ$: how far the nearest sample is from the line, for weights and bias of length 1. */
  readonly margin: number;
  /** $(R / γ)^2$: the rule makes no more corrections than this. */
  readonly corrections: number;
}

/**
 * Novikoff's convergence theorem (1962): if a neuron separates the classes with margin γ, and no sample (with the
 * bias' 1) is longer than R, then {@link perceptronRule} from zero weights makes at most $(R/γ)^2$ corrections, in
 * whatever order the samples come and whatever η is. The better the neuron, the tighter the bound.
 * @throws {NnError} unless the neuron answers every sample rightly and none lies on its line.
 * @example
 * convergenceBound(gates.AND, gates.AND.neuron).corrections // → 51
 * perceptronRule(gates.AND).updates.length // → 11
 */
export function convergenceBound(data: Dataset, neuron: Neuron): ConvergenceBound {
  checkBinary(data);
  if (!(neuron instanceof Neuron)) throw expected("neuron to be a Neuron", neuron, "take that of separability(data)");
  const { X, y } = data;
  const square = (values: readonly number[]) => values.reduce((sum, value) => sum + value * value, 0);
  const radius2 = X.reduce((longest, x) => Math.max(longest, square(x) + 1), 0);
  const rooms = X.map((x, i) => neuron.weightedSum(x) * (y[i] === 1 ? 1 : -1));
  const room = rooms.reduce((least, one) => Math.min(least, one), Number.POSITIVE_INFINITY);
  if (room <= 0) {
    throw expected("a neuron that separates the classes", String(neuron), "separability finds one if there is one");
  }
  const length2 = square(neuron.weights) + neuron.bias ** 2;
  return {
    radius: Math.sqrt(radius2),
    margin: room / Math.sqrt(length2),
    corrections: Math.floor((radius2 * length2) / room ** 2 + 1e-9),
  };
}
