import { createRequire } from "node:module";
import { join } from "node:path";
import { expect } from "chai";
import {
  confusionMatrix,
  gates,
  MLPClassifier,
  type MLPParameters,
  MLPRegressor,
  NnError,
  Perceptron,
} from "../../../src/index.ts";
import { clouds, warningsOf } from "./samples.ts";

const { X, y } = clouds(60);
const quick = { hiddenLayerSizes: [5], maxIter: 8, learningRateInit: 0.02, randomState: 1 } as const;

describe("an estimator that is called again with other parameters", () => {
  const changes: Record<string, Partial<MLPParameters>[]> = {
    "early stopping after none": [{}, { earlyStopping: true }],
    "none after early stopping": [{ earlyStopping: true }, { earlyStopping: false }],
    "adam after lbfgs": [{ solver: "lbfgs" }, { solver: "adam" }],
    "early stopping after lbfgs": [{ solver: "lbfgs" }, { solver: "sgd", earlyStopping: true }],
  };
  for (const [what, [before, after]] of Object.entries(changes)) {
    it(`goes on from its weights with ${what}, and watches anew`, () => {
      const model = new MLPClassifier({ ...quick, ...before, warmStart: true });
      warningsOf(() => model.fit(X, y));
      model.setParams({ ...after });
      warningsOf(() => model.fit(X, y));
      const stopsEarly = after?.earlyStopping === true;
      expect(model.validationScores_?.length).to.equal(stopsEarly ? 8 : undefined);
      expect(model.bestLoss_ === null).to.equal(stopsEarly);
      if (stopsEarly) expect(model.bestValidationScore_).to.equal(Math.max(...(model.validationScores_ ?? [])));
      else expect(model.bestLoss_).to.equal(Math.min(...(model.lossCurve_ ?? []).slice(-8)));
    });
  }

  for (const engine of ["auto", "typescript"] as const) {
    const settings = { ...quick, engine };
    const changes: [Partial<MLPParameters>, Partial<MLPParameters>][] = [
      [{ solver: "sgd" }, { solver: "adam" }],
      [{ solver: "adam" }, { learningRateInit: 0.5, beta1: 0.1 }],
      [
        { solver: "sgd", learningRate: "invscaling" },
        { learningRateInit: 0.5, momentum: 0 },
      ],
    ];
    for (const [before, after] of changes) {
      it(`is saved with the solver it goes on with (${engine}, ${JSON.stringify(after)} since)`, () => {
        const model = new MLPClassifier({ ...settings, ...before });
        warningsOf(() => model.fit(X, y));
        model.setParams({ ...after });
        const saved = JSON.stringify(model);
        const copy = MLPClassifier.fromJSON(JSON.parse(saved));
        expect(JSON.stringify(copy)).to.equal(saved);
        for (const _ of [1, 2]) expect(copy.partialFit(X, y).coefs_).to.deep.equal(model.partialFit(X, y).coefs_);
      });
    }
  }

  it("says once that a batch is larger than what there is, early stopping or not", () => {
    for (const earlyStopping of [false, true]) {
      const model = new MLPClassifier({ ...quick, batchSize: 100, earlyStopping });
      const texts = warningsOf(() => model.fit(X, y)).filter((text) => text.includes("batchSize"));
      expect(texts).to.have.length(1);
      expect(texts[0]).to.include(`the ${earlyStopping ? 54 : 60} samples`);
    }
  });

  it("keeps its first weights, and says so, if early stopping never sees a score", () => {
    const model = new MLPRegressor({
      hiddenLayerSizes: [],
      solver: "sgd",
      learningRateInit: 1,
      maxIter: 5,
      earlyStopping: true,
      initialCoefs: [[[0.5]]],
      initialIntercepts: [[0.25]],
    });
    const inputs = Array.from({ length: 40 }, (_, i) => [i * 1e80]);
    const texts = warningsOf(() => model.fit(inputs, inputs.flat()));
    expect(texts.some((text) => text.includes("first weights"))).to.equal(true);
    expect([model.coefs_, model.intercepts_]).to.deep.equal([[[[0.5]]], [[0.25]]]);
    const saved = JSON.stringify(model);
    expect(saved).to.not.include("[null");
    expect(MLPRegressor.fromJSON(JSON.parse(saved)).lossCurve_).to.deep.equal(model.lossCurve_);
  });
});

describe("the names of several labels at once", () => {
  const rows = X.map(([a = 0, b = 0]) => [a > 0 ? 1 : 0, b > 0 ? 1 : 0]);
  const named = { classes: ["right", "above"] };

  it("may be given to the first part, and are the same in the next ones", () => {
    const model = new MLPClassifier({ ...quick }).partialFit(X, rows, named).partialFit(X, rows, named);
    expect(model.classes_).to.deep.equal(["above", "right"]);
    expect(model.predict(X)[0]).to.have.length(2);
    expect(MLPClassifier.fromJSON(JSON.parse(JSON.stringify(model))).classes_).to.deep.equal(["above", "right"]);
    expect(() => model.partialFit(X, rows, { classes: ["left", "right"] })).to.throw(NnError, "as in the first call");
    expect(() => new MLPClassifier({ ...quick }).partialFit(X, rows, { classes: [1] })).to.throw(NnError, "2 labels");
  });
});

describe("a classifier whose training diverges under early stopping", () => {
  it("stops when what it answers got no better, as scikit-learn's does, and says so", () => {
    const huge = X.map((row) => row.map((value) => value * 1e200));
    const settings = { hiddenLayerSizes: [4], activation: "identity", solver: "sgd", learningRateInit: 1e200 } as const;
    const model = new MLPClassifier({ ...settings, earlyStopping: true, nIterNoChange: 3, maxIter: 50 });
    expect(() => warningsOf(() => model.fit(huge, y))).to.throw(NnError, "diverged");
    // Numbers that are none are answers too, the first class; their score never changes.
    expect(model.nIter_).to.equal(5);
    expect(new Set(model.validationScores_).size).to.equal(1);
  });
});

describe("what a fit leaves behind", () => {
  it("is read without asking whether it is there, which a checked cell would otherwise have to", () => {
    const model = new MLPClassifier({ ...quick });
    expect([model.loss_, model.coefs_, model.classes_, model.lossCurve_]).to.deep.equal(Array(4).fill(undefined));
    warningsOf(() => model.fit(X, y));
    expect(model.loss_.toFixed(6)).to.equal(model.lossCurve_.at(-1)?.toFixed(6));
    expect([model.coefs_.length, model.intercepts_.length, model.nIter_ + 1]).to.deep.equal([2, 2, 9]);
    expect(model.validationLossCurve_).to.equal(undefined);
    warningsOf(() => model.fit(X, y, { validation: { X, y } }));
    expect(model.validationLossCurve_.length).to.equal(model.lossCurve_.length);
    warningsOf(() => model.fit(X, y));
    expect(model.validationLossCurve_).to.equal(undefined);
    const counts = confusionMatrix(y, model.predict(X), { labels: model.classes_ });
    expect(counts.flat().reduce((sum, count) => sum + count, 0)).to.equal(60);
    const line = new MLPRegressor({ hiddenLayerSizes: [], solver: "lbfgs", alpha: 0 }).fit([[0], [1]], [1, 3]);
    expect(line.predict([[2]]).map((value) => value.toFixed(3))).to.deep.equal(["5.000"]);
    const rows: number[][] = line
      .fit(
        [[0], [1]],
        [
          [0, 1],
          [1, 0],
        ],
      )
      .predict([[2]]);
    expect(rows[0]?.map(Math.round)).to.deep.equal([2, -1]);
    const unit = new Perceptron({ shuffle: false }).fit(gates.AND.X, gates.AND.y);
    expect([unit.coef_.length, unit.intercept_.length, unit.classes_.length]).to.deep.equal([1, 1, 2]);
  });
});

describe("what is given to an estimator", () => {
  it("may be undefined, which means the default", () => {
    expect(new MLPClassifier({ alpha: undefined } as never).getParams().alpha).to.equal(1e-4);
    expect(new Perceptron({ tol: undefined } as never).setParams({ eta0: undefined } as never).getParams()).to.include({
      tol: 1e-3,
      eta0: 1,
    });
    expect(() => new MLPClassifier({ alfa: undefined } as never)).to.throw(NnError, '"alfa"');
  });

  it("may be several labels at once as rows of 0s and 1s, of false and true, or of a typed array", () => {
    const rows = X.map(([a = 0, b = 0]) => [a > 0 ? 1 : 0, b > 0 ? 1 : 0]);
    const forms = [
      rows,
      rows.map((row) => row.map(Boolean)),
      rows.map((row) => Uint8Array.from(row)),
      { data: Float32Array.from(rows.flat()), shape: [60, 2] },
    ];
    const [wanted, ...others] = forms.map((labels) => {
      const model = new MLPClassifier({ ...quick });
      warningsOf(() => model.fit(X, labels));
      return [model.coefs_, model.predict(X), model.score(X, labels)];
    });
    for (const other of others) expect(other).to.deep.equal(wanted);
    expect(() => new MLPClassifier().fit([[1]], [[true, 2]])).to.throw(NnError, "y[0][1] to be 0 or 1");
  });

  it("may be first weights as typed arrays, with a shape too, or mathjs matrices, and is saved in any form", () => {
    const bundle = join(import.meta.dirname, "../../../node_modules/mathjs/lib/browser/math.js");
    const { matrix } = createRequire(import.meta.url)(bundle) as typeof import("mathjs");
    const coefs = [[[0.1], [0.2]]];
    const fitted = (initial: Partial<MLPParameters>) => {
      const model = new MLPRegressor({ hiddenLayerSizes: [], maxIter: 2, ...initial });
      warningsOf(() => model.fit(X, y));
      const copy = MLPRegressor.fromJSON(JSON.parse(JSON.stringify(model)));
      warningsOf(() => copy.fit(X, y));
      expect(copy.coefs_).to.deep.equal(model.coefs_);
      return model.coefs_;
    };
    const wanted = fitted({ initialCoefs: coefs, initialIntercepts: [[0.3]] });
    const typed = { initialCoefs: [[Float64Array.of(0.1), [0.2]]], initialIntercepts: [Float64Array.of(0.3)] };
    expect(fitted(typed)).to.deep.equal(wanted);
    const flat = { initialCoefs: [{ data: Float64Array.of(0.1, 0.2), shape: [2, 1] }] };
    expect(fitted({ ...typed, ...flat })).to.deep.equal(wanted);
    expect(fitted({ initialCoefs: coefs.map((W) => matrix(W)), initialIntercepts: [matrix([0.3])] })).to.deep.equal(
      wanted,
    );
  });
});
