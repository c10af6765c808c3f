import { expect } from "chai";
import fc from "fast-check";
import { decimal, dot, quotient, reduced, toIntegers } from "../../../src/nn/exact.ts";

describe("exact arithmetic", () => {
  it("reads a number as the decimal that it prints as", () => {
    expect(decimal(0.1)).to.deep.equal({ mantissa: 1n, digits: 1 });
    expect(decimal(-12.5)).to.deep.equal({ mantissa: -125n, digits: 1 });
    expect(decimal(0)).to.deep.equal({ mantissa: 0n, digits: 0 });
    expect(decimal(1e21)).to.deep.equal({ mantissa: 10n ** 21n, digits: 0 });
    expect(decimal(5e-324)).to.deep.equal({ mantissa: 5n, digits: 324 });
  });

  it("gives back every double from its decimal", () => {
    const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(finite, (value) => {
        const { mantissa, digits } = decimal(value);
        expect(Number(`${mantissa}e${-digits}`)).to.equal(value + 0);
      }),
      { seed: 1 },
    );
  });

  it("brings vectors to one common scale", () => {
    expect(
      toIntegers([
        [0.25, 1],
        [3, -0.1],
      ]),
    ).to.deep.equal({
      rows: [
        [25n, 100n],
        [300n, -10n],
      ],
      scale: 100n,
    });
  });

  it("keeps a direction while it takes out the common divisor", () => {
    expect(reduced([4n, -6n, 0n])).to.deep.equal([2n, -3n, 0n]);
    expect(reduced([0n, 0n])).to.deep.equal([0n, 0n]);
    expect(dot([1n, 2n], [3n, -4n])).to.equal(-5n);
  });

  it("divides whole numbers of any length to the nearest double or its neighbour", () => {
    const whole = fc.bigInt({ min: -(2n ** 52n), max: 2n ** 52n });
    const positive = fc.bigInt({ min: 1n, max: 2n ** 52n });
    fc.assert(
      fc.property(whole, positive, (a, b) => {
        const exact = Number(a) / Number(b);
        expect(Math.abs(quotient(a, b) - exact)).to.be.at.most(Math.abs(exact) * 2 ** -51);
      }),
      { seed: 1 },
    );
    expect(quotient(10n ** 400n, 4n * 10n ** 400n)).to.equal(0.25);
    expect(quotient(-1n, 10n ** 300n)).to.equal(-1e-300);
  });
});
