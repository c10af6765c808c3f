import { expect } from "chai";
import { MLPRegressor, NnError } from "../../../src/index.ts";
import { clouds, warningsOf } from "./samples.ts";

const { X } = clouds(60);
const line = { X: X.map(([a]) => [a as number]), y: X.map(([a]) => 2 * (a as number) + 1) };

const quick = { hiddenLayerSizes: [8], learningRateInit: 0.02, maxIter: 60, tol: 0, nIterNoChange: 1000 } as const;
describe("MLPRegressor", () => {
  it("learns a line with each solver, one output or several", () => {
    for (const solver of ["adam", "sgd", "lbfgs"] as const) {
      const model = new MLPRegressor({ ...quick, solver, maxIter: 300 });
      warningsOf(() => model.fit(line.X, line.y));
      expect(model.score(line.X, line.y), solver).to.be.above(0.98);
    }
    const two = new MLPRegressor({ ...quick, solver: "lbfgs" });
    warningsOf(() =>
      two.fit(
        X,
        X.map(([a = 0, b = 0]) => [a + b, a - b]),
      ),
    );
    const [[sum, difference] = []] = two.predict([[1, 0.5]]) as number[][];
    expect(sum).to.be.closeTo(1.5, 0.1);
    expect(difference).to.be.closeTo(0.5, 0.1);
  });

  it("predicts counts above 0 with the Poisson loss, and refuses negative ones", () => {
    const model = new MLPRegressor({ ...quick, loss: "poisson", solver: "lbfgs" });
    warningsOf(() =>
      model.fit(
        line.X,
        line.X.map(([a = 0]) => Math.round(Math.exp(a))),
      ),
    );
    expect((model.predict(line.X) as number[]).every((value) => value > 0)).to.equal(true);
    expect(() => model.fit([[1]], [-1])).to.throw(NnError, "counts");
  });

  describe("whose loss is infinite for a while, its weights never", () => {
    const counts = X.map(([a = 0, b = 0]) => Math.floor(4 * Math.abs(a * b)));
    const far = { loss: "poisson", solver: "sgd", activation: "logistic", learningRateInit: 0.8, momentum: 0 } as const;
    const settings = { ...quick, ...far, batchSize: 5, randomState: 1 };

    it("goes on and comes back, however its epochs are trained", () => {
      const curves = [true, false].flatMap((shuffle) => {
        const one = new MLPRegressor({ ...settings, shuffle });
        const alone = new MLPRegressor({ ...settings, shuffle });
        warningsOf(() => one.fit(X, counts, { onEpoch: () => true }));
        warningsOf(() => alone.fit(X, counts));
        expect(alone.lossCurve_).to.deep.equal(one.lossCurve_);
        expect(alone.coefs_).to.deep.equal(one.coefs_);
        return one.lossCurve_ as number[];
      });
      expect(curves).to.include(Number.POSITIVE_INFINITY);
      expect(Number.isFinite(curves.at(-1))).to.equal(true);
    });

    it("says so where it ends there", () => {
      const model = new MLPRegressor({ ...settings, shuffle: false, maxIter: 1 });
      const warnings = warningsOf(() => model.fit(X, counts));
      expect(model.loss_).to.equal(Number.POSITIVE_INFINITY);
      expect(warnings.join()).to.include("the last loss is Infinity, the training seems to diverge");
    });
  });

  it("stops early on R² and is saved as JSON", () => {
    const model = new MLPRegressor({ ...quick, earlyStopping: true, maxIter: 300, nIterNoChange: 5 });
    warningsOf(() => model.fit(line.X, line.y));
    expect(model.bestValidationScore_).to.be.above(0.5);
    const copy = MLPRegressor.fromJSON(JSON.parse(JSON.stringify(model)));
    expect(copy.predict(line.X)).to.deep.equal(model.predict(line.X));
  });
});
