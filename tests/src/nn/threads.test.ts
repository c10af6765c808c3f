import { expect } from "chai";
import { MLPClassifier, NnError, Random } from "../../../src/index.ts";
import type { EngineOptions } from "../../../src/nn/estimators/engines/engine.ts";
import { solvers } from "../../../src/nn/estimators/engines/solvers.ts";
import { Trial } from "../../../src/nn/estimators/engines/trial.ts";
import { WasmEngine } from "../../../src/nn/estimators/engines/wasm.ts";
import { canHaveHelp } from "../../../src/nn/estimators/engines/wasm-helper.ts";
import { wasm, whyNot } from "../../../src/nn/estimators/engines/wasm-kernels.ts";
import { skip } from "../../skip.ts";
import { solverOptions } from "./engine-settings.ts";

interface Trained {
  losses: unknown[];
  parameters: Buffer;
}

describe("a second thread", () => {
  it("is chosen where it was faster, given up where it was not, and tried again now and then", () => {
    const trial = new Trial();
    const pieces = (n: number, times: Readonly<Record<1 | 2, number>>) =>
      Array.from({ length: n }, () => {
        const threads = trial.next();
        trial.took(threads, times[threads]);
        return threads;
      }).join("");
    expect(pieces(12, { 1: 5, 2: 3 })).to.equal("111122222222");
    expect(pieces(396, { 1: 5, 2: 3 })).to.equal("2".repeat(396));
    expect(pieces(20, { 1: 5, 2: 6 })).to.equal("11112222111111111111");
    expect(pieces(288, { 1: 5, 2: 3 })).to.equal("1".repeat(288));
    expect(pieces(10, { 1: 5, 2: 3 })).to.equal("1111222222");
  });

  it("is not tried for long where it has no processor", () => {
    const trial = new Trial();
    const threads = Array.from({ length: 9 }, () => {
      const chosen = trial.next();
      trial.took(chosen, chosen === 1 ? 5 : 50);
      return chosen;
    });
    expect(threads.join("")).to.equal("111122111");
  });

  it("is given up at once when its pieces become slow", () => {
    const trial = new Trial();
    const next = (time: number) => {
      const threads = trial.next();
      trial.took(threads, threads === 1 ? 5 : time);
      return threads;
    };
    expect(Array.from({ length: 8 }, () => next(3)).join("")).to.equal("11112222");
    // One slow piece is no more than bad luck.
    expect([9, 3, 9, 9, 9, 9, 9].map(next).join("")).to.equal("2222211");
  });

  it("computes the same bits as one", async function () {
    if (whyNot("plain")) skip(this, whyNot("plain") as string);
    if (!canHaveHelp()) skip(this, "this machine has one processor only");
    const kernels = wasm("plain", true);
    while (!kernels.helper.isThere) await new Promise((resolve) => setTimeout(resolve, 10));
    for (const [units, single, zeros] of [
      [[300, 131, 67, 10], false, 0],
      [[300, 131, 67, 10], true, 0],
      [[300, 131, 67, 10], false, 0.8],
      [[300, 131, 67, 10], true, 0.8],
      // Half of these layers is small.
      [[784, 30, 10], true, 0],
      [[553, 131, 129, 10], false, 0.7],
    ] as const)
      for (const activation of ["relu", "tanh", "gelu"] as const) {
        const options = { units, activation, output: "softmax", alpha: 0.01, single, dropout: 0 };
        const [one, two] = [1, 2].map((threads) => {
          const engine = new WasmEngine(kernels, {
            ...(options as unknown as EngineOptions),
            capacity: 101,
            threads,
            random: new Random(1),
          });
          const random = new Random(2);
          engine.parameters.set(Float64Array.from(engine.parameters, () => random.uniform(-0.1, 0.1)));
          const X = Float64Array.from({ length: units[0] * 202 }, () =>
            random.uniform() < zeros ? 0 : random.uniform(-1, 1),
          );
          const y = new Float64Array(10 * 202);
          for (let i = 0; i < 202; i++) y[10 * i + random.integer(10)] = 1;
          const samples = { X, y, weights: undefined, rows: 202 };
          const solver = solvers.adam(solverOptions);
          // At least four pieces are done by two threads.
          const losses = Array.from({ length: 12 }, () => engine.train(samples, undefined, 0, 202, 101, solver));
          return { losses, parameters: Buffer.from(engine.parameters.slice().buffer) };
        }) as [Trained, Trained];
        expect(two.losses).to.deep.equal(one.losses);
        expect(two.parameters.equals(one.parameters)).to.equal(true);
      }
  });

  it("is refused where the number is none", () => {
    expect(() => new MLPClassifier({ threads: 3 })).to.throw(NnError, 'threads to be "auto", 1 or 2');
  });
});
