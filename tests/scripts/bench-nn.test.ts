import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { largestDifference, lossOf } from "../../scripts/bench/nn/judge.mjs";
import { report } from "../../scripts/bench/nn/report.mjs";
import { tenth, WORKLOADS } from "../../scripts/bench/nn/workloads.mjs";
import { Network, sampleLoss } from "../../src/index.ts";

describe("the judge of the neural networks' benchmark", () => {
  const folder = mkdtempSync(join(tmpdir(), "axonlab-bench-"));
  after(() => rmSync(folder, { recursive: true }));
  const file = (name: string, values: Uint8Array | Float64Array) => {
    writeFileSync(join(folder, name), values);
    return join(folder, name);
  };

  it("finds the loss and the answers that a Network finds", () => {
    const network = Network.random({ sizes: [2, 4, 3], hidden: "relu", output: "softmax", seed: 5 });
    const pixels = Uint8Array.of(0, 16, 8, 4, 1, 3);
    const X = [
      [0, 1],
      [0.5, 0.25],
      [0.0625, 0.1875],
    ];
    const y = [
      [1, 0, 0],
      [0, 0, 1],
      [0, 1, 0],
    ];
    const weights = network.layers.flatMap((layer) => [
      ...(layer.weights[0] ?? []).flatMap((_, i) => layer.weights.map((row) => row[i] as number)),
      ...layer.biases,
    ]);
    const flat = Float64Array.from(weights);
    const files = {
      X: { file: file("X", pixels), kind: "u8" as const, scale: 1 / 16, rows: 3, columns: 2 },
      y: { file: file("y", Float64Array.from(y.flat())), kind: "f64" as const, scale: 1, rows: 3, columns: 3 },
      weights: file("weights", flat),
    };
    const workload = { ...(WORKLOADS.find(({ key }) => key === "b") as (typeof WORKLOADS)[number]), units: [2, 4, 3] };
    const wanted = X.reduce(
      (sum, x, i) => sum + sampleLoss("categoricalCrossEntropy", network.output(x), y[i] as number[]) / 3,
      0,
    );
    expect(lossOf(workload, files, flat)).to.be.closeTo(wanted, 1e-14);
    expect(largestDifference(workload, files, Float64Array.from(network.outputs(X).flat()))).to.be.below(1e-15);
    expect(largestDifference(workload, files, new Float64Array(9))).to.be.above(0.3);
  });

  it("marks what did not reach our loss or failed, and says how many times our time the others took", () => {
    const workloads = WORKLOADS.filter(({ key }) => key === "a");
    const one = { workload: "a", dtype: "float64" as const, threads: 1 as const, compares: true };
    const { text, failures } = report(
      workloads,
      ["axonlab", "scikit-learn", "torch", "playground"],
      [
        { ...one, peer: "axonlab", version: "1.0", seconds: 0.002, judged: 0.125 },
        { ...one, peer: "scikit-learn", version: "1.9", seconds: 0.6, judged: 0.125 },
        { ...one, peer: "torch", seconds: 0.4, judged: 0.2 },
        { ...one, peer: "playground", failure: "failed: no such file" },
      ],
    );
    expect(failures).to.equal(2);
    expect(text).to.include("| 2.00 ms | 600 ms (×300) | 400 ms (×200) ✗ | failed |");
    expect(text).to.include("✗ a torch float64 1T: ended at 0.2").and.to.include("failed: no such file");
  });

  it("takes a tenth of the large workloads, and the small ones whole", () => {
    const samples = WORKLOADS.map((one) => [one.key, tenth(one).samples]).filter(([, count]) => count !== undefined);
    expect(Object.fromEntries(samples)).to.deep.equal({ c: 6000, d: 2000, g: 6000, i: 6000 });
  });
});
