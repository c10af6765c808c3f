import { expect } from "chai";
import fc from "fast-check";
import {
  type ActivationName,
  activations,
  differentiate,
  losses,
  Network,
  NnError,
  Value,
} from "../../../src/index.ts";

/** Every operation as a function of two values. */
const operations: Record<string, (u: Value, v: Value) => Value> = {
  add: (u, v) => u.add(v),
  sub: (u, v) => u.sub(v),
  mul: (u, v) => u.mul(v),
  div: (u, v) => u.div(v),
  "pow of a value": (u, v) => u.pow(v),
  "pow of a number": (u) => u.pow(3),
  neg: (u) => u.neg(),
  exp: (u) => u.exp(),
  log: (u) => u.log(),
  sqrt: (u) => u.sqrt(),
  sin: (u) => u.sin(),
  cos: (u) => u.cos(),
  abs: (u) => u.abs(),
  ...Object.fromEntries(
    Object.keys(activations).map((name) => [`activate ${name}`, (u: Value) => u.activate(name as ActivationName)]),
  ),
};

describe("each operation of Value", () => {
  for (const [name, operation] of Object.entries(operations)) {
    it(`${name} has the local derivatives that central differences measure`, () => {
      const [u, v, d] = [1.7, 0.6, 1e-6];
      const at = (du: number, dv: number) => operation(new Value(u + du), new Value(v + dv)).data;
      const { locals } = operation(new Value(u), new Value(v));
      const differences = [(at(d, 0) - at(-d, 0)) / (2 * d), (at(0, d) - at(0, -d)) / (2 * d)];
      locals.forEach((local, i) => {
        expect(local).to.be.closeTo(differences[i] as number, 1e-8);
      });
    });
  }
});

describe("Value.backward", () => {
  it("adds up the ways: y = x·x + x has dy/dx = 2x + 1", () => {
    const x = new Value(3, "x");
    x.mul(x).add(x).backward();
    expect(x.grad).to.equal(7);
  });

  it("forgets what it filled in before, so that calling it twice changes nothing", () => {
    const x = new Value(2);
    const y = x.pow(3);
    y.backward();
    y.backward();
    expect(x.grad).to.equal(12);
  });

  it("goes through each value once, after all that use it, however often it is used", () => {
    let value = new Value(1 + 2 ** -30, "x");
    const x = value;
    for (let i = 0; i < 30; i++) value = value.mul(value); // 2³⁰ ways, 31 values
    value.backward();
    expect(value.graph()).to.have.length(31);
    expect(x.grad / (2 ** 30 * Math.E)).to.be.closeTo(1, 1e-6);
  });

  it("does not fall over a graph 100 000 deep", () => {
    const x = new Value(1);
    let sum = x;
    for (let i = 0; i < 100_000; i++) sum = sum.add(x);
    sum.backward();
    expect(x.grad).to.equal(100_001);
  });

  it("agrees with the backpropagation of a network", () => {
    const network = Network.random({ sizes: [2, 3, 1], output: "sigmoid", seed: 5 });
    const pass = network.backward([0.4, -0.9], [1], "binaryCrossEntropy");
    const x = [new Value(0.4), new Value(-0.9)];
    const parameters = network.layers.map(({ weights }) => weights.map((row) => row.map((w) => new Value(w))));
    let a = x;
    network.layers.forEach(({ biases, activation }, l) => {
      a = (parameters[l] as Value[][]).map((row, j) => {
        const sum = row.reduce((total, w, i) => total.add(w.mul(a[i] as Value)), new Value(biases[j] as number));
        return sum.activate(activation.name as ActivationName);
      });
    });
    const cost = (a[0] as Value).log().neg().backward();
    expect(cost.data).to.be.closeTo(losses.binaryCrossEntropy.f(network.output([0.4, -0.9])[0] as number, 1), 1e-15);
    parameters.forEach((layer, l) => {
      const dC_dW = pass.at(`dC/dW${l + 1}`) as number[][];
      for (const [j, row] of layer.entries())
        for (const [i, w] of row.entries()) expect(w.grad).to.be.closeTo(dC_dW[j]?.[i] as number, 1e-14);
    });
    expect(x.map(({ grad }) => grad.toFixed(12))).to.deep.equal(
      (pass.at("dC/dx") as number[]).map((g) => g.toFixed(12)),
    );
  });

  it("has no slope by the exponent where the base is 0, instead of 0 times infinity", () => {
    const [base, exponent] = [new Value(0), new Value(2)];
    base.pow(exponent).backward();
    expect([base.grad, exponent.grad]).to.deep.equal([0, 0]);
  });

  it("reads as a line", () => {
    const x = new Value(3, "x");
    const y = x.mul(2).named("y").backward();
    expect([String(x), String(y), String(new Value(1))]).to.deep.equal([
      "x = 3 (grad 2)",
      "y = 6 (grad 1)",
      "1 (grad 0)",
    ]);
  });

  it("refuses what is no number", () => {
    expect(() => new Value(Number.NaN, "x")).to.throw(NnError, "x to be a finite number");
    expect(() => new Value(1).add("2" as never)).to.throw(NnError, "a number or a Value");
  });
});

describe("differentiate", () => {
  it("finds the lecture's derivative of sin(x²) in three ways", async () => {
    const { value, derivatives, graph } = await differentiate("sin(x^2)", { x: 1.5 });
    const [byX] = derivatives;
    expect(value).to.equal(Math.sin(2.25));
    expect(byX?.formula).to.equal("2 * x * cos(x ^ 2)");
    expect(byX?.symbolic).to.be.closeTo(3 * Math.cos(2.25), 1e-15);
    expect(byX?.autograd).to.be.closeTo(3 * Math.cos(2.25), 1e-15);
    expect(byX?.numeric).to.be.closeTo(3 * Math.cos(2.25), 1e-8);
    expect(graph.graph().map(({ operation }) => operation)).to.deep.equal(["", "^2", "sin"]);
  });

  it("agrees with itself on formulas of two variables", async () => {
    const formulas = [
      "x * y - x / y",
      "exp(-x^2) * cos(y)",
      "log(1 + x^2) + sqrt(y)",
      "tanh(x * y)^3 - 2^x",
      "-(x + pi)^2 + abs(y) * e",
    ];
    for (const formula of formulas)
      for (const { symbolic, autograd, numeric, variable } of (await differentiate(formula, { x: 0.7, y: 1.9 }))
        .derivatives) {
        expect(autograd, `${formula} by ${variable}`).to.be.closeTo(symbolic, 1e-12);
        expect(numeric, `${formula} by ${variable}`).to.be.closeTo(symbolic, 1e-7);
      }
  });

  it("takes logarithms to a base, as mathjs does, and refuses operands that a function has not", async () => {
    const { value, derivatives } = await differentiate("log(x, 2)", { x: 8 });
    expect(value).to.be.closeTo(3, 1e-15);
    for (const way of ["symbolic", "autograd"] as const)
      expect(derivatives[0]?.[way]).to.be.closeTo(1 / (8 * Math.LN2), 1e-15);
    for (const formula of ["sin(x, 2)", "exp()", "add(x, x, x)"]) {
      const error = await differentiate(formula, { x: 8 }).catch((reason: unknown) => reason);
      expect(String(error), formula).to.include("operand");
    }
  });

  it("refuses what it cannot read, and says what is missing", async () => {
    for (const [formula, point] of [
      ["", {}],
      ["sin(", { x: 1 }],
      ["x * q", { x: 1 }],
      ["gamma(x)", { x: 1 }],
      ["x", { x: Number.NaN }],
    ] as const) {
      const error = await differentiate(formula, point).catch((reason: unknown) => reason);
      expect(error, formula).to.be.instanceOf(NnError);
      expect((error as Error).message).to.match(/^\[nn\] expected .*, got .*: /s);
    }
  });
});

describe("a product of sums", () => {
  it("has the derivatives of the product rule, whatever the numbers", () => {
    const number = fc.double({ min: -100, max: 100, noNaN: true });
    fc.assert(
      fc.property(number, number, number, (a, b, c) => {
        const [u, v, w] = [new Value(a), new Value(b), new Value(c)];
        u.add(v).mul(v.sub(w)).backward();
        expect([u.grad, v.grad, w.grad]).to.deep.equal([b - c, b - c + (a + b), -(a + b)]);
      }),
      { seed: 1 },
    );
  });
});
