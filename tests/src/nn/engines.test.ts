import { expect } from "chai";
import { activations, MLPClassifier, MLPRegressor, NnError, Random } from "../../../src/index.ts";
import type { Engine, EngineOptions, Samples } from "../../../src/nn/estimators/engines/engine.ts";
import { type EngineName, engineNames, makeEngine } from "../../../src/nn/estimators/engines/engines.ts";
import { solvers } from "../../../src/nn/estimators/engines/solvers.ts";
import { WasmEngine } from "../../../src/nn/estimators/engines/wasm.ts";
import { wasm } from "../../../src/nn/estimators/engines/wasm-kernels.ts";
import { skip } from "../../skip.ts";
import { plain, solverOptions } from "./engine-settings.ts";
import { clouds, warningsOf } from "./samples.ts";

type Settings = Omit<EngineOptions, "random">;

/** An engine with weights that depend on nothing but its size. */
function engineOf(name: EngineName, settings: Settings): Engine {
  const engine = makeEngine(name, { ...settings, random: new Random(5) });
  const random = new Random(1);
  const scale = 1 / Math.sqrt(Math.max(...settings.units));
  engine.parameters.set(Float64Array.from(engine.parameters, () => random.uniform(-scale, scale)));
  return engine;
}

/** Samples that fit the output: a class each, several labels, numbers or counts. */
function samplesFor({ units, output, single }: Settings, rows: number, weighted = false, zeros = 0): Samples {
  const random = new Random(2);
  const n = units.at(-1) as number;
  const truth = Float64Array.from({ length: rows * n }, () => {
    if (output === "logistic") return random.integer(2);
    return output === "exp" ? random.integer(4) : random.uniform(-1, 1);
  });
  if (output === "softmax")
    for (let i = 0; i < rows; i++) truth.fill(0, i * n, (i + 1) * n)[i * n + random.integer(n)] = 1;
  const X = new Float64Array(rows * (units[0] as number));
  // Millions of numbers are repeated from the first few.
  const different = Math.min(X.length, 99_991);
  for (let i = 0; i < different; i++) X[i] = random.uniform() < zeros ? 0 : random.uniform(-1, 1);
  for (let i = different; i < X.length; i *= 2) X.copyWithin(i, 0, i);
  const weights = weighted ? Float64Array.from({ length: rows }, () => random.integer(3)) : undefined;
  return { X: single ? Float32Array.from(X) : X, y: truth, weights, rows };
}

interface Work {
  solver?: "sgd" | "adam";
  nesterov?: boolean;
  rows?: number;
  weighted?: boolean;
  order?: boolean;
  /** The share of inputs that are 0. */
  zeros?: number;
}

/** Everything that an engine can be asked, after two epochs in pieces. */
function outcome(name: EngineName, settings: Settings, work: Work = {}) {
  const { solver: rule = "adam", nesterov = true, rows = 23, weighted = false, order = false, zeros = 0 } = work;
  const engine = engineOf(name, settings);
  const samples = samplesFor(settings, rows, weighted, zeros);
  const solver = solvers[rule]({ ...solverOptions, nesterovsMomentum: nesterov });
  const places = order ? Int32Array.from(new Random(3).shuffle(Array.from({ length: rows }, (_, i) => i))) : undefined;
  const losses: number[] = [];
  const batch = settings.capacity;
  for (let epoch = 0; epoch < 2; epoch++) {
    const sums = [
      engine.train(samples, places, 0, 2 * batch, batch, solver),
      engine.train(samples, places, 2 * batch, rows, batch, solver),
    ] as [number, number];
    losses.push((sums[0] + sums[1]) / rows);
  }
  const trained = Array.from(engine.parameters);
  const memory = engine.memory.flatMap((row) => Array.from(row));
  const loss = engine.loss(samples);
  const answers = Array.from(engine.answers(samples.X, rows));
  engine.close();
  expect(Array.from(engine.parameters), "parameters after close").to.deep.equal(trained);
  expect(Array.from(engine.answers(samples.X, rows)), "answers after close").to.deep.equal(answers);
  return { losses, trained, memory, loss, answers, steps: [solver.steps] };
}

function same(name: EngineName, settings: Settings, work: Work = {}) {
  const [actual, wanted] = [outcome(name, settings, work), outcome("typescript", settings, work)];
  const within = settings.single ? 2e-4 : 1e-9;
  for (const [what, numbers] of Object.entries(wanted)) {
    const [others, rights] = [[actual[what as "losses"]].flat(), [numbers].flat()];
    expect(others, what).to.have.length(rights.length);
    // One look at each, since there are millions.
    const off = rights.findIndex((value, i) => {
      const room = within * Math.max(1, Math.abs(value));
      return !(Math.abs((others[i] as number) - value) <= room);
    });
    expect(off === -1 ? undefined : [what, off, others[off], rights[off]]).to.equal(undefined);
  }
}

for (const name of engineNames.filter((other) => other.startsWith("wasm")) as EngineName[]) {
  describe(`the engine "${name}" computes what the one in TypeScript does`, () => {
    before(function () {
      try {
        makeEngine(name, { ...plain, units: [1, 1], random: new Random(1) });
      } catch (error) {
        skip(this, (error as Error).message);
      }
    });

    for (const single of [false, true]) {
      const settings = { ...plain, units: [3, 5, 4, 3], single };
      const bits = single ? "single" : "double";
      it(`in ${bits} precision with every activation function`, () => {
        for (const activation of Object.keys(activations) as EngineOptions["activation"][])
          same(name, { ...settings, activation });
      });

      it(`in ${bits} precision with every output, weighted or not, in any order`, () => {
        for (const output of ["identity", "logistic", "softmax", "exp"] as const)
          for (const weighted of [false, true])
            for (const order of [false, true]) same(name, { ...settings, output }, { weighted, order });
      });

      it(`in ${bits} precision with every solver`, () => {
        for (const solver of ["sgd", "adam"] as const)
          for (const nesterov of [false, true]) same(name, settings, { solver, nesterov });
      });

      it(`in ${bits} precision whatever the sizes of layers and batches`, () => {
        const shapes = [
          [1, 1],
          [2, 1, 1],
          [5, 4, 3],
          [9, 17, 6, 2],
          [8, 8, 8],
          [40, 33, 11],
          [130, 150, 10],
        ];
        for (const units of shapes)
          for (const capacity of [1, 2, 3, 4, 8, 11])
            same(name, { ...settings, units, capacity, output: "identity" }, { solver: "sgd" });
      });

      it(`in ${bits} precision with dropout, which leaves out the same neurons`, () => {
        for (const activation of ["relu", "gelu"] as const) same(name, { ...settings, activation, dropout: 0.4 });
      });

      it(`in ${bits} precision with inputs that are mostly zeros, which it makes lists of`, () => {
        const shapes = [
          [16, 16, 3],
          [21, 17, 5],
          [64, 70, 10],
          [130, 19],
        ];
        for (const units of shapes)
          for (const [capacity, rows] of [
            [1, 9],
            [7, 23],
            [300, 610],
          ] as const)
            for (const zeros of [0.5, 0.9, 1])
              same(
                name,
                { ...settings, units, capacity, output: "identity" },
                { solver: "sgd", rows, zeros, order: rows === 23, weighted: rows === 610 },
              );
        for (const activation of ["gelu", "relu"] as const)
          same(name, { ...settings, units: [40, 20, 3], activation, dropout: 0.3 }, { zeros: 0.8 });
      });
    }

    it("and its gradient is what central differences say", () => {
      for (const output of ["identity", "logistic", "softmax", "exp"] as const) {
        const settings = { ...plain, units: [3, 4, output === "identity" ? 1 : 3], output, capacity: 9 };
        const engine = engineOf(name, settings);
        const samples = samplesFor(settings, 9, true);
        engine.lossAndGradient(samples);
        const gradient = Array.from(engine.gradient);
        gradient.forEach((slope, i) => {
          const w = engine.parameters[i] as number;
          const lossAt = (value: number) => {
            engine.parameters[i] = value;
            return engine.lossAndGradient(samples);
          };
          expect(slope, `${output} ${i}`).to.be.closeTo((lossAt(w + 1e-5) - lossAt(w - 1e-5)) / 2e-5, 1e-8);
          engine.parameters[i] = w;
        });
        engine.close();
      }
    });

    it("and gets more samples than it brings over at once, part by part", () => {
      const settings = { ...plain, units: [31, 18, 2], capacity: 300 };
      const kernels = wasm(name === "wasm" ? "plain" : "fused", false);
      for (const zeros of [0, 0.8]) {
        const trained = (mostNumbers: number) => {
          const engine = new WasmEngine(kernels, { ...settings, random: new Random(5) }, mostNumbers);
          const random = new Random(1);
          engine.parameters.set(Float64Array.from(engine.parameters, () => random.uniform(-1, 1)));
          const order = Int32Array.from(new Random(3).shuffle(Array.from({ length: 1700 }, (_, i) => i)));
          const samples = samplesFor(settings, 1700, true, zeros);
          const losses = [1, 2].map(() => engine.train(samples, order, 0, 1700, 300, solvers.sgd(solverOptions)));
          const loss = engine.loss(samples);
          return { losses, loss, parameters: Array.from(engine.parameters) };
        };
        expect(trained(1)).to.deep.equal(trained(1e6));
      }
    });

    it("and says that numbers have left all bounds, as it does", () => {
      for (const output of ["identity", "logistic", "softmax", "exp"] as const) {
        const settings = { ...plain, units: [2, 2, 2], output };
        const engine = engineOf(name, settings);
        const samples = samplesFor(settings, 7);
        engine.parameters[0] = Number.NaN;
        expect(Number.isNaN(engine.lossAndGradient(samples)), output).to.equal(true);
        engine.close();
      }
    });
  });
}

describe("the parameter engine", () => {
  const { X, y } = clouds(60);
  const settings = { hiddenLayerSizes: [8], maxIter: 20, randomState: 1 } as const;
  const trained = (engine: EngineName) => {
    const model = new MLPClassifier({ ...settings, engine });
    warningsOf(() => model.fit(X, y));
    return model.coefs_;
  };

  it("chooses what computes, and by default WebAssembly where it runs", () => {
    expect(trained("auto")).to.deep.equal(trained("wasm"));
    expect(trained("typescript")).to.not.deep.equal(trained("wasm"));
    expect(() => new MLPClassifier({ engine: "cuda" as "auto" })).to.throw(NnError, "engine to be one of");
  });

  it("gives the same bits for pictures as for the same without a zero left out", () => {
    // A number beside the lists' share of others makes no lists; it stands in a column whose weights are 0.
    const zeros = samplesFor({ ...plain, units: [40, 20, 3] }, 50, false, 0.7);
    const answersOf = (columns: number) => {
      const engine = makeEngine("auto", { ...plain, units: [columns, 20, 3], random: new Random(1) });
      const random = new Random(2);
      const weights = Array.from({ length: 40 * 20 }, () => random.uniform(-1, 1));
      const rest = Array.from({ length: 20 * 3 + 23 }, () => random.uniform(-1, 1));
      engine.parameters.set([...weights, ...new Array<number>((columns - 40) * 20).fill(0), ...rest]);
      const X = Float64Array.from({ length: 50 * columns }, (_, i) =>
        i % columns < 40 ? (zeros.X[Math.floor(i / columns) * 40 + (i % columns)] as number) : 1,
      );
      return Array.from(engine.answers(X, 50));
    };
    expect(answersOf(40)).to.deep.equal(answersOf(140));
  });

  it("ends a training that nobody looks at where one ends that somebody does", () => {
    for (const { tol, nIterNoChange, learningRateInit } of [
      { tol: 1e-3, nIterNoChange: 3, learningRateInit: 0.02 },
      { tol: 0, nIterNoChange: Number.POSITIVE_INFINITY, learningRateInit: 0.02 },
      { tol: 1, nIterNoChange: 5, learningRateInit: 1e-4 },
    ])
      for (const [solver, shuffle] of [
        ["adam", false],
        ["sgd", true],
        ["adam", true],
      ] as const) {
        const [alone, seen] = [undefined, () => true].map((onEpoch) => {
          const model = new MLPClassifier({
            ...settings,
            maxIter: 300,
            shuffle,
            randomState: null,
            warmStart: true,
            solver,
            tol,
            nIterNoChange,
            learningRateInit,
          });
          // The second goes on with the random numbers that the first has left.
          const texts = [1, 2].map(() => warningsOf(() => model.fit(X, y, onEpoch ? { onEpoch } : {})));
          const { coefs_, lossCurve_, nIter_, t_, loss_, bestLoss_ } = model;
          return {
            coefs_,
            lossCurve_,
            nIter_,
            t_,
            loss_,
            bestLoss_,
            texts,
            saved: JSON.stringify(model.toJSON().learnt),
          };
        });
        expect(alone).to.deep.equal(seen);
      }
  });

  it("lets networks be trained at once, without a word between them", async () => {
    const alone = trained("wasm");
    const all = Array.from({ length: 4 }, () => new MLPClassifier({ ...settings, engine: "wasm" }));
    const before = console.warn;
    console.warn = () => {};
    await Promise.all(
      all.map((model, k) => model.fitAsync(X, y, { onEpoch: () => model.predict(X.slice(0, 3 + k)).length > 0 })),
    );
    console.warn = before;
    for (const model of all) expect(model.coefs_).to.deep.equal(alone);
  });

  it("counts the loss of rates as small as numbers can be", () => {
    for (const single of [false, true]) {
      const lossOf = (engine: EngineName, sum: number) => {
        const settings = { ...plain, units: [1, 1], output: "exp", single } as const;
        const built = makeEngine(engine, { ...settings, random: new Random(1) });
        built.parameters.set([sum, 0]);
        return built.loss({ X: Float64Array.of(1), y: Float64Array.of(2), weights: undefined, rows: 1 });
      };
      for (const sum of single ? [-80, -87.5, -90, -100, 80] : [-700, -709, -720, -730, 700]) {
        const right = 2 * (Math.log(2) - sum) - 2 + Math.exp(sum);
        const within = single ? 1e-3 : 1e-9;
        expect(lossOf("auto", sum), `${sum}`).to.be.closeTo(right, within * right);
      }
      expect(lossOf("auto", -1000)).to.equal(Number.POSITIVE_INFINITY);
    }
  });

  it("learns the same in single precision whatever all weights are multiplied by, and with the smallest ε", () => {
    const learnt = (engine: EngineName, weight: number, epsilon: number, scale: number) => {
      const model = new MLPRegressor({
        hiddenLayerSizes: [4],
        activation: "tanh",
        dtype: "float32",
        engine,
        epsilon,
        learningRateInit: scale / 10,
        alpha: 0,
        maxIter: 50,
        randomState: 1,
      });
      const targets = X.map((row) => (row[0] as number) * scale);
      warningsOf(() => model.fit(X, targets, { sampleWeight: X.map(() => weight) }));
      return model.loss_ as number;
    };
    for (const [weight, epsilon, scale] of [
      [1, 1e-8, 1],
      [1e-26, 1e-8, 1],
      [1, 1e-25, 1e-18],
    ] as const) {
      const [ours, wanted] = [learnt("auto", weight, epsilon, scale), learnt("typescript", weight, epsilon, scale)];
      expect(ours, `${weight} ${epsilon}`).to.be.closeTo(wanted, 0.01 * wanted);
    }
  });

  it("gives probabilities down to the smallest numbers there are, and then 0", () => {
    const answersTo = (weight: number, output: "logistic" | "exp" | "softmax", engine: EngineName) => {
      const built = makeEngine(engine, { ...plain, units: [1, 2], output, random: new Random(1) });
      built.parameters.set([weight, 0, 0, 0]);
      return Array.from(built.answers(Float64Array.of(1, -1), 2));
    };
    for (const output of ["logistic", "exp", "softmax"] as const)
      for (const weight of [5, 700, 707.9, 708.1, 709, 709.5, 709.8, 720, 744, 746, 800, 1000, 1e300]) {
        const [ours, wanted] = [answersTo(weight, output, "auto"), answersTo(weight, output, "typescript")];
        ours.forEach((value, i) => {
          const right = wanted[i] as number;
          const room = Math.max(Math.abs(right) * 1e-14, 1e-323);
          expect(
            value === right || Math.abs(value - right) <= room,
            `${output} ${weight}: ${value}, ${right}`,
          ).to.equal(true);
        });
      }
  });
});
