import { expect } from "chai";
import { activations, Neuron, NnError } from "../../../src/index.ts";

describe("Neuron", () => {
  const exam = new Neuron({ weights: [0.3, 0.8, 0.5], bias: -3 });

  it("sums by hand as on paper: 0.3·4 + 0.8·2 + 0.5·1 − 3 = 1.2 + 1.6 + 0.5 − 3 = 0.3", () => {
    expect(exam.weightedSum([4, 2, 1])).to.be.closeTo(0.3, 1e-12);
    expect(exam.output([4, 2, 1])).to.equal(1);
  });

  it("decides the slide's exam as whole numbers do, for all 216 whole inputs from 0 to 5", () => {
    for (let x1 = 0; x1 <= 5; x1++)
      for (let x2 = 0; x2 <= 5; x2++)
        for (let x3 = 0; x3 <= 5; x3++) {
          expect(exam.output([x1, x2, x3]), `${x1} ${x2} ${x3}`).to.equal(3 * x1 + 8 * x2 + 5 * x3 >= 30 ? 1 : 0);
        }
  });

  it("names its threshold: what the inputs alone must reach", () => {
    expect(exam.threshold).to.equal(3);
    const told = new Neuron({ weights: [0.3, 0.8, 0.5], threshold: 3 });
    expect([told.bias, told.threshold, String(told)]).to.deep.equal([-3, 3, String(exam)]);
    expect(Object.is(new Neuron({ weights: [1], threshold: 0 }).bias, 0)).to.equal(true);
    expect(Object.is(new Neuron({ weights: [1] }).threshold, 0)).to.equal(true);
  });

  it("can be made of another neuron, whose threshold and bias agree", () => {
    expect(new Neuron(exam)).to.deep.equal(exam);
  });

  it("takes any activation function, by name or as an object", () => {
    expect(new Neuron({ weights: [2], activation: "identity" }).output([3])).to.equal(6);
    const square = { name: "square", formula: "h^2", f: (h: number) => h * h, derivative: (h: number) => 2 * h };
    expect(new Neuron({ weights: [2], activation: square }).output([3])).to.equal(36);
  });

  it("reads as a line of mathematics", () => {
    expect(String(exam)).to.equal("ŷ = step(0.3·x₁ + 0.8·x₂ + 0.5·x₃ − 3)");
    expect(String(new Neuron({ weights: [-1, 1 / 3], activation: "relu" }))).to.equal("ŷ = relu(−x₁ + 0.3333·x₂)");
  });

  it("tells a notebook to show its formula", () => {
    const show = (exam as unknown as Record<symbol, () => Record<string, string>>)[Symbol.for("Jupyter.display")];
    expect(show?.call(exam)).to.deep.equal({
      "text/latex": "$$\\hat y = \\operatorname{step}\\left(0.3\\,x_{1} + 0.8\\,x_{2} + 0.5\\,x_{3} - 3\\right)$$",
      "text/plain": String(exam),
    });
  });

  it("keeps its own copy of the weights", () => {
    const weights = [1, 1];
    const neuron = new Neuron({ weights });
    weights[0] = 99;
    expect(neuron.weights).to.deep.equal([1, 1]);
  });

  const refusals: Record<string, () => unknown> = {
    "no weights": () => new Neuron({ weights: [] }),
    "a weight that is not a number": () => new Neuron({ weights: [1, Number.NaN] }),
    "a hole in the weights": () => new Neuron({ weights: new Array<number>(3) }),
    "an infinite bias": () => new Neuron({ weights: [1], bias: Number.POSITIVE_INFINITY }),
    "a bias and a threshold": () => new Neuron({ weights: [1], bias: -1, threshold: 2 }),
    "a threshold that is no number": () => new Neuron({ weights: [1], threshold: Number.NaN }),
    "a bias in words": () => new Neuron({ weights: [1], bias: "1" as unknown as number }),
    "too few inputs": () => exam.output([1, 2]),
    "too many inputs": () => exam.output([1, 2, 3, 4]),
    "an input that is not a number": () => exam.output([1, Number.NaN, 3]),
    "half an activation function": () => new Neuron({ weights: [1], activation: { name: "half" } as never }),
    "an unknown activation function": () => new Neuron({ weights: [1], activation: "sigmoyd" as "sigmoid" }),
  };
  for (const [what, refused] of Object.entries(refusals)) {
    it(`refuses ${what}`, () => expect(refused).to.throw(NnError, /^\[nn\] expected .*, got .*: /));
  }

  it("says which name was meant", () => {
    expect(refusals["an unknown activation function"]).to.throw(NnError, 'did you mean "sigmoid"?');
    expect(() => new Neuron({ weights: [1], activation: "constructor" as "step" })).to.throw(
      NnError,
      `use one of ${Object.keys(activations).join(", ")}`,
    );
  });
});
