import { expect } from "chai";
import { transformSync } from "esbuild";
import { array, constantFrom, double, assert as holds, integer, property, record } from "fast-check";
import * as axonlab from "../../../src/index.ts";
import { Network, train } from "../../../src/index.ts";
import * as plots from "../../../src/plots/index.ts";
import { playground } from "../../../src/widgets/index.ts";
import { equivalentCode } from "../../../src/widgets/playground/equivalent-code.ts";
import { PlaneNetwork } from "../../../src/widgets/playground/plane-network.ts";
import { presets } from "../../../src/widgets/playground/presets.ts";
import { ownData, problems } from "../../../src/widgets/playground/problems.ts";
import { type PlaygroundSettings, settingsFrom } from "../../../src/widgets/playground/settings.ts";
import { Trainer } from "../../../src/widgets/playground/trainer.ts";

const still = { penalty: "none", penaltyRate: 0, dropout: 0, descent: "gradientDescent", learningRate: 0.1 } as const;

/** The same network in the library's readable form. */
function asNetwork(net: PlaneNetwork, activations: readonly string[], output: "sigmoid" | "identity"): Network {
  const layers = net.layers.map(({ inputs, neurons, weights, biases }, l) => ({
    weights: Array.from({ length: neurons }, (_, j) => [
      ...net.parameters.slice(weights + j * inputs, weights + (j + 1) * inputs),
    ]),
    biases: [...net.parameters.slice(biases, biases + neurons)],
    activation: (activations[l] ?? output) as "tanh",
  }));
  return new Network(layers);
}

const learnt = (some: Partial<PlaygroundSettings>, epochs: number): Trainer => {
  const trainer = new Trainer(settingsFrom(some));
  trainer.learn(epochs, Number.POSITIVE_INFINITY);
  return trainer;
};

const story = (name: string) => presets.find((preset) => preset.name === name)?.settings ?? {};

describe("the playground's network", () => {
  it("answers, and has the gradients, of the library's Network", () => {
    const shapes = record({
      hidden: array(integer({ min: 1, max: 4 }), { maxLength: 3 }),
      kind: constantFrom("tanh", "sigmoid", "relu", "softplus" as const),
      output: constantFrom("sigmoid", "identity" as const),
      x: array(double({ min: -3, max: 3, noNaN: true }), { minLength: 2, maxLength: 2 }),
      y: constantFrom(0, 1),
      seed: integer({ min: 1, max: 1e6 }),
    });
    holds(
      property(shapes, ({ hidden, kind, output, x, y, seed }) => {
        const activations = hidden.map(() => kind);
        const net = new PlaneNetwork({ ...still, learningRate: 1e-9, inputs: 2, hidden, activations, output, seed });
        const same = asNetwork(net, activations, output);
        expect(net.answer(x)).to.be.closeTo(same.output(x)[0] as number, 1e-12);
        const pass = same.backward(x, [y], output === "sigmoid" ? "binaryCrossEntropy" : "squared");
        net.learn([x], [y]);
        for (const [l, { inputs, neurons, weights, biases }] of net.layers.entries()) {
          const dW = (pass.at(`dC/dW${l + 1}`) as number[][]).flat();
          const db = pass.at(`dC/db${l + 1}`) as number[];
          const near = (at: number, wanted: number) => {
            expect(net.gradient[at]).to.be.closeTo(wanted, 1e-9 * Math.max(1, Math.abs(wanted)));
          };
          for (const [k, wanted] of dW.entries()) near(weights + k, wanted);
          for (const [k, wanted] of db.entries()) near(biases + k, wanted);
          expect(dW.length + db.length).to.equal((inputs + 1) * neurons);
        }
      }),
      { seed: 1, numRuns: 60 },
    );
  });

  it("learns as train does from the same weights, on all samples at once", () => {
    const trainer = new Trainer(
      settingsFrom({ data: "circle", samples: 60, batchSize: 100, learningRate: 0.2, hidden: [3] }),
    );
    const start = asNetwork(trainer.network, ["tanh"], "sigmoid");
    trainer.learn(25, Number.POSITIVE_INFINITY);
    const { network } = train(
      start,
      { X: trainer.train.map(({ x1, x2 }) => [x1, x2]), y: trainer.train.map(({ y }) => y) },
      { loss: "binaryCrossEntropy", learningRate: 0.2, epochs: 25 },
    );
    const wanted = network.layers.flatMap(({ weights, biases }) => [...weights.flat(), ...biases]);
    expect(trainer.epoch).to.equal(25);
    for (const [k, value] of wanted.entries()) expect(trainer.network.parameters[k]).to.be.closeTo(value, 1e-9);
  });

  it("learns the spiral with the network that stands there at first", () => {
    const { history } = learnt({ data: "spiral" }, 200);
    expect(history[0]?.train).to.be.within(0.6, 0.8);
    expect(history.at(-1)?.train).to.be.below(0.1);
    expect(history.at(-1)?.test).to.be.below(0.2);
  });

  it("keeps its weights where a setting allows it, and begins anew where not", () => {
    const before = learnt({ data: "circle" }, 5);
    const weights = [...before.network.parameters];
    const after = before.withSettings(
      settingsFrom({ ...before.settings, learningRate: 1, penalty: "L2", descent: "adam" }),
    );
    expect([...after.network.parameters]).to.deep.equal(weights);
    expect([after.epoch, after.history.length]).to.deep.equal([5, 6]);
    const anew = before.withSettings(settingsFrom({ ...before.settings, noise: 0.2 }));
    expect([anew.epoch, anew.history.length]).to.deep.equal([0, 1]);
  });

  it("can be taken in small parts, and gives the same as all at once", () => {
    const [whole, parts] = [learnt({ data: "xor" }, 3), new Trainer(settingsFrom({ data: "xor" }))];
    let done = 0;
    while (done < 3) done += parts.learn(3 - done, 0);
    expect([...parts.network.parameters]).to.deep.equal([...whole.network.parameters]);
  });
});

describe("the playground's stories", () => {
  const last = (name: string, epochs = 200) => learnt(story(name), epochs).history;

  it("are true: one neuron cannot learn the exclusive or, four can, and so does one that is given the product", () => {
    expect(last("XOR needs a hidden layer").at(-1)?.train).to.be.closeTo(Math.LN2, 0.02);
    expect(last("… of four neurons").at(-1)?.train).to.be.below(0.15);
    expect(last("… or the right feature").at(-1)?.train).to.be.below(0.05);
    expect(last("One neuron draws one line").at(-1)?.train).to.be.below(0.05);
  });

  it("are true: two neurons cannot wind around the spiral, eight and eight can", () => {
    expect(last("A spiral with too little").at(-1)?.train).to.be.above(0.5);
    expect(last("A spiral, learnt")[10]?.train).to.be.above(0.5);
    expect(last("A spiral, learnt").at(-1)?.train).to.be.below(0.1);
    expect(last("… sooner with sines", 10).at(-1)?.train).to.be.below(0.1);
  });

  it("are true: a large network learns noise by heart, and a penalty helps against it", () => {
    const [noisy, calm] = [last("Learning the noise by heart"), last("… and how a penalty helps")];
    const least = Math.min(...noisy.map(({ test }) => test));
    expect(noisy.at(-1)?.train).to.be.below(0.01);
    expect(noisy.at(-1)?.test).to.be.above(2 * least);
    expect(calm.at(-1)?.test).to.be.below((noisy.at(-1)?.test ?? 0) / 2);
  });

  it("are true: too large a step does not get down, and a plane needs no hidden layer", () => {
    expect(last("Steps that are too large").at(-1)?.train).to.be.above(0.5);
    expect(last("A plane needs no hidden layer").at(-1)?.train).to.be.below(0.001);
  });
});

describe("the playground's TypeScript", () => {
  const AsyncFunction = (async () => {}).constructor as new (
    ...names: string[]
  ) => (...values: unknown[]) => Promise<unknown>;

  /** Runs the code as a cell would; returns its last value. */
  async function run(code: string, more: object = {}): Promise<unknown> {
    const body = code.replace(/^import .*$/gm, "").replace(/\n(?=[^\n]*$)/, "\nreturn ");
    const lines: unknown[] = [];
    const scope = { ...axonlab, ...plots, console: { log: (...said: unknown[]) => lines.push(said) }, ...more };
    const js = transformSync(`async () => {${body}}`, { loader: "ts", format: "esm" }).code.replace(/;\s*$/, "");
    return new AsyncFunction(...Object.keys(scope), `return (${js})()`)(...Object.values(scope));
  }

  for (const { name, settings } of presets) {
    it(`runs for “${name}”`, async () => {
      const whole = settingsFrom(settings);
      const chart = (await run(equivalentCode(whole, 3, problems[whole.data].kind))) as { layer: unknown[] };
      expect(chart.layer.length).to.be.at.least(1);
    });
  }

  it("runs for data of one's own, for mixed activations, for numbers, and names what it cannot do", async () => {
    const X = Array.from({ length: 20 }, (_, i) => [i, i * i]);
    const own = ownData(
      X,
      X.map((_, i) => (i < 10 ? "no" : "yes")),
    );
    const code = equivalentCode(settingsFrom({ data: "own", hidden: [3] }), 2, "classification", own);
    expect(code).to.include("// X and y are your own.").and.include("(a! - 9.5) / 1.9, (b! - 180.5) / 36.1");
    await run(code, { X, y: own.y });
    const mixed = settingsFrom({
      data: "hills",
      activations: ["relu", "tanh"],
      hidden: [3, 2],
      penalty: "L1",
      dropout: 0.2,
    });
    const text = equivalentCode(mixed, 2, "regression");
    expect(text)
      .to.include("added L1 with a rate of 0.001")
      .and.include('layers.dense(3, "relu"), layers.dropout(0.2),');
    await run(text);
  });
});

describe("playground", () => {
  it("knows the network that the page has learnt", () => {
    const widget = playground({ data: "xor", hidden: [3] });
    expect([widget.epoch, widget.losses, widget.network]).to.deep.equal([0, undefined, undefined]);
    const trainer = learnt(widget.settings, 4);
    const losses = trainer.history.at(-1) as { train: number; test: number };
    widget.report = { epoch: 4, losses, history: trainer.history, parameters: [...trainer.network.parameters] };
    expect([widget.epoch, widget.losses]).to.deep.equal([4, losses]);
    expect(widget.network?.output([1, 2])[0]).to.be.closeTo(trainer.network.answer([1, 2]), 1e-12);
    expect(widget.code).to.include("maxIter: 4");
  });

  it("takes data of one's own: two classes, or numbers", () => {
    const X = [
      [0, 10],
      [1, 20],
      [2, 30],
      [3, 40],
    ];
    const two = playground({ X, y: ["no", "no", "yes", "yes"] });
    expect(two.own).to.deep.include({ y: [0, 0, 1, 1], classes: ["no", "yes"], kind: "classification" });
    expect(two.own?.X[0]).to.deep.equal([-5, -5]);
    expect(two.settings.data).to.equal("own");
    expect(playground({ X, y: [1, 2, 3, 5] }).own).to.deep.include({ y: [-1, -0.5, 0, 1], kind: "regression" });
  });

  it("refuses what is no setting, no data, and out of range", () => {
    const cases: [object, string][] = [
      [{ layers: 3 }, 'expected the name of a setting, got "layers"'],
      [{ data: "spirl" }, 'did you mean "spiral"'],
      [{ noise: 2 }, "expected noise to be a number from 0 to 0.5, got 2"],
      [{ seed: 1.5 }, "expected seed to be a whole number"],
      [{ features: [] }, "expected at least one feature"],
      [{ hidden: Array(11).fill(1) }, "at most 10 numbers from 1 to 10"],
      [{ penalty: "L3" }, "expected penalty to be one of none, L1, L2"],
      [{ activation: "sigmiod" }, 'did you mean "sigmoid"'],
      [{ data: "own" }, "expected X and y beside"],
      [{ X: [[1, 2]] }, "expected X and y together"],
      [
        {
          X: [
            [1, 2, 3],
            [1, 2, 3],
            [1, 2, 3],
            [1, 2, 3],
          ],
          y: [0, 1, 0, 1],
        },
        "expected X[0] to be two finite numbers",
      ],
      [
        {
          X: [
            [1, 2],
            [1, 2],
            [1, 2],
            [1, 2],
          ],
          y: ["a", "b", "c", "a"],
        },
        "expected y to hold two classes, or numbers",
      ],
    ];
    for (const [options, message] of cases) expect(() => playground(options)).to.throw(message);
  });
});
