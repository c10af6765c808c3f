import { expect } from "chai";
import {
  type ActivationName,
  activations,
  gates,
  gradientCheck,
  type LossName,
  losses,
  Network,
  NnError,
} from "../../../src/index.ts";

/** The worked example: 2 inputs → 2 sigmoids → 1 identity. */
const small = new Network([
  {
    weights: [
      [1, -1],
      [0.5, 0.5],
    ],
    biases: [0, -0.5],
    activation: "sigmoid",
  }, // prettier as a matrix
  { weights: [[2, -4]], biases: [1], activation: "identity" },
]);

describe("Network, by hand for x = (1, 1), y = 2 and the squared loss", () => {
  // z¹ = (1·1 − 1·1 + 0, 0.5 + 0.5 − 0.5) = (0, 0.5)        a¹ = σ(z¹) = (0.5, 0.622459…)
  // z² = 2·0.5 − 4·0.622459 + 1 = −0.489837…                a² = z²
  // C = ½ (a² − 2)² = 3.099647…
  const a = 1 / (1 + Math.exp(-0.5));
  const yHat = 2 - 4 * a;
  const error = yHat - 2;
  const pass = small.backward([1, 1], [2]);

  it("has the forward values of the slide under their names", () => {
    expect(pass.forward).to.deep.equal({ x: [1, 1], z1: [0, 0.5], a1: [0.5, a], z2: [yHat], a2: [yHat] });
    expect(pass.loss).to.be.closeTo(error ** 2 / 2, 1e-15);
  });

  it("has the backward values of the slide under their names, from the loss to the input", () => {
    const slope = a * (1 - a);
    const wanted: Record<string, unknown> = {
      "dC/da2": [error],
      "da2/dz2": [1],
      "dC/dz2": [error],
      "dC/dW2": [[error * 0.5, error * a]],
      "dC/db2": [error],
      "dz2/da1": [[2, -4]],
      "dC/da1": [2 * error, -4 * error],
      "da1/dz1": [0.25, slope],
      "dC/dz1": [2 * error * 0.25, -4 * error * slope],
      "dC/dW1": [
        [2 * error * 0.25, 2 * error * 0.25],
        [-4 * error * slope, -4 * error * slope],
      ],
      "dC/db1": [2 * error * 0.25, -4 * error * slope],
      "dz1/dx": [
        [1, -1],
        [0.5, 0.5],
      ],
      "dC/dx": [2 * error * 0.25 - 2 * error * slope, -2 * error * 0.25 - 2 * error * slope],
    };
    expect(pass.steps.map(({ name }) => name)).to.deep.equal(Object.keys(wanted));
    for (const [name, value] of Object.entries(wanted)) {
      const flat = (v: unknown) => [v].flat(3) as number[];
      flat(pass.at(name)).forEach((number, i) => {
        expect(number, `${name}[${i}]`).to.be.closeTo(flat(value)[i] as number, 1e-14);
      });
    }
  });

  it("says what it does, as text and as a notebook's table", () => {
    expect(String(small)).to.equal("2 → 2 (sigmoid) → 1 (identity)");
    expect(small.parameterCount).to.equal(9);
    expect(String(pass)).to.include("dC/dz1 = dC/da1 · da1/dz1 = [−1.245, 2.34]");
    const show = (pass as unknown as Record<symbol, () => Record<string, string>>)[Symbol.for("Jupyter.display")];
    expect(show?.call(pass)["text/markdown"]).to.include("| dz2/da1 | W2 | [[2, −4]] |");
  });
});

describe("backpropagation agrees with central differences", () => {
  const hidden = Object.keys(activations).filter((name) => name !== "step") as ActivationName[];
  const x = [0.7, -0.4];
  for (const [name, row] of Object.entries(losses)) {
    // The last layer's answers must lie where the loss is defined: between 0 and 1.
    const y = [row.accepts(0) ? 0 : -1, 1];
    it(`for ${name} behind each of ${hidden.length} activations and softmax, one to three layers deep`, () => {
      for (const activation of hidden)
        for (const sizes of [
          [2, 2],
          [2, 3, 2],
          [2, 3, 3, 2],
        ])
          for (const output of ["sigmoid", "softmax"] as const) {
            const network = Network.random({ sizes, hidden: activation, output, seed: 7 });
            expect(gradientCheck(network, x, y, name as LossName).worst, String(network)).to.be.below(2e-8);
          }
    });

    it(`for ${name} right behind each activation whose answer it is defined for`, () => {
      let checked = 0;
      for (const activation of hidden) {
        const network = Network.random({ sizes: [2, 3, 2], output: activation, seed: 11 });
        const answers = network.output(x);
        if (!answers.every((yHat) => yHat > 0.01 && yHat < 0.99) && !row.accepts(-1)) continue;
        checked++;
        expect(gradientCheck(network, x, y, name as LossName).worst, String(network)).to.be.below(2e-8);
      }
      expect(checked).to.be.above(2);
    });
  }
});

describe("a network of threshold neurons", () => {
  it("computes XOR by hand: at least one, and not both", () => {
    const xor = new Network([
      {
        weights: [
          [1, 1],
          [1, 1],
        ],
        biases: [-0.5, -1.5],
      },
      { weights: [[1, -1]], biases: [-0.5] },
    ]);
    expect(xor.outputs(gates.XOR.X).flat()).to.deep.equal(gates.XOR.y);
  });
});

describe("Network.random", () => {
  it("draws the same weights from the same seed, others from another", () => {
    const weights = (seed: number) => Network.random({ sizes: [2, 2, 1], seed }).layers.map(({ weights: w }) => w);
    expect(weights(3)).to.deep.equal(weights(3));
    expect(weights(3)).to.not.deep.equal(weights(4));
  });
});

describe("Network refuses", () => {
  const layer = { weights: [[1, 1]] };
  const refusals: Record<string, () => unknown> = {
    "no layers": () => new Network([]),
    "a layer without neurons": () => new Network([{ weights: [] }]),
    "ragged weights": () => new Network([{ weights: [[1, 1], [1]] }]),
    "layers that do not fit": () => new Network([layer, layer]),
    "too many biases": () => new Network([{ ...layer, biases: [0, 0] }]),
    "an unknown activation": () => new Network([{ ...layer, activation: "relo" as "relu" }]),
    "one size": () => Network.random({ sizes: [2] }),
    "an input too many": () => new Network([layer]).output([1, 2, 3]),
    "a target too many": () => new Network([layer]).backward([1, 2], [1, 2]),
    "an unknown derivative": () => new Network([layer]).backward([1, 2], [1]).at("dC/da9"),
  };
  for (const [what, refused] of Object.entries(refusals)) {
    it(what, () => expect(refused).to.throw(NnError, /^\[nn\] expected .*, got .*: /));
  }
});
