import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { type ComparedName, importProvided } from "../../scripts/lib/on-demand.mjs";
import {
  blobs,
  digits,
  MLPClassifier,
  type MLPClassifierParameters,
  MLPRegressor,
  NnError,
  type OnnxRuntime,
  useOnnxRuntime,
} from "../../src/index.ts";
import { activationNames } from "./models.ts";
import { provideFor } from "./provided.ts";

/**
 * Trains by `engine: "onnx"` on a real runtime: on onnxruntime-web here, which is an eighth of onnxruntime-node's size
 * and runs the same operators; AXONLAB_ONNX=onnxruntime-node takes that one, as `npm run test:long` does.
 */
const [name, file]: [ComparedName, string] =
  process.env.AXONLAB_ONNX === "onnxruntime-node"
    ? ["onnxruntime-node", "dist/index.js"]
    : ["onnxruntime-web", "dist/ort.node.min.mjs"];

const { X, y } = blobs({ samples: 50, seed: 3 });
const numbers = X.map(([a, b]) => [a * b, a - b]);
const pairs = X.map(([a, b]) => [Number(a > 0), Number(b > 0)]);

describe(`training on ${name}`, () => {
  const warn = console.warn;

  before(async function () {
    this.timeout(600_000);
    await provideFor(this, [name]);
    const module = await importProvided(name, file);
    const ort = (module.InferenceSession ? module : module.default) as OnnxRuntime & {
      env: { wasm: { numThreads: number } };
    };
    if (name === "onnxruntime-web") ort.env.wasm.numThreads = 1;
    useOnnxRuntime(ort);
    console.warn = () => {};
  });

  after(() => {
    console.warn = warn;
    useOnnxRuntime(undefined);
  });

  /** Trains the same estimator on both engines and compares the curves and the weights. */
  async function compare(
    settings: Partial<MLPClassifierParameters>,
    targets: unknown = y,
    fitOptions: object = {},
    within = 1e-9,
  ): Promise<void> {
    const parameters = { hiddenLayerSizes: [6, 5], maxIter: 12, nIterNoChange: 100, randomState: 5, ...settings };
    const Estimator = targets === numbers ? MLPRegressor : MLPClassifier;
    const [here, there] = ["auto", "onnx"].map((engine) => new Estimator({ ...parameters, engine } as never));
    here?.fit(X, targets as never, fitOptions as never);
    await there?.fitAsync(X, targets as never, fitOptions as never);
    there?.lossCurve_?.forEach((loss, epoch) => {
      const wanted = here?.lossCurve_?.[epoch] as number;
      expect(loss, `epoch ${epoch + 1}`).to.be.closeTo(wanted, within * Math.max(1, Math.abs(wanted)));
    });
    expect(there?.lossCurve_).to.have.length(here?.lossCurve_?.length as number);
    const [a, b] = [here, there].map((model) => [model?.coefs_, model?.intercepts_].flat(9) as number[]) as [
      number[],
      number[],
    ];
    a.forEach((weight, i) => {
      expect(b[i], `weight ${i}`).to.be.closeTo(weight, within * 10 * Math.max(1, Math.abs(weight)));
    });
    expect(there?.predict(X)).to.have.length(X.length);
  }

  for (const activation of activationNames.filter((one) => one !== "gelu")) {
    it(`goes down the same curve with ${activation}`, () => compare({ activation }));
  }

  const cases: Record<string, () => Promise<void>> = {
    "gelu in single precision": () => compare({ activation: "gelu", dtype: "float32" }, y, {}, 1e-4),
    "single precision": () => compare({ dtype: "float32" }, y, {}, 1e-4),
    "two classes": () =>
      compare(
        {},
        y.map((label) => Number(label > 0)),
      ),
    "several labels": () => compare({}, pairs),
    "several outputs": () => compare({}, numbers),
    "plain gradient descent": () => compare({ solver: "sgd", momentum: 0, nesterovsMomentum: false }),
    momentum: () => compare({ solver: "sgd", nesterovsMomentum: false }),
    "Nesterov's momentum and a falling rate": () => compare({ solver: "sgd", learningRate: "invscaling" }),
    "an adaptive rate": () => compare({ solver: "sgd", learningRate: "adaptive", nIterNoChange: 1, tol: 1 }),
    "a penalty on the weights": () => compare({ alpha: 0.5 }),
    "sample weights": () => compare({}, y, { sampleWeight: y.map((_, i) => 1 + (i % 3)) }),
    "class weights": () => compare({ classWeight: { 0: 1, 1: 5, 2: 0.5 } }),
    dropout: () => compare({ dropout: 0.3 }),
    "small batches, one of them smaller": () => compare({ batchSize: 7 }),
    "early stopping, which restores the best weights": () => compare({ earlyStopping: true, validationFraction: 0.3 }),
    "no hidden layer": () => compare({ hiddenLayerSizes: [] }),
    "a validation set": () => compare({}, y, { validation: { X, y } }),
  };
  for (const [what, one] of Object.entries(cases)) it(`goes down the same curve with ${what}`, one);

  it("learns counts by the Poisson loss", async () => {
    const settings = {
      loss: "poisson",
      hiddenLayerSizes: [4],
      maxIter: 10,
      nIterNoChange: 50,
      randomState: 2,
    } as const;
    const here = new MLPRegressor(settings).fit(X, y);
    const there = await new MLPRegressor({ ...settings, engine: "onnx" }).fitAsync(X, y);
    there.lossCurve_?.forEach((loss, k) => {
      expect(loss).to.be.closeTo(here.lossCurve_?.[k] as number, 1e-9);
    });
  });

  it("goes on with warmStart from where it was, Adam's memory anew as elsewhere", async () => {
    const settings = { hiddenLayerSizes: [5], maxIter: 3, nIterNoChange: 50, randomState: 2, warmStart: true } as const;
    const [here, there] = [new MLPClassifier(settings), new MLPClassifier({ ...settings, engine: "onnx" })];
    here.fit(X, y).fit(X, y);
    await there.fitAsync(X, y);
    await there.fitAsync(X, y);
    expect(there.loss_).to.be.closeTo(here.loss_ as number, 1e-9);
  });

  it("is saved as JSON and goes on elsewhere", async () => {
    const settings = { hiddenLayerSizes: [5], maxIter: 3, nIterNoChange: 50, randomState: 2, engine: "onnx" } as const;
    const model = await new MLPClassifier(settings).fitAsync(X, y);
    const saved = JSON.parse(JSON.stringify(model));
    saved.parameters.engine = "auto";
    const loaded = MLPClassifier.fromJSON(saved);
    expect(loaded.predictProba(X)).to.deep.equal(model.predictProba(X));
    expect(loaded.partialFit(X, y).loss_).to.be.below((model.loss_ as number) + 1e-3);
  });

  it("is ended by a signal, and keeps what it has learnt", async () => {
    const controller = new AbortController();
    const settings = {
      hiddenLayerSizes: [5],
      maxIter: 1_000_000,
      nIterNoChange: Number.POSITIVE_INFINITY,
      tol: 0,
      engine: "onnx",
    } as const;
    const model = new MLPClassifier(settings);
    await model.fitAsync(X, y, {
      signal: controller.signal,
      onEpoch: ({ epoch }) => {
        if (epoch === 5) controller.abort();
      },
    });
    expect(model.nIter_).to.be.within(5, 7);
    expect(model.score(X, y)).to.be.within(0, 1);
  });

  it("leaves L-BFGS to the usual engine", () => {
    const model = new MLPClassifier({ hiddenLayerSizes: [4], solver: "lbfgs", engine: "onnx", randomState: 1 });
    expect(model.fit(X, y).score(X, y)).to.be.above(0.9);
  });

  it("says what to write when it is asked to train without waiting", () => {
    const model = new MLPClassifier({ engine: "onnx" });
    expect(() => model.fit(X, y)).to.throw(NnError, /expected await model\.fitAsync/);
    expect(() => model.partialFit(X, y, { classes: [0, 1, 2] })).to.throw(NnError, /expected await model\.fitAsync/);
  });

  it("learns the digits as the usual engine does", async function () {
    this.timeout(600_000);
    const { X: pictures, y: labels } = digits();
    const rows = pictures.slice(0, 600).map((row) => row.map((grey) => grey / 16));
    const settings = {
      hiddenLayerSizes: [30],
      maxIter: 6,
      nIterNoChange: 50,
      randomState: 4,
      dtype: "float32",
    } as const;
    const here = new MLPClassifier(settings).fit(rows, labels.slice(0, 600));
    const there = await new MLPClassifier({ ...settings, engine: "onnx" }).fitAsync(rows, labels.slice(0, 600));
    expect(there.loss_).to.be.closeTo(here.loss_ as number, 1e-4);
  });
});

describe("training on onnxruntime-node where it is not installed", () => {
  it("fails at once and says how to install it", () => {
    const root = JSON.parse(readFileSync(join(import.meta.dirname, "../../package.json"), "utf8"));
    expect(root.dependencies).not.to.have.property("onnxruntime-node");
    expect(root.peerDependenciesMeta).to.deep.equal({ "onnxruntime-node": { optional: true } });
    useOnnxRuntime(undefined);
    expect(() => new MLPClassifier({ engine: "onnx", solver: "lbfgs" }).fit(X, y)).to.throw(
      NnError,
      /onnxruntime-node is not installed: npm install onnxruntime-node/,
    );
  });

  it("refuses a runtime that is none", () => {
    expect(() => useOnnxRuntime({ Tensor: 1 } as never)).to.throw(NnError, /expected an ONNX runtime/);
  });
});
