import { expect } from "chai";
import fc from "fast-check";
import { deepNarrow, largestError, Network, NnError, shallowApproximation, train } from "../../../src/index.ts";

describe("a deep network of width n + m + 2", () => {
  it("answers as the wide one that it is made of, on the whole box, for any inputs, outputs and width", () => {
    const cases = fc.record({
      n: fc.integer({ min: 1, max: 4 }),
      hidden: fc.integer({ min: 1, max: 12 }),
      m: fc.integer({ min: 1, max: 4 }),
      seed: fc.integer({ min: 0, max: 999 }),
      low: fc.integer({ min: -5, max: 3 }),
      at: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 }),
    });
    fc.assert(
      fc.property(cases, ({ n, hidden, m, seed, low, at }) => {
        const wide = Network.random({ sizes: [n, hidden, m], hidden: "relu", seed });
        const deep = deepNarrow(
          wide,
          Array.from({ length: n }, () => [low, low + 2] as const),
        );
        expect(deep.sizes).to.deep.equal([n, ...new Array<number>(hidden).fill(n + m + 2), m]);
        const x = at.slice(0, n).map((share) => low + 2 * share);
        const wanted = wide.output(x);
        deep.output(x).forEach((value, o) => {
          expect(value).to.be.closeTo(wanted[o] as number, 1e-11);
        });
      }),
      { seed: 1 },
    );
  });

  it("follows a curve as near as the wide one that was constructed for it", () => {
    const wide = shallowApproximation(Math.sin, [-3, 3], 40);
    const deep = deepNarrow(wide, [[-3, 3]]);
    expect(new Set(deep.sizes.slice(1, -1))).to.deep.equal(new Set([4]));
    expect(largestError(deep, Math.sin, [-3, 3])).to.be.closeTo(largestError(wide, Math.sin, [-3, 3]), 1e-12);
  });

  it("follows what a wide one has learnt of two inputs", () => {
    const X = Array.from({ length: 49 }, (_, i) => [(i % 7) / 3 - 1, Math.floor(i / 7) / 3 - 1]);
    const y = X.map(([a = 0, b = 0]) => a * b);
    const start = Network.random({ sizes: [2, 12, 1], hidden: "relu", seed: 5 });
    const { network } = train(start, { X, y }, { optimizer: "adam", learningRate: 0.03, epochs: 200 });
    const box = [[-1, 1] as const, [-1, 1] as const];
    const error = (net: Network) =>
      X.reduce((sum, x, i) => sum + ((net.output(x)[0] as number) - (y[i] as number)) ** 2, 0);
    expect(error(network)).to.be.below(error(start) / 20);
    expect(error(deepNarrow(network, box))).to.be.closeTo(error(network), 1e-12);
  });

  const wide = Network.random({ sizes: [2, 3, 1], hidden: "relu" });
  const refusals: Record<string, () => unknown> = {
    "a network that bends otherwise": () =>
      deepNarrow(Network.random({ sizes: [2, 3, 1] }), [
        [0, 1],
        [0, 1],
      ]),
    "a network that is deep already": () =>
      deepNarrow(Network.random({ sizes: [2, 3, 3, 1], hidden: "relu" }), [
        [0, 1],
        [0, 1],
      ]),
    "a box of one side too few": () => deepNarrow(wide, [[0, 1]]),
    "a box upside down": () =>
      deepNarrow(wide, [
        [0, 1],
        [1, 0],
      ]),
  };
  for (const [what, refused] of Object.entries(refusals)) {
    it(`refuses ${what}`, () => expect(refused).to.throw(NnError, /^\[nn\] expected .*, got .*: /));
  }
});
