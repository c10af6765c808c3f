import { expect } from "chai";
import { fusedLoss, fusedLosses, type LossName, NnError, sampleLoss } from "../../../src/index.ts";

const sums = [
  [0.3, -1.2, 2],
  [-4, 0.1, 0.2],
];
const targets = [
  [0, 1, 0],
  [1, 0, 1],
  [0.25, 0.5, 0.25],
];

describe("each fused loss", () => {
  for (const fused of Object.values(fusedLosses)) {
    it(`${fused.name} is ${fused.loss} of ${fused.activation}, computed in one`, () => {
      for (const h of sums)
        for (const y of targets) {
          const apart = sampleLoss(fused.loss as LossName, fused.outputs(h), y);
          expect(fused.f(h, y)).to.be.closeTo(apart, 1e-12);
        }
    });

    it(`${fused.name} has the slopes that central differences measure`, () => {
      const d = 1e-6;
      for (const h of sums)
        for (const y of targets)
          fused.derivative(h, y).forEach((slope, j) => {
            const at = (by: number) =>
              fused.f(
                h.map((value, k) => (k === j ? value + by : value)),
                y,
              );
            expect(slope).to.be.closeTo((at(d) - at(-d)) / (2 * d), 1e-8);
          });
    });
  }

  it("stays finite where the pair apart would say infinity: a sure and wrong answer", () => {
    expect(fusedLosses.sigmoidCrossEntropy.f([-800], [1])).to.equal(800);
    expect(fusedLosses.softmaxCrossEntropy.f([0, 2000], [1, 0])).to.equal(2000);
    expect(fusedLosses.softmaxCrossEntropyBits.f([0, 0], [1, 0])).to.equal(1);
    expect(fusedLosses.softmaxCrossEntropy.derivative([0, 2000], [1, 0])).to.deep.equal([-1, 1]);
  });
});

describe("fusedLoss refuses", () => {
  const refusals: Record<string, () => unknown> = {
    "a name that is none": () => fusedLoss("softmax" as "softmaxCrossEntropy", [0], [1]),
    "fewer targets than sums": () => fusedLoss("softmaxCrossEntropy", [0, 1], [1]),
    "a negative target": () => fusedLoss("expPoisson", [0], [-1]),
  };
  for (const [what, refused] of Object.entries(refusals)) {
    it(what, () => expect(refused).to.throw(NnError, /^\[nn\] expected .*, got .*: /));
  }
});
