import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import {
  accuracyScore,
  classificationReport,
  confusionMatrix,
  f1Score,
  iris,
  learningCurve,
  logLoss,
  MLPClassifier,
  MLPRegressor,
  NnError,
  Perceptron,
  precisionScore,
  r2Score,
  recallScore,
  rocCurve,
} from "../../../src/index.ts";

const oracle = JSON.parse(readFileSync(join(import.meta.dirname, "oracles/metrics.json"), "utf8"));
const { y, yHat } = oracle as { y: number[]; yHat: number[] };

const close = (actual: readonly number[], wanted: readonly number[]) => {
  expect(actual.length).to.equal(wanted.length);
  actual.forEach((value, i) => {
    expect(value).to.be.closeTo(wanted[i] as number, 1e-12);
  });
};

describe("R²", () => {
  it("is 0 or 1 where the targets are all the same, whatever rounding makes of their mean", () => {
    const same = Array.from({ length: 7 }, () => 0.1);
    expect(r2Score(same, same)).to.equal(1);
    expect(r2Score(same, [...same.slice(1), 0.2], { sampleWeight: [0.3, 0.1, 0.7, 0.2, 0.9, 0.6, 0.4] })).to.equal(0);
    // What weighs nothing does not make targets differ.
    expect(r2Score([0.1, 0.1, 5], [0.1, 0.1, 5], { sampleWeight: [0.3, 0.7, 0] })).to.equal(1);
  });

  it("is not a number of a single sample, and refuses what is not finite", () => {
    expect(r2Score([1], [1])).to.satisfy(Number.isNaN);
    expect(() => r2Score([1, 2], [1, Number.POSITIVE_INFINITY])).to.throw(NnError, "yHat[1]");
    expect(() => r2Score([[1], [Number.NaN]], [[1], [1]])).to.throw(NnError, "y[1]");
  });
});

describe(`the metrics agree with scikit-learn ${oracle.sklearn}`, () => {
  it("on accuracy and the confusion matrix", () => {
    expect(accuracyScore(y, yHat)).to.equal(oracle.accuracy);
    expect(confusionMatrix(y, yHat)).to.deep.equal(oracle.confusion);
  });

  it("on precision, recall and F1, averaged in each way", () => {
    const all = (average: Parameters<typeof f1Score>[2]) =>
      [precisionScore, recallScore, f1Score].map((score) => score(y, yHat, average));
    close(all("macro"), oracle.macro);
    close(all("weighted"), oracle.weighted);
    close(all({ of: 2 }), oracle.ofTwo);
    close(all("micro"), [oracle.micro, oracle.micro, oracle.micro]);
  });

  it("on the log loss", () => expect(logLoss(y, oracle.rows)).to.be.closeTo(oracle.logLoss, 1e-12));

  it("on the ROC, with many samples of one score", () => {
    const roc = rocCurve(oracle.binary, oracle.scores);
    close(roc.falsePositiveRate, oracle.fpr);
    close(roc.truePositiveRate, oracle.tpr);
    close(roc.thresholds.slice(1), oracle.thresholds);
    expect(roc.auc).to.be.closeTo(oracle.auc, 1e-12);
  });

  it("on all of them with weights", () => {
    const { byWeights: wanted } = oracle;
    const options = { sampleWeight: oracle.weights as number[] };
    expect(accuracyScore(y, yHat, options)).to.be.closeTo(wanted.accuracy, 1e-12);
    close(confusionMatrix(y, yHat, options).flat(), wanted.confusion.flat());
    for (const average of ["macro", "weighted"] as const) {
      const scores = [precisionScore, recallScore, f1Score].map((score) => score(y, yHat, average, options));
      close(scores, wanted[average]);
    }
    expect(logLoss(y, oracle.rows, options)).to.be.closeTo(wanted.logLoss, 1e-12);
    const roc = rocCurve(oracle.binary, oracle.scores, options);
    close(roc.falsePositiveRate, wanted.fpr);
    close(roc.truePositiveRate, wanted.tpr);
    close(roc.thresholds.slice(1), wanted.thresholds);
    expect(roc.auc).to.be.closeTo(wanted.auc, 1e-12);
    expect([roc.falsePositiveRate.at(-1), roc.truePositiveRate.at(-1)]).to.deep.equal([1, 1]);
  });

  it("on the log loss of words, in the order of the alphabet or another", () => {
    expect(logLoss(oracle.words, oracle.rows)).to.be.closeTo(oracle.logLossOfWords, 1e-12);
    expect(logLoss(oracle.words, oracle.rows, { labels: ["no", "yes", "maybe"] })).to.be.closeTo(oracle.logLoss, 1e-12);
  });

  it("on R², with weights too", () => {
    expect(r2Score(oracle.truth, oracle.guess)).to.be.closeTo(oracle.r2, 1e-12);
    const sampleWeight = oracle.truth.map((_: number, i: number) => i);
    expect(r2Score(oracle.truth, oracle.guess, { sampleWeight })).to.be.closeTo(oracle.r2weighted, 1e-12);
  });
});

describe("the metrics", () => {
  it("say 0, not NaN, of a class that was never answered", () => {
    expect(classificationReport([0, 1], [0, 0])[1]).to.deep.equal({
      label: 1,
      precision: 0,
      recall: 0,
      f1: 0,
      support: 1,
    });
  });

  it("averaged over all counts are the share of right answers", () => {
    const [truth, answers] = [
      ["a", "a", "b", "c", "c"],
      ["a", "b", "b", "c", "b"],
    ];
    for (const score of [precisionScore, recallScore, f1Score]) {
      expect(score(truth, answers, "micro")).to.be.closeTo(0.6, 1e-15);
      expect(() => score(truth, answers, "mikro" as "micro")).to.throw(NnError, 'did you mean "micro"');
      expect(() => score(truth, answers, { of: "d" })).to.throw(NnError, "of to be one of the classes a, b, c");
    }
  });

  it("are of class 1 where there are two classes and nothing is said, and of all where there are more", () => {
    // By scikit-learn 1.9: precision_score([0, 0, 1, 1, 1], [0, 1, 1, 1, 0]) and so on.
    const [truth, answers] = [
      [0, 0, 1, 1, 1],
      [0, 1, 1, 1, 0],
    ];
    for (const score of [precisionScore, recallScore, f1Score]) {
      expect(score(truth, answers))
        .to.equal(score(truth, answers, { of: 1 }))
        .and.to.be.closeTo(2 / 3, 1e-15);
      const signs = (values: number[]) => values.map((value) => 2 * value - 1);
      expect(score(signs(truth), signs(answers))).to.equal(score(truth, answers));
      expect(score(truth.map(Boolean), answers.map(Boolean))).to.equal(score(truth, answers));
      expect(score([0, 0], [0, 0])).to.equal(0);
      const words = (values: number[]) => values.map((value) => ["cat", "dog"][value] as string);
      expect(score(words(truth), words(answers))).to.equal(score(truth, answers, "macro"));
      expect(score([0, 1, 2, 2], [0, 2, 2, 1])).to.equal(score([0, 1, 2, 2], [0, 2, 2, 1], "macro"));
    }
  });

  it("count words, and leave out classes that are not asked for", () => {
    expect(confusionMatrix(["a", "b", "c"], ["a", "a", "c"], { labels: ["b", "a"] })).to.deep.equal([
      [0, 1],
      [0, 1],
    ]);
  });

  it("call a constant target perfectly predicted or not at all", () => {
    expect([r2Score([1, 1], [1, 1]), r2Score([1, 1], [1, 2])]).to.deep.equal([1, 0]);
  });

  it("of a sure and wrong answer make a large loss, not an infinite one", () => {
    expect(logLoss([1], [0])).to.be.closeTo(36.04, 0.01);
  });

  const refusals: Record<string, () => unknown> = {
    "too few answers": () => accuracyScore([1, 2], [1]),
    "no samples": () => confusionMatrix([], []),
    "a class without a probability": () => logLoss([2], [[0.5, 0.5]]),
    "one class for a ROC": () => rocCurve([1, 1], [0.1, 0.2]),
    "a class of 2 for a ROC": () => rocCurve([0, 2], [0.1, 0.2]),
    "a learning curve of nothing": () => learningCurve(() => new MLPClassifier(), [[1]], [1], { shares: [0] }),
  };
  for (const [what, refused] of Object.entries(refusals)) {
    it(`refuse ${what}`, () => expect(refused).to.throw(NnError, /^\[nn\] expected .*, got .*: /));
  }
});

describe("learningCurve", () => {
  it("makes an estimator for each fit and no more, in that order", () => {
    const made: { seed: number; samples: number }[] = [];
    const make = () => {
      const one = {
        seed: made.length,
        samples: 0,
        fit(X: unknown[]) {
          one.samples = X.length;
        },
        score: () => 1,
      };
      made.push(one);
      return one;
    };
    learningCurve(make, [[1], [2], [3], [4]], [0, 0, 1, 1], { folds: 2, shares: [0.5, 1] });
    expect(made.map(({ seed, samples }) => [seed, samples])).to.deep.equal([
      [0, 1],
      [1, 1],
      [2, 2],
      [3, 2],
    ]);
  });

  it("shows that iris is learnt better from more flowers", () => {
    const { X, y: species } = iris();
    const make = () =>
      new MLPClassifier({ solver: "lbfgs", hiddenLayerSizes: [5], alpha: 1, maxIter: 2000, randomState: 1 });
    const { sizes, validation } = learningCurve(make, X, species, { shares: [0.03, 1], folds: 3 });
    expect(sizes).to.deep.equal([3, 100]);
    expect(validation[1]).to.be.above(0.93);
    expect(validation[1]).to.be.above(validation[0] as number);
  });

  it("is drawn of a regressor too, whose targets are no classes, and of rows of targets", () => {
    const x = Array.from({ length: 24 }, (_, i) => [i / 12 - 1]);
    const make = () => new MLPRegressor({ solver: "lbfgs", hiddenLayerSizes: [], alpha: 0 });
    for (const targets of [x.map(([v = 0]) => 3 * v + 1), x.map(([v = 0]) => [v, -v])]) {
      const { sizes, validation } = learningCurve(make, x, targets, { shares: [0.5, 1], folds: 4 });
      expect(sizes).to.deep.equal([9, 18]);
      for (const score of validation) expect(score).to.be.above(0.999);
    }
  });

  it("divides by class where the estimator tells classes apart, or when it is told to", () => {
    const X = Array.from({ length: 9 }, (_, i) => [i]);
    const labels = [0, 0, 0, 0, 0, 0, 0, 1, 1];
    const own = { fit: () => undefined, score: () => 1 };
    const few = { folds: 3, shares: [1] };
    expect(() => learningCurve(() => new Perceptron(), X, labels, few)).to.throw(NnError, "the rarest class");
    expect(() => learningCurve(() => own, X, labels, { ...few, stratify: true })).to.throw(NnError, "the rarest class");
    expect(learningCurve(() => own, X, labels, few).sizes).to.deep.equal([6]);
    expect(
      learningCurve(
        () => new Perceptron(),
        X,
        X.map(([i]) => (i as number) % 2),
        { ...few, stratify: false },
      ).sizes,
    ).to.deep.equal([6]);
  });
});
