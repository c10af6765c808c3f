import { expect } from "chai";
import fc from "fast-check";
import { logSoftmax, logSumExp, NnError, softmax, softmaxJacobian } from "../../../src/index.ts";

const sums = fc.array(fc.double({ min: -50, max: 50, noNaN: true }), { minLength: 1, maxLength: 6 });

describe("softmax", () => {
  it("takes more numbers than a call has room for", () => {
    const many = new Array<number>(300_000).fill(1);
    expect(softmax(many)[0]).to.be.closeTo(1 / 300_000, 1e-18);
    expect(logSumExp(many)).to.be.closeTo(1 + Math.log(300_000), 1e-12);
  });

  it("by hand: e⁰ : e^{ln 2} : e^{ln 5} = 1 : 2 : 5 of 8", () => {
    const p = softmax([0, Math.log(2), Math.log(5)]);
    [1 / 8, 2 / 8, 5 / 8].forEach((share, i) => {
      expect(p[i]).to.be.closeTo(share, 1e-15);
    });
  });

  it("adds up to 1, keeps the order and ignores what is added to all", () => {
    fc.assert(
      fc.property(sums, fc.integer({ min: -700, max: 700 }), (a, shift) => {
        const p = softmax(a);
        expect(p.reduce((sum, value) => sum + value, 0)).to.be.closeTo(1, 1e-12);
        const moved = softmax(a.map((value) => value + shift));
        for (const [i, value] of moved.entries()) expect(value).to.be.closeTo(p[i] as number, 1e-10);
        const largest = a.indexOf(Math.max(...a));
        expect(p[largest]).to.equal(Math.max(...p));
      }),
      { seed: 1 },
    );
  });

  it("has the derivatives that central differences measure", () => {
    const a = [0.3, -1.2, 2];
    const d = 1e-6;
    softmaxJacobian(a).forEach((row, i) => {
      row.forEach((slope, j) => {
        const at = (by: number) => softmax(a.map((value, k) => (k === j ? value + by : value)))[i] as number;
        expect(slope).to.be.closeTo((at(d) - at(-d)) / (2 * d), 1e-9);
      });
    });
  });

  it("survives sums that overflow, and its logarithm survives probabilities that round to 0", () => {
    expect(softmax([1e308, 0])).to.deep.equal([1, 0]);
    expect(logSoftmax([0, -1e5, -1e5])).to.deep.equal([0, -1e5, -1e5]);
    expect(logSumExp([-1e5, -1e5])).to.be.closeTo(-1e5 + Math.LN2, 1e-9);
  });

  it("refuses no sums and sums that are no numbers", () => {
    for (const wrong of [[], [Number.NaN], "ab"]) expect(() => softmax(wrong as number[])).to.throw(NnError, /^\[nn\]/);
  });
});
