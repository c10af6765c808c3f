import { expect } from "chai";
import {
  Elman,
  gates,
  layers,
  learningCurve,
  MLPClassifier,
  Network,
  Perceptron,
  Sequential,
  train,
} from "../../../src/index.ts";

const OUTPUTS = Symbol.for("axonlab.outputs");
const kernel = globalThis as { [OUTPUTS]?: unknown };

interface Shown {
  text: string;
  id: string;
  update: boolean;
}

/** What a notebook shows of an action, on a clock that goes on by so many milliseconds whenever it is looked at. */
function shownBy(action: () => unknown, tick: number): Shown[] {
  const shown: Shown[] = [];
  let now = 0;
  kernel[OUTPUTS] = {
    show: (data: Record<string, string>, id: string, update: boolean) =>
      shown.push({ text: data["text/plain"] as string, id, update }),
  };
  performance.now = () => {
    now += tick;
    return now;
  };
  try {
    action();
  } finally {
    delete kernel[OUTPUTS];
    Reflect.deleteProperty(performance, "now");
  }
  return shown;
}

const model = () =>
  new MLPClassifier({ maxIter: 40, tol: 1e9, nIterNoChange: 30, shuffle: false, engine: "typescript" });
const trainings: Record<string, (options?: object) => unknown> = {
  MLPClassifier: () => model().fit(gates.XOR.X, gates.XOR.y, { onEpoch: () => true }),
  Sequential: () => new Sequential([layers.dense(1, "sigmoid")], { inputs: 2 }).fit(gates.OR.X, gates.OR.y),
  Perceptron: () => new Perceptron({ maxIter: 60, tol: null }).fit(gates.OR.X, gates.OR.y),
  Elman: () =>
    new Elman({ inputs: 1, hidden: 2, outputs: 1 }).train([{ inputs: [[1]], targets: [[1]] }], { epochs: 60 }),
  train: () => train(Network.random({ sizes: [2, 1] }), gates.OR, { epochs: 60 }),
};

describe("a training that blocks a notebook", () => {
  for (const [name, action] of Object.entries(trainings)) {
    it(`says by one line how far ${name} is, and at last how it ended`, () => {
      const shown = shownBy(action, 100);
      expect(shown.length).to.be.above(1);
      expect(new Set(shown.map(({ id }) => id)).size).to.equal(1);
      expect(shown.map(({ update }) => update)).to.deep.equal(shown.map((_, i) => i > 0));
      for (const { text } of shown)
        expect(text).to.match(new RegExp(`^${name}: .*epochs?.*(loss( =)? \\d.*)?, \\d+ s$`));
      const seconds = shown.map(({ text }) => Number(/(\d+) s$/.exec(text)?.[1]));
      expect(seconds).to.deep.equal([...seconds].sort((a, b) => a - b));
      expect(seconds[0]).to.equal(2);
    });

    it(`says nothing while ${name} is quick`, () => expect(shownBy(action, 0.001)).to.deep.equal([]));
  }

  it("counts the fits of a learning curve, however quick each of them is", () => {
    const { X, y } = { X: [...gates.OR.X, ...gates.OR.X], y: [...gates.NAND.y, ...gates.NAND.y] };
    const quick = { fit: () => {}, score: () => 1 };
    const shown = shownBy(() => learningCurve(() => quick, X, y, { folds: 2, shares: new Array(30).fill(1) }), 100);
    expect(shown.length).to.be.above(1);
    expect(shown[0]?.text).to.match(/^learningCurve: \d+ of 60 fits done, 2 s$/);
    expect(shown.at(-1)?.text).to.match(/^learningCurve: 60 fits, \d+ s$/);
  });

  it("says that it diverged, where it did", () => {
    const data = { X: [[1], [-1]], y: [1, 0] };
    const shown = shownBy(() => train(Network.random({ sizes: [1, 1] }), data, { learningRate: 2.5 }), 100);
    expect(shown.at(-1)?.text).to.match(/^train: diverged in epoch \d+, \d+ s$/);
  });

  it("has a line of its own for each", () => {
    const ids = [1, 2].map(() => shownBy(() => model().fit(gates.XOR.X, gates.XOR.y), 100)[0]?.id);
    expect(new Set(ids).size).to.equal(2);
    expect(ids[0]).to.be.a("string");
  });

  it("says nothing beside verbose lines", () => {
    const { log } = console;
    console.log = () => {};
    try {
      expect(shownBy(() => model().setParams({ verbose: true }).fit(gates.XOR.X, gates.XOR.y), 100)).to.deep.equal([]);
    } finally {
      console.log = log;
    }
  });
});
