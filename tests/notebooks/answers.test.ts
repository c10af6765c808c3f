import { expect } from "chai";
import {
  allBits,
  contradicts,
  gates,
  MLPClassifier,
  Network,
  Neuron,
  perceptronRule,
  separability,
  spiral,
} from "../../src/index.ts";

describe("what notebook 01 says in its hints and answers", () => {
  const exam = (bias: number) => new Neuron({ weights: [0.3, 0.8, 0.5], bias });

  it("thresholds above 4 and up to 8 make the stricter exam", () => {
    const strict = (bias: number) => exam(bias).output([5, 0, 5]) === 0 && exam(bias).output([5, 5, 5]) === 1;
    expect([-8.01, -8, -5, -4.01, -4, -3].map(strict)).to.deep.equal([false, true, true, true, false, false]);
  });

  it("the neuron of the questionnaire answers 1 to the second input alone", () => {
    const neuron = new Neuron({ weights: [2, -1], bias: 1 });
    const X = [
      [0, 3],
      [1, 3],
      [2, 6],
    ];
    expect(X.map((x) => neuron.weightedSum(x))).to.deep.equal([-2, 0, -1]);
    expect(neuron.outputs(X)).to.deep.equal([0, 1, 0]);
  });
});

describe("what notebook 02 says in its text and answers", () => {
  it("the order changes the line, 0.5 halves every number, and 0.1 takes fewer corrections", () => {
    const lines = [1, 2, 3].map((shuffleSeed) => String(perceptronRule(gates.AND, { shuffleSeed }).neuron));
    expect(new Set(lines).size).to.be.above(1);
    const [one, half, tenth] = [1, 0.5, 0.1].map((learningRate) => perceptronRule(gates.AND, { learningRate }));
    expect([one, half, tenth].map((trace) => trace?.updates.length)).to.deep.equal([11, 11, 8]);
    expect(half?.neuron.weights.map((w) => 2 * w)).to.deep.equal(one?.neuron.weights);
  });

  it("the first three points and the last three both prove that turns have no line", () => {
    const turns = { X: [[1], [2], [3], [4]], y: [1, 0, 1, 0] };
    expect(contradicts(turns, [1n, 2n, 1n, 0n]) && contradicts(turns, [0n, 1n, 2n, 1n])).to.equal(true);
    expect(separability(turns).separable).to.equal(false);
  });

  it('"exactly two of three" is no neuron, and XOR where the third bit is on; "at most two of three" is one', () => {
    const X = allBits(3);
    const ones = X.map((x) => x.reduce((sum, bit) => sum + bit, 0));
    const exactly = ones.map((n) => (n === 2 ? 1 : 0));
    expect(separability({ X, y: exactly }).separable).to.equal(false);
    expect(exactly.filter((_, i) => X[i]?.[2] === 1)).to.deep.equal(gates.XOR.y);
    expect(separability({ X, y: ones.map((n) => (n <= 2 ? 1 : 0)) }).separable).to.equal(true);
  });

  it("three bits' parity takes no more than two smooth hidden units", () => {
    // A slope that makes the sum of two tanh rise, fall and rise again over the number of ones, 0 to 3.
    const hidden = {
      weights: [
        [3, 3, 3],
        [1, 1, 1],
      ],
      biases: [-4.5, -1.5],
      activation: "tanh" as const,
    };
    const sums = allBits(3).map((x) => new Network([hidden]).output(x));
    const y = allBits(3).map((x) => x.reduce((sum, bit) => sum + bit, 0) % 2);
    expect(separability({ X: sums, y }).separable).to.equal(true);
  });
});

describe("what notebook 03 says of patience", () => {
  /** The score on new points of the spiral after ten times as many epochs as in the notebook. */
  function patient(hiddenLayerSizes: number[]): number {
    const { X, y } = spiral({ samples: 400, noise: 0.3, seed: 101 });
    const model = new MLPClassifier({
      hiddenLayerSizes,
      activation: "logistic",
      learningRateInit: 0.01,
      batchSize: 20,
      maxIter: 10_000,
      nIterNoChange: Number.POSITIVE_INFINITY,
      randomState: 1,
    }).fit(X, y, { onEpoch: ({ epoch }) => epoch < 1500 });
    const test = spiral({ samples: 1000, noise: 0.3, seed: 99 });
    return model.score(test.X, test.y);
  }

  it("with ten times the epochs one hidden layer of sixteen sigmoids learns the spiral", () => {
    expect(patient([16])).to.be.above(0.9);
  }).timeout(600_000);

  it("eight layers of sigmoids do not, with the same patience", () => {
    expect(patient([8, 8, 8, 8, 8, 8, 8, 8])).to.be.below(0.65);
  }).timeout(600_000);
});
