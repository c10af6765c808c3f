import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { gates, iris, NnError, Perceptron, type PerceptronParameters, perceptronRule } from "../../../src/index.ts";

interface Case {
  task: string;
  weighted: boolean;
  parameters: Partial<PerceptronParameters>;
  nIter: number;
  t: number;
  coef: number[];
  intercept: number[];
  answers: number[];
}

const file = join(import.meta.dirname, "oracles/perceptron.json");
const oracle: { sklearn: string; cases: Case[] } = JSON.parse(readFileSync(file, "utf8"));

const numbers = (n: number, seed: number) =>
  Array.from({ length: n }, (_, i) => Math.sin((i + 1) * 12.9898 + seed * 78.233));
const all = numbers(37 * 3, 1);
const X = Array.from({ length: 37 }, (_, i) => all.slice(3 * i, 3 * i + 3));
const sums = X.map(([a = 0, b = 0, c = 0]) => a + b * c);
const targets: Record<string, number[]> = {
  binary: sums.map((s) => (s > 0 ? 1 : 0)),
  multiclass: sums.map((s) => (s >= 0.4 ? 2 : s >= -0.4 ? 1 : 0)),
  easy: X.map(([a = 0]) => (a > 0.1 ? 1 : 0)),
};

describe(`Perceptron agrees with scikit-learn ${oracle.sklearn}`, () => {
  for (const { task, weighted, parameters, ...wanted } of oracle.cases) {
    it(`on ${task}${weighted ? " weighted" : ""} ${JSON.stringify(parameters)}`, () => {
      const sampleWeight = weighted ? { sampleWeight: numbers(37, 5).map(Math.abs) } : {};
      const model = new Perceptron({ shuffle: false, ...parameters }).fit(X, targets[task] as number[], sampleWeight);
      expect([model.nIter_, model.t_]).to.deep.equal([wanted.nIter, wanted.t]);
      expect(model.predict(X)).to.deep.equal(wanted.answers);
      [...(model.coef_ ?? []).flat(), ...(model.intercept_ ?? [])].forEach((value, i) => {
        expect(value).to.be.closeTo([...wanted.coef, ...wanted.intercept][i] as number, 1e-10);
      });
    });
  }
});

describe("Perceptron", () => {
  it("learns each gate that one neuron can compute, as perceptronRule does", () => {
    for (const name of ["AND", "OR", "NAND", "NOR"] as const) {
      const { X: inputs, y } = gates[name];
      expect(new Perceptron({ tol: null, maxIter: 50 }).fit(inputs, y).predict(inputs), name).to.deep.equal(y);
      expect(perceptronRule(gates[name]).outcome, name).to.equal("converged");
    }
    expect(new Perceptron({ maxIter: 200 }).fit(gates.XOR.X, gates.XOR.y).score(gates.XOR.X, gates.XOR.y)).to.be.below(
      1,
    );
  });

  it("tells iris' species apart by one neuron each, with words for classes", () => {
    const { X: flowers, y, targetNames } = iris();
    const model = new Perceptron({ maxIter: 100, tol: null }).fit(
      flowers,
      y.map((k) => targetNames[k] as string),
    );
    expect([model.coef_?.length, model.classes_]).to.deep.equal([3, targetNames]);
    expect(
      model.score(
        flowers,
        y.map((k) => targetNames[k] as string),
      ),
    ).to.be.above(0.75);
    expect(String(model)).to.equal("Perceptron, fitted: 4 inputs, classes setosa, versicolor, virginica");
  });

  it("learns part by part, and the same at every run with the same seed", () => {
    const model = new Perceptron();
    for (let i = 0; i < 20; i++) model.partialFit(gates.AND.X, gates.AND.y, { classes: [0, 1] });
    expect(model.predict(gates.AND.X)).to.deep.equal(gates.AND.y);
    const learnt = (randomState: number) => new Perceptron({ randomState }).fit(X, targets.binary as number[]).coef_;
    expect(learnt(3)).to.deep.equal(learnt(3));
  });

  const refusals: Record<string, () => unknown> = {
    "a Python spelling": () => new Perceptron({ max_iter: 5 } as never),
    "a step of 0": () => new Perceptron({ eta0: 0 }),
    "one class": () => new Perceptron().fit([[1], [2]], [1, 1]),
    "rows of labels": () =>
      new Perceptron().fit(
        [[1], [2]],
        [
          [0, 1],
          [1, 0],
        ],
      ),
    "to predict before a fit": () => new Perceptron().predict([[1]]),
    "a first part without classes": () => new Perceptron().partialFit([[1]], [1]),
  };
  for (const [what, refused] of Object.entries(refusals)) {
    it(`refuses ${what}`, () => expect(refused).to.throw(NnError, /^\[nn\] expected .*, got .*: /));
  }
});
