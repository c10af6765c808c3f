import { expected } from "../errors.ts";
import { checkPositive, checkWhole } from "./shapes.ts";

/** What a network of dense layers asks of the hardware. */
export interface NetworkCost {
  /** Weights and biases. */
  readonly parameters: number;
  /** Multiplications and additions to answer one sample; activation functions are not counted. */
  readonly forwardFlops: number;
  /** The same to learn from one sample: forward, and backward to the weights of every layer and to all but the input. */
  readonly trainingFlops: number;
  /** Bytes for parameters, gradient, what the optimizer remembers, and the outputs and δ of a batch. */
  readonly trainingBytes: number;
}

/** How many numbers an optimizer remembers for each parameter. */
const memories = { sgd: 0, momentum: 1, adam: 2 } as const;

/**
 * Counts what a network of dense layers costs, from its sizes alone.
 * @param sizes Inputs, hidden layers, outputs.
 * @throws {NnError} unless sizes are at least two whole numbers above 0.
 * @example
 * networkCost([784, 100, 10]).parameters // → 79510
 * networkCost([2, 3, 1]).forwardFlops // → 18
 */
export function networkCost(
  sizes: readonly number[],
  {
    batchSize = 32,
    bytes = 4,
    optimizer = "adam",
  }: { batchSize?: number; bytes?: 2 | 4 | 8; optimizer?: keyof typeof memories } = {},
): NetworkCost {
  if (!Array.isArray(sizes) || sizes.length < 2 || !sizes.every((n) => Number.isInteger(n) && n > 0)) {
    throw expected("sizes to be at least two whole numbers above 0", sizes, "write [784, 100, 10]");
  }
  checkWhole(batchSize, "batchSize");
  const products = sizes.slice(1).map((n, l) => n * (sizes[l] as number));
  const weights = products.reduce((sum, product) => sum + product, 0);
  const neurons = sizes.slice(1).reduce((sum, n) => sum + n, 0);
  const parameters = weights + neurons;
  const forwardFlops = 2 * weights;
  return {
    parameters,
    forwardFlops,
    // dC/dW is as much work as the forward pass, dC/da too but for the input's.
    trainingFlops: 2 * forwardFlops + 2 * (weights - (products[0] as number)),
    trainingBytes: bytes * ((2 + memories[optimizer]) * parameters + batchSize * ((sizes[0] as number) + 2 * neurons)),
  };
}

/**
 * How many seconds a training takes at least, and with what part of its peak a piece of hardware is really used.
 * @param peak The hardware's arithmetic, in FLOP a second.
 * @param use The share of it that is reached. Default 0.3, which is usual; small networks reach much less.
 * @throws {NnError} unless all are above 0.
 * @example
 * trainingSeconds({ flopsPerSample: 6e9, samples: 1e6, epochs: 90, peak: 20e12 }) // → 90000
 */
export function trainingSeconds({
  flopsPerSample,
  samples,
  epochs,
  peak,
  use = 0.3,
}: {
  flopsPerSample: number;
  samples: number;
  epochs: number;
  peak: number;
  use?: number;
}): number {
  for (const [name, value] of Object.entries({ flopsPerSample, samples, epochs, peak, use }))
    checkPositive(value, name);
  if (use > 1) throw expected("use to be at most 1", use, "no hardware does more than its peak");
  return (flopsPerSample * samples * epochs) / (peak * use);
}
