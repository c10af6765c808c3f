import { expect } from "chai";
import fc from "fast-check";
import { cut, type Point } from "../../../src/plots/half-plane.ts";

/** A polygon's area (the shoelace formula). */
const area = (corners: readonly Point[]) =>
  Math.abs(
    corners.reduce((sum, [x1, y1], i) => {
      const [x2, y2] = corners[(i + 1) % corners.length] as Point;
      return sum + x1 * y2 - x2 * y1;
    }, 0),
  ) / 2;

describe("cutting the plane along a neuron's line", () => {
  it("halves the unit square along its diagonal", () => {
    const { positive, negative, line } = cut({ weights: [1, 1], bias: -1 }, [0, 1], [0, 1]);
    expect([area(positive), area(negative)]).to.deep.equal([0.5, 0.5]);
    expect(line.map(String).sort()).to.deep.equal(["0,1", "1,0"]);
  });

  it("leaves everything on one side when the line passes by", () => {
    const { positive, negative, line } = cut({ weights: [1, 0], bias: 5 }, [0, 1], [0, 1]);
    expect([area(positive), negative.length, line.length]).to.deep.equal([1, 0, 0]);
  });

  it("loses no ground and gives none twice, whatever the line", () => {
    const weight = fc.integer({ min: -20, max: 20 });
    fc.assert(
      fc.property(weight, weight, weight, (w1, w2, bias) => {
        const { positive, negative, line } = cut({ weights: [w1, w2], bias }, [-1, 2], [0, 4]);
        expect(area(positive) + area(negative)).to.be.closeTo(12, 1e-9);
        for (const [x1, x2] of line) expect(w1 * x1 + w2 * x2 + bias).to.be.closeTo(0, 1e-9);
        expect([0, 2]).to.include(line.length);
      }),
      { seed: 1 },
    );
  });
});
