import { expect } from "chai";
import { huberWith, type Loss, loss, losses, NnError, sampleLoss } from "../../../src/index.ts";

const rows: Loss[] = Object.values(losses);

/** Answers away from the kinks at 0 (absolute, hinge) and between 0 and 1, where every loss is defined. */
const answers = [0.05, 0.3, 0.62, 0.97];
const targets = (row: Loss) => [-1, 0, 0.25, 1, 3].filter(row.accepts);

describe("each loss function", () => {
  for (const row of rows) {
    it(`${row.name} has the slope that central differences measure`, () => {
      const d = 1e-6;
      expect(targets(row)).to.have.length.above(1);
      for (const y of targets(row))
        for (const yHat of answers) {
          const difference = (row.f(yHat + d, y) - row.f(yHat - d, y)) / (2 * d);
          expect(row.derivative(yHat, y), `ŷ = ${yHat}, y = ${y}`).to.be.closeTo(difference, 1e-7);
        }
    });
  }

  it("is called by its own name", () => {
    expect(Object.entries(losses).filter(([key, { name }]) => key !== name)).to.deep.equal([]);
  });

  it("costs nothing for a right answer of 1 to a target of 1", () => {
    for (const { f, name } of rows) expect(f(1, 1), name).to.equal(0);
  });
});

describe("cross-entropy", () => {
  it("is what the lecture's slide should say: 0.405 bits for 0.755, 0.368 for 0.775, 3.41 for 0.0938, 0.092 for 0.938", () => {
    const bits = (p: number) => Number(losses.categoricalCrossEntropyBits.f(p, 1).toFixed(4));
    expect([0.755, 0.775, 0.0938, 0.938].map(bits)).to.deep.equal([0.4055, 0.3677, 3.4143, 0.0923]);
  });

  it("in bits is that in nats divided by ln 2", () => {
    expect(losses.binaryCrossEntropyBits.f(0.5, 1)).to.equal(1);
    expect(losses.binaryCrossEntropy.f(0.5, 0)).to.equal(Math.LN2);
  });

  it("with one class missing ignores what was said of it, even 0", () => {
    expect(sampleLoss("categoricalCrossEntropy", [0, 0.5], [0, 1])).to.equal(Math.LN2);
    expect(losses.categoricalCrossEntropy.derivative(0, 0)).to.equal(0);
  });

  it("is the entropy of a soft target at its best, where the Kullback-Leibler divergence is 0", () => {
    const y = [0.25, 0.75];
    const entropy = -(0.25 * Math.log(0.25) + 0.75 * Math.log(0.75));
    expect(sampleLoss("categoricalCrossEntropy", y, y)).to.be.closeTo(entropy, 1e-15);
    expect(sampleLoss("klDivergence", y, y)).to.equal(0);
    expect(sampleLoss("klDivergence", [0.5, 0.5], y)).to.be.above(0);
  });
});

describe("huberWith", () => {
  it("joins its parabola and its lines without a step or a kink", () => {
    const { f, derivative } = huberWith(1.5);
    for (const edge of [-1.5, 1.5]) {
      expect(f(edge * (1 + 1e-9), 0)).to.be.closeTo(f(edge, 0), 1e-8);
      expect(derivative(edge * (1 + 1e-9), 0)).to.be.closeTo(derivative(edge, 0), 1e-8);
    }
  });
});

describe("a loss refuses", () => {
  const refusals: Record<string, () => unknown> = {
    "a name that is none": () => loss("crossEntropy" as "squared"),
    "a Huber δ of 0": () => huberWith(0),
    "fewer targets than answers": () => sampleLoss("squared", [1, 2], [1]),
    "no answers": () => sampleLoss("squared", [], []),
    "an answer that is no number": () => sampleLoss("squared", [Number.NaN], [1]),
    "a class of 2 where a probability is wanted": () => sampleLoss("binaryCrossEntropy", [0.5], [2]),
    "a class of 0 for the hinge": () => sampleLoss("hinge", [0.5], [0]),
    "a negative count": () => sampleLoss("poisson", [0.5], [-1]),
  };
  for (const [what, refused] of Object.entries(refusals)) {
    it(what, () => expect(refused).to.throw(NnError, /^\[nn\] expected .*, got .*: /));
  }
});
