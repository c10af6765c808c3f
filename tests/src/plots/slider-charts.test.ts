import { expect } from "chai";
import fc from "fast-check";
import * as vega from "vega";
import {
  activation,
  bumpApproximation,
  deltaRule,
  digits,
  gates,
  largestError,
  loss,
  NnError,
  shallowApproximation,
  softmax,
} from "../../../src/index.ts";
import * as plots from "../../../src/plots/index.ts";
import { vegaActivation } from "../../../src/plots/vega-activations.ts";
import { draw, expectSnapshot } from "./snapshot.ts";

const line = { X: [[-2], [-1], [0], [1], [2]], y: [-1.5, -1.2, 0.4, 1.1, 1.4] };
const study = { X: [[-3], [-2], [-1], [1], [2], [3]], y: [0, 0, 1, 0, 1, 1] };
const wave = (x: number) => Math.sin(3 * x) + x / 2;
const towers = Array.from({ length: 12 }, (_, k) => bumpApproximation(wave, [-2, 2], k + 1));

/** Every such chart in the states that matter; the key is the snapshot's name. */
const charts: Record<string, plots.Chart> = {
  "approximation-by-size": plots.approximationBySize(wave, [-2, 2], towers, { name: "bumps" }),
  "bump-builder": plots.bumpBuilder(wave, [-2, 2], { heights: [-0.3, -0.6, 0.8, 0, 0, 0], range: [-1.5, 1.5] }),
  "bump-pair": plots.bumpPair(),
  "bump-pair-soft": plots.bumpPair({ steepness: 8, from: 0.2, to: 0.8, height: -1, title: "Softly down" }),
  curves: plots.curves(
    {
      training: [
        [1, 0.5],
        [2, 0.2],
        [4, 0.05],
        [8, 0.012],
      ],
      construction: [
        [1, 0.9],
        [2, 0.6],
        [4, 0.1],
        [8, 0.03],
      ],
    },
    { title: "Error by width", xName: "hidden neurons", yName: "error at worst", logX: true, logY: true, dots: true },
  ),
  "curves-points": plots.curves(
    { "8 neurons": Array.from({ length: 60 }, (_, i) => [i / 10, Math.sin(i / 10)] as const) },
    { title: "A fit", subtitle: "grey: the samples", points: line.X.map(([x = 0], i) => [x + 2, line.y[i] as number]) },
  ),
  "grey-images": plots.greyImages(digits().X.slice(0, 8), {
    labels: digits().y.slice(0, 8).map(String),
    title: "Handwritten digits",
  }),
  "loss-landscape": plots.lossLandscape(line, { weight: 2, bias: -1 }),
  "loss-landscape-classes": plots.lossLandscape(study, { activation: "sigmoid", loss: "binaryCrossEntropy" }),
  "neuron-response": plots.neuronResponse(),
  "neuron-response-one": plots.neuronResponse(["tanh"], { weight: -1, bias: 1.5, title: "tanh" }),
  "softmax-sliders": plots.softmaxSliders([3.2, 1.3, 0.2, 0.8], { names: ["cat", "dog", "horse", "bird"] }),
};

/** An expression of h as Vega evaluates it. */
function evaluator(expression: string): (h: number) => number {
  const signals = [
    { name: "h", value: 0 },
    { name: "value", update: expression },
  ];
  const view = new vega.View(vega.parse({ signals }), { renderer: "none" });
  return (h) => view.signal("h", h).run().signal("value") as number;
}

describe("the charts with sliders", () => {
  for (const [name, chart] of Object.entries(charts)) {
    it(`draw ${name} as it was when it was last looked at`, () => expectSnapshot(name, chart));
  }

  const names = [
    ...["identity", "step", "sigmoid", "tanh", "relu", "leakyRelu", "elu", "softplus", "softsign", "silu"],
  ] as plots.SliderActivation[];
  for (const name of names) {
    it(`compute ${name} in the page as the library does`, () => {
      const inThePage = evaluator(vegaActivation(name, "h"));
      fc.assert(
        fc.property(fc.double({ min: -30, max: 30, noNaN: true }), (h) => {
          const ours = activation(name).f(h);
          expect(inThePage(h)).to.be.closeTo(ours, 1e-9 * Math.max(1, Math.abs(ours)));
        }),
        { seed: 1, numRuns: 40 },
      );
    });
  }

  it("say where the neuron's weighted sum is 0, and nothing where its weight is 0", async () => {
    const chart = plots.neuronResponse(["relu"]);
    const dashed = (svg: string) => (svg.match(/stroke-dasharray="4,3"/g) ?? []).length;
    expect(dashed(await draw(chart, { w: 1, b: 2 }))).to.equal(1);
    expect(dashed(await draw(chart, { w: 0, b: 2 }))).to.equal(0);
  });

  it("say the mean loss of the neuron under the cross as the library computes it", async () => {
    for (const [w, b] of [
      [1, 0],
      [0.5, -2],
    ] as const) {
      const mean = (kind: "squared" | "binaryCrossEntropy", data: typeof line, g: "identity" | "sigmoid") =>
        data.X.reduce(
          (sum, [x = 0], i) => sum + loss(kind).f(activation(g).f(w * x + b), data.y[i] as number) / data.X.length,
          0,
        );
      const written = (value: number) => `loss ${Number(value.toPrecision(4))} at this place`;
      expect(await draw(plots.lossLandscape(line), { w, b })).to.include(written(mean("squared", line, "identity")));
      const classes = plots.lossLandscape(study, { activation: "sigmoid", loss: "binaryCrossEntropy" });
      expect(await draw(classes, { w, b })).to.include(written(mean("binaryCrossEntropy", study, "sigmoid")));
    }
  });

  it("show softmax of their sliders, and no change when all sums grow alike", async () => {
    const chart = plots.softmaxSliders([1, 2, 3], { names: ["a", "b", "c"], target: 2 });
    const moved = await draw(chart, { a0: 4, c: 0 });
    for (const p of softmax([4, 2, 3])) expect(moved).to.include(`>${p.toFixed(3)}`);
    expect(moved).to.include(`${(-Math.log2(softmax([4, 2, 3])[2] as number)).toFixed(3)} bits`);
    const bars = (svg: string) => [...svg.matchAll(/aria-roledescription="bar" d="([^"]+)"/g)].map(([, d]) => d);
    expect(bars(await draw(chart, { a0: 4, c: 7 })))
      .to.deep.equal(bars(moved))
      .and.to.have.length(3);
  });

  it("go through the networks by a slider, each with its own error", async () => {
    const chart = plots.approximationBySize(wave, [-2, 2], towers, { name: "bumps" });
    const error = (k: number) => Number(largestError(towers[k] as never, wave, [-2, 2]).toPrecision(2));
    expect(await draw(chart, { at: 1 })).to.include(`hidden neurons: 2, off by up to ${error(0)}`);
    expect(await draw(chart, { at: 12 })).to.include(`hidden neurons: 24, off by up to ${error(11)}`);
  });

  it("build the network that bumpApproximation makes, when the heights are the function's in the middles", async () => {
    const heights = Array.from({ length: 8 }, (_, k) => wave(-2 + (k + 0.5) / 2));
    const chart = plots.bumpBuilder(wave, [-2, 2], { heights: heights.map(() => 0), range: [-2, 2] });
    const network = bumpApproximation(wave, [-2, 2], 8);
    const places = Array.from({ length: 241 }, (_, i) => -2 + i / 60);
    const errors = places.map((x) => Math.abs((network.output([x])[0] as number) - wave(x)));
    const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length;
    const sliders = Object.fromEntries(heights.map((height, k) => [`h${k + 1}`, height]));
    expect(await draw(chart, sliders)).to.include(`off by ${mean.toFixed(3)} on average`);
  });

  it("leave out what a logarithmic axis cannot show", () => {
    const chart = plots.curves(
      {
        a: [
          [1, 0],
          [2, 1],
          [3, Number.POSITIVE_INFINITY],
        ],
      },
      { logY: true },
    );
    expect(JSON.stringify(chart)).to.include('{"curve":"a","x":2,"y":1}').and.not.to.include('"x":1');
  });
});

describe("a chart with sliders refuses", () => {
  const networks = [shallowApproximation(Math.sin, [0, 1], 1)];
  const refusals: Record<string, () => unknown> = {
    "four activation functions": () => plots.neuronResponse(["relu", "relu", "relu", "relu"]),
    "an activation function that it cannot draw": () => plots.neuronResponse(["mish" as "relu"]),
    "a weight beyond its slider": () => plots.neuronResponse(["relu"], { weight: 9 }),
    "a bias beyond its slider": () => plots.neuronResponse(["relu"], { bias: Number.NaN }),
    "a step beyond its slider": () => plots.bumpPair({ from: -1 }),
    "no bump to build with": () => plots.bumpBuilder(Math.sin, [0, 1], { heights: [] }),
    "a height beyond its slider": () => plots.bumpBuilder(Math.sin, [0, 1], { heights: [2] }),
    "to build over nothing": () => plots.bumpBuilder(Math.sin, [1, 1], { heights: [0] }),
    "one network": () => plots.approximationBySize(Math.sin, [0, 1], networks),
    "a place without a network": () =>
      plots.approximationBySize(Math.sin, [0, 1], [...networks, ...networks], { at: 3 }),
    "no curve": () => plots.curves({}),
    "a curve without a place": () => plots.curves({ a: [] }),
    "a picture that is no square": () => plots.greyImages([[1, 2, 3]]),
    "labels that are too few": () => plots.greyImages([[1], [2]], { labels: ["one"] }),
    "samples of two inputs": () => plots.lossLandscape({ X: [[1, 2]], y: [1] }),
    "targets that the loss does not know": () => plots.lossLandscape(line, { loss: "binaryCrossEntropy" }),
    "a loss without a slider": () => plots.lossLandscape(line, { loss: "huber" as "squared" }),
    "a weight outside its range": () => plots.lossLandscape(line, { weight: 4 }),
    "a range that goes down": () => plots.lossLandscape(line, { weights: [1, -1] }),
    "a sum beyond its slider": () => plots.softmaxSliders([1, 11]),
    "one class": () => plots.softmaxSliders([1]),
    "too few class names": () => plots.softmaxSliders([1, 2], { names: ["one"] }),
    "a target that is no class": () => plots.softmaxSliders([1, 2], { target: 2 }),
  };
  for (const [what, refused] of Object.entries(refusals)) {
    it(what, () => expect(refused).to.throw(NnError, /^\[nn\] expected .*, got .*: /));
  }
});

describe("the delta rule's steps", () => {
  it("show at each place of the slider the factors that the trace has, and where they lead", async () => {
    const trace = deltaRule(gates.OR, { activation: "sigmoid", learningRate: 0.5, epochs: 1 });
    const chart = plots.deltaSteps(trace);
    for (const [i, { error, slope, biasChange, x }] of trace.updates.entries()) {
      const svg = await draw(chart, { step: i + 1 });
      const text = (value: number) => String(Number(value.toPrecision(3))).replace("-", "−");
      expect(svg)
        .to.include(`x = (${x.join(", ")}):`)
        .and.to.include("η = 0.5,");
      expect(svg)
        .to.include(`= ${text(error)},`)
        .and.to.include(`g′(h) = ${text(slope)}<`);
      expect(svg).to.include(`Δb = ${text(biasChange)}<`);
    }
  });

  it("stand first where a weight moves, and are thinned out where there are thousands", () => {
    const slider = (epochs: number) =>
      (plots.deltaSteps(deltaRule(gates.AND, { epochs })).params?.[0] ?? {}) as { value?: number; bind?: object };
    expect(slider(1).value).to.equal(4);
    // Every tenth step of four samples would be the second's or the fourth's.
    expect(slider(1000).bind).to.deep.include({ min: 11, max: 3993, step: 11 });
  });

  it("are of every sample, however many there are", () => {
    const shown = plots.deltaSteps(deltaRule(gates.AND, { epochs: 800 })).layer[2] as {
      data: { values: { text: string }[] };
    };
    expect(new Set(shown.data.values.map(({ text }) => text.slice(0, "x = (0, 0)".length)))).to.have.keys(
      gates.AND.X.map((x) => `x = (${x.join(", ")})`),
    );
  });
});
