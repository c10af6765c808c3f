import { expect } from "chai";
import fc from "fast-check";
import {
  gates,
  type LayerActivation,
  type LossName,
  layers,
  loss,
  MLPClassifier,
  NnError,
  networkCost,
  optimizerNames,
  Sequential,
  sampleLoss,
  spiral,
  train,
} from "../../../src/index.ts";
import { display } from "../../../src/nn/display.ts";
import { Random } from "../../../src/nn/random.ts";
import { costOf } from "../../../src/nn/sequential/cost.ts";
import { passesOf } from "../../../src/nn/sequential/passes.ts";

const { X, y } = gates.XOR;
const small = (seed = 1) => new Sequential([layers.dense(6, "tanh"), layers.dense(1, "sigmoid")], { inputs: 2, seed });

/** The gradient of a whole network by its passes, as training computes it, and by central differences. */
function gradients(specs: Parameters<typeof passesOf>[0], name: LossName, targets: readonly number[]) {
  const inputs = 2;
  const model = new Sequential(specs, { inputs, seed: 5 });
  const w = model.parameters;
  const rows = 3;
  const x = Float64Array.from([0.3, -0.7, 1.1, 0.4, -0.2, 0.9]);
  const wanted = Float64Array.from(targets);
  const last = model.layers.at(-1);
  const activation = last?.type === "dense" || last?.type === "activation" ? last.activation : undefined;
  const { cost, skips } = costOf(loss(name), activation);
  const all = passesOf(model.layers, inputs, w, () => new Random(1));
  const passes = skips ? all.slice(0, -1) : all;
  const forward = () => {
    let a: Float64Array = x;
    for (const pass of passes) a = pass.forward(a, rows, false);
    return a;
  };
  const n = targets.length / rows;
  const value = () => cost(forward(), wanted, rows, n).total;
  const byPasses = new Float64Array(w.length);
  let { delta } = cost(forward(), wanted, rows, n);
  for (const pass of [...passes].reverse()) delta = pass.backward(delta, rows, byPasses);
  const byDifferences = w.map((kept, i) => {
    const step = 1e-5;
    w[i] = kept + step;
    const above = value();
    w[i] = kept - step;
    const below = value();
    w[i] = kept;
    return (above - below) / (2 * step);
  });
  return { byPasses, byDifferences };
}

describe("a Sequential network", () => {
  it("learns XOR with every optimizer", () => {
    const rates: Record<string, number> = {
      gradientDescent: 1,
      momentum: 0.3,
      nesterov: 0.3,
      adaGrad: 0.3,
      adaDelta: 5,
    };
    for (const optimizer of optimizerNames) {
      const model = small(3);
      model.fit(X, y, { optimizer, learningRate: rates[optimizer] ?? 0.05, epochs: 1500 });
      expect(model.predictClasses(X), optimizer).to.deep.equal([0, 1, 1, 0]);
    }
  });

  it("learns three classes by their numbers or as rows with a 1, to the same bits", () => {
    const points = Array.from({ length: 60 }, (_, i) => [Math.cos(i), Math.sin(i)]);
    const labels = points.map(([a = 0, b = 0]) => (a > 0.5 ? 2 : b > 0 ? 1 : 0));
    const rows = labels.map((label) => [0, 1, 2].map((k) => Number(k === label)));
    const make = () =>
      new Sequential([layers.dense(8, "relu"), layers.dense(3), layers.activation("softmax")], { inputs: 2 });
    const [one, two] = [make(), make()];
    const options = { learningRate: 0.05, epochs: 150 };
    expect(one.fit(points, labels, options)).to.deep.equal(two.fit(points, rows, options));
    expect(one.predictClasses(points)).to.deep.equal(labels);
    for (const row of one.predict(points)) expect(row.reduce((a, b) => a + b)).to.be.closeTo(1, 1e-12);
  });

  it("takes the same steps as the readable training of a Network", () => {
    const model = small(4);
    const start = model.toNetwork();
    const options = { optimizer: "momentum", learningRate: 0.2, epochs: 20, batchSize: 2 } as const;
    const { losses, network } = train(start, gates.XOR, { ...options, loss: "binaryCrossEntropy" });
    const history = model.fit(X, y, { ...options, shuffle: false });
    history.losses.forEach((value, epoch) => {
      expect(value).to.be.closeTo(losses[epoch] as number, 1e-12);
    });
    model.predict(X).forEach(([yHat], i) => {
      expect(yHat).to.be.closeTo(network.outputs(X)[i]?.[0] as number, 1e-12);
    });
  });

  it("takes the same steps as MLPClassifier", () => {
    const model = small(2);
    const [one, two] = model.steps();
    if (!one || !two) throw new Error("there should be two dense layers");
    const matrix = (flat: number[], n: number) =>
      Array.from({ length: flat.length / n }, (_, i) => flat.slice(i * n, (i + 1) * n));
    const classifier = new MLPClassifier({
      hiddenLayerSizes: [6],
      activation: "tanh",
      solver: "sgd",
      momentum: 0,
      alpha: 0,
      shuffle: false,
      learningRateInit: 0.3,
      maxIter: 50,
      nIterNoChange: 100,
      initialCoefs: [matrix(one.weights, 6), matrix(two.weights, 1)],
      initialIntercepts: [one.biases, two.biases],
    });
    const warn = console.warn;
    console.warn = () => {};
    classifier.fit(X, y);
    console.warn = warn;
    const { losses } = model.fit(X, y, { optimizer: "gradientDescent", learningRate: 0.3, epochs: 50, shuffle: false });
    losses.forEach((value, epoch) => {
      expect(value).to.be.closeTo(classifier.lossCurve_?.[epoch] as number, 1e-12);
    });
  });

  it("drops out in training only, and learns all the same", () => {
    const specs = [layers.dense(32, "relu"), layers.dropout(0.3), layers.dense(1, "sigmoid")];
    const model = new Sequential(specs, { inputs: 2, seed: 1 });
    const { losses } = model.fit(X, y, { learningRate: 0.03, epochs: 400 });
    expect(model.predict(X)).to.deep.equal(model.predict(X));
    expect(model.predictClasses(X)).to.deep.equal([0, 1, 1, 0]);
    // What is dropped costs something: the loss in training stays above that of the whole network.
    expect(losses.at(-1)).to.be.above(model.evaluate(X, y));
  });

  it("computes a loss on samples that it does not learn from", () => {
    const held = spiral({ samples: 40, seed: 9 });
    const model = new Sequential([layers.dense(8, "tanh"), layers.dense(1, "sigmoid")], { inputs: 2 });
    const reports: (number | undefined)[] = [];
    const { X: points, y: labels } = spiral({ samples: 80, seed: 8 });
    const history = model.fit(points, labels, {
      epochs: 5,
      validation: held,
      onEpoch: ({ validationLoss }) => reports.push(validationLoss),
    });
    expect(history.validationLosses).to.deep.equal(reports);
    expect(history.validationLosses).to.have.length(5);
    expect(history.validationLosses.at(-1)).to.equal(model.evaluate(held.X, held.y));
  });

  it("is ended by onEpoch, or by a signal while others have their turn", async () => {
    const stopped = small().fit(X, y, { epochs: 50, onEpoch: ({ epoch }) => epoch < 3 });
    expect([stopped.outcome, stopped.losses.length]).to.deep.equal(["stopped", 3]);
    const controller = new AbortController();
    const { signal } = controller;
    const onEpoch = ({ epoch }: { epoch: number }) => void (epoch === 1 && setTimeout(() => controller.abort(), 30));
    const model = small();
    const long = await model.fitAsync(X, y, { epochs: 100_000_000, signal, onEpoch });
    expect(long.outcome).to.equal("stopped");
    expect(long.losses).to.have.length.above(0);
    expect(model.history).to.equal(long);
  });

  it("follows a schedule epoch by epoch", () => {
    const seen: number[] = [];
    small().fit(X, y, {
      epochs: 3,
      learningRate: 1,
      schedule: "step",
      scheduleOptions: { factor: 0.5, every: 1 },
      onEpoch: ({ learningRate }) => seen.push(learningRate),
    });
    expect(seen).to.deep.equal([1, 0.5, 0.25]);
  });

  it("reports a training that diverges, and keeps the last sound weights", () => {
    const model = new Sequential([layers.dense(4, "relu"), layers.dense(1)], { inputs: 1 });
    const { outcome } = model.fit([[1e3], [2e3]], [1, 2], { optimizer: "gradientDescent", learningRate: 10 });
    expect(outcome).to.equal("diverged");
    expect(model.parameters.every(Number.isFinite)).to.equal(true);
  });

  it("goes on from the weights it has, and starts from the same ones with the same seed", () => {
    expect(small(7).predict(X)).to.deep.equal(small(7).predict(X));
    expect(small(7).predict(X)).not.to.deep.equal(small(8).predict(X));
    const model = small();
    const first = model.fit(X, y, { epochs: 100, learningRate: 0.1 });
    const second = model.fit(X, y, { epochs: 1, learningRate: 0.1 });
    expect(second.losses[0]).to.be.at.most((first.losses.at(-1) as number) + 1e-3);
  });

  it("is saved as JSON and loaded to the same answers", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 4 }),
        fc.nat(1000),
        (units, inputs, seed) => {
          const specs = [
            layers.dense(units, "gelu"),
            layers.dropout(0.5),
            layers.dense(2),
            layers.activation("softmax"),
          ];
          const model = new Sequential(specs, { inputs, seed });
          const rows = [Array.from({ length: inputs }, (_, i) => i - 1.5)];
          const loaded = Sequential.fromJSON(JSON.parse(JSON.stringify(model)));
          expect(loaded.predict(rows)).to.deep.equal(model.predict(rows));
          expect(
            loaded
              .toNetwork()
              .outputs(rows)[0]
              ?.map((p) => p.toFixed(9)),
          ).to.deep.equal(model.predict(rows)[0]?.map((p) => p.toFixed(9)));
        },
      ),
      { seed: 1, numRuns: 30 },
    );
  });

  it("tells its layers, parameters and FLOPs as the cost of a network does", () => {
    const model = new Sequential([layers.dense(100, "relu"), layers.dropout(0.2), layers.dense(10, "softmax")], {
      inputs: 784,
    });
    const summary = model.summary();
    const cost = networkCost([784, 100, 10]);
    expect([summary.parameters, summary.forwardFlops]).to.deep.equal([cost.parameters, cost.forwardFlops]);
    expect(String(summary).split("\n")).to.deep.equal([
      "layer           outputs  parameters  FLOPs a sample",
      "input               784           0               0",
      "dense, relu         100      78,500         156,800",
      "dropout 0.2         100           0               0",
      "dense, softmax       10       1,010           2,000",
      "in all                       79,510         158,800",
    ]);
    expect(String(model)).to.equal("784 → dense 100, relu → dropout 0.2 → dense 10, softmax");
    expect(model[display]()["text/markdown"]).to.include("| dense, relu | 100 | 78,500 | 156,800 |");
  });

  const lastOnes: [LayerActivation, LossName, number[]][] = [
    ["identity", "squared", [1, 2, -1, 0.5, 0, 3]],
    ["identity", "huber", [1, 2, -1, 0.5, 0, 3]],
    ["tanh", "hinge", [1, -1, -1, 1, 1, -1]],
    ["sigmoid", "binaryCrossEntropy", [1, 0, 0.5, 1, 0, 0.25]],
    ["sigmoid", "binaryCrossEntropyBits", [1, 0, 0.5, 1, 0, 0.25]],
    ["sigmoid", "squared", [1, 0, 0.5, 1, 0, 0.25]],
    ["softmax", "categoricalCrossEntropy", [1, 0, 0, 1, 0.5, 0.5]],
    ["softmax", "categoricalCrossEntropyBits", [1, 0, 0, 1, 0.5, 0.5]],
    ["softmax", "klDivergence", [1, 0, 0, 1, 0.5, 0.5]],
    ["softmax", "squared", [1, 0, 0, 1, 0.5, 0.5]],
    ["softplus", "poisson", [1, 0, 2, 3, 4, 1]],
  ];
  for (const [last, name, targets] of lastOnes) {
    it(`has the gradient that central differences find, with ${last} and ${name}`, () => {
      const specs = [layers.dense(4, "silu"), layers.dense(3, "softmax"), layers.dense(2, last)];
      const { byPasses, byDifferences } = gradients(specs, name, targets);
      byPasses.forEach((part, i) => {
        expect(part, `parameter ${i}`).to.be.closeTo(byDifferences[i] as number, 1e-7);
      });
    });
  }

  it("has the gradient of a learnt slope too, between layers and at the end", () => {
    const specs = [layers.dense(4), layers.prelu(0.1), layers.dense(3, "tanh"), layers.dense(2), layers.prelu(-0.3)];
    const { byPasses, byDifferences } = gradients(specs, "squared", [1, 2, -1, 0.5, 0, 3]);
    expect(byPasses).to.have.length(3 * 4 + 1 + 5 * 3 + 4 * 2 + 1);
    byPasses.forEach((part, i) => {
      expect(part, `parameter ${i}`).to.be.closeTo(byDifferences[i] as number, 1e-7);
    });
  });

  it("learns the slope of |x|, −1 below 0, from where a PReLU starts", () => {
    const x = Array.from({ length: 21 }, (_, i) => [i / 10 - 1]);
    const model = new Sequential([layers.dense(1), layers.prelu()], { inputs: 1, seed: 2 });
    model.parameters.set([1, 0]);
    expect(Array.from(model.parameters)).to.deep.equal([1, 0, 0.25]);
    const options = { optimizer: "adam", learningRate: 0.05, epochs: 400, shuffle: false } as const;
    expect(model.fit(x, x.flat().map(Math.abs), options).losses.at(-1)).to.be.below(1e-4);
    const [w = 0, b = 0, slope = 0] = model.parameters;
    expect([w, b, slope].map((value) => Math.round(value * 10) / 10 + 0)).to.deep.equal([1, 0, -1]);
    expect(model.toNetwork().outputs(x)).to.deep.equal(model.predict(x));
    const loaded = Sequential.fromJSON(JSON.parse(JSON.stringify(model)));
    expect(loaded.predict(x)).to.deep.equal(model.predict(x));
    expect(String(model)).to.equal("1 → dense 1 → prelu, learnt");
    const { rows, parameters, forwardFlops } = model.summary();
    expect(rows[1]).to.deep.equal({ layer: "prelu, learnt", outputs: 1, parameters: 1, flops: 0 });
    expect([parameters, forwardFlops]).to.deep.equal([3, 2]);
  });

  it("has the loss that the table of losses has, fused or not", () => {
    const model = new Sequential([layers.dense(3, "softmax")], { inputs: 2, seed: 3 });
    const wanted = X.reduce((sum, x, i) => {
      const target = [0, 1, 2].map((k) => Number(k === i % 3));
      return sum + sampleLoss("categoricalCrossEntropy", model.predict([[...x]])[0] as number[], target) / 4;
    }, 0);
    expect(model.evaluate(X, [0, 1, 2, 0])).to.be.closeTo(wanted, 1e-12);
  });

  const refusals: Record<string, () => unknown> = {
    "no layers": () => new Sequential([], { inputs: 2 }),
    "layers without a dense one": () => new Sequential([layers.dropout(0.5)], { inputs: 2 }),
    "a layer that is none": () => new Sequential([{ type: "conv" } as never], { inputs: 2 }),
    "a slope that is no number": () => new Sequential([layers.dense(1), layers.prelu(Number.NaN)], { inputs: 2 }),
    "half a neuron": () => new Sequential([layers.dense(1.5)], { inputs: 2 }),
    "an activation that it does not know": () =>
      new Sequential([layers.dense(1, "sigmiod" as "sigmoid")], { inputs: 2 }),
    "dropout of everything": () => new Sequential([layers.dense(1), layers.dropout(1)], { inputs: 2 }),
    "no inputs": () => new Sequential([layers.dense(1)], { inputs: 0 }),
    "other inputs": () => small().predict([[1]]),
    "too few targets": () => small().fit(X, [1, 0]),
    "targets of another width": () =>
      small().fit(X, [
        [1, 0],
        [1, 0],
        [1, 0],
        [1, 0],
      ]),
    "a class beyond the last": () => new Sequential([layers.dense(2, "softmax")], { inputs: 2 }).fit(X, [0, 1, 2, 0]),
    "a target that the loss does not know": () => small().fit(X, [0, 1, 2, 0]),
    "a missing value": () =>
      small().fit(
        [
          [0, Number.NaN],
          [1, 1],
          [1, 0],
          [0, 0],
        ],
        y,
      ),
    "an option that is none": () => small().fit(X, y, { epoch: 5 } as never),
    "an optimizer that it does not know": () => small().fit(X, y, { optimizer: "adamm" as "adam" }),
    "no epochs": () => small().fit(X, y, { epochs: 0 }),
    "another class's JSON": () => Sequential.fromJSON({ kind: "MLPClassifier" } as never),
    "JSON with parameters missing": () => Sequential.fromJSON({ ...small().toJSON(), parameters: [1] }),
    "two activations in a layer of a Network": () =>
      new Sequential([layers.dense(1, "tanh"), layers.activation("relu")], { inputs: 2 }).toNetwork(),
  };
  for (const [what, refused] of Object.entries(refusals)) {
    it(`refuses ${what}`, () => expect(refused).to.throw(NnError, /^\[nn\] expected .*, got .*: /));
  }
});
