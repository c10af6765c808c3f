import { expect } from "chai";
import fc from "fast-check";
import { gates, Neuron, NnError, perceptronRule } from "../../../src/index.ts";

describe("perceptronRule", () => {
  it("takes the steps that a pencil takes for OR, from zero weights and with η = 1", () => {
    const { updates, errors, outcome } = perceptronRule(gates.OR);
    const steps = updates.map(({ epoch, sample, h, error, neuron }) => [
      epoch,
      sample,
      h,
      error,
      ...neuron.weights,
      neuron.bias,
    ]);
    expect(steps).to.deep.equal([
      // epoch, sample, h, y − ŷ, w₁, w₂, b
      [0, 0, 0, -1, 0, 0, -1], // (0,0): h = 0, answers 1, should be 0: only b moves
      [0, 1, -1, 1, 0, 1, 0], // (0,1): h = 0 + 0 − 1, answers 0, should be 1: w₂ and b move up
      [1, 0, 0, -1, 0, 1, -1], // (0,0): h = 0, answers 1 again
      [1, 2, -1, 1, 1, 1, 0], // (1,0): h = −1: w₁ and b move up
      [2, 0, 0, -1, 1, 1, -1], // (0,0): h = 0 a last time
    ]);
    expect(errors).to.deep.equal([2, 2, 1, 0]);
    expect(outcome).to.equal("converged");
  });

  it("learns every gate that has a neuron, and no epoch has a mistake left at the end", () => {
    const { XOR: _, ...others } = gates;
    for (const [name, gate] of Object.entries(others)) {
      const trace = perceptronRule(gate);
      expect(trace.outcome, name).to.equal("converged");
      expect(trace.neuron.outputs(gate.X), name).to.deep.equal(gate.y);
      expect(trace.errors.at(-1), name).to.equal(0);
    }
  });

  it("converges on anything that a line with a margin separates", () => {
    const coordinate = fc.integer({ min: -10, max: 10 });
    const neuron = fc.tuple(coordinate, coordinate, coordinate);
    fc.assert(
      fc.property(
        neuron,
        fc.array(fc.tuple(coordinate, coordinate), { minLength: 1, maxLength: 12 }),
        ([w1, w2, b], X) => {
          const teacher = new Neuron({ weights: [w1, w2], bias: b });
          const trace = perceptronRule({ X, y: teacher.outputs(X) }, { maxEpochs: 100_000 });
          expect(trace.outcome).to.equal("converged");
        },
      ),
      { seed: 1, numRuns: 100 },
    );
  });

  it("notices that XOR goes round in circles, and that the circle is one", () => {
    const trace = perceptronRule(gates.XOR);
    expect(trace.outcome).to.equal("cycle");
    const beginnings = [trace.start, ...trace.updates.map(({ neuron }) => neuron)].map(String);
    expect(beginnings.slice(0, -1)).to.include(String(trace.neuron));
  });

  it("in a random order claims no circle, and says that it merely stopped", () => {
    const trace = perceptronRule(gates.XOR, { shuffleSeed: 7, maxEpochs: 40 });
    expect(trace.outcome).to.equal("stopped");
    expect(trace.errors).to.have.length(40);
  });

  it("is the same at every run with the same seed, and another with another", () => {
    const updates = (shuffleSeed: number) =>
      perceptronRule(gates.AND, { shuffleSeed }).updates.map(({ sample }) => sample);
    expect(updates(3)).to.deep.equal(updates(3));
    expect([1, 2, 3, 4, 5].map((seed) => updates(seed).join(""))).to.satisfy(
      (runs: string[]) => new Set(runs).size > 1,
    );
  });

  it("from zero weights scales with the learning rate and nothing else", () => {
    const small = perceptronRule(gates.AND, { learningRate: 0.25 });
    const large = perceptronRule(gates.AND);
    expect(small.errors).to.deep.equal(large.errors);
    expect(small.neuron.weights.map((w) => 4 * w)).to.deep.equal(large.neuron.weights);
  });

  it("with tenths meets rounding: fewer corrections than on paper, as the notebook's fourth exercise says", () => {
    const { updates, neuron } = perceptronRule(gates.AND, { learningRate: 0.1 });
    expect([updates.length, neuron.bias]).to.deep.equal([8, -0.20000000000000004]);
    expect(perceptronRule(gates.AND).updates).to.have.length(11);
  });

  it("starts from a given neuron and leaves it as it was", () => {
    const trace = perceptronRule(gates.AND, { start: gates.AND.neuron });
    expect(trace.updates).to.deep.equal([]);
    expect(trace.errors).to.deep.equal([0]);
    expect(trace.neuron.weights).to.deep.equal(gates.AND.neuron.weights);
  });

  const { X, y } = gates.AND;
  const refusals: Record<string, () => unknown> = {
    "no samples": () => perceptronRule({ X: [], y: [] }),
    "samples without inputs": () => perceptronRule({ X: [[]], y: [1] }),
    "ragged samples": () => perceptronRule({ X: [[0, 1], [1]], y: [0, 1] }),
    "too few targets": () => perceptronRule({ X, y: [0, 1] }),
    "targets of −1": () => perceptronRule({ X, y: [-1, 1, 1, 1] }),
    "a missing value": () => perceptronRule({ X: [[0, Number.NaN]], y: [1] }),
    "a learning rate of 0": () => perceptronRule({ X, y }, { learningRate: 0 }),
    "half an epoch": () => perceptronRule({ X, y }, { maxEpochs: 0.5 }),
    "a start with other inputs": () => perceptronRule({ X, y }, { start: gates.NOT.neuron }),
    "a seed that is no whole number": () => perceptronRule({ X, y }, { shuffleSeed: 0.1 }),
  };
  for (const [what, refused] of Object.entries(refusals)) {
    it(`refuses ${what}`, () => expect(refused).to.throw(NnError, /^\[nn\] expected .*, got .*: /));
  }
});
