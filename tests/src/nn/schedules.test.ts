import { expect } from "chai";
import { NnError, schedule } from "../../../src/index.ts";

const rates = (times: readonly number[], ...args: Parameters<typeof schedule>) => {
  const made = schedule(...args);
  return times.map((t) => Number(made.rate(t).toFixed(6)));
};

describe("each learning-rate schedule", () => {
  it("constant stays", () => expect(rates([0, 999], "constant", { initial: 0.3 })).to.deep.equal([0.3, 0.3]));

  it("invScaling falls with a power of time", () => {
    expect(rates([0, 3, 99], "invScaling", { initial: 1 })).to.deep.equal([1, 0.5, 0.1]);
    expect(rates([9], "invScaling", { initial: 1, power: 1 })).to.deep.equal([0.1]);
  });

  it("invScaling is found under scikit-learn's spelling too", () => {
    expect(rates([0, 7], "invscaling", { initial: 1 })).to.deep.equal(rates([0, 7], "invScaling", { initial: 1 }));
  });

  it("step goes down a staircase", () => {
    expect(rates([0, 4, 5, 10], "step", { initial: 1, every: 5 })).to.deep.equal([1, 1, 0.5, 0.25]);
  });

  it("cosine is half way down at half time, and stays down", () => {
    expect(rates([0, 50, 100, 500], "cosine", { initial: 1, steps: 100, final: 0.2 })).to.deep.equal([
      1, 0.6, 0.2, 0.2,
    ]);
  });

  it("adaptive falls to a fifth after two losses without gain, and not before", () => {
    const made = schedule("adaptive", { initial: 1 });
    const seen = [5, 4, 4, 3, 3, 3, 3, 3].map((loss) => {
      made.observe?.(loss);
      return made.rate(0);
    });
    expect(seen).to.deep.equal([1, 1, 1, 1, 1, 0.2, 0.2, 0.04]);
  });

  it("grows in a straight line first, when it is told to warm up", () => {
    expect(rates([0, 1, 3, 4], "constant", { initial: 1, warmUp: 4 })).to.deep.equal([0.25, 0.5, 1, 1]);
  });

  it("refuses what makes no sense", () => {
    for (const refused of [
      () => schedule("cos" as "cosine"),
      () => schedule("step", { every: 0 }),
      () => schedule("constant", { warmUp: -1 }),
    ])
      expect(refused).to.throw(NnError, /^\[nn\] expected .*, got .*: /);
  });
});
