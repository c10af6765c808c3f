import { expect } from "chai";
import { type Activation, activations, NnError, symbolicDerivative } from "../../../src/index.ts";

const rows: Activation[] = Object.values(activations);

/** Away from 0, where step and relu have no derivative. */
const places = [-3, -1.2, -0.3, 0.4, 1.1, 2.7];

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
