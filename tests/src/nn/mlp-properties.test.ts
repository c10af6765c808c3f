import { expect } from "chai";
import fc from "fast-check";
import {
  type ActivationName,
  MLPClassifier,
  type MLPClassifierParameters,
  MLPRegressor,
  Random,
} from "../../../src/index.ts";

const activations: ActivationName[] = ["relu", "tanh", "logistic", "identity", "gelu", "softplus"];

/** Settings of a small network, its data included. */
const settings = fc.record({
  inputs: fc.integer({ min: 1, max: 4 }),
  hiddenLayerSizes: fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 3 }),
  classes: fc.integer({ min: 2, max: 4 }),
  activation: fc.constantFrom(...activations),
  solver: fc.constantFrom("adam" as const, "sgd" as const, "lbfgs" as const),
  batchSize: fc.integer({ min: 1, max: 12 }),
  samples: fc.integer({ min: 8, max: 20 }),
  seed: fc.nat(10_000),
});
type Settings = typeof settings extends fc.Arbitrary<infer T> ? T : never;

function dataOf({ inputs, classes, samples, seed }: Settings) {
  const random = new Random(seed);
  const X = Array.from({ length: samples }, () => Array.from({ length: inputs }, () => random.normal()));
  // Every class occurs, so that the number of outputs is known.
  const y = X.map((_, i) => (i < classes ? i : random.integer(classes)));
  return { X, y };
}

const parametersOf = ({ hiddenLayerSizes, activation, solver, batchSize, seed, samples }: Settings) => ({
  hiddenLayerSizes,
  activation,
  solver,
  batchSize: Math.min(batchSize, samples),
  learningRateInit: 0.01,
  maxIter: 4,
  nIterNoChange: 50,
  randomState: seed,
});

const trained = (one: Settings, changes: Partial<MLPClassifierParameters> = {}) => {
  const { X, y } = dataOf(one);
  return new MLPClassifier({ ...parametersOf(one), ...changes }).fit(X, y);
};

const numbers = (model: MLPClassifier | MLPRegressor) => [model.coefs_, model.intercepts_].flat(9) as number[];

function expectClose(actual: readonly number[], wanted: readonly number[], within: number): void {
  expect(actual.length).to.equal(wanted.length);
  actual.forEach((value, i) => {
    const room = within * Math.max(1, Math.abs(wanted[i] as number));
    expect(value, `number ${i}`).to.be.closeTo(wanted[i] as number, room);
  });
}

const check = (property: (one: Settings) => void, numRuns = 25) =>
  fc.assert(
    fc.property(settings, (one) => {
      property(one);
    }),
    { seed: 1, numRuns },
  );

describe("whatever the network and the data, an estimator", () => {
  const warn = console.warn;
  before(() => {
    console.warn = () => {};
  });
  after(() => {
    console.warn = warn;
  });

  it("has the shapes that scikit-learn documents, and probabilities that add up to 1", () =>
    check((one) => {
      const model = trained(one);
      const units = [one.inputs, ...one.hiddenLayerSizes, one.classes === 2 ? 1 : one.classes];
      expect(model.coefs_?.map((W) => [W.length, W[0]?.length])).to.deep.equal(
        units.slice(1).map((n, l) => [units[l], n]),
      );
      expect(model.intercepts_?.map((b) => b.length)).to.deep.equal(units.slice(1));
      const { X } = dataOf(one);
      const p = model.predictProba(X);
      expect(p.map((row) => row.length)).to.deep.equal(X.map(() => one.classes));
      for (const row of p) expect(row.reduce((a, b) => a + b)).to.be.closeTo(1, 1e-12);
      for (const label of model.predict(X)) expect(model.classes_).to.include(label);
    }));

  it("gives the same bits for the same seed", () =>
    check((one) => {
      expect(numbers(trained(one))).to.deep.equal(numbers(trained(one)));
    }));

  it("answers the same after it was saved and loaded, and learns on to the same bits", () =>
    check((one) => {
      const model = trained(one);
      const loaded = MLPClassifier.fromJSON(JSON.parse(JSON.stringify(model)));
      const { X, y } = dataOf(one);
      expect(loaded.predictProba(X)).to.deep.equal(model.predictProba(X));
      if (one.solver === "lbfgs") return;
      model.setParams({ shuffle: false }).partialFit(X, y);
      loaded.setParams({ shuffle: false }).partialFit(X, y);
      expect(numbers(loaded)).to.deep.equal(numbers(model));
    }));

  it("does not mind the order of the samples where all of them make a step", () =>
    check((one) => {
      const { X, y } = dataOf(one);
      const order = new Random(one.seed + 1).shuffle(X.map((_, i) => i));
      const whole = { ...parametersOf(one), batchSize: one.samples, shuffle: false };
      const [a, b] = [
        new MLPClassifier(whole).fit(X, y),
        new MLPClassifier(whole).fit(
          order.map((i) => X[i] as number[]),
          order.map((i) => y[i] as number),
        ),
      ];
      expectClose(numbers(b), numbers(a), one.solver === "lbfgs" ? 1e-6 : 1e-9);
    }));

  it("does not mind the order of the inputs, if their weights are in the same", () =>
    check((one) => {
      const { X, y } = dataOf(one);
      const start = trained(one, { maxIter: 1 });
      const order = new Random(one.seed + 2).shuffle(Array.from({ length: one.inputs }, (_, i) => i));
      const [first = [], ...rest] = start.coefs_ ?? [];
      const common = { ...parametersOf(one), shuffle: false, initialIntercepts: start.intercepts_ ?? null };
      const a = new MLPClassifier({ ...common, initialCoefs: [first, ...rest] }).fit(X, y);
      const b = new MLPClassifier({ ...common, initialCoefs: [order.map((i) => first[i] as number[]), ...rest] }).fit(
        X.map((row) => order.map((i) => row[i] as number)),
        y,
      );
      expectClose(
        b.predictProba(X.map((row) => order.map((i) => row[i] as number))).flat(),
        a.predictProba(X).flat(),
        1e-6,
      );
    }));

  it("does not mind what classes are called, as long as their order stays", () =>
    check((one) => {
      const { X, y } = dataOf(one);
      const named = new MLPClassifier(parametersOf(one)).fit(
        X,
        y.map((label) => "abcd"[label] as string),
      );
      expect(numbers(named)).to.deep.equal(numbers(trained(one)));
    }));

  it("does not mind the unit of the sample weights where there is no penalty", () =>
    check((one) => {
      const { X, y } = dataOf(one);
      const weights = y.map((_, i) => 1 + (i % 3));
      const [a, b] = [1, 4].map((unit) =>
        new MLPClassifier({ ...parametersOf(one), alpha: 0 }).fit(X, y, { sampleWeight: weights.map((w) => w * unit) }),
      ) as [MLPClassifier, MLPClassifier];
      expectClose(numbers(b), numbers(a), 1e-9);
    }));

  it("comes in single precision near to where it comes in double", () =>
    check((one) => {
      const [a, b] = (["float64", "float32"] as const).map((dtype) => {
        const solver = one.solver === "lbfgs" ? "sgd" : one.solver;
        return trained({ ...one, solver }, { dtype });
      }) as [MLPClassifier, MLPClassifier];
      expectClose(numbers(b), numbers(a), 5e-3);
      expectClose([b.loss_ as number], [a.loss_ as number], 1e-3);
    }));

  it("learns several outputs as it would learn each alone where there is no hidden layer", () =>
    check((one) => {
      const { X } = dataOf(one);
      const y = X.map((row) => [row[0] as number, 2 * (row.at(-1) as number) - 1]);
      const { maxIter, randomState } = parametersOf(one);
      const common = {
        hiddenLayerSizes: [],
        solver: "sgd",
        maxIter,
        randomState,
        nIterNoChange: 50,
        shuffle: false,
      } as const;
      const start = Array.from({ length: one.inputs }, (_, i) => [0.1 * i, 0.3 - 0.1 * i]);
      const both = new MLPRegressor({ ...common, initialCoefs: [start], initialIntercepts: [[0, 0.5]] }).fit(X, y);
      const alone = [0, 1].map((k) =>
        new MLPRegressor({
          ...common,
          initialCoefs: [start.map((row) => [row[k] as number])],
          initialIntercepts: [[k / 2]],
        }).fit(
          X,
          y.map((row) => row[k] as number),
        ),
      );
      const together = (both.predict(X) as number[][]).flat();
      const apart = X.flatMap((_, i) => alone.map((model) => (model.predict(X) as number[])[i] as number));
      expectClose(together, apart, 1e-12);
    }));
});
