import { expect } from "chai";
import { type Dataset, gates, Network, Neuron, NnError } from "../../../src/index.ts";
import * as plots from "../../../src/plots/index.ts";
import { draw, expectSnapshot } from "./snapshot.ts";

/** How well students did who slept so many hours more or less than seven. */
const sleepers: Dataset = { X: [[-4], [-3], [-2], [-1], [0], [1], [2], [3]], y: [0.5, 1, 1.8, 3, 4.2, 4.6, 4.2, 3.4] };

/** A network of the layers 1 → 2 → 1 whose curve is a bump. */
const bump = (activation: "sigmoid" | "tanh" | "relu" | "gelu" = "sigmoid") =>
  new Network([
    { weights: [[1], [1]], biases: [1, -2], activation },
    { weights: [[4, -2]], biases: [0.5], activation: "identity" },
  ]);

const scores = {
  "clean data": { "one neuron": [0.95, 0.96, 0.97], network: [0.95, 0.97, 0.96] },
  "wrong labels": { "one neuron": [0.9, 0.87, 0.97], network: [0.8, 0.75, 0.78] },
};

const charts: Record<string, plots.Chart> = {
  "answers-over-time": plots.answersOverTime([0, 1, 1, 0, 1], {
    memory: [0.1, 0.9, 1.02, 0.05, 0.97],
    "no memory": [0.5, 0.6, 0.5, 0.6, 0.5],
  }),
  "boolean-functions": plots.booleanFunctions(),
  "boundary-sliders": plots.boundarySliders(new Neuron({ weights: [1, 1], bias: 0 }), gates.AND, { title: "AND" }),
  "crisp-dm": plots.crispDm(),
  "crisp-dm-evaluation": plots.crispDm("Evaluation"),
  "eye-to-hand": plots.eyeToHand(),
  knobs: plots.knobs(bump(), sleepers, { names: ["hours of sleep more than 7", "result"] }),
  "learning-pipeline": plots.learningPipeline(),
  "network-diagram-layers": plots.networkDiagram(Network.random({ sizes: [3, 4, 4, 2] }), { layerNames: true }),
  "recurrent-diagram": plots.recurrentDiagram(),
  "score-comparison": plots.scoreComparison(scores, { baseline: 0.74, baselineName: "always “pass”" }),
  "score-comparison-one": plots.scoreComparison({ "8 samples": { model: [0.5] }, "80 samples": { model: [0.9] } }),
};

describe("the pictures of the course", () => {
  for (const [name, chart] of Object.entries(charts)) {
    it(`draw ${name} as it was when it was last looked at`, () => expectSnapshot(name, chart));
  }

  it("fit into a notebook's column, on white paper, and say in words what they show", () => {
    for (const [name, chart] of Object.entries(charts)) {
      expect(chart.background, name).to.equal("white");
      if (name !== "network-diagram-layers") expect(chart.description, name).to.match(/\w+/);
      const width = "width" in chart ? chart.width : undefined;
      if (typeof width === "number") expect(width, name).to.be.at.most(540);
    }
  });

  it("explain the phase of CRISP-DM that the menu picks, and no other", async () => {
    const svg = await draw(plots.crispDm(), { phase: "Deployment" } as never);
    expect(svg).to.include("look after it").and.not.to.include("let it learn");
  });

  it("draw no line for XOR and its opposite, and one for twelve functions", async () => {
    const svg = await draw(plots.booleanFunctions());
    expect(svg.match(/aria-roledescription="rule mark"/g)).to.have.length(12);
    expect(svg).to.include("XOR: no line").and.to.include("equal: no line");
  });

  it("count the right answers of the neuron that the sliders make", async () => {
    const chart = plots.boundarySliders(gates.AND.neuron, gates.XOR);
    expect(await draw(chart)).to.include("1 of 4 right");
    expect(await draw(chart, { b: -0.5 })).to.include("3 of 4 right");
    expect(await draw(chart, { w1: -1, w2: -1, b: 1.5 })).to.include("3 of 4 right");
  });

  it("compute the loss that the library computes, wherever the knobs stand", async () => {
    for (const activation of ["sigmoid", "tanh", "relu"] as const) {
      const network = bump(activation);
      const cost = sleepers.X.map((x, i) => ((network.output(x)[0] as number) - (sleepers.y[i] as number)) ** 2 / 2);
      const loss = cost.reduce((sum, each) => sum + each, 0) / cost.length;
      expect(await draw(plots.knobs(network, sleepers))).to.include(`loss ${loss.toFixed(4)}`);
    }
    // With both outputs' weights at 0 and the bias at 3 the curve is flat.
    const flat = sleepers.y.reduce((sum, y) => sum + (3 - y) ** 2 / 2, 0) / sleepers.y.length;
    const svg = await draw(plots.knobs(bump(), sleepers), { w1_0_0: 0, w1_0_1: 0, b1_0: 3 });
    expect(svg).to.include(`loss ${flat.toFixed(4)}`);
  });

  it("draw the mean of each model's runs beside the runs", async () => {
    const svg = await draw(plots.scoreComparison(scores));
    expect(svg).to.include("model: one neuron; on: clean data; mean: 0.960");
    expect(svg).to.include("model: network; on: wrong labels; mean: 0.777");
  });
});

describe("a picture of the course refuses", () => {
  const refusals: Record<string, () => unknown> = {
    "sliders for three inputs": () =>
      plots.boundarySliders(new Neuron({ weights: [1, 1, 1], bias: 0 }), { X: [[0, 0]], y: [1] }),
    "a slider beyond its range": () => plots.boundarySliders(new Neuron({ weights: [4, 1], bias: 0 }), gates.AND),
    "knobs for two inputs": () => plots.knobs(Network.random({ sizes: [2, 2, 1] }), { X: [[1, 2]], y: [1] }),
    "knobs for a network of another size than the data": () =>
      plots.knobs(Network.random({ sizes: [2, 2, 1] }), sleepers),
    "more knobs than can be turned": () => plots.knobs(Network.random({ sizes: [1, 5, 1] }), sleepers),
    "an activation that Vega cannot compute": () => plots.knobs(bump("gelu"), sleepers),
    "a range upside down": () => plots.knobs(bump(), sleepers, { range: [1, -1] }),
    "no score": () => plots.scoreComparison({}),
    "a score that is no number": () => plots.scoreComparison({ a: { b: [Number.NaN] } }),
    "scores that are no array": () => plots.scoreComparison({ a: { b: 1 as never } }),
    "an answer too few": () => plots.answersOverTime([0, 1], { a: [0] }),
    "nobody who answers": () => plots.answersOverTime([0, 1], {}),
    "one step of a recurrent network": () => plots.recurrentDiagram(1),
  };
  for (const [what, refused] of Object.entries(refusals)) {
    it(what, () => expect(refused).to.throw(NnError, /^\[nn\] expected .*, got .*: /));
  }
});
