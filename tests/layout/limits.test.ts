import { expect } from "chai";
import { repositoryFiles, textOf } from "./sources.ts";

describe("time limits of tests", () => {
  it("are set inside of a suite: chained to it they come too late for its tests and hooks", () => {
    const tests = repositoryFiles().filter((file) => /^tests\/.*\.test\.ts$/.test(file));
    expect(tests.length).to.be.above(100);
    const chained = tests.filter((file) => {
      const lines = textOf(file).split("\n");
      return lines.some((line, at) => {
        const indent = /^( *)\}\)\.timeout\(/.exec(line)?.[1];
        if (indent === undefined) return false;
        const opening = lines
          .slice(0, at)
          .findLast((other) => other.startsWith(indent) && /^\S/.test(other.slice(indent.length)));
        return opening !== undefined && /^\s*describe\(/.test(opening);
      });
    });
    expect(chained).to.deep.equal([]);
  });
});
