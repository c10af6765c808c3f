/** A small network for engines, with a softmax at its end. */
export const plain = {
  activation: "tanh",
  output: "softmax",
  alpha: 0.01,
  capacity: 7,
  single: false,
  threads: 1,
  dropout: 0,
} as const;

/** The estimators' defaults for their solvers, with ten times the rate. */
export const solverOptions = {
  learningRate: "constant",
  learningRateInit: 0.01,
  powerT: 0.5,
  momentum: 0.9,
  nesterovsMomentum: true,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
} as const;
