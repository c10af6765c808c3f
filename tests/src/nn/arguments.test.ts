import { expect } from "chai";
import {
  accuracyScore,
  blobs,
  confusionMatrix,
  Elman,
  learningCurve,
  MLPClassifier,
  MLPRegressor,
  minimise,
  Network,
  NnError,
  oneHot,
  ownOrRent,
  Perceptron,
  perceptronRule,
  type Surface,
  stratifiedFolds,
  train,
} from "../../../src/index.ts";
import { surfacePaths, weightDistribution } from "../../../src/plots/index.ts";

const X = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
];
const y = [0, 1, 1, 0];
/** Samples of which one is missing. */
const holey = X.filter((_, i) => i !== 1);
holey.length = 5;
/** The longest list there can be, nearly all of it holes. */
const endless = <T>(first: T): T[] => Object.assign(new Array<T>(2 ** 32 - 1), [first]);
const numbers = Array.from({ length: 3000 }, (_, i) => i / 7);
const network = Network.random({ sizes: [2, 1] });
const ground = { f: (a: number, b: number) => a * a + b * b, start: [1, 1] } as unknown as Surface;
const flat = { ...ground, gradient: () => [0, 0] } as unknown as Surface;
const lone = { ...ground, gradient: () => [0] } as unknown as Surface;

describe("an error", () => {
  const refusals: Record<string, [() => unknown, string]> = {
    "of a layer names the layer": [() => new Network([5 as never]), "expected layers[0] as an object, got 5"],
    "of prices names them": [() => ownOrRent({ hoursPerMonth: 9, prices: 5 as never }), "expected prices as an object"],
    "of parameters names them": [() => new MLPClassifier(5 as never), "expected parameters as an object, got 5"],
    "of the options of a schedule names them": [
      () => train(network, { X, y }, { scheduleOptions: 5 as never }),
      "expected scheduleOptions as an object, got 5",
    ],
    "of a sequence's inputs names them": [
      () => new Elman({ inputs: 1, hidden: 2, outputs: 1 }).forward([["a" as never]]),
      'inputs[0][0] to be a finite number, got "a"',
    ],
    "of a validation set's targets names them": [
      () => new MLPRegressor({ maxIter: 1 }).fit(X, y, { validation: { X, y: [1] } }),
      "validation.y to hold 4 targets",
    ],
    "of a validation set's classes names them": [
      () => new MLPClassifier({ maxIter: 1 }).fit(X, y, { validation: { X, y: [0, 1, 1, 7] } }),
      "validation.y[3] to be one of the classes 0, 1, got 7",
    ],
    "of folds names them": [
      () => learningCurve(() => new Perceptron(), X, y, { folds: 9, stratify: true }),
      "folds to be a whole number from 2 to 2, the size of the rarest class, got 9",
    ],
    "of a class that occurs once asks for no folds from 2 to 1": [
      () => stratifiedFolds([0, 0, 1], 2),
      "at least two samples of each class, got 1",
    ],
    "of a promise says that it is one": [
      () => new MLPClassifier().fit(X, y, Promise.resolve({}) as never),
      "options as an object, got a Promise",
    ],
    "of a controller asks for its signal": [
      () => new MLPClassifier().fit(X, y, { signal: new AbortController() as never }),
      "signal to be an AbortSignal, got an AbortController",
    ],
    "of a big integer shows that it is one": [
      () => new MLPClassifier().fit(X, [0n, 1n, 1n, 0n] as never),
      "a whole number or a word, got 0n",
    ],
    "of a word where numbers are wanted does not speak of what is missing": [
      () => new MLPRegressor().fit(X, ["a", "b", "b", "a"] as never),
      'y[0] to be a finite number, got "a": write it as a number',
    ],
    "of a weight as a text asks for a number": [
      () => new MLPClassifier().fit(X, y, { sampleWeight: ["1", "1", "1", "1"] as never }),
      'sampleWeight[0] to be a finite number, got "1": write it as a number',
    ],
    "of a set says so": [
      () => new MLPRegressor().fit(X, new Set(y) as never),
      "y to be an array of numbers, got a Set",
    ],
    "of a plain object calls it so": [() => new MLPClassifier().fit({} as never, y), "got a plain object"],
    "of a list in itself ends": [
      () => {
        const cycle: unknown[] = [];
        cycle.push(cycle);
        new MLPClassifier().fit(cycle as never, [0]);
      },
      "X[0][0] to be a finite number, got [[[[…]]]]",
    ],
    "of a missing sample names it, to an estimator": [() => new MLPClassifier().fit(holey, [0, 1, 1, 0, 0]), "X[3]"],
    "of a missing sample names it, to a rule": [() => perceptronRule({ X: holey, y: [0, 1, 1, 0, 0] }), "X[3]"],
    "of a missing target names it": [() => accuracyScore(new Array(3), [0, 0, 0]), "sample 0, got [undefined, 0]"],
    "of a list without an end comes at once": [() => new MLPClassifier().fit(endless([1]), [0]), "X[1]"],
    "of targets without an end comes at once": [() => new MLPClassifier().fit(X, endless(1)), "4294967295"],
    "of answers without an end comes at once": [() => accuracyScore(endless(1), endless(1)), "sample 1"],
    "of a class that does not occur names the first of many": [
      () => oneHot(["?"], numbers.map(String)),
      "to be one of 0, 0.14285714285714285, ",
    ],
    "of numbers where classes are wanted says so": [() => confusionMatrix(numbers, numbers), "at most 2000 classes"],
    "of a class that is named twice says so": [
      () => confusionMatrix(y, y, { labels: [0, 0, 1] }),
      "labels to name each class once, got [0, 0, 1]",
    ],
    "of a gradient of one's own says what it returned": [() => minimise(lone), "gradient to hold two numbers, got [0]"],
    "of a surface of one's own says what cannot be drawn": [
      () => surfacePaths(flat, [minimise(flat)]),
      "the surface's name to be a text",
    ],
    "of weights that add up to infinity says so": [
      () => new MLPClassifier().fit(X, y, { sampleWeight: [1e308, 1e308, 1, 1] }),
      "sampleWeight to have a finite sum",
    ],
    "of saved classes that are one asks for two": [
      () => Perceptron.fromJSON({ ...new Perceptron().fit(X, y).toJSON(), classes: [0] }),
      "at least two classes",
    ],
  };
  for (const [what, [call, text]] of Object.entries(refusals)) {
    it(what, () => expect(call).to.throw(NnError, text));
  }
});

describe("arguments", () => {
  it("may be undefined, which means that nothing was given", () => {
    expect(blobs({ samples: 3, noise: undefined as never }).X).to.deep.equal(blobs({ samples: 3 }).X);
  });

  it("may be typed arrays where they are lists of labels or weights", () => {
    const labels = new Int32Array([1, 0]) as never;
    expect(confusionMatrix(y, [0, 1, 1, 1], { labels })).to.deep.equal([
      [2, 0],
      [1, 1],
    ]);
    expect(accuracyScore([Int8Array.of(1, 0), [0, 1]], [[1, 0], Int8Array.of(1, 1)])).to.equal(0.5);
    const layers = (row: ArrayLike<number>) => weightDistribution({ layer: row, another: [row, row] }).data;
    expect(layers(new Float64Array([1, 2, 3]))).to.deep.equal(layers([1, 2, 3]));
  });

  it("are shown as they are written, infinity too", () => {
    expect(String(new MLPClassifier({ nIterNoChange: Infinity }))).to.equal(
      "MLPClassifier({ nIterNoChange: Infinity })",
    );
  });
});

describe("a perceptron whose sums leave all bounds", () => {
  it("still answers with one of its classes", () => {
    const huge = [
      [0, 1e300],
      [1e300, 0],
      [1e300, 1e300],
    ];
    const model = new Perceptron({ maxIter: 1, tol: null }).fit(huge, [0, 1, 2]);
    for (const label of model.predict(huge)) expect([0, 1, 2]).to.include(label);
  });
});
