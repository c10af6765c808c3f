import { expect } from "chai";
import { repositoryFiles, textOf } from "./sources.ts";

/** A check of a property over random values, and the options that end it with where they start. */
const [CHECK, SEEDED] = [/\b(?:fc\.assert|assert|holds)\(/g, /\{[^{}]*\bseed: \d+\b[^{}]*\},?\s*\)/g];

describe("random values in tests", () => {
  it("start from a seed, so that a run fails wherever it fails once", () => {
    const files = repositoryFiles().filter((file) => /^tests\/.*\.ts$/.test(file));
    const counts = files
      .map((file) => ({ file, text: textOf(file) }))
      .filter(({ text }) => /^import .* from "fast-check";$/m.test(text))
      .map(({ file, text }) => ({
        file,
        checks: text.match(CHECK)?.length ?? 0,
        seeded: text.match(SEEDED)?.length ?? 0,
      }));
    expect(counts.length).to.be.greaterThan(20);
    expect(counts.filter(({ checks, seeded }) => checks === 0 || seeded < checks)).to.deep.equal([]);
  });
});
