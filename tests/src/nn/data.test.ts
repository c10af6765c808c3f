import { expect } from "chai";
import fc from "fast-check";
import {
  blobs,
  type CloudOptions,
  chessboard,
  circle,
  digits,
  gaussian,
  iris,
  learningCurve,
  MLPClassifier,
  moons,
  NnError,
  oneHot,
  type PlaneData,
  plane,
  StandardScaler,
  spiral,
  stratifiedFolds,
  students,
  toRows,
  trainTestSplit,
} from "../../../src/index.ts";

const sets: Record<string, (options?: CloudOptions) => PlaneData> = {
  circle,
  chessboard,
  gaussian,
  spiral,
  plane,
  moons,
  blobs,
};

describe("each set of points", () => {
  for (const [name, make] of Object.entries(sets)) {
    it(`${name} has as many as asked for, the same from the same seed, others from another`, () => {
      const { X, y } = make({ samples: 31, noise: 0.1, seed: 3 });
      expect([X.length, y.length]).to.deep.equal([31, 31]);
      expect(make({ samples: 31, noise: 0.1, seed: 3 })).to.deep.equal({ X, y });
      expect(make({ samples: 31, noise: 0.1, seed: 4 }).X).to.not.deep.equal(X);
      expect(X.flat().every(Number.isFinite)).to.equal(true);
      expect(() => make({ samples: 1 })).to.throw(NnError, "samples");
    });
  }

  it("lies where it should", () => {
    const radius = ([x1, x2]: readonly [number, number]) => Math.hypot(x1, x2);
    const { X, y } = circle();
    expect(X.every((x, i) => (y[i] === 1 ? radius(x) <= 2.5 : radius(x) >= 3.5 && radius(x) <= 5))).to.equal(true);
    const board = chessboard();
    expect(board.X.every(([a, b], i) => (a * b >= 0 ? 1 : 0) === board.y[i])).to.equal(true);
    const half = moons({ samples: 100 });
    expect(
      half.X.every(
        ([a, b], i) => Math.abs((half.y[i] === 0 ? Math.hypot(a, b) : Math.hypot(a - 1, b - 0.5)) - 1) < 1e-12,
      ),
    ).to.equal(true);
    const arms = spiral({ samples: 100 });
    // Each arm is the other turned by half a turn.
    arms.X.slice(0, 50).forEach(([a, b], i) => {
      expect((arms.X[50 + i] as number[]).map((v) => Math.round(v * 1e9))).to.deep.equal(
        [-a, -b].map((v) => Math.round(v * 1e9) + 0),
      );
    });
  });

  it("has noise as Playground has it: samples stay within bounds, and some near another class are called by it", () => {
    const noise = 0.3;
    for (const set of [circle, chessboard]) {
      const { X, y } = set({ samples: 2000, noise });
      const sure = (x: readonly [number, number]) => (set === circle ? Math.hypot(...x) < 2.5 : x[0] * x[1] >= 0);
      const turned = X.filter((x, i) => sure(x) !== (y[i] === 1));
      expect(turned.length / X.length, set.name).to.be.within(0.02, 0.4);
      // A place is at most 0.3 · 5 away along each input.
      for (const [a, b] of turned) {
        const reach = set === circle ? Math.abs(Math.hypot(a, b) - 2.5) : Math.min(Math.abs(a), Math.abs(b));
        expect(reach, set.name).to.be.at.most(noise * 5 * Math.SQRT2);
      }
      expect(X.flat().every((value) => Math.abs(value) <= 5.3)).to.equal(true);
    }
    const { X, y } = plane({ samples: 500, noise: 0.1 });
    X.forEach(([a, b], i) => {
      expect(Math.abs(a) <= 6 && Math.abs(b) <= 6).to.equal(true);
      expect(y[i]).to.be.closeTo((a + b) / 10, 0.12);
    });
  });

  it("is refused with less noise than none, which would make the normal clouds' deviation no number", () => {
    for (const set of [circle, chessboard, gaussian, moons, plane, spiral])
      expect(() => set({ noise: -1 }), set.name).to.throw(NnError, "noise to be at least 0");
  });

  it("of normal clouds has their means and deviations", () => {
    const { X, y } = gaussian({ samples: 4000, seed: 2 });
    const ones = X.filter((_, i) => y[i] === 1).map(([a]) => a);
    const mean = ones.reduce((sum, a) => sum + a, 0) / ones.length;
    const variance = ones.reduce((sum, a) => sum + (a - mean) ** 2, 0) / ones.length;
    expect(mean).to.be.closeTo(2, 0.05);
    expect(variance).to.be.closeTo(0.5, 0.05);
  });
});

describe("the published sets", () => {
  it("iris has 50 of each species and Fisher's means", () => {
    const { X, y } = iris();
    expect([X.length, [0, 1, 2].map((k) => y.filter((label) => label === k).length)]).to.deep.equal([
      150,
      [50, 50, 50],
    ]);
    const mean = (k: number) => X.reduce((sum, x) => sum + (x[k] as number), 0) / 150;
    [5.843333, 3.057333, 3.758, 1.199333].forEach((wanted, k) => {
      expect(mean(k)).to.be.closeTo(wanted, 1e-6);
    });
  });

  it("digits has 1797 images of 64 greys from 0 to 16, whose sum is scikit-learn's", () => {
    const { X, y } = digits();
    expect([X.length, y.length, X.every((x) => x.length === 64)]).to.deep.equal([1797, 1797, true]);
    const greys = X.flat();
    expect([Math.min(...greys.slice(0, 9999)), greys.reduce((a, b) => Math.max(a, b), 0)]).to.deep.equal([0, 16]);
    expect([greys.reduce((sum, grey) => sum + grey, 0), y.reduce((sum, digit) => sum + digit, 0)]).to.deep.equal([
      561718, 8070,
    ]);
  });

  it("digits is learnt to 95 % of images that were not seen", () => {
    const { X, y } = digits();
    const { XTrain, XTest, yTrain, yTest } = trainTestSplit(
      X.map((x) => x.map((grey) => grey / 16)),
      y,
      { stratify: true },
    );
    const model = new MLPClassifier({
      hiddenLayerSizes: [32],
      learningRateInit: 0.01,
      maxIter: 15,
      nIterNoChange: 5,
      tol: 0.02,
    });
    const warn = console.warn;
    console.warn = () => {};
    model.fit(XTrain, yTrain);
    console.warn = warn;
    expect(model.score(XTest, yTest)).to.be.above(0.95);
  });
});

describe("trainTestSplit and stratifiedFolds", () => {
  it("lose no sample and give none twice, with every class in its proportion", () => {
    const labels = fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 4, maxLength: 40 });
    fc.assert(
      fc.property(labels, fc.integer({ min: 0, max: 9 }), (y, seed) => {
        const X = y.map((_, i) => i);
        const { XTrain, XTest, yTrain, yTest } = trainTestSplit(X, y, { seed, stratify: true, testSize: 0.5 });
        expect([...XTrain, ...XTest].sort((a, b) => a - b)).to.deep.equal(X);
        expect([XTrain.map((i) => y[i]), XTest.map((i) => y[i])]).to.deep.equal([yTrain, yTest]);
        for (const k of new Set(y)) {
          const inTest = yTest.filter((label) => label === k).length;
          expect(Math.abs(inTest - (y.filter((label) => label === k).length * yTest.length) / y.length)).to.be.below(1);
        }
      }),
      { seed: 1 },
    );
  });

  it("test every sample once, in folds of nearly one size", () => {
    const y = Array.from({ length: 47 }, (_, i) => (i % 5 === 0 ? "a" : "b"));
    const folds = stratifiedFolds(y, 5);
    expect(folds.flatMap(({ test }) => test).sort((a, b) => a - b)).to.deep.equal(y.map((_, i) => i));
    for (const { train, test } of folds) {
      expect([train.length + test.length, test.filter((i) => y[i] === "a").length]).to.deep.equal([47, 2]);
      expect(test.length).to.be.within(9, 10);
    }
  });

  it("refuse what leaves nothing to learn from or to test", () => {
    for (const refused of [
      () => trainTestSplit([1, 2], [1]),
      () => trainTestSplit([1, 2], [1, 2], { testSize: 2 }),
      () => stratifiedFolds([0, 0, 1], 2),
      () => stratifiedFolds([0, 0], 1),
    ])
      expect(refused).to.throw(NnError, /^\[nn\] expected .*, got .*: /);
  });
});

describe("StandardScaler and oneHot", () => {
  it("gives every feature mean 0 and deviation 1, and takes it back", () => {
    const { X } = iris();
    const scaler = new StandardScaler();
    const Z = scaler.fitTransform(X);
    for (let k = 0; k < 4; k++) {
      const mean = Z.reduce((sum, z) => sum + (z[k] as number), 0) / 150;
      const variance = Z.reduce((sum, z) => sum + (z[k] as number) ** 2, 0) / 150 - mean ** 2;
      expect([Math.abs(mean) < 1e-12, Math.abs(variance - 1) < 1e-12]).to.deep.equal([true, true]);
    }
    scaler.inverseTransform(Z).forEach((x, i) => {
      x.forEach((value, k) => {
        expect(value).to.be.closeTo(X[i]?.[k] as number, 1e-12);
      });
    });
    expect(() => new StandardScaler().transform(X)).to.throw(NnError, "fit(X) first");
    expect(() => scaler.transform([[1]])).to.throw(NnError, "4 features");
  });

  it("keeps its digits where the mean is large beside the deviation, and takes no rounding for one", () => {
    const X = Array.from({ length: 9 }, (_, i) => [1e9 + i / 1024, 0.1 + 1e10]);
    const [deviation, none] = new StandardScaler().fit(X).scale_ as [number, number];
    // Of 0 … n − 1 the variance is (n² − 1) / 12.
    expect(deviation * 1024).to.be.closeTo(Math.sqrt(80 / 12), 1e-6);
    expect(none).to.equal(1);
  });

  it("refuses a class that is named twice, and a label that is no number", () => {
    expect(() => oneHot(["a"], ["a", "a"])).to.throw(NnError, "name each class once");
    expect(() => oneHot([1, Number.NaN])).to.throw(NnError, "labels[1]");
  });

  it("refuses a label that is none of the classes", () =>
    expect(() => oneHot([3], [0, 1])).to.throw(NnError, "labels[0]"));
});

describe("the invented students", () => {
  const sum = (x: readonly number[]) => 0.3 * (x[0] as number) + 0.8 * (x[1] as number) + 0.5 * (x[2] as number);

  it("pass by the rule of the exam alone where there is no luck", () => {
    const { X, y } = students({ luck: 0, samples: 500 });
    expect(y).to.deep.equal(X.map((x) => (sum(x) >= 3 ? 1 : 0)));
    expect(X.flat().every((value) => value >= 0 && value <= 5 && Number.isInteger(2 * value))).to.equal(true);
  });

  it("pass against the rule only where luck could turn it", () => {
    const { X, y } = students({ luck: 0.3, samples: 2000 });
    const lucky = X.filter((x, i) => y[i] !== (sum(x) >= 3 ? 1 : 0));
    expect(lucky.length).to.be.above(0).and.below(200);
    expect(lucky.every((x) => Math.abs(sum(x) - 3) < 5 * 0.3)).to.equal(true);
  });

  it("are refused unless there are some, and luck is a number", () => {
    expect(() => students({ samples: 1 })).to.throw(NnError, "samples");
    expect(() => students({ luck: Number.NaN })).to.throw(NnError, "luck");
  });
});

describe("tables of every form", () => {
  const rows = [
    [1, 2],
    [3, 4],
    [5, 7],
    [6, 9],
  ];
  const matrix = { isMatrix: true, toArray: () => rows, size: () => [4, 2] };
  const tables = {
    "rows of typed arrays": rows.map((row) => Float32Array.from(row)),
    "a typed array with its shape": { data: Float64Array.from(rows.flat()), shape: [4, 2] },
    "a mathjs matrix": matrix,
  };
  const sum = { fit: () => undefined, score: (X: number[][]) => X.flat().reduce((all, value) => all + value, 0) };

  for (const [name, X] of Object.entries(tables)) {
    it(`are read, scaled, split and learnt from as rows are: ${name}`, () => {
      expect(toRows(X)).to.deep.equal(rows);
      const scaler = new StandardScaler().fit(X);
      expect(scaler.transform(X)).to.deep.equal(new StandardScaler().fitTransform(rows));
      expect(scaler.inverseTransform(X)).to.deep.equal(scaler.inverseTransform(rows));
      const y = Int8Array.of(0, 0, 1, 1);
      const { XTrain, yTest } = trainTestSplit(X as unknown as number[][], y, { testSize: 2, stratify: true });
      const wanted = trainTestSplit(rows, [0, 0, 1, 1], { testSize: 2, stratify: true });
      expect(XTrain.map((row) => Array.from(row))).to.deep.equal(wanted.XTrain);
      expect(yTest).to.deep.equal(wanted.yTest);
      expect(stratifiedFolds(y, 2)).to.deep.equal(stratifiedFolds([0, 0, 1, 1], 2));
      const options = { folds: 2, shares: [1] };
      expect(learningCurve(() => sum, X, y, options)).to.deep.equal(learningCurve(() => sum, rows, [...y], options));
    });
  }

  it("are refused with the place of what is wrong", () => {
    expect(() => toRows({ data: Float64Array.of(1, 2, 3), shape: [2, 2] })).to.throw(NnError, "X.shape");
    expect(() => new StandardScaler().fit({ data: Float64Array.of(1, Number.NaN), shape: [2, 1] })).to.throw(
      NnError,
      "X.data[1]",
    );
  });
});
