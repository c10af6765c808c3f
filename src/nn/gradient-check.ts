import { expected } from "../errors.ts";
import { asOptions } from "./layer.ts";
import { type Loss, type LossName, sampleLoss } from "./losses.ts";
import { Network } from "./network.ts";
import { checkPositive, type Vector } from "./shapes.ts";

/** One weight's or bias's derivative, found in two ways. */
export interface CheckedDerivative {
  /** Such as "W1[0][2]" or "b2[1]". */
  readonly name: string;
  /** By backpropagation. */
  readonly byChainRule: number;
  /** By moving the parameter a little to both sides. */
  readonly byDifferences: number;
}

/** The outcome of a gradient check. */
export interface GradientCheck {
  readonly derivatives: readonly CheckedDerivative[];
  /** The largest difference, divided by the larger of 1 and the derivative. About 1e-8 when all is well. */
  readonly worst: number;
}

/**
 * Checks backpropagation by brute force: moves each weight and bias by ±d and measures what the loss does,
 * $\frac{C(w + d) - C(w - d)}{2d}$. Slow and reliable: two forward passes for each parameter.
 * @param d How far to move. Default 1e-5: smaller ones drown in rounding.
 * @throws {NnError} for a d that is not above 0.
 * @example
 * gradientCheck(Network.random({ sizes: [2, 3, 1] }), [0.5, -1], [1]).worst < 1e-8 // → true
 */
export function gradientCheck(
  network: Network,
  x: Vector,
  y: Vector,
  loss: LossName | Loss = "squared",
  d = 1e-5,
): GradientCheck {
  if (!(network instanceof Network))
    throw expected("network to be a Network", network, "write Network.random({ sizes: [2, 3, 1] })");
  checkPositive(d, "d");
  const pass = network.backward(x, y, loss);
  const derivatives = network.layers.flatMap((layer, l) => {
    const cost = (change: { j: number; i: number; by: number }) =>
      sampleLoss(loss, moved(network, l, change).output(x), y);
    const difference = (j: number, i: number) => (cost({ j, i, by: d }) - cost({ j, i, by: -d })) / (2 * d);
    const dC_dW = pass.at(`dC/dW${l + 1}`) as readonly Vector[];
    const dC_db = pass.at(`dC/db${l + 1}`) as Vector;
    return layer.weights.flatMap((row, j) => [
      ...row.map((_, i) => ({
        name: `W${l + 1}[${j}][${i}]`,
        byChainRule: dC_dW[j]?.[i] as number,
        byDifferences: difference(j, i),
      })),
      { name: `b${l + 1}[${j}]`, byChainRule: dC_db[j] as number, byDifferences: difference(j, -1) },
    ]);
  });
  const errors = derivatives.map(
    ({ byChainRule, byDifferences }) => Math.abs(byChainRule - byDifferences) / Math.max(1, Math.abs(byChainRule)),
  );
  return { derivatives, worst: errors.reduce((worst, error) => Math.max(worst, error), 0) };
}

/** The network with the weight from i to neuron j of layer l changed; the bias of j where i is −1. */
function moved(network: Network, l: number, { j, i, by }: { j: number; i: number; by: number }): Network {
  const layers = network.layers.map(asOptions).map((layer, k) => {
    if (k !== l) return layer;
    const weights = layer.weights.map((row, r) => (r === j ? row.map((w, c) => (c === i ? w + by : w)) : row));
    return { ...layer, weights, biases: layer.biases.map((b, r) => (r === j && i === -1 ? b + by : b)) };
  });
  return new Network(layers);
}
