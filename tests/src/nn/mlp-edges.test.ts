import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { MLPClassifier, type MLPParameters, MLPRegressor } from "../../../src/index.ts";
import { warningsOf } from "./samples.ts";

type Label = number | string | boolean;

interface Call {
  call: "fit" | "partialFit" | "setParams";
  seed: number;
  /** None for setParams. */
  weights?: "none" | "some" | "zeros" | "large";
  settings: Partial<MLPParameters>;
}

interface Case {
  task: string;
  outputs: number;
  names: string;
  samples: number;
  features: number;
  shape: string;
  settings: Partial<MLPParameters> & { hiddenLayerSizes: number[] };
  calls: Call[];
  /** After each call: the loss, the best one, epochs, samples seen, the length of the loss curve. */
  states: number[][];
  weights: number[];
  answers: number[];
  predicted: Label[];
  score: number;
  classes?: Label[];
}

const file = join(import.meta.dirname, "oracles/mlp-edges.json");
const oracle: { sklearn: string; cases: Case[] } = JSON.parse(readFileSync(file, "utf8"));

/** The same formulas as in scripts/oracles/mlp-edges.py. */
const numbers = (n: number, seed: number) =>
  Array.from({ length: n }, (_, i) => Math.sin((i + 1) * 12.9898 + seed * 78.233));
const rowsOf = (flat: readonly number[], columns: number) =>
  Array.from({ length: flat.length / columns }, (_, i) => flat.slice(i * columns, (i + 1) * columns));
const names: Record<string, Label[]> = {
  numbers: [0, 1, 2, 3],
  negative: [-3, -1, 0, 7],
  words: ["Zebra", "ant", "bee", "été"],
  digits: ["-1", "1", "10", "9"],
  flags: [false, true],
};

function inputs({ samples, features, shape }: Case, seed: number): number[][] {
  const factor = { large: 100, small: 1e-5 }[shape] ?? 1;
  const rows = rowsOf(numbers(samples * features, seed), features);
  return rows.map((row) => row.map((value, k) => (shape === "constant" && k === 0 ? 1 : value * factor)));
}

function targets({ task, samples: n, outputs: k, names: kind }: Case, seed: number): Label[] | number[][] {
  const s = numbers(n, seed + 0.25);
  const rows = rowsOf(numbers(n * k, seed + 0.25), k);
  const whole: Record<string, () => number[] | number[][]> = {
    multilabel: () => rows.map((row) => row.map((value) => (value > 0 ? 1 : 0))),
    regression: () => s.map((value) => value * 3 + 1),
    same: () => s.map(() => 2),
    outputs: () => rows,
    counts: () => s.map((value) => Math.floor(Math.exp(2 * value))),
  };
  const places = s.map((value, i) => (i < k ? i : Math.min(k - 1, Math.floor(((value + 1) / 2) * k))));
  return whole[task]?.() ?? places.map((place) => names[kind]?.[place] as Label);
}

function weightsOf({ samples }: Case, seed: number, kind: Call["weights"] = "none"): { sampleWeight?: number[] } {
  if (kind === "none") return {};
  const weights = numbers(samples, seed + 0.75).map((value, i) =>
    kind === "zeros" && i % 3 === 0 ? 0 : Math.abs(value),
  );
  return { sampleWeight: kind === "large" ? weights.map((value) => value * 1000) : weights };
}

/** The cases' estimator, ready to be trained. */
function estimatorOf(one: Case, engine: MLPParameters["engine"]): MLPClassifier | MLPRegressor {
  const last = ["multiclass", "multilabel", "outputs"].includes(one.task) ? one.outputs : 1;
  const units = [one.features, ...one.settings.hiddenLayerSizes, last];
  const layers = units.slice(1).map((n, l) => ({ inputs: units[l] as number, n, l: l + 1 }));
  const settings = {
    ...one.settings,
    engine,
    initialCoefs: layers.map(({ inputs: d, n, l }) =>
      rowsOf(numbers(d * n, l), n).map((row) => row.map((v) => v * 0.5)),
    ),
    initialIntercepts: layers.map(({ n, l }) => numbers(n, l + 0.5).map((v) => v * 0.5)),
  };
  return one.classes ? new MLPClassifier(settings) : new MLPRegressor(settings);
}

function close(actual: readonly number[], wanted: readonly number[], what: string): void {
  expect(actual.length, what).to.equal(wanted.length);
  actual.forEach((value, i) => {
    const room = 1e-8 * Math.max(1, Math.abs(wanted[i] as number));
    expect(value, `${what}[${i}]`).to.be.closeTo(wanted[i] as number, room);
  });
}

function check(one: Case, engine: MLPParameters["engine"]): void {
  const model = estimatorOf(one, engine);
  const states = [...one.states];
  for (const { call, seed, weights, settings } of one.calls) {
    if (call === "setParams") {
      model.setParams(settings);
      continue;
    }
    const data = [inputs(one, seed), targets(one, seed) as never, weightsOf(one, seed, weights)] as const;
    const classes = one.classes && { classes: one.classes };
    if (call === "fit") model.fit(...data);
    else model.partialFit(data[0], data[1], { ...data[2], ...classes });
    const { loss_, bestLoss_, nIter_, t_, lossCurve_ } = model;
    close([loss_, bestLoss_, nIter_, t_, lossCurve_?.length] as number[], states.shift() as number[], "state");
  }
  const { seed } = one.calls.at(-1) as Call;
  const [X, y] = [inputs(one, seed), targets(one, seed) as never];
  close([model.coefs_?.flat(2), model.intercepts_].flat(2) as number[], one.weights, "weights");
  const answers = model instanceof MLPClassifier ? model.predictProba(X) : model.predict(X);
  close((answers.flat() as number[]).slice(0, 8), one.answers, "answers");
  close([model.score(X, y)], [one.score], "score");
  if (!(model instanceof MLPClassifier)) return;
  expect(model.classes_).to.deep.equal(one.classes);
  expect(model.predict(X).flat().slice(0, 8)).to.deep.equal(one.predicted);
}

describe(`the multi-layer perceptrons agree with scikit-learn ${oracle.sklearn} at the edges`, () => {
  oracle.cases.forEach((one, i) => {
    const { task, samples, features, shape, settings, calls } = one;
    const how = calls.map(({ call, weights = "none" }) =>
      weights === "none" ? call : `${call} by ${weights} weights`,
    );
    const { shuffle: _, ...rest } = settings;
    const text = `${i}: ${task}, ${samples} × ${features} ${shape}, ${how.join(", ")} ${JSON.stringify(rest)}`;
    it(text.replaceAll('"', ""), () => {
      warningsOf(() => {
        check(one, "auto");
        check(one, "typescript");
      });
    });
  });
});
