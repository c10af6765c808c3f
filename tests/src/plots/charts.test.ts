import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import {
  convergenceBound,
  deepApproximation,
  deltaRule,
  gates,
  iris,
  layers,
  McCullochPitts,
  MLPClassifier,
  minimise,
  moons,
  Network,
  Neuron,
  NnError,
  networkCost,
  ownOrRent,
  perceptronRule,
  rocCurve,
  Sequential,
  separability,
  shallowApproximation,
  trainingEstimates,
  Value,
  xorNetwork,
} from "../../../src/index.ts";
import * as plots from "../../../src/plots/index.ts";
import { draw, expectSnapshot } from "./snapshot.ts";

const exam = new Neuron({ weights: [0.3, 0.8, 0.5], bias: -3 });
const inputNames = ["lectures", "exercises", "sleep"];
const inputNames2 = ["left", "right"] as const;

/** Two moons too noisy to be told apart everywhere, and what has learnt them. */
const moonData = moons({ samples: 80, noise: 0.25, seed: 4 });
const moonLearner = new MLPClassifier({
  hiddenLayerSizes: [8],
  activation: "tanh",
  solver: "lbfgs",
  alpha: 0.1,
  maxIter: 2000,
  randomState: 1,
  // Thousands of evaluations turn the last bits of the others' arithmetic into digits that a chart shows.
  engine: "typescript",
}).fit(moonData.X, moonData.y);

/** Two species by the length and width of their sepals; the line that is found leaves them little room. */
const flowers = {
  X: iris()
    .X.slice(0, 100)
    .map((x) => x.slice(0, 2)),
  y: iris().y.slice(0, 100),
};
const parted = separability(flowers);

/** A neuron as a computation of single numbers. */
function neuronGraph(): Value {
  const [x1, w1, x2, w2, b] = [
    new Value(2, "x₁"),
    new Value(-3, "w₁"),
    new Value(0, "x₂"),
    new Value(1, "w₂"),
    new Value(6.88, "b"),
  ];
  return x1.mul(w1).add(x2.mul(w2)).add(b).named("h").tanh().named("ŷ").backward();
}

/** Every chart of the library in the states that matter; the key is the snapshot's name. */
const charts: Record<string, plots.Chart> = {
  "activation-distribution": plots.activationDistribution(
    Network.random({ sizes: [2, 20, 20, 20, 1], hidden: "tanh", output: "sigmoid", seed: 3 }),
    moonData.X,
  ),
  "activation-curve": plots.activationCurve(),
  "activation-curve-others": plots.activationCurve([
    "leakyRelu",
    "prelu",
    "elu",
    "selu",
    "gelu",
    "softplus",
    "softsign",
    "silu",
    "mish",
    "relu6",
    "hardSigmoid",
    "hardTanh",
    "hardSwish",
  ]),
  "approximation-curve": plots.approximationCurve(Math.sin, [0, 6], {
    "3 neurons": shallowApproximation(Math.sin, [0, 6], 3),
    "8 neurons": shallowApproximation(Math.sin, [0, 6], 8),
    "8 layers of 4": deepApproximation(Math.sin, [0, 6], 8),
  }),
  "autograd-graph": plots.autogradGraph(new Value(1.5, "x").pow(2).sin().named("y").backward(), { title: "sin(x²)" }),
  "autograd-graph-neuron": plots.autogradGraph(neuronGraph(), { title: "A neuron of two inputs" }),
  "circuit-growth": plots.circuitGrowth(),
  "class-points": plots.classPoints(gates.XOR, { title: "XOR" }),
  "confusion-chart": plots.confusionChart(
    [
      [13, 0, 0],
      [0, 10, 2],
      [0, 1, 12],
    ],
    { names: iris().targetNames },
  ),
  "convergence-proof": plots.convergenceProof(perceptronRule(gates.AND), convergenceBound(gates.AND, gates.AND.neuron)),
  "convergence-proof-far": plots.convergenceProof(
    perceptronRule(flowers, { maxEpochs: 1e6 }),
    convergenceBound(flowers, parted.separable ? parted.neuron : exam),
    { title: "Setosa and versicolor by their sepals" },
  ),
  "cost-calculator": plots.costCalculator(),
  "cost-calculator-busy": plots.costCalculator({ hoursPerMonth: 730 }),
  "cost-curve": plots.costCurve(ownOrRent({ hoursPerMonth: 300 })),
  "cost-curve-never": plots.costCurve(ownOrRent({ hoursPerMonth: 20 })),
  "decision-regions": plots.decisionRegions(moonLearner, moonData, { title: "Two moons" }),
  "decision-boundary": plots.decisionBoundary(gates.AND.neuron, gates.AND, { title: "AND", inputNames: inputNames2 }),
  "decision-boundary-no-data": plots.decisionBoundary(new Neuron({ weights: [1, -1], activation: "tanh" })),
  "decision-boundary-no-line": plots.decisionBoundary(new Neuron({ weights: [0, 0], bias: 1 }), gates.OR),
  "delta-steps": plots.deltaSteps(deltaRule(gates.AND, { activation: "sigmoid", learningRate: 1, epochs: 40 })),
  "delta-steps-line": plots.deltaSteps(deltaRule({ X: [[0], [1], [2]], y: [1, 3, 5] }, { epochs: 60 }), {
    title: "Widrow and Hoff's own: a line through three points",
  }),
  "error-curve": plots.errorCurve(perceptronRule(gates.AND), { title: "Learning AND" }),
  "error-curve-cycle": plots.errorCurve(perceptronRule(gates.XOR), { title: "Learning XOR" }),
  "error-curve-stopped": plots.errorCurve(perceptronRule(gates.XOR, { shuffleSeed: 1, maxEpochs: 60 })),
  "learning-boundary": plots.learningBoundary(perceptronRule(gates.AND), gates.AND),
  "learning-rates": plots.learningRates(
    [0.001, 0.003, 0.01, 0.03, 0.09, 0.11, 0.3].map((rate) => {
      const { outcome, values } = minimise("ravine", { learningRate: rate, steps: 60 });
      return { rate, loss: outcome === "diverged" ? Number.POSITIVE_INFINITY : (values.at(-1) as number) };
    }),
    { title: "Sixty steps down the ravine" },
  ),
  "loss-curve": plots.lossCurve(
    Object.fromEntries(
      [0.02, 0.09, 0.101].map((eta) => [`η = ${eta}`, minimise("ravine", { learningRate: eta, steps: 60 }).values]),
    ),
    { title: "Three learning rates on the ravine", log: true, stepName: "step" },
  ),
  "loss-curve-overfitting": plots.lossCurve({
    training: Array.from({ length: 50 }, (_, i) => 1 / (1 + i / 3)),
    validation: Array.from({ length: 50 }, (_, i) => 1 / (1 + i / 3) + i / 80),
  }),
  "loss-curve-underfitting": plots.lossCurve({
    training: Array.from({ length: 50 }, (_, i) => 1 / (1 + i / 3)),
    validation: Array.from({ length: 50 }, (_, i) => 1.1 / (1 + i / 3) + i / 200),
  }),
  "loss-shape": plots.lossShape(),
  "loss-shape-classes": plots.lossShape(["binaryCrossEntropy", "binaryCrossEntropyBits", "squared", "hinge"], {
    target: 1,
    range: [0, 1],
  }),
  "network-diagram": plots.networkDiagram(xorNetwork(), { title: "XOR by hand" }),
  "network-diagram-estimator": plots.networkDiagram(moonLearner),
  "neuron-diagram": plots.neuronDiagram(exam, { inputNames, title: "Will I pass the exam?" }),
  "neuron-diagram-negative": plots.neuronDiagram(gates.NAND.neuron),
  "neuron-diagram-one-input": plots.neuronDiagram(gates.NOT.neuron),
  "roc-chart": plots.rocChart(
    rocCurve(
      moonData.y,
      moonLearner.predictProba(moonData.X).map(([, p]) => p as number),
    ),
  ),
  "schedule-curve": plots.scheduleCurve(),
  "schedule-curve-log": plots.scheduleCurve(
    { "a tenth each 20 steps": { name: "step", factor: 0.1, every: 20 }, "1/√t": { name: "invScaling" } },
    { log: true, steps: 80, title: "Two ways to slow down" },
  ),
  "score-curve": plots.scoreCurve({
    sizes: [20, 40, 80, 200, 400],
    training: [1, 1, 0.99, 0.96, 0.95],
    validation: [0.78, 0.83, 0.86, 0.91, 0.93],
  }),
  "score-curve-apart": plots.scoreCurve(
    { sizes: [10, 30, 100], training: [1, 1, 1], validation: [0.6, 0.68, 0.79] },
    { scoreName: "accuracy" },
  ),
  "slope-walk": plots.slopeWalk(
    (w) => w * w,
    (w) => 2 * w,
    { learningRates: [0.1, 0.45, 0.95, 1.05] },
  ),
  "softmax-bars": plots.softmaxBars([2, 1, 0.1], { names: ["cat", "dog", "bird"], target: 0 }),
  "softmax-bars-no-target": plots.softmaxBars([0, 5, -3, 1]),
  "surface-paths": plots.surfacePaths("himmelblau", [
    minimise("himmelblau", { learningRate: 0.01, steps: 60 }),
    minimise("himmelblau", { optimizer: "adam", learningRate: 0.3, steps: 60 }),
    minimise("himmelblau", { optimizer: "momentum", learningRate: 0.005, steps: 60 }),
    minimise("himmelblau", { optimizer: "lbfgs" }),
  ]),
  "training-times": plots.trainingTimes(
    trainingEstimates({ flopsPerSample: 24e9, samples: 1.28e6, epochs: 90, bytes: 30e9 }),
    { title: "ResNet-50 on ImageNet's pictures, 90 epochs" },
  ),
  "training-times-small": plots.trainingTimes(
    trainingEstimates({ flopsPerSample: networkCost([2, 4, 1]).trainingFlops, samples: 4, epochs: 2000 }),
  ),
  "truth-tables": plots.truthTables(),
  "truth-tables-answers": plots.truthTables(["AND", "XOR"], {
    answers: { AND: gates.AND.neuron, XOR: gates.OR.neuron },
    title: "AND as a perceptron, and OR in place of XOR",
  }),
  "two-neurons": plots.twoNeurons(),
  "unit-diagram": plots.unitDiagram(new McCullochPitts({ inputs: 3, threshold: 2, inhibitory: [2] })),
  "unit-diagram-not": plots.unitDiagram(new McCullochPitts({ inputs: 1, threshold: 0, inhibitory: [0] }), {
    title: "NOT",
  }),
  "weight-distribution": plots.weightDistribution(
    Object.fromEntries(
      Network.random({ sizes: [10, 20, 3], seed: 2 }).layers.map(({ weights }, l) => [`layer ${l + 1}`, weights]),
    ),
  ),
  "weighted-sum": plots.weightedSum(exam, [4, 2, 1], { title: "Will I pass the exam?", inputNames }),
  "weighted-sum-negative": plots.weightedSum(gates.NAND.neuron, [1, 1], { range: [0, 1], sliderStep: 1 }),
};

describe("the charts", () => {
  for (const [name, chart] of Object.entries(charts)) {
    it(`draw ${name} as it was when it was last looked at`, () => expectSnapshot(name, chart));
  }

  it("have at least one snapshot for each chart function", () => {
    const files = readdirSync(join(import.meta.dirname, "output"));
    const functions = Object.entries(plots)
      .filter(([, member]) => typeof member === "function")
      .map(([name]) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`));
    expect(functions).to.have.length.above(0);
    expect(functions.filter((name) => !files.includes(`${name}.svg`))).to.deep.equal([]);
  });

  it("carry white paper, fit into a notebook's column and name the schema that JupyterLab draws", () => {
    for (const [name, chart] of Object.entries(charts)) {
      expect(chart.background, name).to.equal("white");
      expect(chart.$schema, name).to.equal("https://vega.github.io/schema/vega-lite/v5.json");
      const width = "width" in chart ? chart.width : undefined;
      if (typeof width === "number") expect(width, name).to.be.at.most(540);
    }
  });

  it("are typed, so that a wrong mark is an error before it runs", () => {
    // @ts-expect-error no such mark
    const wrong: plots.Chart = { mark: "pont", data: { values: [] }, encoding: {} };
    expect(wrong).to.have.property("mark");
  });

  it("say a warning of vega-lite as an error, so that no snapshot hides one", async () => {
    const wrong = { ...plots.classPoints(gates.XOR), autosize: "fit-z" } as unknown as plots.Chart;
    const failure = await draw({
      ...wrong,
      layer: [{ mark: "point", encoding: { x: { field: "a", type: "wrong" } } }],
    } as never).then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(failure).to.be.instanceOf(Error);
  });

  it("show each of their answers by shape or by word too, not by colour alone", async () => {
    const svg = await draw(plots.decisionBoundary(gates.AND.neuron, gates.AND));
    expect(svg).to.include("ŷ = 1").and.to.include("ŷ = 0");
    const outlines = [...svg.matchAll(/aria-roledescription="point"[^>]* d="([^"]+)"/g)].map(([, d]) => d);
    expect(outlines).to.have.length(4);
    expect(new Set(outlines).size).to.equal(2);
  });

  it("ring the samples that a neuron answers wrongly, and no others", async () => {
    const rings = (svg: string) => (svg.match(/aria-roledescription="point"[^>]*stroke="#222222"/g) ?? []).length;
    expect(rings(await draw(plots.decisionBoundary(gates.AND.neuron, gates.AND)))).to.equal(0);
    expect(rings(await draw(plots.decisionBoundary(gates.AND.neuron, gates.XOR)))).to.equal(3);
  });

  it("draw a Sequential as the Network that it is", () => {
    const model = new Sequential([layers.dense(3, "tanh"), layers.dropout(0.5), layers.dense(2)], { inputs: 2 });
    expect(plots.networkDiagram(model)).to.deep.equal(plots.networkDiagram(model.toNetwork()));
  });

  it("go from the start to the last correction by a slider that stands at the end", () => {
    const trace = perceptronRule(gates.AND);
    const [slider] = plots.learningBoundary(trace, gates.AND).params ?? [];
    expect(slider).to.deep.include({ name: "correction", value: trace.updates.length });
  });

  it("show at each place of that slider the neuron after so many corrections", async () => {
    const trace = perceptronRule(gates.AND);
    const chart = plots.learningBoundary(trace, gates.AND);
    for (const [correction, neuron] of [trace.start, ...trace.updates.map((update) => update.neuron)].entries()) {
      expect(await draw(chart, { correction })).to.include(`>${String(neuron)}<`);
    }
  });

  it("follow the sliders of the exam", async () => {
    const chart = plots.weightedSum(exam, [4, 2, 1]);
    expect(await draw(chart, { input1: 0, input2: 0 })).to.include("sum 0.5 &lt; 3, so ŷ = 0");
    expect(await draw(chart, { input1: 5, input2: 5, input3: 5 })).to.include("sum 8 ≥ 3, so ŷ = 1");
  });

  it("move the exam's sum with the sliders and draw the threshold where the slide has it", async () => {
    const below = await draw(plots.weightedSum(exam, [5, 1, 1]));
    expect(below).to.include("sum 2.8 &lt; 3, so ŷ = 0");
    expect(await draw(plots.weightedSum(exam, [5, 2, 0])))
      .to.include("sum 3.1 ≥ 3, so ŷ = 1")
      .and.to.include("threshold 3");
    expect(await draw(plots.weightedSum(exam, [2, 3, 0]))).to.include("sum 3 ≥ 3, so ŷ = 1");
  });
});

describe("a chart refuses", () => {
  const three = { X: [[0, 0, 1]], y: [1] };
  const refusals: Record<string, () => unknown> = {
    "a neuron of three inputs in a plane": () => plots.decisionBoundary(exam),
    "samples of three inputs in a plane": () => plots.classPoints(three),
    "no activation function": () => plots.activationCurve([]),
    "an activation function that it does not know": () => plots.activationCurve(["sigmoidd" as "sigmoid"]),
    "no loss function": () => plots.lossShape([]),
    "a target that the loss does not know": () => plots.lossShape(["hinge"], { target: 0 }),
    "a right class that is none": () => plots.softmaxBars([1, 2], { target: 2 }),
    "a number where a Value should be": () => plots.autogradGraph(3 as never),
    "no path": () => plots.surfacePaths("bowl", []),
    "a proof that begins with other weights than 0": () =>
      plots.convergenceProof(
        perceptronRule(gates.OR, { start: gates.AND.neuron }),
        convergenceBound(gates.OR, gates.OR.neuron),
      ),
    "a proof by the bound of something easier": () =>
      plots.convergenceProof(perceptronRule(gates.AND), { radius: 1, margin: 1, corrections: 1 }),
    "the delta rule's steps of six inputs": () => plots.deltaSteps(deltaRule({ X: [[1, 2, 3, 4, 5, 6]], y: [1] })),
    "no estimate": () => plots.trainingTimes([]),
    "no schedule": () => plots.scheduleCurve({}),
    "a schedule that it does not know": () => plots.scheduleCurve({ own: { name: "cosinus" as "cosine" } }),
    "a score curve whose sizes fall": () => plots.scoreCurve({ sizes: [2, 1], training: [1, 1], validation: [1, 1] }),
    "no loss curve": () => plots.lossCurve({}),
    "a loss curve that is none": () => plots.lossCurve({ a: [] }),
    "counts that are no square": () => plots.confusionChart([[1, 2]]),
    "an estimator that is not fitted": () => plots.networkDiagram(new MLPClassifier()),
    "a network too wide to draw": () => plots.networkDiagram(Network.random({ sizes: [2, 13, 1] })),
    "regions of three inputs": () => plots.decisionRegions(moonLearner, three),
    "no network for a function": () => plots.approximationCurve(Math.sin, [0, 1], {}),
    "no table": () => plots.truthTables([]),
    "a table of other targets than 0 and 1": () => plots.truthTables({ own: { X: [[0]], y: [2] } }),
    "answers to a table that is not drawn": () => plots.truthTables(["OR"], { answers: { AND: gates.AND.neuron } }),
    "activations of no samples": () => plots.activationDistribution(xorNetwork(), []),
    "a single learning rate": () => plots.learningRates([{ rate: 1, loss: 1 }]),
    "a learning rate of 0": () =>
      plots.learningRates([
        { rate: 0, loss: 1 },
        { rate: 1, loss: 1 },
      ]),
    "learning rates that all diverged": () =>
      plots.learningRates([
        { rate: 1, loss: Number.NaN },
        { rate: 2, loss: Number.NaN },
      ]),
    "no layers": () => plots.weightDistribution({}),
    "a layer without weights": () => plots.weightDistribution({ one: [] }),
    "too few input names": () => plots.weightedSum(exam, [1, 1, 1], { inputNames: ["one"] }),
    "too many input names": () => plots.neuronDiagram(exam, { inputNames: ["a", "b", "c", "d"] }),
    "a range upside down": () => plots.weightedSum(exam, [1, 1, 1], { range: [5, 0] }),
    "inputs that are no numbers": () => plots.weightedSum(exam, [1, Number.NaN, 1]),
    "something that is no neuron": () => plots.decisionBoundary({ weights: [1, 1], bias: 0 } as never),
  };
  for (const [what, refused] of Object.entries(refusals)) {
    it(what, () => expect(refused).to.throw(NnError, /^\[nn\] expected .*, got .*: /));
  }
});
