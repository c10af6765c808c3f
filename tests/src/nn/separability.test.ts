import { expect } from "chai";
import fc from "fast-check";
import { contradicts, gates, Neuron, NnError, Random, separability } from "../../../src/index.ts";

/** All corners of the n-dimensional unit cube. */
const cube = (n: number) => Array.from({ length: 2 ** n }, (_, i) => Array.from({ length: n }, (_, k) => (i >> k) & 1));

describe("separability", () => {
  it("proves XOR impossible by adding its four inequalities once each", () => {
    expect(separability(gates.XOR)).to.deep.equal({ separable: false, multipliers: [1n, 1n, 1n, 1n] });
  });

  it("finds a neuron for every other gate", () => {
    const { XOR: _, ...others } = gates;
    for (const [name, { X, y }] of Object.entries(others)) {
      const answer = separability({ X, y });
      expect(answer.separable && answer.neuron.outputs(X), name).to.deep.equal(y);
    }
  });

  // 4, 14 and 104 are known counts: Muroga, Threshold Logic and its Applications, 1971.
  for (const [n, count] of [
    [1, 4],
    [2, 14],
    [3, 104],
  ] as const) {
    it(`finds that one neuron computes ${count} of the ${2 ** (2 ** n)} Boolean functions of ${n} input(s)`, () => {
      const X = cube(n);
      const functions = Array.from({ length: 2 ** (2 ** n) }, (_, f) => X.map((_, i) => (f >> i) & 1));
      expect(functions.filter((y) => separability({ X, y }).separable)).to.have.length(count);
    });
  }

  it("never leaves a case undecided, and its evidence always holds", () => {
    const sample = fc.tuple(
      fc.integer({ min: -3, max: 3 }),
      fc.integer({ min: -3, max: 3 }),
      fc.integer({ min: 0, max: 1 }),
    );
    let yes = 0;
    let no = 0;
    fc.assert(
      fc.property(fc.array(sample, { minLength: 1, maxLength: 9 }), (samples) => {
        const data = { X: samples.map(([a, b]) => [a, b]), y: samples.map(([, , target]) => target) };
        const answer = separability(data);
        if (answer.separable) {
          yes++;
          expect(answer.neuron.outputs(data.X)).to.deep.equal(data.y);
        } else {
          no++;
          // By plain arithmetic, beside the library's own check: Σ λ s (x₁, x₂, 1) = 0 with s = ±1.
          const total = [0n, 0n, 0n];
          answer.multipliers.forEach((m, i) => {
            const s = data.y[i] === 1 ? m : -m;
            total[0] = (total[0] as bigint) + s * BigInt(data.X[i]?.[0] as number);
            total[1] = (total[1] as bigint) + s * BigInt(data.X[i]?.[1] as number);
            total[2] = (total[2] as bigint) + s;
          });
          expect(total).to.deep.equal([0n, 0n, 0n]);
          expect(answer.multipliers.some((m) => m > 0n)).to.equal(true);
        }
      }),
      { seed: 1, numRuns: 300 },
    );
    expect(Math.min(yes, no), `${yes} separable, ${no} not`).to.be.above(20);
  });

  it("decides hundreds of samples of real numbers", () => {
    const random = new Random(5);
    const X = Array.from({ length: 200 }, () => [random.uniform(-1, 1), random.uniform(-1, 1)]);
    const teacher = new Neuron({ weights: [1, 2], bias: -0.3 });
    expect(separability({ X, y: teacher.outputs(X) }).separable).to.equal(true);
    expect(separability({ X, y: X.map(([a = 0, b = 0]) => (a * b > 0 ? 1 : 0)) }).separable).to.equal(false);
  });

  it("reads 0.1, 0.2 and 0.3 as tenths: the middle one of another class is exactly between", () => {
    const answer = separability({ X: [[0.1], [0.2], [0.3]], y: [1, 0, 1] });
    expect(answer).to.deep.equal({ separable: false, multipliers: [1n, 2n, 1n] });
  });

  it("takes one point in both classes for a contradiction, and one class alone for separable", () => {
    expect(
      separability({
        X: [
          [1, 2],
          [1, 2],
        ],
        y: [0, 1],
      }),
    ).to.deep.equal({ separable: false, multipliers: [1n, 1n] });
    for (const target of [0, 1]) expect(separability({ X: [[0], [5]], y: [target, target] }).separable).to.equal(true);
  });

  it("works with very large and very small numbers", () => {
    expect(separability({ X: [[1e-300], [2e-300]], y: [0, 1] }).separable).to.equal(true);
    expect(separability({ X: [[1e200], [2e200], [3e200]], y: [0, 1, 0] }).separable).to.equal(false);
  });

  it("says so when a line between two neighbouring doubles would have to be written in one", () => {
    const neighbours = [[3], [3 + 2 * Number.EPSILON]];
    for (const y of [
      [0, 1],
      [1, 0],
    ])
      expect(() => separability({ X: neighbours, y })).to.throw(NnError, "far enough apart for double precision");
  });
});

describe("contradicts", () => {
  it("accepts only multipliers that are not negative, not all zero, and cancel everything", () => {
    expect(contradicts(gates.XOR, [2n, 2n, 2n, 2n])).to.equal(true);
    expect(contradicts(gates.XOR, [0n, 0n, 0n, 0n])).to.equal(false);
    expect(contradicts(gates.XOR, [-1n, -1n, -1n, -1n])).to.equal(false);
    expect(contradicts(gates.XOR, [1n, 1n, 1n, 2n])).to.equal(false);
    expect(() => contradicts(gates.XOR, [1n])).to.throw(NnError, "expected 4 multipliers");
  });
});
