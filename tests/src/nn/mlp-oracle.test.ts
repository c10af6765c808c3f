import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { MLPClassifier, type MLPParameters, MLPRegressor } from "../../../src/index.ts";

interface Case {
  task: string;
  weighted: boolean;
  parts: number;
  parameters: Partial<MLPParameters> & { hiddenLayerSizes: number[] };
  loss: number;
  /** Infinite where null. */
  lossCurve: (number | null)[];
  nIter: number;
  t: number;
  outActivation: string;
  coefs: number[][];
  intercepts: number[][];
  answers: number[];
  score: number;
}

const file = join(import.meta.dirname, "oracles/mlp.json");
const oracle: { sklearn: string; cases: Case[] } = JSON.parse(readFileSync(file, "utf8"));

/** The same formulas as in scripts/oracles/mlp.py. */
const numbers = (n: number, seed: number) =>
  Array.from({ length: n }, (_, i) => Math.sin((i + 1) * 12.9898 + seed * 78.233));
const matrix = (rows: number, columns: number, seed: number, scale = 1) => {
  const all = numbers(rows * columns, seed);
  return Array.from({ length: rows }, (_, i) => all.slice(i * columns, (i + 1) * columns).map((v) => v * scale));
};

const X = matrix(37, 3, 1);
const sums = X.map(([a = 0, b = 0, c = 0]) => a + b * c);
const targets: Record<string, number[] | number[][]> = {
  binary: sums.map((s) => (s > 0 ? 1 : 0)),
  multiclass: sums.map((s) => (s >= 0.4 ? 2 : s >= -0.4 ? 1 : 0)),
  multilabel: X.map(([a = 0, b = 0, c = 0], i) => [(sums[i] as number) > 0, b > 0.2, a < c].map(Number)),
  regression: sums.map((s) => s * 2 + 1),
  outputs: X.map(([a = 0, b = 0], i) => [sums[i] as number, a - b]),
  counts: sums.map((s) => Math.floor(Math.exp(s) * 2)),
};
const weights = numbers(37, 5).map(Math.abs);

function trained({ task, weighted, parts, parameters }: Case) {
  const classify = ["binary", "multiclass", "multilabel"].includes(task);
  const y = targets[task] as number[];
  const outputs = task === "multiclass" || task === "multilabel" ? 3 : task === "outputs" ? 2 : 1;
  const units = [3, ...parameters.hiddenLayerSizes, outputs];
  const layers = units.slice(1).map((n, l) => ({ inputs: units[l] as number, n, l: l + 1 }));
  const settings = {
    ...parameters,
    initialCoefs: layers.map(({ inputs, n, l }) => matrix(inputs, n, l, 0.5)),
    initialIntercepts: layers.map(({ n, l }) => matrix(1, n, l + 0.5, 0.5).flat()),
  };
  const model = classify ? new MLPClassifier(settings) : new MLPRegressor(settings);
  if (parts === 0) model.fit(X, y, weighted ? { sampleWeight: weights } : {});
  const classes = task === "binary" ? [0, 1] : [0, 1, 2];
  for (let k = 0; k < parts; k++) {
    const [from, to] = k % 2 === 0 ? [0, 20] : [20, 37];
    const options = weighted ? { sampleWeight: weights.slice(from, to) } : {};
    const part = [X.slice(from, to), y.slice(from, to)] as const;
    if (model instanceof MLPRegressor) model.partialFit(...part, options);
    else model.partialFit(...part, { ...options, classes });
  }
  const first = X.slice(0, 4);
  const answers = model instanceof MLPClassifier ? model.predictProba(first) : model.predict(first);
  return { model, answers, score: model.score(X, y, weighted ? { sampleWeight: weights } : {}) };
}

const close = (actual: unknown, wanted: readonly (number | null)[], what: string, within: number) => {
  const flat = [actual].flat(4) as number[];
  expect(flat.length, what).to.equal(wanted.length);
  flat.forEach((value, i) => {
    const number = wanted[i] ?? Number.POSITIVE_INFINITY;
    if (number === Number.POSITIVE_INFINITY) expect(value, `${what}[${i}]`).to.equal(number);
    else expect(value, `${what}[${i}]`).to.be.closeTo(number, within * Math.max(1, Math.abs(number)));
  });
};

describe(`the multi-layer perceptrons agree with scikit-learn ${oracle.sklearn}`, () => {
  const warn = console.warn;
  before(() => {
    console.warn = () => {};
  });
  after(() => {
    console.warn = warn;
  });

  it(`in ${oracle.cases.length} cases, which is at least 60`, () => expect(oracle.cases.length).to.be.at.least(60));

  for (const one of oracle.cases) {
    const { shuffle: _, hiddenLayerSizes, ...rest } = one.parameters;
    const how = `${one.weighted ? " weighted" : ""}${one.parts ? ` in ${one.parts} parts` : ""}`;
    it(`on ${one.task}${how} with [${String(hiddenLayerSizes)}] ${JSON.stringify(rest).replaceAll('"', "")}`, () => {
      const { model, answers, score } = trained(one);
      const lbfgs = one.parameters.solver === "lbfgs";
      // After so many steps of L-BFGS, rounding has grown until it decides whether one step more is taken.
      const long = lbfgs && one.nIter > 90;
      expect(model.nIter_, "nIter_").to.be.closeTo(one.nIter, long ? 2 : 0);
      expect([model.t_, model.outActivation_]).to.deep.equal([one.t, one.outActivation]);
      const within = long ? 1e-3 : 1e-8;
      close(model.loss_, [one.loss], "loss_", 1e-6);
      if (!lbfgs) close(model.lossCurve_, one.lossCurve, "lossCurve_", 1e-8);
      close(model.coefs_, one.coefs.flat(), "coefs_", within);
      close(model.intercepts_, one.intercepts.flat(), "intercepts_", within);
      close(answers, one.answers, "answers", within);
      close(score, [one.score], "score", within);
    });
  }
});
