import { expect } from "chai";
import { repositoryFiles, textOf } from "./sources.ts";

const LONGEST = 400;
const MEDIAN = 120;

describe("the length of files", () => {
  const lengths = repositoryFiles()
    .filter((file) => /^(kernel|src|scripts|tests)\/.*\.(ts|mjs|cjs|py)$/.test(file))
    .map((file) => ({ file, lines: textOf(file).trimEnd().split("\n").length }))
    .sort((a, b) => a.lines - b.lines);

  it(`is never over ${LONGEST} lines`, () => {
    expect(lengths.length).to.be.greaterThan(50);
    expect(lengths.filter(({ lines }) => lines > LONGEST)).to.deep.equal([]);
  });

  it(`has a median of at most ${MEDIAN} lines`, () => {
    const median = lengths[Math.floor(lengths.length / 2)]?.lines ?? 0;
    expect(median).to.be.within(1, MEDIAN);
    console.log(`      ${lengths.length} files, median ${median} lines, longest ${lengths.at(-1)?.lines}`);
  });
});
