import { expect } from "chai";
import { gates, MLPClassifier, moons, NnError, rocCurve } from "../../../src/index.ts";
import {
  boundarySliders,
  classPoints,
  curves,
  decisionBoundary,
  decisionRegions,
  lossCurve,
  rocChart,
  slopeWalk,
  softmaxSliders,
} from "../../../src/plots/index.ts";
import { draw } from "./snapshot.ts";

const many = moons({ samples: 200_000, noise: 0.2 });
const few = moons({ samples: 20 });
const model = new MLPClassifier({ solver: "lbfgs", hiddenLayerSizes: [2], maxFun: 9 }).fit(few.X, few.y);
const long = Array.from({ length: 200_000 }, (_, i) => i + 1);

describe("charts of very many numbers", () => {
  const refusals: Record<string, () => unknown> = {
    classPoints: () => classPoints(many),
    decisionBoundary: () => decisionBoundary(gates.AND.neuron, many),
    decisionRegions: () => decisionRegions(model, many),
    boundarySliders: () => boundarySliders(gates.AND.neuron, many),
    curves: () => curves({ few: [[1, 1]] }, { points: long.map((x) => [x, x] as const) }),
  };
  for (const [name, call] of Object.entries(refusals)) {
    it(`are refused by ${name}, with what to do`, () =>
      expect(call).to.throw(NnError, /expected at most 10000 .* to draw, got 200000: draw some of them/));
  }

  it("are refused by slopeWalk, which would write down every step", () =>
    expect(() =>
      slopeWalk(
        (w) => w * w,
        (w) => 2 * w,
        { steps: 100_000 },
      ),
    ).to.throw(NnError, "steps to be at most 1000"));

  it("are thinned out by lossCurve, a validation's that ends in NaN too", async () => {
    const losses = long.map((n) => 1 / n);
    const chart = lossCurve({ training: losses, validation: [...losses.slice(0, 400), Number.NaN] });
    expect(JSON.stringify(chart)).to.have.length.below(40_000);
    expect(await draw(chart)).to.include("in epoch 400");
  });

  it("are thinned out by curves, the ends kept", () => {
    const { layer } = curves({ long: long.map((x) => [x, 2 * x] as const) }) as unknown as {
      layer: { data: { values: { x: number; y: number }[] } }[];
    };
    const places = layer[0]?.data.values ?? [];
    expect(places.length).to.be.within(1000, 2001);
    expect([places[0]?.x, places.at(-1)?.x, places.at(-1)?.y]).to.deep.equal([1, 200_000, 400_000]);
  });

  it("are thinned out by rocChart, from corner to corner", () => {
    const roc = rocCurve(
      long.map((n) => (n * 7919) % 2),
      long.map((n) => ((n * 7919) % 4001) / 4001),
    );
    const { layer } = rocChart(roc) as unknown as { layer: { data: { values: { fpr: number; tpr: number }[] } }[] };
    const points = layer[1]?.data.values ?? [];
    expect(points.length).to.be.within(100, 600);
    const ends = [points[0], points.at(-1)].map((point) => [point?.fpr, point?.tpr]);
    expect(ends).to.deep.equal([
      [0, 0],
      [1, 1],
    ]);
  });
});

describe("charts of words with quotes in them", () => {
  it("draw them as they are written", async () => {
    const names = [`a "b"`, "c 'd'", "e \\ f"];
    for (const target of [0, 1, 2]) {
      expect(await draw(softmaxSliders([1, 2, 3], { names, target }))).to.include("cross-entropy of ");
    }
  });
});

describe("a loss curve on a logarithmic axis", () => {
  it("is refused where no loss is above 0", () =>
    expect(() => lossCurve({ a: [0, 0] }, { log: true })).to.throw(NnError, "losses.a to have one above 0"));
});
