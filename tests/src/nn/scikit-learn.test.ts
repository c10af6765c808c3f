import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import {
  fromScikitLearn,
  layers,
  MLPClassifier,
  Network,
  NnError,
  type ScikitLearnMLP,
  Sequential,
  toScikitLearn,
} from "../../../src/index.ts";

interface Case {
  task: string;
  parameters: { activation?: string; hiddenLayerSizes: number[] };
  outActivation: string;
  coefs: number[][];
  intercepts: number[][];
  answers: number[];
}

const { cases }: { cases: Case[] } = JSON.parse(readFileSync(join(import.meta.dirname, "oracles/mlp.json"), "utf8"));
const classes: Record<string, number[]> = { binary: [0, 1], multiclass: [0, 1, 2], multilabel: [0, 1, 2] };
const X = Array.from({ length: 4 }, (_, i) => [0, 1, 2].map((k) => Math.sin((3 * i + k + 1) * 12.9898 + 78.233)));

/** A case's weights, as Python's tolist gives them. */
function attributes({ task, parameters, outActivation, coefs, intercepts }: Case): ScikitLearnMLP {
  const matrices = coefs.map((flat, l) => {
    const columns = (intercepts[l] as number[]).length;
    return Array.from({ length: flat.length / columns }, (_, i) => flat.slice(i * columns, (i + 1) * columns));
  });
  const names = classes[task];
  return {
    activation: parameters.activation ?? "relu",
    out_activation_: outActivation,
    coefs_: matrices,
    intercepts_: intercepts,
    ...(names ? { classes_: names } : {}),
  };
}

describe("scikit-learn's weights", () => {
  it(`loaded here give its answers, in ${cases.length} cases`, () => {
    for (const one of cases) {
      const model = fromScikitLearn(attributes(one));
      const answers = model instanceof MLPClassifier ? model.predictProba(X) : model.predict(X);
      (answers as number[][]).flat().forEach((value, i) => {
        expect(value, one.task).to.be.closeTo(
          one.answers[i] as number,
          1e-7 * Math.max(1, Math.abs(one.answers[i] as number)),
        );
      });
    }
  });

  it("come out again as they went in", () => {
    for (const one of cases.slice(0, 20))
      expect(toScikitLearn(fromScikitLearn(attributes(one)))).to.deep.equal(attributes(one));
  });

  it("can be those of a Network or a Sequential", () => {
    const rows = X.map((row) => [...row]);
    const ends = { softmax: 3, sigmoid: 1, identity: 2 } as const;
    for (const [output, count] of Object.entries(ends) as [keyof typeof ends, number][]) {
      const sequential = new Sequential(
        [layers.dense(4, "relu"), layers.dropout(0.5), layers.dense(4, "relu"), layers.dense(count, output)],
        { inputs: 3, seed: 2 },
      );
      const network = Network.random({ sizes: [3, 5, count], hidden: "tanh", output, seed: 4 });
      for (const [model, answers] of [
        [sequential, sequential.predict(rows)],
        [network, network.outputs(rows)],
      ] as const) {
        const loaded = fromScikitLearn(JSON.parse(JSON.stringify(toScikitLearn(model))));
        const given =
          loaded instanceof MLPClassifier ? loaded.predictProba(rows) : (loaded.predict(rows) as number[][]);
        const wanted = count === 1 ? answers.map(([p = 0]) => [1 - p, p]) : answers;
        given.flat().forEach((value, i) => {
          expect(value, output).to.be.closeTo(wanted.flat()[i] as number, 1e-14);
        });
      }
    }
  });

  it("cannot be those of a network with layers of different kinds", () => {
    const model = (...names: ("relu" | "tanh" | "mish")[]) =>
      new Sequential([...names.map((name) => layers.dense(2, name)), layers.dense(1)], { inputs: 1 });
    expect(() => toScikitLearn(model("relu", "tanh"))).to.throw(NnError, /the same activation in every hidden layer/);
    expect(() => toScikitLearn(model("mish"))).to.throw(NnError, /one of scikit-learn's activations/);
    const twice = new Sequential([layers.dense(2, "relu"), layers.activation("tanh"), layers.dense(1)], { inputs: 1 });
    expect(() => toScikitLearn(twice)).to.throw(NnError, /one activation a layer/);
    const odd = new Sequential([layers.dense(2, "relu"), layers.dense(1, "tanh")], { inputs: 1 });
    expect(() => toScikitLearn(odd)).to.throw(NnError, /a last layer that scikit-learn has/);
  });

  it("are refused where they do not fit, and an activation that is not there", () => {
    const good = attributes(cases[0] as Case);
    for (const wrong of [
      { ...good, coefs_: [] },
      { ...good, coefs_: [[[1]], [[1]]] },
      { ...good, out_activation_: "identity" },
      { ...good, activation: "swoosh" },
    ])
      expect(() => fromScikitLearn(wrong)).to.throw(NnError, /^\[nn\] expected .*, got .*: /);
    expect(() =>
      toScikitLearn(new MLPClassifier({ activation: "gelu", solver: "lbfgs" }).fit([[0], [1]], [0, 1])),
    ).to.throw(NnError, "gelu");
    expect(() => toScikitLearn(new MLPClassifier())).to.throw(NnError, "fit(X, y) first");
  });
});
