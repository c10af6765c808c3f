import { expect } from "chai";
import { contradicts, gates, Neuron, perceptronRule, separability } from "../../src/index.ts";

describe("the answers in notebook 01", () => {
  const exam = (bias: number) => new Neuron({ weights: [0.3, 0.8, 0.5], bias });

  it("1: biases from −8 up to but not including −4 make the stricter exam", () => {
    const strict = (bias: number) => exam(bias).output([5, 0, 5]) === 0 && exam(bias).output([5, 5, 5]) === 1;
    expect([-8.01, -8, -5, -4.01, -4, -3].map(strict)).to.deep.equal([false, true, true, true, false, false]);
  });

  it("2: the two neurons do what they should", () => {
    const { X } = gates.AND;
    expect(new Neuron({ weights: [1, -1], bias: -0.5 }).outputs(X)).to.deep.equal([0, 0, 1, 0]);
    expect(new Neuron({ weights: [-1, 1], bias: 0.5 }).outputs(X)).to.deep.equal([1, 1, 0, 1]);
  });

  it("3: the majority by hand and by learning agree on all corners", () => {
    const X = [0, 1, 2, 3, 4, 5, 6, 7].map((n) => [(n >> 2) & 1, (n >> 1) & 1, n & 1]);
    const y = [0, 0, 0, 1, 0, 1, 1, 1];
    expect(new Neuron({ weights: [1, 1, 1], bias: -1.5 }).outputs(X)).to.deep.equal(y);
    expect(perceptronRule({ X, y }).neuron.outputs(X)).to.deep.equal(y);
  });

  it("4: the order changes the line, 0.5 halves every number, and 0.1 meets rounding", () => {
    const lines = [1, 2, 3].map((shuffleSeed) => String(perceptronRule(gates.AND, { shuffleSeed }).neuron));
    expect(new Set(lines).size).to.be.above(1);
    const [one, half, tenth] = [1, 0.5, 0.1].map((learningRate) => perceptronRule(gates.AND, { learningRate }));
    expect([one, half, tenth].map((trace) => trace?.updates.length)).to.deep.equal([11, 11, 8]);
    expect(half?.neuron.weights.map((w) => 2 * w)).to.deep.equal(one?.neuron.weights);
    expect(String(tenth?.neuron.bias)).to.equal("-0.20000000000000004");
  });

  it("5: both combinations cancel, and there is no line", () => {
    const turns = { X: [[1], [2], [3], [4]], y: [1, 0, 1, 0] };
    expect(contradicts(turns, [1n, 2n, 1n, 0n]) && contradicts(turns, [0n, 1n, 2n, 1n])).to.equal(true);
    expect(separability(turns).separable).to.equal(false);
  });
});
