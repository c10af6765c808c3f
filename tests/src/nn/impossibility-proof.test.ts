import { expect } from "chai";
import fc from "fast-check";
import { contradicts, type Dataset, gates, impossibilityProof, NnError } from "../../../src/index.ts";

describe("the proof that no single unit computes XOR", () => {
  it("adds its four inequalities, once each, to 0 > 0", () => {
    expect(String(impossibilityProof(gates.XOR)).split("\n")).to.deep.equal([
      "(0, 0) wants 0: −b > 0",
      "(0, 1) wants 1: w₂ + b ≥ 0",
      "(1, 0) wants 1: w₁ + b ≥ 0",
      "(1, 1) wants 0: −w₁ − w₂ − b > 0",
      "added up: 0 > 0",
    ]);
  });

  it("is a table in a notebook", () => {
    const proof = impossibilityProof(gates.XOR) as unknown as Record<symbol, () => Record<string, string>>;
    const shown = proof[Symbol.for("Jupyter.display")]?.()["text/markdown"] as string;
    expect(shown).to.include("| (0, 1) wants 1 | w₂ + b ≥ 0 | 1 |").and.to.include("**0 > 0**");
  });

  it("leaves out samples that it does not need, and says how often it takes the others", () => {
    // 1 lies between 0 and 3, nearer to 0: two of the first and one of the last make three of it.
    const { lines } = impossibilityProof({ X: [[0], [1], [3], [9]], y: [0, 1, 0, 0] });
    expect(lines.map(({ times, inequality }) => `${times} × ${inequality}`)).to.deep.equal([
      "2 × −b > 0",
      "3 × w₁ + b ≥ 0",
      "1 × −3·w₁ − b > 0",
    ]);
  });

  it("writes every number to its last digit, so that what is read cancels out", () => {
    expect(String(impossibilityProof({ X: [[0.123456], [0.2], [0.3]], y: [0, 1, 0] })).split("\n")).to.deep.equal([
      "(0.123456) wants 0: −0.123456·w₁ − b > 0, 3125 times",
      "(0.2) wants 1: 0.2·w₁ + b ≥ 0, 5517 times",
      "(0.3) wants 0: −0.3·w₁ − b > 0, 2392 times",
      "added up: 0 > 0",
    ]);
    // 3125 · 0.123456 + 2392 · 0.3 = 385.8 + 717.6 = 1103.4 = 5517 · 0.2, and 3125 + 2392 = 5517.
  });

  it("is one wherever it is given: the lines, read as numbers, cancel out", () => {
    const bit = fc.constantFrom(0, 1);
    const samples = fc.uniqueArray(fc.tuple(fc.integer({ min: -3, max: 3 }), fc.integer({ min: -3, max: 3 }), bit), {
      minLength: 2,
      maxLength: 9,
      selector: ([a, b]) => `${a} ${b}`,
    });
    let proofs = 0;
    fc.assert(
      fc.property(samples, (all) => {
        const data: Dataset = { X: all.map(([a, b]) => [a, b]), y: all.map(([, , y]) => y) };
        const proof = attempt(data);
        if (!proof) return;
        proofs++;
        const used: Dataset = { X: proof.lines.map(({ x }) => x), y: proof.lines.map(({ y }) => y) };
        expect(
          contradicts(
            used,
            proof.lines.map(({ times }) => times),
          ),
        ).to.equal(true);
        expect(new Set(used.y).size).to.equal(2);
      }),
      { seed: 1 },
    );
    expect(proofs).to.be.above(20);
  });

  it("does not exist for what a neuron can do, and the error names the neuron", () => {
    expect(() => impossibilityProof(gates.OR)).to.throw(NnError, /no line separates, got "ŷ = step/);
  });
});

function attempt(data: Dataset) {
  try {
    return impossibilityProof(data);
  } catch {
    return undefined;
  }
}
