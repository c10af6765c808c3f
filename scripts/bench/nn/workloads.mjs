/**
 * @typedef {object} Workload the same work for every library, from the same data and first weights
 * @property {string} key its letter
 * @property {string} title
 * @property {"xor" | "digits" | "pictures" | "noise" | "spiral"} data a name of {@link file://./data.mjs}
 * @property {number} [samples] only so many of the data's first samples
 * @property {readonly number[]} units inputs, hidden layers, outputs
 * @property {"relu" | "tanh"} activation of the hidden layers; the last layer is softmax for "classes", else the identity
 * @property {"classes" | "numbers"} task cross-entropy, or half the squared error
 * @property {"adam" | "sgd"} solver plain sgd without momentum; adam with β₁ 0.9, β₂ 0.999, ε 1e-8
 * @property {number} rate
 * @property {number} batch
 * @property {number} epochs without an L2 penalty, and in order unless shuffled
 * @property {boolean} [shuffled] whether libraries that shuffle by default do; for one batch of all samples, so that the loss stays
 * @property {"train" | "one" | "all"} measure training, one sample's answer, or the answers for all samples
 * @property {boolean} [large] takes slow libraries a minute or more
 */

/** @type {Workload[]} */
export const WORKLOADS = [
  {
    key: "a",
    title: "XOR, 4 samples, 2-4-1, SGD, 2000 epochs",
    data: "xor",
    units: [2, 4, 1],
    activation: "tanh",
    task: "numbers",
    solver: "sgd",
    // Slow enough to be on its way still at the end, so that the losses say something.
    rate: 0.02,
    batch: 4,
    epochs: 2000,
    shuffled: true,
    measure: "train",
  },
  {
    key: "b",
    title: "digits 1797 × 64, 64-100-10, Adam, batch 200, 200 epochs",
    data: "digits",
    units: [64, 100, 10],
    activation: "relu",
    task: "classes",
    solver: "adam",
    rate: 1e-3,
    batch: 200,
    epochs: 200,
    measure: "train",
  },
  {
    key: "c",
    title: "pictures 60000 × 784, 784-100-10, Adam, batch 200, 3 epochs",
    data: "pictures",
    units: [784, 100, 10],
    activation: "relu",
    task: "classes",
    solver: "adam",
    rate: 1e-3,
    batch: 200,
    epochs: 3,
    measure: "train",
    large: true,
  },
  {
    key: "d",
    title: "pictures 20000 × 784, 784-512-512-10, Adam, batch 128, 1 epoch",
    data: "pictures",
    samples: 20_000,
    units: [784, 512, 512, 10],
    activation: "relu",
    task: "classes",
    solver: "adam",
    rate: 1e-3,
    batch: 128,
    epochs: 1,
    measure: "train",
    large: true,
  },
  {
    key: "e",
    title: "spiral, 500 points, 2-8-8-1, SGD, batch 10, 1000 epochs",
    data: "spiral",
    units: [2, 8, 8, 1],
    activation: "tanh",
    task: "numbers",
    solver: "sgd",
    rate: 0.03,
    batch: 10,
    epochs: 1000,
    measure: "train",
  },
  {
    key: "f",
    title: "one digit's answer, 64-100-10",
    data: "digits",
    units: [64, 100, 10],
    activation: "relu",
    task: "classes",
    solver: "adam",
    rate: 1e-3,
    batch: 200,
    epochs: 1,
    measure: "one",
  },
  {
    key: "g",
    title: "60000 pictures' answers, 784-100-10",
    data: "pictures",
    units: [784, 100, 10],
    activation: "relu",
    task: "classes",
    solver: "adam",
    rate: 1e-3,
    batch: 200,
    epochs: 1,
    measure: "all",
    large: true,
  },
];

const named = (/** @type {string} */ key) => /** @type {Workload} */ (WORKLOADS.find((one) => one.key === key));

// What the first and the third would be without what makes them easy: nothing to shuffle by default, nothing black.
WORKLOADS.push(
  { ...named("a"), key: "h", title: "a without shuffling", shuffled: false },
  { ...named("c"), key: "i", title: "c with noise for pictures: no pixel is black", data: "noise" },
);

/**
 * The workload with a tenth of its samples, for a quick look.
 * @param {Workload} workload
 * @returns {Workload}
 */
export function tenth(workload) {
  if (!workload.large) return workload;
  const samples = (workload.samples ?? 60_000) / 10;
  return { ...workload, samples, title: `${workload.title}, a tenth of it` };
}
