import { expect } from "chai";
import {
  MLPClassifier as Classifier,
  gradientCheck,
  type MLPClassifier,
  MLPRegressor,
  NnError,
  networkOf,
} from "../../../src/index.ts";
import { clouds, warningsOf } from "./samples.ts";

const { X, y } = clouds(60);
const settings = { hiddenLayerSizes: [5, 4], maxIter: 6, randomState: 2 } as const;
const fitted = <T extends MLPClassifier | MLPRegressor>(model: T, targets: unknown): T => {
  warningsOf(() => model.fit(X, targets as never));
  return model;
};

/** Each kind of estimator, with what its network should answer. */
const kinds: Record<string, [MLPClassifier | MLPRegressor, (model: never) => number[][]]> = {
  "three classes": [fitted(new Classifier(settings), y), (model: MLPClassifier) => model.predictProba(X)],
  "two classes": [
    fitted(
      new Classifier({ ...settings, activation: "logistic" }),
      y.map((label) => label === 1),
    ),
    (model: MLPClassifier) => model.predictProba(X).map(([, p]) => [p as number]),
  ],
  "several labels": [
    fitted(
      new Classifier({ ...settings, activation: "silu" }),
      X.map(([a = 0, b = 0]) => [a > 0, b > 0]),
    ),
    (model: MLPClassifier) => model.predictProba(X),
  ],
  "a number": [fitted(new MLPRegressor(settings), y), (model: MLPRegressor) => model.predict(X).map((v) => [v])],
  "two numbers": [
    fitted(new MLPRegressor({ ...settings, hiddenLayerSizes: [] }), X),
    (model: MLPRegressor) => model.predict(X),
  ],
  "a count": [
    fitted(new MLPRegressor({ ...settings, loss: "poisson" }), y),
    (model: MLPRegressor) => model.predict(X).map((v) => [v]),
  ],
};

describe("a fitted estimator as a network", () => {
  for (const [kind, [model, wanted]] of Object.entries(kinds)) {
    it(`answers as it does: ${kind}`, () => {
      const network = networkOf(model);
      const answers = wanted(model as never);
      network.outputs(X).forEach((row, i) => {
        row.forEach((value, k) => {
          expect(value).to.be.closeTo(answers[i]?.[k] as number, 1e-12);
        });
        expect(row).to.have.length(answers[i]?.length as number);
      });
    });
  }

  it("tells its values by name, backwards too, with the derivatives that differences measure", () => {
    const network = networkOf(kinds["three classes"]?.[0] as MLPClassifier);
    expect(Object.keys(network.forward(X[0] as number[]))).to.deep.equal(["x", "z1", "a1", "z2", "a2", "z3", "a3"]);
    expect(network.backward(X[0] as number[], [1, 0, 0], "categoricalCrossEntropy").at("dC/dW1")).to.have.length(5);
    expect(gradientCheck(network, X[0] as number[], [1, 0, 0], "categoricalCrossEntropy").worst).to.be.below(1e-7);
  });

  it("is refused before a fit, and for anything else", () => {
    for (const refused of [() => networkOf(new Classifier()), () => networkOf({} as never)])
      expect(refused).to.throw(NnError, /^\[nn\] expected .*, got .*: /);
  });
});
