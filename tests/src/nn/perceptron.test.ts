import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { gates, iris, NnError, Perceptron, type PerceptronParameters, perceptronRule } from "../../../src/index.ts";
import { warningsOf } from "./samples.ts";

interface Case {
  task: string;
  weighted: boolean;
  calls: ("fit" | "partial" | "part")[];
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
  ties: sums.map((s) => (s >= 0.4 ? 2 : s >= -0.4 ? 1 : 0)),
  easy: X.map(([a = 0]) => (a > 0.1 ? 1 : 0)),
};

describe(`Perceptron agrees with scikit-learn ${oracle.sklearn}`, () => {
  for (const { task, weighted, calls, parameters, ...wanted } of oracle.cases) {
    it(`on ${task}${weighted ? " weighted" : ""} by ${calls.join(", ")} ${JSON.stringify(parameters)}`, () => {
      const y = targets[task] as number[];
      const samples = task === "ties" ? X.map((row) => row.map((value) => Math.round(2 * value))) : X;
      const model = new Perceptron({ shuffle: false, warmStart: calls.length > 1, ...parameters });
      for (const call of calls) {
        const n = call === "part" ? 20 : 37;
        const sampleWeight = weighted ? { sampleWeight: numbers(n, 5).map(Math.abs) } : {};
        if (call === "fit") warningsOf(() => model.fit(samples, y, sampleWeight));
        else model.partialFit(samples.slice(0, n), y.slice(0, n), { ...sampleWeight, classes: [...new Set(y)] });
      }
      expect([model.nIter_, model.t_]).to.deep.equal([wanted.nIter, wanted.t]);
      expect(model.predict(samples)).to.deep.equal(wanted.answers);
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

  it("is saved as JSON, and goes on from there", () => {
    const model = new Perceptron({ penalty: "l1", classWeight: { 1: 2 }, randomState: 2 });
    expect(() => JSON.stringify(model)).to.throw(NnError, "fit(X, y) first");
    model.fit(X, targets.multiclass as number[]);
    const copy = Perceptron.fromJSON(JSON.parse(JSON.stringify(model)));
    expect(JSON.stringify(copy)).to.equal(JSON.stringify(model));
    const before = model.coef_ as number[][];
    expect(copy.partialFit(X, targets.multiclass as number[]).coef_).to.deep.equal(
      model.partialFit(X, targets.multiclass as number[]).coef_,
    );
    // What was read before another pass stays as it was.
    expect(before).to.not.deep.equal(model.coef_);
  });

  it("starts from given weights", () => {
    const start = { coefInit: [[1, 1]], interceptInit: [-1.5] };
    const model = new Perceptron({ maxIter: 1, tol: null }).fit(gates.AND.X, gates.AND.y, start);
    expect([model.coef_, model.intercept_, model.nFeaturesIn_]).to.deep.equal([[[1, 1]], [-1.5], 2]);
  });

  it("stops early on the samples that it does not learn from", () => {
    const early = new Perceptron({ earlyStopping: true, validationFraction: 0.3, nIterNoChange: 2 });
    early.fit(X, targets.easy as number[]);
    expect(early.nIter_).to.be.within(3, 50);
    expect(early.score(X, targets.easy as number[])).to.be.above(0.8);
  });

  it("prints a line for each epoch when it is verbose, and warns if they were not enough", () => {
    const { log } = console;
    const lines: string[] = [];
    console.log = (line: string) => lines.push(line);
    try {
      const model = new Perceptron({ verbose: true, maxIter: 2, tol: 1e-3 });
      const texts = warningsOf(() => model.fit(X, targets.multiclass as number[]));
      expect(texts).to.have.length(1);
      expect(texts[0]).to.include("2 epochs were not enough");
    } finally {
      console.log = log;
    }
    expect(lines).to.have.length(6);
    expect(lines[0]).to.match(/^class 0, epoch 1, loss = \d/);
  });

  const learnt = new Perceptron({ warmStart: true }).fit(gates.AND.X, gates.AND.y);
  const refusals: Record<string, () => unknown> = {
    "other classes with warmStart": () => learnt.fit(gates.AND.X, [2, 2, 2, 3]),
    "other features with warmStart": () => learnt.fit([[1], [2]], [0, 1]),
    "other classes later": () => learnt.partialFit(gates.AND.X, gates.AND.y, { classes: [0, 1, 2] }),
    "balanced weights in the first part": () =>
      new Perceptron({ classWeight: "balanced" }).partialFit([[1]], [1], { classes: [0, 1] }),
    "a class weight for no class": () => new Perceptron({ classWeight: { 7: 1 } }).fit([[1], [2]], [0, 1]),
    "one class in the first part": () => new Perceptron().partialFit([[1]], [1], { classes: [1] }),
    "first weights of another shape": () => new Perceptron().fit([[1], [2]], [0, 1], { coefInit: [[1], [2]] }),
    "inputs that leave all bounds": () => new Perceptron({ eta0: 1e300 }).fit([[1e300], [2e300]], [0, 1]),
    "an option that is none": () => new Perceptron().fit([[1], [2]], [0, 1], { sample_weight: [1, 1] } as never),
    "an unknown penalty": () => new Perceptron({ penalty: "l3" as never }),
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
