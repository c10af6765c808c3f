import { expect } from "chai";
import fc from "fast-check";
import { fusedLoss, losses } from "../../../src/index.ts";
import { batchLosses } from "../../../src/nn/estimators/engines/batch-losses.ts";

const eps = Number.EPSILON;

describe("the loss of a batch", () => {
  it("stays finite where a probability is 0 or 1", () => {
    const p = Float64Array.of(0.9, 1, 1, 0);
    expect(batchLosses.logistic(p, Float64Array.of(0, 0, 1, 1), undefined, 4, 1, eps)).to.be.within(70, 80);
    const rows = Float64Array.of(0, 1, 0, 0.9, 0.05, 0.05);
    expect(batchLosses.softmax(rows, Float64Array.of(1, 0, 0, 0, 1, 0), undefined, 2, 3, eps)).to.be.within(36, 40);
    // In single precision a probability keeps further away.
    const single = batchLosses.logistic(Float32Array.of(1), Float32Array.of(0), undefined, 1, 1, 2 ** -23);
    expect(single).to.be.closeTo(23 * Math.LN2, 1e-6);
  });

  it("is half the Poisson deviance, weighted, with counts of 0 among them", () => {
    const sums = fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.double({ min: -3, max: 3, noNaN: true })), {
      minLength: 1,
    });
    fc.assert(
      fc.property(sums, (samples) => {
        const y = Float64Array.from(samples, ([count]) => count);
        const yHat = Float64Array.from(samples, ([, h]) => Math.exp(h));
        const weights = y.map((_, i) => 0.5 + (i % 4));
        const wanted = samples.reduce((sum, [count, h], i) => {
          return sum + (weights[i] as number) * fusedLoss("expPoisson", [h], [count]).value;
        }, 0);
        expect(batchLosses.exp(yHat, y, weights, y.length, 1, eps)).to.be.closeTo(wanted, 1e-9 * Math.max(1, wanted));
      }),
      { seed: 1 },
    );
  });

  it("is the sum of the table's losses, squares averaged over the outputs", () => {
    const [yHat, y] = [Float64Array.of(0.2, 0.7, 0.9, 0.4), Float64Array.of(0, 1, 1, 0)];
    const sum = (name: "squared" | "binaryCrossEntropy") =>
      yHat.reduce((total, value, i) => total + losses[name].f(value, y[i] as number), 0);
    expect(batchLosses.identity(yHat, y, undefined, 2, 2, eps)).to.be.closeTo(sum("squared") / 2, 1e-15);
    expect(batchLosses.logistic(yHat, y, undefined, 2, 2, eps)).to.be.closeTo(sum("binaryCrossEntropy"), 1e-14);
  });
});
