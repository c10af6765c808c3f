import { expect } from "chai";
import fc from "fast-check";
import { convergenceBound, gates, Neuron, NnError, perceptronRule } from "../../../src/index.ts";

describe("convergenceBound", () => {
  it("by hand for OR with w = (1, 1), b = −0.5: R² = 3, room 0.5, length² = 2.25, so 3·2.25/0.25 = 27", () => {
    const { radius, margin, corrections } = convergenceBound(gates.OR, gates.OR.neuron);
    expect([radius, margin, corrections]).to.deep.equal([Math.sqrt(3), 0.5 / 1.5, 27]);
  });

  it("is never exceeded, in whatever order the samples come", () => {
    const whole = fc.integer({ min: -6, max: 6 });
    fc.assert(
      fc.property(
        fc.tuple(whole, whole, whole),
        fc.array(fc.tuple(whole, whole), { minLength: 1, maxLength: 10 }),
        fc.integer({ min: 0, max: 99 }),
        ([w1, w2, b], X, shuffleSeed) => {
          // A bias of a half more keeps every whole sample off the line.
          const teacher = new Neuron({ weights: [w1, w2], bias: b + 0.5 });
          const data = { X, y: teacher.outputs(X) };
          const { corrections, radius, margin } = convergenceBound(data, teacher);
          const { updates } = perceptronRule(data, { shuffleSeed, maxEpochs: 100_000 });
          expect(updates.length).to.be.at.most(corrections);
          // The proof's two halves: each correction leads far enough, and none too far.
          for (const [i, { neuron }] of updates.entries()) {
            const length = neuron.weights.reduce((sum, w) => sum + w * w, neuron.bias ** 2);
            expect(length).to.be.at.most(radius ** 2 * (i + 1) + 1e-9);
            expect(length).to.be.at.least((margin * (i + 1)) ** 2 - 1e-9);
          }
        },
      ),
      { seed: 1, numRuns: 60 },
    );
  });

  it("refuses a neuron that does not separate the classes", () => {
    expect(() => convergenceBound(gates.XOR, gates.OR.neuron)).to.throw(NnError, "separability");
  });
});
