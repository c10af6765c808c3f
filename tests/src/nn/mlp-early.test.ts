import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { MLPClassifier, type MLPParameters } from "../../../src/index.ts";
import { warningsOf } from "./samples.ts";

interface Case {
  seed: number;
  weighted: boolean;
  fits: number;
  parameters: Partial<MLPParameters>;
  lossCurve: number[];
  validationScores: number[];
  bestValidationScore: number;
  nIter: number;
  t: number;
  weights: number[];
}

const file = join(import.meta.dirname, "oracles/mlp-early.json");
const oracle: { sklearn: string; copies: number; cases: Case[] } = JSON.parse(readFileSync(file, "utf8"));

/** The same formula as in scripts/oracles/mlp-early.py. */
const numbers = (n: number, seed: number) =>
  Array.from({ length: n }, (_, i) => Math.sin((i + 1) * 12.9898 + seed * 78.233));
const matrix = (rows: number, columns: number, seed: number) => {
  const all = numbers(rows * columns, seed);
  return Array.from({ length: rows }, (_, i) => all.slice(i * columns, (i + 1) * columns));
};
const copied = <T>(items: readonly T[]) => Array.from({ length: oracle.copies }, () => items).flat();

const close = (actual: unknown, wanted: readonly number[], what: string) => {
  const flat = [actual].flat(4) as number[];
  expect(flat.length, what).to.equal(wanted.length);
  flat.forEach((value, i) => {
    expect(value, `${what}[${i}]`).to.be.closeTo(wanted[i] as number, 1e-8);
  });
};

describe(`early stopping agrees with scikit-learn ${oracle.sklearn}, whichever samples are set aside`, () => {
  for (const { seed, weighted, fits, parameters, ...wanted } of oracle.cases) {
    const how = `${weighted ? "weighted " : ""}${fits > 1 ? "twice " : ""}`;
    it(`${how}from seed ${seed} with ${JSON.stringify(parameters).replaceAll('"', "")}`, () => {
      const model = new MLPClassifier({
        ...parameters,
        earlyStopping: true,
        validationFraction: 0.2,
        shuffle: false,
        warmStart: fits > 1,
        initialCoefs: [matrix(3, 4, 1), matrix(4, 1, 2)],
        initialIntercepts: [numbers(4, 1.5), numbers(1, 2.5)],
      });
      const sampleWeight = copied(numbers(2, seed + 0.75).map(Math.abs));
      for (let fit = 0; fit < fits; fit++)
        warningsOf(() => model.fit(copied(matrix(2, 3, seed)), copied([0, 1]), weighted ? { sampleWeight } : {}));
      expect([model.nIter_, model.t_, model.bestLoss_]).to.deep.equal([wanted.nIter, wanted.t, null]);
      close(model.lossCurve_, wanted.lossCurve, "lossCurve_");
      close(model.validationScores_, wanted.validationScores, "validationScores_");
      close(model.bestValidationScore_, [wanted.bestValidationScore], "bestValidationScore_");
      close([model.coefs_, model.intercepts_], wanted.weights, "weights");
    });
  }
});
