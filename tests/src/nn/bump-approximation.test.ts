import { expect } from "chai";
import { bumpApproximation, largestError, NnError } from "../../../src/index.ts";

const wave = (x: number) => Math.sin(3 * x) + x / 2;

describe("an approximation by bumps", () => {
  it("by hand: one bump over [0, 1] is as high as f in the middle, everywhere", () => {
    const network = bumpApproximation((x) => 3 * x, [0, 1], 1);
    for (const x of [0, 0.5, 1]) expect(network.output([x])[0]).to.be.closeTo(1.5, 1e-12);
  });

  it("meets f in the middle of each bump", () => {
    const network = bumpApproximation(wave, [-2, 2], 20);
    for (let k = 0; k < 20; k++) {
      const middle = -2 + (k + 0.5) / 5;
      expect(network.output([middle])[0]).to.be.closeTo(wave(middle), 1e-6);
    }
  });

  it("comes as near as one likes, with half the error for twice the bumps", () => {
    const errors = [20, 40, 80, 160].map((n) => largestError(bumpApproximation(wave, [-2, 2], n), wave, [-2, 2]));
    for (const [i, error] of errors.slice(1).entries()) expect((errors[i] as number) / error).to.be.within(1.7, 2.3);
  });

  it("is steeper where it is told to be", () => {
    const jump = (x: number) => (x < 0.5 ? 0 : 1);
    const slope = (steepness: number) => {
      const network = bumpApproximation(jump, [0, 1], 2, { steepness });
      return ((network.output([0.5001])[0] as number) - (network.output([0.4999])[0] as number)) / 2e-4;
    };
    expect(slope(80) / slope(40)).to.be.closeTo(2, 0.01);
  });

  it("refuses an interval upside down, no bumps, no steepness and an infinite f", () => {
    for (const refused of [
      () => bumpApproximation(wave, [1, 0], 3),
      () => bumpApproximation(wave, [0, 1], 0),
      () => bumpApproximation(wave, [0, 1], 3, { steepness: 0 }),
      () => bumpApproximation((x) => 1 / (x - 0.5), [0, 1], 1),
    ])
      expect(refused).to.throw(NnError, /^\[nn\] expected .*, got .*: /);
  });
});
