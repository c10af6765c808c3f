import { expect } from "chai";
import { MLPRegressor, NnError, Random } from "../../../src/index.ts";
import { makeEngine } from "../../../src/nn/estimators/engines/engines.ts";
import { solvers } from "../../../src/nn/estimators/engines/solvers.ts";
import { plain as softmax, solverOptions } from "./engine-settings.ts";

const plain = { ...softmax, output: "identity" } as const;
const solver = solvers.sgd(solverOptions);
const samples = { X: Float64Array.of(1, 2, 3), y: Float64Array.of(1, 0, 1), weights: undefined, rows: 3 };

/** Learns once, and answers. */
function use(units: number[], capacity: number): Float64Array {
  const engine = makeEngine("auto", { ...plain, units, capacity, random: new Random(1) });
  void engine.train(samples, undefined, 0, 3, 3, solver);
  engine.close();
  return engine.answers(samples.X, 3);
}

describe("WebAssembly's memory", () => {
  it("keeps nothing of networks that are gone", () => {
    // Each takes 80 MB while it is trained: without their release more than the 4 GB there are.
    for (let i = 0; i < 60; i++) expect(use([1, 20_000, 1], 100)).to.have.length(3);
  });

  it("says what to do about a network for which there is no room, and has room again for others", () => {
    for (let i = 0; i < 3; i++)
      expect(() => use([1, 1, 1], 100_000_000)).to.throw(NnError, /expected a network .*4 GB.*smaller batchSize/);
    // More than is left where nothing was given back.
    expect(use([1, 1, 1], 30_000_000)).to.have.length(3);
  });

  it("keeps the answers of one network where there is no room for another's", () => {
    const small = makeEngine("auto", { ...plain, units: [1, 20, 1], random: new Random(1) });
    small.parameters.set(Float64Array.from(small.parameters, (_, i) => Math.sin(i)));
    const wanted = small.answers(samples.X, 3);
    const large = makeEngine("auto", { ...plain, units: [700_000, 1, 1], random: new Random(1) });
    expect(() => large.answers(new Float64Array(700_000), 1)).to.throw(NnError, /1 GB for any one list/);
    // What is closed would be computed with what lies there now.
    const other = makeEngine("auto", { ...plain, units: [1, 20_000, 1], random: new Random(1) });
    void other.train(samples, undefined, 0, 3, 3, solver);
    expect(small.answers(samples.X, 3)).to.deep.equal(wanted);
  });

  it("leaves nothing to be asked of a fit that had no room", () => {
    const model = new MLPRegressor({ hiddenLayerSizes: [20_000], batchSize: 9000, maxIter: 2, warmStart: true });
    const X = Array.from({ length: 9000 }, (_, i) => [i / 9000]);
    const y = X.map(([x]) => x as number);
    expect(() => model.fit(X, y)).to.throw(NnError, /1 GB for any one list/);
    expect(() => model.predict(X)).to.throw(NnError, "call fit(X, y) first");
    model.setParams({ hiddenLayerSizes: [3] });
    expect(model.fit(X, y).predict(X)).to.have.length(9000);
  });
});
