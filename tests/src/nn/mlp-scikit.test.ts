import { expect } from "chai";
import { iris, MLPClassifier, MLPRegressor, NnError, Random } from "../../../src/index.ts";
import { warningsOf } from "./samples.ts";

const { X, y } = iris();
const both = { MLPClassifier, MLPRegressor };

/** What it is after a fit, whatever it warns of. */
function quietly<T extends MLPClassifier | MLPRegressor>(model: T, ...data: Parameters<MLPRegressor["fit"]>): T {
  warningsOf(() => (model as MLPRegressor).fit(...data));
  return model;
}

describe("an estimator, as scikit-learn's tests ask,", () => {
  it("with invscaling goes on from the samples seen", () => {
    const small = [
      [
        [3, 2],
        [1, 6],
        [5, 6],
        [-2, -4],
      ],
      [1, 1, 1, 0],
    ] as const;
    const model = new MLPClassifier({
      solver: "sgd",
      hiddenLayerSizes: 4,
      learningRate: "invscaling",
      maxIter: 1,
      powerT: 0.25,
      warmStart: true,
    });
    const rates = [0, 1].map(() => quietly(model, small[0] as never, small[1] as never).toJSON().solver?.rate);
    expect(rates).to.deep.equal([0.001 / 5 ** 0.25, 0.001 / 9 ** 0.25]);
  });

  it("refuses inputs near the largest number there is", () => {
    const random = new Random(0);
    const huge = Array.from({ length: 10 }, () => [
      Number.MAX_VALUE * random.uniform(),
      Number.MAX_VALUE * random.uniform(),
    ]);
    expect(() =>
      new MLPRegressor().fit(
        huge,
        huge.map((_, i) => i),
      ),
    ).to.throw(NnError, "scale the inputs");
  });

  it("shuffles only when it is told to", () => {
    const run = (shuffle: boolean) =>
      quietly(new MLPRegressor({ hiddenLayerSizes: 3, maxIter: 1, batchSize: 1, randomState: 0, shuffle }), X, y)
        .coefs_;
    expect(run(true)).to.not.deep.equal(run(false));
    expect(run(false)).to.deep.equal(run(false));
  });

  it("stops long before maxIter with a large tol", () => {
    const model = new MLPClassifier({ tol: 0.5, maxIter: 3000, solver: "sgd" }).fit(
      [
        [3, 2],
        [1, 6],
      ],
      [1, 0],
    );
    expect(model.nIter_).to.be.below(3000);
  });

  it("waits for nIterNoChange epochs, or for ever", () => {
    const data = [
      [
        [3, 2],
        [1, 6],
      ],
      [1, 0],
    ] as const;
    for (const nIterNoChange of [2, 5, 10, 50, 100]) {
      const model = new MLPClassifier({ tol: 0.01, maxIter: 3000, solver: "sgd", nIterNoChange }).fit(
        data[0] as never,
        data[1] as never,
      );
      expect(model.nIter_).to.be.above(nIterNoChange).and.below(3000);
    }
    const endless = new MLPClassifier({
      tol: 1e9,
      maxIter: 60,
      solver: "sgd",
      nIterNoChange: Number.POSITIVE_INFINITY,
    });
    expect(quietly(endless, data[0] as never, data[1] as never).nIter_).to.equal(60);
  });

  it("sets aside a part of each class, whatever the classes are called", () => {
    const words = y.map((k) => (k === 0 ? "rare" : "common"));
    const model = new MLPClassifier({ earlyStopping: true, maxIter: 30, randomState: 0, learningRateInit: 0.05 });
    quietly(model, X, words as never);
    // 15 are set aside, 5 of them rare: a classifier that always says "common" scores exactly two thirds.
    expect(model.validationScores_?.every((score) => Math.abs(score * 15 - Math.round(score * 15)) < 1e-9)).to.equal(
      true,
    );
    expect(model.bestValidationScore_).to.equal(1);
    // One sample of a class cannot be divided, and need not be.
    expect(() =>
      quietly(
        new MLPClassifier({ earlyStopping: true, maxIter: 2 }),
        X,
        y.map((k, i) => (i === 0 ? 9 : k)),
      ),
    ).to.not.throw();
  });

  for (const [name, Estimator] of Object.entries(both)) {
    it(`${name} with warmStart and early stopping adds to its scores`, () => {
      const model = new Estimator({ maxIter: 10, randomState: 0, warmStart: true, earlyStopping: true });
      const before = quietly(model, X, y).validationScores_?.length as number;
      model.setParams({ maxIter: 20 });
      expect(quietly(model, X, y).validationScores_?.length).to.be.above(before);
    });

    for (const solver of ["sgd", "adam", "lbfgs"] as const) {
      it(`${name} with warmStart ends at maxIter and says so, with ${solver}`, () => {
        const model = new Estimator({
          solver,
          warmStart: true,
          maxIter: 10,
          nIterNoChange: Number.POSITIVE_INFINITY,
          randomState: 0,
          learningRateInit: 1e-4,
        });
        for (const maxIter of [10, 20]) {
          model.setParams({ maxIter });
          expect(warningsOf(() => (model as MLPRegressor).fit(X, y))[0]).to.include("were not enough to converge");
          expect(model.nIter_).to.equal(maxIter);
        }
      });
    }

    it(`${name} with weights of 1 does what it does without, early stopping too`, () => {
      for (const settings of [{ earlyStopping: true }, { solver: "sgd" }, { solver: "lbfgs" }] as const) {
        const make = () =>
          new Estimator({ hiddenLayerSizes: 10, batchSize: 10, maxIter: 15, randomState: 42, ...settings });
        const plain = quietly(make(), X, y).coefs_?.flat(2) as number[];
        quietly(make(), X, y, { sampleWeight: y.map(() => 1) })
          .coefs_?.flat(2)
          .forEach((w, i) => {
            expect(w).to.be.closeTo(plain[i] as number, 1e-9);
          });
      }
    });
  }

  it("with early stopping survives a training that diverges", () => {
    const model = new MLPRegressor({
      activation: "identity",
      solver: "sgd",
      learningRateInit: 1,
      maxIter: 20,
      earlyStopping: true,
      randomState: 0,
    });
    quietly(model, X, y);
    expect(Number.isNaN(model.validationScores_?.at(-1))).to.equal(true);
    expect((model.predict(X) as number[]).every(Number.isFinite)).to.equal(true);
  });

  it("with the Poisson loss and one linear neuron is the Poisson regression", () => {
    const random = new Random(3);
    const inputs = Array.from({ length: 100 }, (_, i) => [i / 99]);
    const counts = inputs.map(([x = 0]) => Math.floor(Math.exp(x + 1) * random.uniform(0, 2)));
    const model = new MLPRegressor({
      loss: "poisson",
      hiddenLayerSizes: [1],
      activation: "identity",
      alpha: 0,
      solver: "lbfgs",
      tol: 1e-7,
      randomState: 1,
    }).fit(inputs, counts);
    // The regression's own equations: Σ (μ − y) = 0 and Σ (μ − y) x = 0.
    const errors = (model.predict(inputs) as number[]).map((mu, i) => mu - (counts[i] as number));
    expect(errors.reduce((sum, e) => sum + e, 0) / 100).to.be.closeTo(0, 1e-4);
    expect(errors.reduce((sum, e, i) => sum + e * (inputs[i]?.[0] as number), 0) / 100).to.be.closeTo(0, 1e-4);
  });
});
