import { expect } from "chai";
import fc from "fast-check";
import {
  minimise,
  NnError,
  type OptimizerName,
  type OptimizerOptions,
  optimizer,
  optimizerNames,
} from "../../../src/index.ts";

/** Where w stands after each of these gradients, from w = 1 with η = 0.1. */
function walk(name: OptimizerName, gradients: readonly number[], options: OptimizerOptions = {}): number[] {
  const rule = optimizer(name, 1, options);
  const w = new Float64Array([1]);
  return gradients.map((g) => {
    rule.step(w, new Float64Array([g]), 0.1);
    return w[0] as number;
  });
}

/** Two steps by hand with the gradients 2 and then 1, from w = 1 with η = 0.1. */
const byHand: Record<Exclude<OptimizerName, "sgd">, { options?: OptimizerOptions; wanted: [number, number] }> = {
  // 1 − 0.2, − 0.1
  gradientDescent: { wanted: [0.8, 0.7] },
  // v = −0.2; v = 0.9·(−0.2) − 0.1 = −0.28
  momentum: { wanted: [0.8, 0.52] },
  // v = −0.2, w = 1 + 0.9·(−0.2) − 0.2 = 0.62; v = −0.28, w = 0.62 + 0.9·(−0.28) − 0.1 = 0.268
  nesterov: { wanted: [0.62, 0.268] },
  // s = 4, 0.1·2/2; s = 5, 0.1·1/√5
  adaGrad: { options: { epsilon: 0 }, wanted: [0.9, 0.9 - 0.1 / Math.sqrt(5)] },
  // s = 0.1·4 = 0.4; s = 0.36 + 0.1 = 0.46
  rmsProp: {
    options: { epsilon: 0 },
    wanted: [1 - 0.2 / Math.sqrt(0.4), 1 - 0.2 / Math.sqrt(0.4) - 0.1 / Math.sqrt(0.46)],
  },
  // with ε = 1: s = 0.4, Δ = 1/√1.4·2, d = 0.1·Δ²; s = 0.46, Δ = √(d + 1)/√1.46
  adaDelta: {
    options: { epsilon: 1 },
    wanted: [
      1 - 0.2 / Math.sqrt(1.4),
      1 - 0.2 / Math.sqrt(1.4) - (0.1 * Math.sqrt(0.1 * (4 / 1.4) + 1)) / Math.sqrt(1.46),
    ],
  },
  // t = 1: m̂ = 2, v̂ = 4, a step of η. t = 2: m = 0.28, m̂ = 0.28/0.19; v = 0.999·0.004 + 0.001, v̂ = v/(1 − 0.999²)
  adam: { options: { epsilon: 0 }, wanted: [0.9, 0.9 - (0.1 * (0.28 / 0.19)) / Math.sqrt(0.004996 / 0.001999)] },
  // the same, and 0.1·0.5 of w is lost first
  adamW: {
    options: { epsilon: 0, weightDecay: 0.5 },
    wanted: [0.95 - 0.1, 0.85 * 0.95 - (0.1 * (0.28 / 0.19)) / Math.sqrt(0.004996 / 0.001999)],
  },
  // m̂ ahead = 0.9·m/(1 − 0.9^{t+1}) + 0.1·∇/(1 − 0.9^t)
  nadam: {
    options: { epsilon: 0 },
    wanted: [
      1 - (0.1 * ((0.9 * 0.2) / 0.19 + 0.2 / 0.1)) / 2,
      1 -
        (0.1 * ((0.9 * 0.2) / 0.19 + 0.2 / 0.1)) / 2 -
        (0.1 * ((0.9 * 0.28) / 0.271 + 0.1 / 0.19)) / Math.sqrt(0.004996 / 0.001999),
    ],
  },
  // v grows here, so the largest is the latest
  amsGrad: { options: { epsilon: 0 }, wanted: [0.9, 0.9 - (0.1 * (0.28 / 0.19)) / Math.sqrt(0.004996 / 0.001999)] },
};

describe("each optimizer", () => {
  for (const name of optimizerNames) {
    it(`${name} takes the two steps that a pencil takes`, () => {
      const { options, wanted } = byHand[name];
      walk(name, [2, 1], options).forEach((w, i) => {
        expect(w, `step ${i + 1}`).to.be.closeTo(wanted[i] as number, 1e-12);
      });
    });

    it(`${name} gets down the bowl and the ravine`, () => {
      const learningRate =
        name === "adaDelta"
          ? 30
          : name.startsWith("ada") || name.includes("Prop") || name.includes("dam") || name === "amsGrad"
            ? 0.3
            : 0.02;
      for (const ground of ["bowl", "ravine"] as const) {
        const { values, outcome } = minimise(ground, {
          optimizer: name,
          learningRate,
          schedule: "cosine",
          scheduleOptions: { steps: 2000 },
          steps: 2000,
          weightDecay: 0,
        });
        expect(outcome, ground).to.not.equal("diverged");
        expect(values.at(-1), ground).to.be.below((values[0] as number) * 1e-3);
      }
    });

    it(`${name} treats each parameter by itself`, () => {
      const number = fc.double({ min: -5, max: 5, noNaN: true });
      fc.assert(
        fc.property(fc.array(fc.tuple(number, number), { minLength: 1, maxLength: 5 }), (gradients) => {
          const both = optimizer(name, 2);
          const w = new Float64Array([1, 1]);
          for (const pair of gradients) both.step(w, Float64Array.from(pair), 0.1);
          expect([...w]).to.deep.equal(
            [0, 1].map((i) =>
              walk(
                name,
                gradients.map((pair) => pair[i] as number),
              ).at(-1),
            ),
          );
        }),
        { seed: 1, numRuns: 20 },
      );
    });
  }

  it("is known as sgd too, where mini-batches make it stochastic", () => {
    const [one, other] = (["sgd", "gradientDescent"] as const).map((name) => {
      const w = Float64Array.of(1, -2);
      optimizer(name, 2).step(w, Float64Array.of(0.5, 3), 0.1);
      return [...w];
    });
    expect(one).to.deep.equal(other);
  });

  it("stays where the gradient is 0, but for momentum that is left, and adamW's decay", () => {
    for (const name of optimizerNames) {
      const [before, after] = walk(name, [0, 0]);
      if (name === "adamW") expect(after).to.be.closeTo(0.999 ** 2, 1e-12);
      else expect([before, after], name).to.deep.equal([1, 1]);
    }
  });

  it("is amsGrad alone that remembers a large gradient for ever", () => {
    const gradients = [100, ...new Array<number>(200).fill(0.01)];
    const [adam, amsGrad] = (["adam", "amsGrad"] as const).map(
      (name) => walk(name, gradients, { beta2: 0.9 }).at(-1) as number,
    );
    expect(amsGrad).to.be.above(adam as number);
  });

  const refusals: Record<string, () => unknown> = {
    "an unknown name": () => optimizer("sgd2" as "adam", 1),
    "no parameters": () => optimizer("adam", 0),
    "a β₁ of 1": () => optimizer("adam", 1, { beta1: 1 }),
    "a momentum below 0": () => optimizer("momentum", 1, { momentum: -0.1 }),
    "a negative ε": () => optimizer("adam", 1, { epsilon: -1 }),
  };
  for (const [what, refused] of Object.entries(refusals)) {
    it(`refuses ${what}`, () => expect(refused).to.throw(NnError, /^\[nn\] expected .*, got .*: /));
  }
});
