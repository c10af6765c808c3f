import { createRequire } from "node:module";
import { join } from "node:path";
import { expect } from "chai";
import { gates, MLPClassifier, MLPRegressor, NnError, Random } from "../../../src/index.ts";
import { clouds, warningsOf } from "./samples.ts";

const { X, y } = clouds(60);
const quick = { hiddenLayerSizes: [8], learningRateInit: 0.02, maxIter: 60, tol: 0, nIterNoChange: 1000 } as const;
const fitted = (settings = {}) => {
  const model = new MLPClassifier({ ...quick, ...settings });
  warningsOf(() => model.fit(X, y));
  return model;
};

describe("one step of training, by hand", () => {
  // scikit-learn's own example (test_fit): 3 inputs → 2 logistic → 1 logistic, one sample x = (0.6, 0.8, 0.7), y = 0,
  // sgd without momentum, η = 0.1, α = 0.1.
  // z¹ = (0.6·0.1 + 0.8·0.3 + 0.7·0.5 + 0.1, 0.6·0.2 + 0.8·0.1 + 0.7·0 + 0.1) = (0.75, 0.3)
  // a¹ = σ(z¹) = (0.679178…, 0.574442…)
  // z² = 0.1·a¹₁ + 0.2·a¹₂ + 1 = 1.182806…   a² = σ(z²) = 0.765452…
  // δ² = a² − y = 0.765452…
  // δ¹ = δ²·W²·a¹(1 − a¹) = (0.01667…, 0.03742…)
  it("moves every weight by −η(a·δ + αW) and every bias by −ηδ", () => {
    const W1 = [
      [0.1, 0.2],
      [0.3, 0.1],
      [0.5, 0],
    ];
    const W2 = [[0.1], [0.2]];
    const model = new MLPClassifier({
      hiddenLayerSizes: 2,
      activation: "logistic",
      solver: "sgd",
      learningRateInit: 0.1,
      alpha: 0.1,
      momentum: 0,
      maxIter: 1,
      initialCoefs: [W1, W2],
      initialIntercepts: [[0.1, 0.1], [1]],
    });
    const x = [0.6, 0.8, 0.7];
    model.partialFit([x], [0], { classes: [0, 1] });
    const sigma = (z: number) => 1 / (1 + Math.exp(-z));
    const a1 = [sigma(0.75), sigma(0.3)] as const;
    const a2 = sigma(0.1 * a1[0] + 0.2 * a1[1] + 1);
    expect(a2).to.be.closeTo(0.765452, 1e-6);
    const d1 = [a2 * 0.1 * a1[0] * (1 - a1[0]), a2 * 0.2 * a1[1] * (1 - a1[1])] as const;
    const [C1, C2] = model.coefs_ as [number[][], number[][]];
    const [b1, b2] = model.intercepts_ as [number[], number[]];
    for (const [i, row] of W1.entries())
      for (const [j, w] of row.entries())
        expect(C1[i]?.[j]).to.be.closeTo(w - 0.1 * ((x[i] as number) * (d1[j] as number) + 0.1 * w), 1e-14);
    for (const [j, row] of W2.entries())
      expect(C2[j]?.[0]).to.be.closeTo(
        (row[0] as number) - 0.1 * ((a1[j] as number) * a2 + 0.1 * (row[0] as number)),
        1e-14,
      );
    expect(b1[0]).to.be.closeTo(0.1 - 0.1 * d1[0], 1e-14);
    expect(b1[1]).to.be.closeTo(0.1 - 0.1 * d1[1], 1e-14);
    expect(b2[0]).to.be.closeTo(1 - 0.1 * a2, 1e-14);
  });
});

describe("MLPClassifier", () => {
  it("learns XOR and three clouds with each solver", () => {
    for (const solver of ["adam", "sgd", "lbfgs"] as const) {
      const rate = solver === "sgd" ? 0.3 : 0.05;
      const xor = new MLPClassifier({
        hiddenLayerSizes: [6],
        activation: "tanh",
        solver,
        learningRateInit: rate,
        maxIter: 400,
        randomState: 3,
        tol: 1e-5,
      });
      warningsOf(() => xor.fit(gates.XOR.X, gates.XOR.y));
      expect(xor.predict(gates.XOR.X), solver).to.deep.equal(gates.XOR.y);
      expect(fitted({ solver }).score(X, y), solver).to.be.above(0.95);
    }
  });

  it("has scikit-learn's shapes", () => {
    const model = fitted({ hiddenLayerSizes: [5, 4] });
    const { coefs_, intercepts_ } = model;
    expect(coefs_?.map((W) => [W.length, W[0]?.length])).to.deep.equal([
      [2, 5],
      [5, 4],
      [4, 3],
    ]);
    expect(intercepts_?.map((b) => b.length)).to.deep.equal([5, 4, 3]);
    expect([model.nLayers_, model.nOutputs_, model.nFeaturesIn_, model.outActivation_]).to.deep.equal([
      4,
      3,
      2,
      "softmax",
    ]);
    expect([model.nIter_, model.lossCurve_?.length, model.t_]).to.deep.equal([60, 60, 3600]);
    expect(model.loss_).to.equal(model.lossCurve_?.at(-1));
    expect([model.validationScores_, model.bestValidationScore_]).to.deep.equal([null, null]);
    expect(model.bestLoss_).to.equal(Math.min(...(model.lossCurve_ ?? [])));
  });

  it("answers probabilities that add up to 1, with their logarithms, for labels of any kind in order", () => {
    const words = y.map((k) => ["cat", "bird", "dog"][k] as string);
    const model = new MLPClassifier({ ...quick, randomState: 1 });
    warningsOf(() => model.fit(X, words));
    expect(model.classes_).to.deep.equal(["bird", "cat", "dog"]);
    const [p] = model.predictProba(X) as [number[]];
    expect(p.reduce((sum, share) => sum + share, 0)).to.be.closeTo(1, 1e-12);
    expect(model.predictLogProba(X)[0]).to.deep.equal(p.map(Math.log));
    expect(model.predict(X)[0]).to.equal("cat");
    const yes = new MLPClassifier({ ...quick });
    warningsOf(() =>
      yes.fit(
        X,
        y.map((k) => k === 0),
      ),
    );
    expect(yes.classes_).to.deep.equal([false, true]);
    expect(
      new MLPClassifier({ maxIter: 1 }).partialFit([[1], [2]], [10, 9], { classes: [10, 9] }).classes_,
    ).to.deep.equal([9, 10]);
  });

  it("learns several labels at once, as rows of 0s and 1s", () => {
    const rows = X.map(([a = 0, b = 0]) => [a > 0 ? 1 : 0, b > 0 ? 1 : 0]);
    const model = new MLPClassifier({ ...quick, maxIter: 200 });
    warningsOf(() => model.fit(X, rows));
    expect(model.score(X, rows)).to.be.above(0.9);
    expect(
      model.predict([
        [-1, -1],
        [2, 2],
      ]),
    ).to.deep.equal([
      [0, 0],
      [1, 1],
    ]);
    expect([model.outActivation_, model.classes_]).to.deep.equal(["logistic", [0, 1]]);
    const [sure] = model.predictProba([[2, 2]]) as [number[]];
    expect(sure.every((p) => p > 0.5)).to.equal(true);
  });

  it("takes samples as rows, as typed arrays with a shape, and as a mathjs matrix, to the same end", () => {
    // The bundle of mathjs loads in a tenth of the time that its modules take.
    const bundle = join(import.meta.dirname, "../../../node_modules/mathjs/lib/browser/math.js");
    const { matrix } = createRequire(import.meta.url)(bundle) as typeof import("mathjs");
    const weights = fitted({ randomState: 5 }).coefs_;
    for (const table of [
      { data: Float64Array.from(X.flat()), shape: [60, 2] },
      matrix(X),
      X.map((row) => Float64Array.from(row)),
    ]) {
      const model = new MLPClassifier({ ...quick, randomState: 5 });
      warningsOf(() => model.fit(table, matrix(y)));
      expect(model.coefs_).to.deep.equal(weights);
    }
  });

  it("gives the same bits for the same seed, and others for another", () => {
    expect(fitted({ randomState: 7 }).coefs_).to.deep.equal(fitted({ randomState: 7 }).coefs_);
    expect(fitted({ randomState: 7 }).coefs_).to.not.deep.equal(fitted({ randomState: 8 }).coefs_);
    expect(fitted().coefs_).to.deep.equal(fitted().coefs_);
  });

  it("counts a sample of weight 2 like two samples, and one of weight 0 like none", () => {
    const settings = { ...quick, solver: "lbfgs", alpha: 0, maxIter: 30, randomState: 1 } as const;
    const weighted = new MLPClassifier(settings);
    const repeated = new MLPClassifier(settings);
    const sampleWeight = y.map((_, i) => Math.floor(i / 3) % 3);
    const places = sampleWeight.flatMap((times, i) => new Array<number>(times).fill(i));
    warningsOf(() => {
      weighted.fit(X, y, { sampleWeight });
      repeated.fit(
        places.map((i) => X[i] as number[]),
        places.map((i) => y[i] as number),
      );
    });
    expect(weighted.lossCurve_?.[10]).to.be.closeTo(repeated.lossCurve_?.[10] as number, 1e-9);
  });

  it("makes up for rare classes when class weights are balanced", () => {
    const random = new Random(1);
    const rare = Array.from({ length: 200 }, (_, i) => (i < 190 ? 0 : 1));
    const Xr = rare.map((k) => [random.uniform(-1, 1) + k * 0.8]);
    const found = (classWeight: "balanced" | null) => {
      const model = new MLPClassifier({ ...quick, classWeight, randomState: 2 });
      warningsOf(() => model.fit(Xr, rare));
      return (model.predict(Xr) as number[]).filter((k) => k === 1).length;
    };
    expect(found("balanced")).to.be.above(found(null) + 5);
  });

  it("in single precision comes near to double precision", () => {
    const [single, double] = (["float32", "float64"] as const).map((dtype) => fitted({ dtype, randomState: 1 }));
    (double?.lossCurve_ ?? []).forEach((loss, i) => {
      expect(single?.lossCurve_?.[i]).to.be.closeTo(loss, 1e-4);
    });
    expect(single?.coefs_?.flat(2).every((w) => Math.fround(w) === w)).to.equal(true);
  });

  it("takes activation functions that scikit-learn lacks", () => {
    for (const activation of ["gelu", "silu", "leakyRelu", "softplus", "elu"] as const)
      expect(fitted({ activation }).score(X, y), activation).to.be.above(0.9);
  });

  it("with dropout learns more slowly on the training samples, and answers without it", () => {
    const dropped = fitted({ dropout: 0.5, randomState: 1 });
    expect(dropped.loss_).to.be.above(fitted({ randomState: 1 }).loss_ as number);
    expect(dropped.predictProba(X)).to.deep.equal(dropped.predictProba(X));
    expect(dropped.score(X, y)).to.be.above(0.9);
  });

  it("stops early, keeps the best weights and a score for each epoch", () => {
    const model = new MLPClassifier({
      ...quick,
      earlyStopping: true,
      tol: 1e-4,
      maxIter: 500,
      nIterNoChange: 10,
      validationFraction: 0.2,
      randomState: 1,
    });
    model.fit(X, y);
    expect(model.nIter_).to.be.below(500);
    expect(model.validationScores_).to.have.length(model.nIter_ as number);
    expect(model.bestValidationScore_).to.equal(Math.max(...(model.validationScores_ ?? [])));
    expect(model.bestLoss_).to.equal(null);
    expect(model.t_).to.equal(48 * (model.nIter_ as number));
  });

  it("reports a validation loss beside the training loss, and every epoch to whoever listens", () => {
    const other = clouds(30, 2);
    const model = new MLPClassifier({ ...quick });
    const seen: number[] = [];
    model.fit(X, y, {
      validation: other,
      onEpoch: ({ epoch, validationLoss }) => {
        seen.push(validationLoss as number);
        return epoch < 5;
      },
    });
    expect(seen).to.have.length(5);
    expect(model.validationLossCurve_).to.deep.equal(seen);
    expect(seen[4]).to.be.below(seen[0] as number);
    const byHand =
      model.predictProba(other.X).reduce((sum, p, i) => sum - Math.log(p[other.y[i] as number] as number), 0) / 30;
    expect(seen[4]).to.be.closeTo(byHand, 1e-12);
  });

  it("goes on from the last weights with warmStart, and its loss curve too", () => {
    const model = new MLPClassifier({ ...quick, maxIter: 5, warmStart: true });
    const texts = warningsOf(() => model.fit(X, y).fit(X, y));
    expect(model.lossCurve_).to.have.length(10);
    expect(model.nIter_).to.equal(5);
    expect(texts[0]).to.include("5 epochs were not enough");
    expect(() =>
      model.fit(
        X,
        y.map((k) => k + 1),
      ),
    ).to.throw(NnError, "classes");
  });

  it("learns part by part, and says what is missing", () => {
    const model = new MLPClassifier({ ...quick, randomState: 1 });
    expect(() => model.partialFit(X, y)).to.throw(NnError, "classes");
    for (let i = 0; i < 60; i++) model.partialFit(X, y, { classes: [0, 1, 2] });
    expect(model.score(X, y)).to.be.above(0.9);
    expect(model.nIter_).to.equal(1);
    expect(model.lossCurve_).to.have.length(60);
    expect(() => model.partialFit(X, y, { classes: [0, 1] })).to.throw(NnError, "classes");
    expect(() =>
      model.partialFit(
        X,
        y.map((k) => k + 1),
      ),
    ).to.throw(NnError, "one of the classes 0, 1, 2");
    expect(() => new MLPClassifier({ solver: "lbfgs" }).partialFit(X, y, { classes: [0, 1, 2] })).to.throw(
      NnError,
      "one epoch at a time",
    );
    expect(() => new MLPClassifier({ earlyStopping: true }).partialFit(X, y, { classes: [0, 1, 2] })).to.throw(
      NnError,
      "earlyStopping",
    );
  });

  it("is saved as JSON and goes on from there to the same bits", () => {
    for (const solver of ["adam", "sgd"] as const) {
      const model = fitted({ solver, randomState: 3, nIterNoChange: Number.POSITIVE_INFINITY });
      const copy = MLPClassifier.fromJSON(JSON.parse(JSON.stringify(model)));
      expect(copy.predictProba(X)).to.deep.equal(model.predictProba(X));
      expect([copy.classes_, copy.loss_, copy.lossCurve_, copy.getParams()]).to.deep.equal([
        model.classes_,
        model.loss_,
        model.lossCurve_,
        model.getParams(),
      ]);
      expect(copy.partialFit(X, y).coefs_).to.deep.equal(model.partialFit(X, y).coefs_);
    }
    expect(() => MLPRegressor.fromJSON(fitted().toJSON())).to.throw(NnError, "MLPRegressor.toJSON()");
  });

  it("fits beside other work, and ends when told to, with what it has learnt", async () => {
    const ticks: number[] = [];
    const timer = setInterval(() => ticks.push(1), 1);
    const stop = new AbortController();
    const model = new MLPClassifier({
      hiddenLayerSizes: [50, 50],
      maxIter: 1_000_000,
      tol: 0,
      nIterNoChange: Number.POSITIVE_INFINITY,
    });
    const onEpoch = ({ epoch }: { epoch: number }) => void (epoch === 1 && setTimeout(() => stop.abort(), 80));
    await model.fitAsync(X, y, { signal: stop.signal, onEpoch });
    clearInterval(timer);
    expect(ticks.length).to.be.above(0);
    expect(model.nIter_).to.be.above(0).and.below(1_000_000);
    expect(model.predict(X)).to.have.length(60);
    const both = [new MLPClassifier({ ...quick, maxIter: 3 }), new MLPClassifier({ ...quick, maxIter: 3 })] as const;
    warningsOf(() => both[0].fit(X, y));
    const before = console.warn;
    console.warn = () => {};
    await both[1].fitAsync(X, y);
    console.warn = before;
    expect(both[0].coefs_).to.deep.equal(both[1].coefs_);
  });

  it("says that it diverged instead of returning nonsense", () => {
    const model = new MLPRegressor({ solver: "sgd", activation: "identity", learningRateInit: 1e3, shuffle: false });
    expect(() => model.fit([[100], [200]], [1, 2])).to.throw(NnError, "diverged");
  });

  it("copes with one class, one sample, and no hidden layer", () => {
    const one = new MLPClassifier({ maxIter: 2 });
    warningsOf(() => one.fit([[1], [2]], [5, 5]));
    expect(one.predict([[1]])).to.deep.equal([5]);
    const flat = new MLPClassifier({ hiddenLayerSizes: [], maxIter: 2 });
    warningsOf(() => flat.fit([[1, 2]], [1]));
    expect(flat.coefs_).to.have.length(1);
  });

  it("prints a line for each epoch when it is verbose", () => {
    const before = console.log;
    const texts: string[] = [];
    console.log = (text: string) => texts.push(text);
    try {
      warningsOf(() => new MLPClassifier({ maxIter: 2, verbose: true }).fit(X, y));
    } finally {
      console.log = before;
    }
    expect(texts[1]).to.match(/^Iteration 2, loss = \d\.\d{8}$/);
  });

  it("shows itself as a line", () => {
    expect(String(new MLPClassifier({ hiddenLayerSizes: [6] }))).to.equal("MLPClassifier({ hiddenLayerSizes: [6] })");
    expect(String(fitted())).to.include("fitted: 2 → 8 → 3");
  });
});
