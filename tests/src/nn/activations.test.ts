import { expect } from "chai";
import {
  type Activation,
  activation,
  activations,
  erf,
  NnError,
  preluWith,
  symbolicDerivative,
} from "../../../src/index.ts";

const rows: Activation[] = Object.values(activations);

/** Away from 0, ±1, ±3 and 6, where some have no derivative. */
const places = [-3.1, -1.2, -0.3, 0.4, 1.1, 2.7];

describe("each activation function", () => {
  for (const { name, f, derivative, expression } of rows) {
    it(`${name} has the slope that central differences measure`, () => {
      const d = 1e-6;
      for (const h of places) expect(derivative(h), `at ${h}`).to.be.closeTo((f(h + d) - f(h - d)) / (2 * d), 1e-8);
    });

    if (expression === undefined) continue;
    it(`${name} has the derivative that calculus finds`, async () => {
      const symbolic = await symbolicDerivative(expression);
      for (const h of places) expect(derivative(h), `at ${h}`).to.be.closeTo(symbolic.at(h), 1e-12);
    });
  }

  it("is called by its own name", () => {
    expect(Object.entries(activations).filter(([key, { name }]) => key !== name)).to.deep.equal([]);
  });

  it("stays finite far out", () => {
    for (const { f, derivative } of rows)
      for (const h of [-800, 800]) expect(Number.isFinite(f(h) + derivative(h))).to.equal(true);
  });
});

describe("an activation function's other name", () => {
  it("means the same function", () => {
    const names = ["logistic", "linear", "binaryStep", "swish"] as const;
    expect(names.map((name) => activation(name).name)).to.deep.equal(["sigmoid", "identity", "step", "silu"]);
  });
});

describe("prelu", () => {
  it("has the slope in its parameter that central differences measure", () => {
    const d = 1e-6;
    for (const h of places) {
      const difference = (preluWith(0.3 + d).f(h) - preluWith(0.3 - d).f(h)) / (2 * d);
      expect(preluWith(0.3).derivativeByA(h)).to.be.closeTo(difference, 1e-8);
    }
  });
});

describe("selu", () => {
  it("keeps mean 0 and variance 1 of a standard normal input, which its two constants were chosen for", () => {
    const width = 1e-3;
    let [mean, square] = [0, 0];
    for (let h = -12; h < 12; h += width) {
      const weight = (width * Math.exp((-h * h) / 2)) / Math.sqrt(2 * Math.PI);
      mean += weight * activations.selu.f(h);
      square += weight * activations.selu.f(h) ** 2;
    }
    expect(mean).to.be.closeTo(0, 1e-6);
    expect(square).to.be.closeTo(1, 1e-6);
  });
});

describe("erf", () => {
  it("agrees with tables to 15 digits on both sides of where the series passes into the fraction", () => {
    const table = [
      [0, 0],
      [0.1, 0.1124629160182849],
      [1, 0.8427007929497149],
      [2, 0.9953222650189527],
      [2.5, 0.999593047982555],
      [3, 0.9999779095030014],
      [6, 1],
    ] as const;
    for (const [x, value] of table) {
      expect(erf(x), `erf(${x})`).to.be.closeTo(value, 2e-15);
      expect(erf(-x), `erf(${-x})`).to.be.closeTo(-value, 2e-15);
    }
  });

  it("makes gelu(−10) as small as it is, not 0", () => {
    expect(activations.gelu.f(-10) / -7.61985302416053e-23).to.be.closeTo(1, 1e-12);
  });
});

describe("the sigmoid, by hand", () => {
  it("is 1/2 at 0, with slope 1/4, and 0.75 at ln 3", () => {
    expect(activations.sigmoid.f(0)).to.equal(0.5);
    expect(activations.sigmoid.derivative(0)).to.equal(0.25);
    expect(activations.sigmoid.f(Math.log(3))).to.be.closeTo(0.75, 1e-15);
  });
});

describe("the step", () => {
  it("answers 1 at the threshold itself, as the slide's ≥ says", () => {
    expect([-1e-300, 0, 1e-300].map(activations.step.f)).to.deep.equal([0, 1, 1]);
  });
});

describe("symbolicDerivative", () => {
  it("refuses what it cannot differentiate and says why", async () => {
    for (const formula of ["", "abs(", "max(0, h)", "h * q"]) {
      const error = await symbolicDerivative(formula).catch((reason: unknown) => reason);
      expect(error, formula).to.be.instanceOf(NnError);
      expect((error as Error).message).to.match(/^\[nn\] expected .*, got .*: /s);
    }
  });
});
