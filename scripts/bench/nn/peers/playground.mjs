import { inputsOf, job, layersOf, tell, timed, write } from "./job.mjs";

/**
 * The algorithm of TensorFlow Playground after its description: a graph of node and link objects; each sample goes
 * forward and backward by itself, each link adds up its derivatives, and after a batch every link moves by their mean.
 */

/** @typedef {{ weight: number, from: Node, to: Node, derivative: number, sum: number, count: number }} Link */

class Node {
  /** @type {Link[]} */
  inputs = [];
  /** @type {Link[]} */
  outputs = [];
  bias = 0;
  total = 0;
  output = 0;
  outputDerivative = 0;
  inputDerivative = 0;
  sum = 0;
  count = 0;

  /** @param {{ f: (z: number) => number, slope: (z: number) => number }} activation */
  constructor(activation) {
    this.activation = activation;
  }

  update() {
    this.total = this.bias;
    for (const link of this.inputs) this.total += link.weight * link.from.output;
    this.output = this.activation.f(this.total);
  }
}

const told = job();
const { workload } = told;
const { X, y, rows, d } = inputsOf(told);
const tanh = { f: Math.tanh, slope: (/** @type {number} */ z) => 1 - Math.tanh(z) ** 2 };
const identity = { f: (/** @type {number} */ z) => z, slope: () => 1 };

function make() {
  const last = workload.units.length - 1;
  const network = workload.units.map((n, l) =>
    Array.from({ length: n }, () => new Node(l > 0 && l < last ? tanh : identity)),
  );
  layersOf(told).forEach(({ W, b, n }, l) => {
    network[l + 1]?.forEach((to, j) => {
      to.bias = b[j] ?? 0;
      network[l]?.forEach((from, i) => {
        const link = { weight: W[i * n + j] ?? 0, from, to, derivative: 0, sum: 0, count: 0 };
        from.outputs.push(link);
        to.inputs.push(link);
      });
    });
  });
  return network;
}

/** @param {Node[][]} network @param {number} sample */
function forward(network, sample) {
  network[0]?.forEach((node, i) => {
    node.output = X[sample * d + i] ?? 0;
  });
  for (const layer of network.slice(1)) for (const node of layer) node.update();
  return network.at(-1)?.[0];
}

/** @param {Node[][]} network @param {number} target */
function backward(network, target) {
  const end = network.at(-1)?.[0];
  if (end) end.outputDerivative = end.output - target;
  for (let l = network.length - 1; l >= 1; l--) {
    for (const node of network[l] ?? []) {
      node.inputDerivative = node.outputDerivative * node.activation.slope(node.total);
      node.sum += node.inputDerivative;
      node.count++;
      for (const link of node.inputs) {
        link.derivative = node.inputDerivative * link.from.output;
        link.sum += link.derivative;
        link.count++;
      }
    }
    if (l === 1) continue;
    for (const node of network[l - 1] ?? []) {
      node.outputDerivative = 0;
      for (const link of node.outputs) node.outputDerivative += link.weight * link.to.inputDerivative;
    }
  }
}

/** @param {Node[][]} network */
function learn(network) {
  for (const node of network.slice(1).flat()) {
    node.bias -= (workload.rate * node.sum) / node.count;
    node.sum = 0;
    node.count = 0;
    for (const link of node.inputs) {
      link.weight -= (workload.rate / link.count) * link.sum;
      link.sum = 0;
      link.count = 0;
    }
  }
}

/** @type {Node[][]} */
let result = [];
const answering = make();
const seconds = await timed(told, {
  train: () => {
    result = make();
    for (let epoch = 0; epoch < workload.epochs; epoch++) {
      for (let i = 0; i < rows; i++) {
        forward(result, i);
        backward(result, y[i] ?? 0);
        if ((i + 1) % workload.batch === 0 || i === rows - 1) learn(result);
      }
    }
  },
  one: () => forward(answering, 0),
  all: () => Array.from({ length: rows }, (_, i) => forward(answering, i)?.output),
});
write(
  told,
  result
    .slice(1)
    .flatMap((layer, l) => [
      ...(result[l] ?? []).flatMap((_, i) => layer.map((node) => node.inputs[i]?.weight ?? 0)),
      ...layer.map((node) => node.bias),
    ]),
);
tell(seconds, "");
