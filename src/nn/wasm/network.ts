/** Where one layer's numbers are in memory. The host writes these words, in this order. */
@unmanaged
export class Layer {
  inputs: i32 = 0;
  outputs: i32 = 0;
  /** W[i][j] from input i to neuron j, row by row, and b[j]. */
  weights: usize = 0;
  biases: usize = 0;
  /** What the parameters must change by, in the same places. */
  weightGradient: usize = 0;
  biasGradient: usize = 0;
  /** What comes in, one row of samples a feature; what goes out likewise; δ likewise. */
  input: usize = 0;
  output: usize = 0;
  delta: usize = 0;
  /** The sums before the activation, where its slope is computed from them, and what dropout keeps; else 0. */
  sums: usize = 0;
  mask: usize = 0;
}

/** A network with all its room. The host writes these words, in this order. */
@unmanaged
export class Network {
  depth: i32 = 0;
  layers: usize = 0;
  /** The number of the hidden layers' activation, and of what makes answers of the last layer's sums. */
  hidden: i32 = 0;
  answer: i32 = 0;
  /** All weights, then all biases; their gradient; two rows of memory for the solver. */
  parameters: usize = 0;
  gradient: usize = 0;
  memory: usize = 0;
  memory2: usize = 0;
  weightCount: i32 = 0;
  parameterCount: i32 = 0;
  /** Targets of the batch, one row of samples an output, and each sample's weight. */
  targets: usize = 0;
  sampleWeights: usize = 0;
  /** Room for the packed parts of a large product, for either thread. */
  room: usize = 0;
  room2: usize = 0;
  /** How many samples were gathered last. */
  gathered: i32 = 0;
  /** Where jobs are posted for the second thread, if there is one to help. */
  desk: usize = 0;
  /** Room to turn lists of inputs into lists of samples of this length. */
  lists: usize = 0;
  listLength: i32 = 0;
  /** Where the batch's samples have their lists of inputs that are not 0, and these lists' entries, or 0. */
  spans: usize = 0;
  entries: usize = 0;
}

/**
 * Samples with their targets, row by row, and their order and weights, or 0; where X is mostly zeros, its lists instead.
 * The host writes these words.
 */
@unmanaged
export class Samples {
  X: usize = 0;
  y: usize = 0;
  weights: usize = 0;
  order: usize = 0;
  starts: usize = 0;
  entries: usize = 0;
}

/** How the parameters are moved. The host writes these numbers, in this order, and leaves room for Adam's behind them. */
@unmanaged
export class Solver {
  /** 0: gradient descent with momentum, 1: with Nesterov's, 2: Adam. */
  kind: f64 = 0;
  rate: f64 = 0;
  /** Momentum, or Adam's β₁. */
  first: f64 = 0;
  second: f64 = 0;
  epsilon: f64 = 0;
  /** β₁ᵗ and β₂ᵗ. */
  firstPower: f64 = 0;
  secondPower: f64 = 0;
  /** The strength of the L2 penalty. */
  alpha: f64 = 0;
}

/** What ends many epochs. The host writes these numbers, in this order. */
@unmanaged
export class Watch {
  /** The least loss so far, and for how many epochs it was not bettered by `tol`. */
  best: f64 = 0;
  idle: f64 = 0;
  /** For how many epochs it may not be. */
  patience: f64 = 0;
  tol: f64 = 0;
}

/** The k-th layer. */
// @inline
export function layerOf(network: Network, k: i32): Layer {
  return changetype<Layer>(network.layers + <usize>k * offsetof<Layer>());
}
