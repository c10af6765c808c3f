import { expected, lookUp } from "../errors.ts";
import type { OptimizerName } from "./optimizers.ts";
import { checkOptions } from "./options.ts";
import { checkPositive, checkSizes, checkWhole } from "./shapes.ts";

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
const memories = {
  sgd: 0,
  gradientDescent: 0,
  momentum: 1,
  nesterov: 1,
  adaGrad: 1,
  rmsProp: 1,
  adaDelta: 2,
  adam: 2,
  adamW: 2,
  nadam: 2,
  amsGrad: 3,
} as const satisfies Record<OptimizerName, number>;

/**
 * Counts what a network of dense layers costs, from its sizes alone.
 * @param sizes Inputs, hidden layers, outputs.
 * @param options batchSize: samples a step, default 32. bytes: of a number, default 4. optimizer: default "adam"; "sgd"
 * is gradientDescent.
 * @throws {NnError} unless sizes are at least two whole numbers above 0, or for an option out of range.
 * @example
 * networkCost([784, 100, 10]).parameters // → 79510
 * networkCost([2, 3, 1]).forwardFlops // → 18
 */
export function networkCost(
  sizes: readonly number[],
  options: { batchSize?: number; bytes?: 2 | 4 | 8; optimizer?: keyof typeof memories } = {},
): NetworkCost {
  const { batchSize = 32, bytes = 4, optimizer = "adam" } = checkOptions(options, ["batchSize", "bytes", "optimizer"]);
  checkSizes(sizes);
  checkWhole(batchSize, "batchSize");
  if (![2, 4, 8].includes(bytes)) throw expected("bytes to be 2, 4 or 8", bytes, "a float32 has 4");
  const memory = lookUp<number>(memories, optimizer, "an optimizer");
  const products = sizes.slice(1).map((n, l) => n * (sizes[l] as number));
  const weights = products.reduce((sum, product) => sum + product, 0);
  const neurons = sizes.slice(1).reduce((sum, n) => sum + n, 0);
  const parameters = weights + neurons;
  if (!Number.isSafeInteger(4 * parameters)) throw expected("sizes that can be counted", sizes, "take fewer neurons");
  const forwardFlops = 2 * weights;
  return {
    parameters,
    forwardFlops,
    // dC/dW is as much work as the forward pass, dC/da too but for the input's.
    trainingFlops: 2 * forwardFlops + 2 * (weights - (products[0] as number)),
    trainingBytes: bytes * ((2 + memory) * parameters + batchSize * ((sizes[0] as number) + 2 * neurons)),
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
export function trainingSeconds(options: {
  flopsPerSample: number;
  samples: number;
  epochs: number;
  peak: number;
  use?: number;
}): number {
  checkOptions(options, ["flopsPerSample", "samples", "epochs", "peak", "use"]);
  const { flopsPerSample, samples, epochs, peak, use = 0.3 } = options;
  for (const [name, value] of Object.entries({ flopsPerSample, samples, epochs, peak, use }))
    checkPositive(value, name, "give a larger number");
  if (use > 1) throw expected("use to be at most 1", use, "no hardware does more than its peak");
  return (flopsPerSample * samples * epochs) / (peak * use);
}
