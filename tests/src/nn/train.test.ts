import { expect } from "chai";
import { gates, Network, NnError, optimizerNames, Random, train } from "../../../src/index.ts";

const start = Network.random({ sizes: [2, 3, 1], output: "sigmoid", seed: 2 });
const cube = { X: [[-1], [-0.5], [0], [0.5], [1]], y: [-1, -0.125, 0, 0.125, 1] };

describe("train", () => {
  it("learns XOR, which one neuron cannot, with every optimizer", () => {
    for (const name of optimizerNames) {
      const learningRate = name === "adaDelta" ? 20 : name === "gradientDescent" ? 2 : 0.1;
      const { network, losses } = train(start, gates.XOR, {
        optimizer: name,
        learningRate,
        epochs: 400,
        loss: "binaryCrossEntropy",
        weightDecay: 0,
      });
      expect(
        network.outputs(gates.XOR.X).map(([yHat]) => Math.round(yHat as number)),
        name,
      ).to.deep.equal(gates.XOR.y);
      expect(losses.at(-1), name).to.be.below(losses[0] as number);
    }
  });

  it("with a batch of all samples takes one step an epoch along the mean gradient", () => {
    const { network } = train(start, gates.XOR, { epochs: 1, learningRate: 0.5 });
    const gradients = gates.XOR.X.map(
      (x, i) => (start.backward(x, [gates.XOR.y[i] as number]).at("dC/db2") as number[])[0] as number,
    );
    const mean = gradients.reduce((sum, value) => sum + value, 0) / 4;
    expect(network.layers[1]?.biases[0]).to.be.closeTo((start.layers[1]?.biases[0] as number) - 0.5 * mean, 1e-15);
  });

  it("with smaller batches takes more steps in an epoch, and every sample once", () => {
    const data = { X: cube.X, y: cube.y };
    const one = Network.random({ sizes: [1, 4, 1], seed: 3 });
    const run = (batchSize: number) =>
      train(one, data, { epochs: 30, learningRate: 0.05, batchSize, shuffleSeed: 1 }).losses;
    expect(run(1).at(-1)).to.be.below(run(5).at(-1) as number);
    expect(run(2)).to.deep.equal(run(2));
  });

  it("reports divergence, with the last sound network", () => {
    const { outcome, network } = train(
      Network.random({ sizes: [1, 3, 1], hidden: "relu" }),
      { X: [[100], [-50]], y: [1, 2] },
      { learningRate: 10, epochs: 500 },
    );
    expect(outcome).to.equal("diverged");
    expect(network.layers.flatMap(({ biases }) => biases).every(Number.isFinite)).to.equal(true);
  });

  it("learns several classes with softmax", () => {
    const random = new Random(1);
    const centres = [
      [0, 2],
      [2, -1],
      [-2, -1],
    ] as const;
    const X = Array.from({ length: 30 }, (_, i) =>
      (centres[i % 3] as readonly [number, number]).map((c) => c + random.uniform(-0.5, 0.5)),
    );
    const y = X.map((_, i) => [0, 1, 2].map((k) => (k === i % 3 ? 1 : 0)));
    const network = Network.random({ sizes: [2, 4, 3], output: "softmax" });
    const result = train(network, { X, y }, { loss: "categoricalCrossEntropy", optimizer: "adam", epochs: 100 });
    expect(result.losses.at(-1)).to.be.below(0.05);
  });

  const refusals: Record<string, () => unknown> = {
    "too few targets": () => train(start, { X: gates.XOR.X, y: [1] }),
    "targets of another length": () => train(start, { X: [[0, 1]], y: [[1, 0]] }),
    "half a batch": () => train(start, gates.XOR, { batchSize: 0.5 }),
    "an unknown schedule": () => train(start, gates.XOR, { schedule: "slow" as "constant" }),
    "a class that the loss does not know": () => train(start, { X: [[0, 1]], y: [2] }, { loss: "binaryCrossEntropy" }),
  };
  for (const [what, refused] of Object.entries(refusals)) {
    it(`refuses ${what}`, () => expect(refused).to.throw(NnError, /^\[nn\] expected .*, got .*: /));
  }
});
