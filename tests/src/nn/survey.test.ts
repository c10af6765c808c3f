import { expect } from "chai";
import fc from "fast-check";
import { paysToList } from "../../../src/nn/estimators/engines/lists.ts";
import { survey } from "../../../src/nn/estimators/engines/survey.ts";

/** On both sides of where the kernels take over, and of the pieces in which they look. */
const lengths = [1, 5, 16_383, 16_384, 16_387, 40_001];

describe("a survey of numbers", () => {
  for (const Kind of [Float32Array, Float64Array])
    it(`counts what is not 0 in a ${Kind.name}, however many there are`, () => {
      for (const length of lengths) {
        const numbers = new Kind(length).map((_, i) => [0, 1, -0, -1e-38, 3e38][i % 5] as number);
        const others = numbers.filter((value) => value !== 0).length;
        expect(survey(numbers), String(length)).to.equal(others);
        expect(survey(new Kind(length)), `${length} zeros`).to.equal(0);
      }
    });

  it("finds what is infinite or no number wherever it is", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...lengths),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
        fc.boolean(),
        (length, place, strange, single) => {
          const numbers = single ? new Float32Array(length).fill(2) : new Float64Array(length).fill(2);
          numbers[Math.floor(place * length)] = strange;
          expect(survey(numbers)).to.equal(undefined);
        },
      ),
      { seed: 1, numRuns: 200 },
    );
  });
});

describe("lists of what is not 0", () => {
  const share = (filled: number) => Float64Array.from({ length: 100 * 20 }, (_, i) => Number((i * 7) % 10 < filled));

  it("are made where six in ten inputs are other than 0 at most", () => {
    expect([2, 5, 6, 7, 10].map((filled) => paysToList(share(filled), 100, [20, 20, 1]))).to.deep.equal([
      true,
      true,
      true,
      false,
      false,
    ]);
  });

  it("are not made for few inputs, few neurons or few samples", () => {
    expect(paysToList(share(1), 100, [20, 20, 1])).to.equal(true);
    expect(paysToList(share(1), 400, [5, 20, 1])).to.equal(false);
    expect(paysToList(share(1), 100, [20, 15, 1])).to.equal(false);
    expect(paysToList(share(1), 5, [20, 20, 1])).to.equal(false);
  });
});
