import { expect } from "chai";
import { deepApproximation, largestError, Network, NnError, shallowApproximation, train } from "../../../src/index.ts";

const wave = (x: number) => Math.sin(3 * x) + x / 2;
const jump = (x: number) => (x < 0.5 ? 0 : 1);

describe("the universal approximation theorem, by construction", () => {
  it("by hand: |x| on [−1, 1] takes two neurons, a slope of −1 from −1 on and 2 more from 0 on", () => {
    const [hidden, output] = shallowApproximation(Math.abs, [-1, 1], 2).layers;
    expect(hidden?.biases).to.deep.equal([1, 0]);
    expect([output?.weights, output?.biases]).to.deep.equal([[[-1, 2]], [1]]);
  });

  it("comes as near as one likes: twice the width, a quarter of the error", () => {
    const errors = [10, 20, 40, 80].map((width) =>
      largestError(shallowApproximation(wave, [-2, 2], width), wave, [-2, 2]),
    );
    for (const [i, error] of errors.slice(1).entries()) expect((errors[i] as number) / error).to.be.within(3.3, 4.7);
    expect(errors.at(-1)).to.be.below(0.003);
  });

  it("is as near with four neurons a layer and enough layers, n + m + 2 wide", () => {
    const deep = deepApproximation(wave, [-2, 2], 41);
    expect(new Set(deep.sizes.slice(1, -1))).to.deep.equal(new Set([4]));
    const shallow = shallowApproximation(wave, [-2, 2], 40);
    for (let x = -2; x <= 2; x += 0.01)
      expect(deep.output([x])[0]).to.be.closeTo(shallow.output([x])[0] as number, 1e-12);
  });

  it("does not hold for a function that jumps: half the jump is always missing, whatever the width", () => {
    for (const width of [11, 101]) {
      const network = shallowApproximation(jump, [0, 1], width);
      expect(largestError(network, jump, [0, 1], 2001)).to.be.at.least(0.49);
    }
  });
});

describe("the universal approximation theorem, by training", () => {
  it("finds a better network with more hidden neurons", () => {
    const X = Array.from({ length: 17 }, (_, i) => [-2 + i / 4]);
    const data = { X, y: X.map(([x = 0]) => wave(x)) };
    const loss = (width: number) =>
      train(Network.random({ sizes: [1, width, 1], seed: 3 }), data, {
        optimizer: "adam",
        learningRate: 0.05,
        epochs: 300,
      }).losses.at(-1) as number;
    expect(loss(12)).to.be.below(loss(2) / 5);
  });
});

describe("an approximation refuses", () => {
  const refusals: Record<string, () => unknown> = {
    "an interval upside down": () => shallowApproximation(Math.sin, [1, 0], 3),
    "no neurons": () => shallowApproximation(Math.sin, [0, 1], 0),
    "one layer for a deep one": () => deepApproximation(Math.sin, [0, 1], 1),
    "a function that is infinite there": () => shallowApproximation((x) => 1 / x, [0, 1], 3),
  };
  for (const [what, refused] of Object.entries(refusals)) {
    it(what, () => expect(refused).to.throw(NnError, /^\[nn\] expected .*, got .*: /));
  }
});
