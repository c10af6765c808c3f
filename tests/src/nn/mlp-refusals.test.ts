import { expect } from "chai";
import { MLPClassifier, MLPRegressor, NnError } from "../../../src/index.ts";

const X = [
  [0, 0],
  [1, 1],
  [0, 1],
  [1, 0],
  [2, 1],
  [1, 2],
];
const y = [0, 1, 0, 1, 1, 0];
const fitted = () => MLPClassifier.fromJSON(new MLPClassifier({ solver: "lbfgs" }).fit(X, y).toJSON());

describe("the estimators refuse", () => {
  const model = new MLPClassifier({ maxIter: 1 });
  const refusals: Record<string, [() => unknown, string]> = {
    "a Python spelling": [() => new MLPClassifier({ hidden_layer_sizes: [5] } as never), '"hiddenLayerSizes"'],
    "another Python spelling": [() => new MLPClassifier({ beta_1: 0.9 } as never), '"beta1"'],
    "a parameter that is none": [() => new MLPClassifier({ depth: 3 } as never), "use one of"],
    "no neurons": [() => new MLPClassifier({ hiddenLayerSizes: [0] }), "hiddenLayerSizes"],
    "an unknown activation": [() => new MLPClassifier({ activation: "rellu" as "relu" }), 'did you mean "relu"'],
    "an unknown solver": [() => new MLPClassifier({ solver: "adamax" as "adam" }), "solver"],
    "a negative α": [() => new MLPClassifier({ alpha: -1 }), "alpha"],
    "a rate of 0": [() => new MLPClassifier({ learningRateInit: 0 }), "learningRateInit"],
    "half an epoch": [() => new MLPClassifier({ maxIter: 0.5 }), "maxIter"],
    "a momentum above 1": [() => new MLPClassifier({ momentum: 1.1 }), "momentum"],
    "a β₁ of 1": [() => new MLPClassifier({ beta1: 1 }), "beta1"],
    "a loss for a classifier": [() => new MLPClassifier({ loss: "poisson" } as never), "loss"],
    "an unknown loss": [() => new MLPRegressor({ loss: "huber" as "poisson" }), "loss"],
    "a wrong parameter later": [() => model.setParams({ tol: -1 }), "tol"],
    "weights of a wrong shape": [
      () => new MLPClassifier({ hiddenLayerSizes: [], initialCoefs: [[[1]]] }).fit(X, y),
      "initialCoefs[0]",
    ],
    "weights of too many layers": [
      () => new MLPClassifier({ hiddenLayerSizes: [], initialCoefs: [[[1], [1]], [[1]]] }).fit(X, y),
      "initialCoefs to have 1 layers, got 2",
    ],
    "weights with a hole": [
      () => new MLPClassifier({ hiddenLayerSizes: [], initialCoefs: [Object.assign(new Array(2), [[1]])] }).fit(X, y),
      "initialCoefs[0]",
    ],
    "an empty X": [() => model.fit([], []), "X"],
    "a flat X": [() => model.fit([1, 2] as never, [0, 1]), "X[0] to be a row"],
    "a ragged X": [() => model.fit([[1, 2], [1]], [0, 1]), "X[1]"],
    "a missing value": [
      () =>
        model.fit(
          [
            [1, 2],
            [1, Number.NaN],
          ],
          [0, 1],
        ),
      "X[1][1]",
    ],
    "an infinite value": [() => model.fit([[Number.POSITIVE_INFINITY]], [0]), "X[0][0]"],
    "an infinite single": [() => model.fit({ data: Float32Array.of(1, Infinity), shape: [2, 1] }, [0, 1]), "X.data[1]"],
    "a double that is no number": [
      () => model.fit({ data: Float64Array.of(NaN, 1), shape: [2, 1] }, [0, 1]),
      "X.data[0]",
    ],
    "a negative infinity far down what is to be answered": [
      () => {
        const data = new Float32Array(300_000).fill(-3e38);
        data[299_998] = Number.NEGATIVE_INFINITY;
        new MLPRegressor({ hiddenLayerSizes: [], solver: "lbfgs" })
          .fit([[0], [1]], [0, 1])
          .predict({ data, shape: [300_000, 1] });
      },
      "X.data[299998]",
    ],
    "words in X": [() => model.fit([["1"]] as never, [0]), "X[0][0]"],
    "a shape that does not fit": [() => model.fit({ data: new Float64Array(5), shape: [2, 3] }, [0, 1]), "X.shape"],
    "too few labels": [() => model.fit(X, [0, 1]), "y to hold 6"],
    "labels that are no classes": [() => model.fit([[1], [2]], [0.5, 1.7]), "y[0]"],
    "a missing label": [() => model.fit([[1], [2]], [0, null as never]), "y[1]"],
    "labels of two kinds": [() => model.fit([[1], [2]], [0, "1"] as never), "y[1]"],
    "rows of labels that are not 0 or 1": [
      () =>
        model.fit(
          [[1], [2]],
          [
            [0, 2],
            [1, 1],
          ],
        ),
      "y[0][1]",
    ],
    "a number as y of a regressor": [() => new MLPRegressor().fit([[1]], 3 as never), "y"],
    "a missing target": [() => new MLPRegressor().fit([[1], [2]], [1, Number.NaN]), "y[1]"],
    "a negative weight": [() => model.fit([[1], [2]], [0, 1], { sampleWeight: [1, -1] }), "sampleWeight[1]"],
    "too few weights": [() => model.fit([[1], [2]], [0, 1], { sampleWeight: [1] }), "sampleWeight"],
    "weights without their name": [() => model.fit([[1], [2]], [0, 1], [1, 1] as never), "sampleWeight"],
    "an option that is none": [
      () => model.fit([[1], [2]], [0, 1], { sample_weight: [1, 1] } as never),
      "sample_weight",
    ],
    "more neurons than fit into memory": [
      () => new MLPClassifier({ hiddenLayerSizes: [60_000, 60_000] }).fit(X, y),
      "weights and biases",
    ],
    "a save that lost a weight": [
      () => {
        const saved = fitted().toJSON();
        MLPClassifier.fromJSON({ ...saved, weights: saved.weights.slice(1) });
      },
      "weights to hold",
    ],
    "a save whose classes are not as many as its outputs": [
      () => MLPClassifier.fromJSON({ ...fitted().toJSON(), own: { classes: [0, 1, 2], coding: "multiclass" } }),
      "classes for 1 outputs",
    ],
    "to predict before a fit": [() => new MLPClassifier().predict(X), "fit(X, y) first"],
    "to save before a fit": [() => JSON.stringify(new MLPClassifier()), "fit(X, y) first"],
    "other features than in fit": [() => fitted().predict([[1, 2, 3]]), "2 columns"],
    "a class weight for no class": [
      () => new MLPClassifier({ classWeight: { 7: 2 } }).fit([[1], [2]], [0, 1]),
      "classWeight",
    ],
    "a batch whose samples weigh nothing": [
      () => new MLPClassifier({ batchSize: 1 }).fit([[1], [2]], [0, 1], { sampleWeight: [1, 0] }),
      "weight above 0 in each batch",
    ],
    "a validation set of all samples": [
      () => new MLPClassifier({ earlyStopping: true, validationFraction: 0.9 }).fit([[1], [2], [3]], [0, 1, 0]),
      "leave some of the 3 samples",
    ],
    "lbfgs to start where the loss is infinite": [
      () =>
        new MLPRegressor({ solver: "lbfgs", hiddenLayerSizes: [], initialCoefs: [[[1e200]]] }).fit([[1], [2]], [1, 2]),
      "finite loss of the first weights",
    ],
    "first weights that are no numbers": [
      () => new MLPClassifier({ hiddenLayerSizes: [], initialIntercepts: [["0"]] as never }).fit([[1], [2]], [0, 1]),
      "initialIntercepts[0]",
    ],
    "too small a validation set": [
      () => new MLPClassifier({ earlyStopping: true }).fit([[1], [2], [3]], [0, 1, 0]),
      "validationFraction",
    ],
  };
  for (const [what, [refused, naming]] of Object.entries(refusals)) {
    it(what, () => {
      expect(refused).to.throw(NnError, /^\[nn\] expected .*, got .*: /s);
      expect(refused).to.throw(NnError, naming);
    });
  }
});
