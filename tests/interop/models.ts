import {
  type ActivationName,
  activations,
  blobs,
  type Exportable,
  layers,
  MLPClassifier,
  MLPRegressor,
  Network,
  preluWith,
  Sequential,
} from "../../src/index.ts";

/** A small network with that hidden activation, of random weights. */
export const withActivation = (name: ActivationName, seed = 3) =>
  new Sequential([layers.dense(6, name), layers.dense(3, "softmax")], { inputs: 4, seed });

/** Every activation function by its name. */
export const activationNames = Object.keys(activations) as ActivationName[];

/** Samples of four inputs. */
export const samples = Array.from({ length: 7 }, (_, i) => [0, 1, 2, 3].map((k) => 2 * Math.sin(1 + 5 * i + 3 * k)));

const plane = blobs({ samples: 60, seed: 2 });

/** A model of each kind, fitted or random, with samples that it understands. */
export function models(): Record<string, { model: Exportable; X: number[][] }> {
  const warn = console.warn;
  // A few epochs are not enough to converge, and need not be.
  console.warn = () => {};
  try {
    return makeModels();
  } finally {
    console.warn = warn;
  }
}

function makeModels(): Record<string, { model: Exportable; X: number[][] }> {
  const X = plane.X.map((row) => [...row]);
  const settings = { hiddenLayerSizes: [5, 4], maxIter: 8, randomState: 1, nIterNoChange: 100 } as const;
  const pairs = X.map(([a = 0, b = 0]) => [Number(a > 0), Number(b > 0)]);
  return {
    "a classifier of three classes": { model: new MLPClassifier(settings).fit(X, plane.y), X },
    "a classifier of two named classes": {
      model: new MLPClassifier({ ...settings, activation: "tanh" }).fit(
        X,
        X.map(([a = 0]) => (a > 0 ? "right" : "left")),
      ),
      X,
    },
    "a classifier of true and false": {
      model: new MLPClassifier({ ...settings, activation: "logistic" }).fit(
        X,
        X.map(([a = 0]) => a > 0),
      ),
      X,
    },
    "a classifier of several labels": { model: new MLPClassifier(settings).fit(X, pairs), X },
    "a regressor of one output": { model: new MLPRegressor(settings).fit(X, plane.y), X },
    "a regressor of two outputs": { model: new MLPRegressor({ ...settings, hiddenLayerSizes: [] }).fit(X, pairs), X },
    "a Network": {
      model: Network.random({ sizes: [4, 5, 2], hidden: "relu", output: "softmax", seed: 4 }),
      X: samples,
    },
    "a Sequential whose slopes are learnt": {
      model: new Sequential([layers.dense(5), layers.prelu(-0.35), layers.dense(3), layers.prelu(), layers.dense(2)], {
        inputs: 4,
        seed: 3,
      }),
      X: samples,
    },
    "a Network with a slope of its own": {
      model: Network.random({ sizes: [4, 6, 2], hidden: preluWith(0.6), seed: 9 }),
      X: samples,
    },
    "a Sequential with dropout and two activations in a row": {
      model: new Sequential(
        [
          layers.dropout(0.1),
          layers.dense(5, "elu"),
          layers.dropout(0.4),
          layers.dense(3, "relu"),
          layers.activation("tanh"),
          layers.dense(2),
        ],
        { inputs: 4, seed: 6 },
      ),
      X: samples,
    },
  };
}

/** What a model answers, as rows of the numbers that its last layer gives. */
export function outputsOf(model: Exportable, X: number[][]): number[][] {
  if (model instanceof Network) return model.outputs(X);
  if (model instanceof MLPClassifier) return model.predictProba(X);
  return (model.predict(X) as (number | number[])[]).map((row) => [row].flat());
}

/** The largest difference between rows of numbers and the same numbers in a row. */
export function difference(rows: number[][], flat: ArrayLike<number>): number {
  const all = rows.flat();
  if (all.length !== flat.length) return Number.POSITIVE_INFINITY;
  return all.reduce((worst, value, i) => Math.max(worst, Math.abs(value - (flat[i] as number))), 0);
}
