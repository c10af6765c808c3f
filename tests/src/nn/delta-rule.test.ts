import { expect } from "chai";
import { type ActivationName, activation, deltaRule, gates, Network, Neuron, NnError } from "../../../src/index.ts";

describe("deltaRule", () => {
  it("takes by hand the steps of a line through (1, 2) and (2, 2), with η = 0.5", () => {
    // w = 0, b = 0. Sample 0: h = 0, ŷ = 0, error 2, Δw = 0.5·2·1·1 = 1, Δb = 1
    // Sample 1: h = 1·2 + 1 = 3, error −1, Δw = 0.5·(−1)·1·2 = −1, Δb = −0.5
    const { updates, losses, neuron, outcome } = deltaRule(
      { X: [[1], [2]], y: [2, 2] },
      { learningRate: 0.5, epochs: 1 },
    );
    expect(
      updates.map(({ h, yHat, error, slope, weightChanges, biasChange }) => [
        h,
        yHat,
        error,
        slope,
        ...weightChanges,
        biasChange,
      ]),
    ).to.deep.equal([
      [0, 0, 2, 1, 1, 1],
      [3, 3, -1, 1, -1, -0.5],
    ]);
    expect([...neuron.weights, neuron.bias]).to.deep.equal([0, 0.5]);
    expect(losses).to.deep.equal([(2 + 0.5) / 2]);
    expect(outcome).to.equal("finished");
  });

  it("multiplies by the activation's slope, as the slide's g′(h) says", () => {
    const start = new Neuron({ weights: [0.4, -0.3], bias: 0.1 });
    const [step] = deltaRule({ X: [[1, 2]], y: [1] }, { activation: "sigmoid", epochs: 1, start }).updates;
    const yHat = 1 / (1 + Math.exp(0.1)); // h = 0.4 − 0.6 + 0.1 = −0.1
    expect(step?.weightChanges[1]).to.be.closeTo(0.1 * (1 - yHat) * yHat * (1 - yHat) * 2, 1e-15);
  });

  for (const name of ["identity", "sigmoid", "tanh", "softplus", "gelu"] as ActivationName[]) {
    it(`is backpropagation's special case of one layer, with ${name}`, () => {
      const start = new Neuron({ weights: [0.2, -0.5], bias: 0.3 });
      const data = {
        X: [
          [1, 2],
          [-1, 0.5],
          [0.3, -2],
        ],
        y: [1, 0, 0.5],
      };
      const { updates } = deltaRule(data, { activation: name, learningRate: 0.3, epochs: 5, start });
      let [weights, bias] = [[...start.weights], start.bias];
      for (const { x, y, neuron } of updates) {
        const pass = new Network([{ weights: [weights], biases: [bias], activation: activation(name) }]).backward(x, [
          y,
        ]);
        const [dC_dw] = pass.at("dC/dW1") as number[][];
        const [dC_db] = pass.at("dC/db1") as number[];
        weights = weights.map((w, i) => w - 0.3 * (dC_dw?.[i] as number));
        bias -= 0.3 * (dC_db as number);
        weights.forEach((w, i) => {
          expect(neuron.weights[i]).to.be.closeTo(w, 1e-14);
        });
        expect(neuron.bias).to.be.closeTo(bias, 1e-14);
      }
      expect(updates).to.have.length(15);
    });
  }

  it("learns AND and OR with a sigmoid, and for XOR comes to rest at ½ for every sample", () => {
    for (const name of ["AND", "OR"] as const) {
      const { neuron } = deltaRule(gates[name], { activation: "sigmoid", learningRate: 2, epochs: 500 });
      expect(neuron.outputs(gates[name].X).map(Math.round)).to.deep.equal(gates[name].y);
    }
    const { neuron } = deltaRule(gates.XOR, {
      activation: "sigmoid",
      learningRate: 0.05,
      epochs: 2000,
      shuffleSeed: 1,
    });
    for (const yHat of neuron.outputs(gates.XOR.X)) expect(yHat).to.be.closeTo(0.5, 0.05);
  });

  it("says that it diverged when the learning rate is too large", () => {
    const { outcome, neuron } = deltaRule({ X: [[10]], y: [1] }, { learningRate: 1, epochs: 1000 });
    expect(outcome).to.equal("diverged");
    expect(Number.isFinite(neuron.weights[0])).to.equal(true);
  });

  const data = { X: [[1]], y: [1] };
  const refusals: Record<string, () => unknown> = {
    "the step, which has no slope": () => deltaRule(data, { activation: "step" }),
    "a learning rate of 0": () => deltaRule(data, { learningRate: 0 }),
    "no epoch": () => deltaRule(data, { epochs: 0 }),
    "a target that is no number": () => deltaRule({ X: [[1]], y: [Number.NaN] }),
    "too many targets": () => deltaRule({ X: [[1]], y: [1, 2] }),
    "a start of other inputs": () => deltaRule(data, { start: gates.AND.neuron }),
  };
  for (const [what, refused] of Object.entries(refusals)) {
    it(`refuses ${what}`, () => expect(refused).to.throw(NnError, /^\[nn\] expected .*, got .*: /));
  }
});
