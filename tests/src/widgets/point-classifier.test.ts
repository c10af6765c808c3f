import { expect } from "chai";
import { array, constantFrom, double, assert as holds, integer, property, record } from "fast-check";
import { Network } from "../../../src/index.ts";
import { display } from "../../../src/nn/display.ts";
import { pointClassifier } from "../../../src/widgets/index.ts";
import { PlaneNetwork } from "../../../src/widgets/playground/plane-network.ts";
import {
  type DrawnPoint,
  drawingOf,
  frameOf,
  MOST_CLASSES,
  pointsOf,
  REACH,
  type StartName,
  starts,
} from "../../../src/widgets/point-classifier/drawing.ts";
import { Learner } from "../../../src/widgets/point-classifier/learner.ts";
import { type PointClassifierSettings, settingsFrom } from "../../../src/widgets/point-classifier/settings.ts";
import { FakePage } from "./fake-page.ts";

const learnt = (drawn: readonly DrawnPoint[], steps: number, some: Partial<PointClassifierSettings> = {}): Learner => {
  const learner = new Learner(settingsFrom(some), drawn);
  learner.learn(steps, Number.POSITIVE_INFINITY);
  return learner;
};

/** The same network in the library's readable form. */
function asNetwork(net: PlaneNetwork, hidden: "tanh" | "relu"): Network {
  const last = net.layers.length - 1;
  return new Network(
    net.layers.map(({ inputs, neurons, weights, biases }, l) => ({
      weights: Array.from({ length: neurons }, (_, j) => [
        ...net.parameters.slice(weights + j * inputs, weights + (j + 1) * inputs),
      ]),
      biases: [...net.parameters.slice(biases, biases + neurons)],
      activation: l < last ? hidden : "softmax",
    })),
  );
}

describe("the network of several classes", () => {
  it("answers, and has the gradients, of the library's Network with softmax and cross-entropy", () => {
    const cases = record({
      hidden: array(integer({ min: 1, max: 4 }), { maxLength: 3 }),
      kind: constantFrom("tanh", "relu" as const),
      classes: integer({ min: 2, max: 4 }),
      x: array(double({ min: -3, max: 3, noNaN: true }), { minLength: 2, maxLength: 2 }),
      seed: integer({ min: 1, max: 1e6 }),
    });
    holds(
      property(cases, ({ hidden, kind, classes, x, seed }) => {
        const net = new PlaneNetwork({
          ...{ inputs: 2, hidden, activations: hidden.map(() => kind), output: "softmax", outputs: classes, seed },
          ...{ descent: "gradientDescent", learningRate: 1e-9, penalty: "none", penaltyRate: 0, dropout: 0 },
        });
        const same = asNetwork(net, kind);
        const y = seed % classes;
        const target = Array.from({ length: classes }, (_, j) => Number(j === y));
        net.answer(x);
        const answer = [...(net.layers.at(-1)?.a ?? [])];
        for (const [j, p] of same.output(x).entries()) expect(answer[j]).to.be.closeTo(p, 1e-12);
        expect(net.loss(0, y)).to.be.closeTo(-Math.log(answer[y] as number), 1e-12);
        const pass = same.backward(x, target, "categoricalCrossEntropy");
        net.learn([x], [y]);
        for (const [l, { weights, biases }] of net.layers.entries()) {
          const dW = (pass.at(`dC/dW${l + 1}`) as number[][]).flat();
          const db = pass.at(`dC/db${l + 1}`) as number[];
          for (const [k, wanted] of dW.entries()) expect(net.gradient[weights + k]).to.be.closeTo(wanted, 1e-9);
          for (const [k, wanted] of db.entries()) expect(net.gradient[biases + k]).to.be.closeTo(wanted, 1e-9);
        }
      }),
      { seed: 1, numRuns: 60 },
    );
  });
});

describe("the point classifier's learner", () => {
  it("learns each of the beginnings, the spiral with two layers of eight", () => {
    const enough: Partial<Record<StartName, Partial<PointClassifierSettings>>> = { spiral: { hidden: [8, 8] } };
    for (const name of Object.keys(starts) as StartName[]) {
      if (name === "empty") continue;
      const { accuracy, loss } = learnt(starts[name](), 3000, enough[name]).progress();
      expect(accuracy, name).to.equal(1);
      expect(loss, name).to.be.below(0.1);
    }
  });

  it("cannot part the exclusive or without a hidden layer", () => {
    expect(learnt(starts.xor(), 1000, { hidden: [] }).progress().accuracy).to.be.below(0.8);
  });

  it("keeps what it learnt when points come and go, with an output more or less where a class does", () => {
    const before = learnt(starts.moons(), 300);
    const answer = (learner: Learner) => {
      learner.network.answer([0.5, -0.5]);
      return [...(learner.network.layers.at(-2)?.a ?? [])];
    };
    const more = before.withPoints([...before.drawn, { x1: 2, x2: 2, c: 3 }]);
    expect([before.classes, more.classes, more.steps]).to.deep.equal([2, 4, 300]);
    expect(answer(more)).to.deep.equal(answer(before));
    const again = more.withPoints(before.drawn);
    expect([...again.network.parameters]).to.deep.equal([...before.network.parameters]);
  });

  it("keeps its weights where a setting allows it, and begins anew where not", () => {
    const before = learnt(starts.moons(), 10);
    const after = before.withSettings(settingsFrom({ learningRate: 1, penaltyRate: 0.1, descent: "momentum" }));
    expect([...after.network.parameters]).to.deep.equal([...before.network.parameters]);
    expect(before.withSettings(settingsFrom({ activation: "relu" })).steps).to.equal(0);
    expect(before.withSettings(settingsFrom({ seed: 2 })).steps).to.equal(0);
  });

  it("stands still without points, and says that there is neither loss nor accuracy", () => {
    expect(learnt([], 10).progress()).to.include({ steps: 0, loss: null, accuracy: null });
  });

  it("learns a plane of one class, and points that contradict each other, without a number going astray", () => {
    const one = learnt([{ x1: 0, x2: 0, c: 0 }], 500).progress();
    expect([one.accuracy, Number.isFinite(one.loss)]).to.deep.equal([1, true]);
    const twice = [0, 1].map((c) => ({ x1: 1, x2: 1, c }));
    expect(learnt(twice, 500).progress().loss).to.be.closeTo(Math.LN2, 0.01);
  });
});

describe("the points that are drawn", () => {
  it("lie in the field whatever the notebook's units are, and come back as they were", () => {
    const place = double({ min: -1e6, max: 1e6, noNaN: true, noDefaultInfinity: true });
    const samples = array(record({ a: place, b: place, label: constantFrom("cat", "dog", "owl") }), {
      minLength: 3,
      maxLength: 30,
    });
    holds(
      property(samples, (all) => {
        const X = all.map(({ a, b }): [number, number] => [a, b]);
        const y = all.map(({ label }, i) => ["cat", "dog"][i] ?? label);
        const frame = frameOf(X, y);
        const drawn = drawingOf({ X, y }, frame);
        for (const { x1, x2 } of drawn) expect(Math.max(Math.abs(x1), Math.abs(x2))).to.be.at.most(REACH);
        const back = pointsOf(drawn, frame);
        expect(back.y).to.deep.equal(y);
        const [low, high] = [Math.min(...X.flat()), Math.max(...X.flat())];
        for (const [i, x] of back.X.entries()) {
          for (const k of [0, 1] as const) expect(x[k]).to.be.closeTo(X[i]?.[k] as number, 1e-9 * (high - low + 1));
        }
      }),
      { seed: 1 },
    );
  });

  it("lie in the field where a column's numbers are all but the same", () => {
    const X = [3.0000000000000004, 0, 0, 0].map((b, i): [number, number] => [i === 3 ? 3.5e-323 : 0, b]);
    const y = ["cat", "dog", "cat", "cat"];
    expect(drawingOf({ X, y }, frameOf(X, y)).map(({ x1 }) => Math.abs(x1) <= REACH)).to.not.include(false);
  });

  it("are the notebook's own numbers where they lie in the field, and numbers from 0 to 3 are the classes", () => {
    const points = { X: [[0.1, 0.3] as [number, number], [-2, 2.7] as [number, number]], y: [3, 1] };
    const widget = pointClassifier({ points });
    expect(widget.points).to.deep.equal(points);
    expect(widget.frame.labels).to.have.length(MOST_CLASSES);
  });

  it("fill no more than the field with any of the beginnings", () => {
    for (const name of Object.keys(starts) as StartName[]) {
      const { X, y } = pointClassifier({ points: name }).points;
      expect(
        X.flat().every((value) => Math.abs(value) <= REACH),
        name,
      ).to.equal(true);
      expect(y.length, name).to.equal(X.length);
    }
  });
});

describe("the point classifier in a notebook", () => {
  const page = new FakePage();
  beforeEach(() => page.enter());
  afterEach(() => page.leave());

  it("knows what is drawn in the page, and the page what code draws", () => {
    const widget = pointClassifier({ points: "empty" });
    const id = widget.open();
    page.update(id, { drawn: [{ x1: 1, x2: 0.5, c: 2 }] });
    expect(widget.points).to.deep.equal({ X: [[1, 0.5]], y: [2] });
    page.take();
    widget.points = { X: [[0, 1]], y: [1] };
    expect(page.take()[0]?.data.state).to.deep.equal({ drawn: [{ x1: 0, x2: 1, c: 1 }] });
  });

  it("has the page's network in the notebook's units", () => {
    const X = starts.moons().map(({ x1, x2 }): [number, number] => [1000 + 40 * x1, 7 + 0.01 * x2]);
    const y = starts.moons().map(({ c }) => (c === 1 ? "up" : "down"));
    const widget = pointClassifier({ points: { X, y } });
    expect(widget.network).to.equal(undefined);
    const learner = learnt(widget.drawn, 1500);
    page.update(widget.open(), { report: JSON.parse(JSON.stringify(learner.progress())) });
    const right = X.filter((x, i) => {
      const [down = 0, up = 0] = widget.network?.output(x) ?? [];
      return (up > down ? "up" : "down") === y[i];
    });
    expect([right.length, widget.accuracy, widget.steps]).to.deep.equal([X.length, 1, 1500]);
    expect(widget.loss).to.be.below(0.1);
  });

  it("is shown with what a page without a kernel needs to mount it", () => {
    const widget = pointClassifier({ points: "xor", hidden: [3], playing: false });
    const bundle: Record<string, unknown> = widget[display]();
    const form = bundle["application/vnd.axonlab.mount+json"] as {
      module: string;
      options: object;
      playing: boolean;
    };
    expect(bundle["text/plain"]).to.equal("A classifier for points to draw: 60 points, hidden layers of 3");
    expect(form).to.include({ module: "point-classifier", playing: false });
    expect(form.options).to.have.nested.property("set.hidden").deep.equal([3]);
    expect(form.options).to.have.property("drawn").with.length(60);
  });

  it("takes changes of its settings, and looks into a layer that there is", () => {
    const widget = pointClassifier({ hidden: [5, 4, 3] });
    expect(widget.settings).to.include({ layer: 3 });
    widget.change({ hidden: [1] });
    expect(widget.settings).to.deep.include({ layer: 1, neurons: [1, 1] });
    expect(pointClassifier({ hidden: [] }).settings).to.include({ layer: 0 });
  });

  it("refuses what it cannot do, and says what to write", () => {
    const P = (X: unknown, y: unknown) => ({ points: { X, y } });
    const cases: [object, string][] = [
      [{ points: "moon" }, 'did you mean "moons"'],
      [{ points: 3 }, "expected points to be a name or { X, y }"],
      [P([[1]], [0]), "expected points.X[0] to be two finite numbers"],
      [P([[1, Number.NaN]], [0]), "expected points.X[0] to be two finite numbers"],
      [P([[1, 2]], []), "expected points.y to hold 1 labels"],
      [P([[1, 2]], [null]), "expected points.y[0] to be a number or a text"],
      [P([[1, 2]], ["only"]), "expected y to hold 2 to 4 labels"],
      [P(Array(5).fill([1, 2]), [..."abcde"]), "expected y to hold 2 to 4 labels"],
      [P(Array(501).fill([1, 2]), Array(501).fill(0)), "expected at most 500 points"],
      [{ hidden: [0] }, "expected hidden to hold at most 4 numbers from 1 to 16"],
      [{ hiden: [3] }, "expected the name of a setting"],
      [{ learningRate: 0 }, "expected learningRate to be a number from 0.00001 to 10"],
      [{ seed: 0.5 }, "expected seed to be a whole number"],
      [{ descent: "sgd" }, "expected descent to be one of"],
      [{ layer: -1 }, "expected layer to be the number of a hidden layer"],
      [{ neurons: [1] }, "expected neurons to be the numbers of two neurons"],
      [{ activation: "tahn" }, 'did you mean "tanh"'],
    ];
    for (const [options, message] of cases) expect(() => pointClassifier(options), message).to.throw(message);
    const widget = pointClassifier({ points: "moons" });
    expect(() => {
      widget.points = { X: [[9, 9]], y: [0] };
    }).to.throw("to lie in the field");
    expect(() => {
      widget.points = { X: [[1, 1]], y: ["?"] };
    }).to.throw("expected points.y[0] to be one of 0, 1, 2, 3");
  });
});
