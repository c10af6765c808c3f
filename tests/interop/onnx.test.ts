import { expect } from "chai";
import { importProvided } from "../../scripts/lib/on-demand.mjs";
import { type Exportable, MLPClassifier, MLPRegressor, Network, NnError, toONNX } from "../../src/index.ts";
import { activationNames, difference, models, outputsOf, samples, withActivation } from "./models.ts";
import { provideFor } from "./provided.ts";

/** What we use of onnxruntime. */
interface Runtime {
  env: { wasm: { numThreads: number } };
  Tensor: new (type: string, data: unknown, shape: number[]) => unknown;
  InferenceSession: { create(model: Uint8Array): Promise<Session> };
}
interface Session {
  run(feeds: Record<string, unknown>): Promise<Record<string, { data: ArrayLike<number>; dims: number[] }>>;
}

/** How near answers must be: in single precision, rounding adds up over the layers. */
const near = { float32: 2e-6, float64: 1e-12 } as const;

describe("a network as ONNX, run by onnxruntime", () => {
  let ort: Runtime;

  before(async function () {
    this.timeout(600_000);
    await provideFor(this, ["onnxruntime-web"]);
    ort = await importProvided("onnxruntime-web", "dist/ort.node.min.mjs");
    ort.env.wasm.numThreads = 1;
  });

  async function run(model: Exportable, X: number[][], dtype: "float32" | "float64") {
    const session = await ort.InferenceSession.create(toONNX(model, { dtype }));
    const data = dtype === "float32" ? Float32Array.from(X.flat()) : Float64Array.from(X.flat());
    return session.run({ X: new ort.Tensor(dtype, data, [X.length, X[0]?.length as number]) });
  }

  for (const dtype of ["float32", "float64"] as const) {
    for (const [what, { model, X }] of Object.entries(models())) {
      it(`answers as ${what} does, in ${dtype}`, async () => {
        const answers = await run(model, X, dtype);
        const given = (answers.probabilities ?? answers.outputs)?.data as ArrayLike<number>;
        expect(difference(outputsOf(model, X), given)).to.be.below(near[dtype]);
        if (!(model instanceof MLPClassifier)) return;
        const labels = Array.from(answers.label?.data ?? [], (label) =>
          typeof label === "bigint" ? Number(label) : label,
        );
        const wanted = model.predict(X).flat();
        expect(labels).to.deep.equal(typeof wanted[0] === "boolean" ? wanted.map(Number) : wanted);
      });
    }

    for (const name of activationNames) {
      if (name === "gelu" && dtype === "float64") continue;
      it(`knows the activation ${name}, in ${dtype}`, async () => {
        const model = withActivation(name);
        const { outputs } = await run(model, samples, dtype);
        expect(difference(model.predict(samples), outputs?.data ?? [])).to.be.below(near[dtype]);
      });
    }
  }

  it("answers a single sample and many with the same file", async () => {
    const model = withActivation("tanh");
    const session = await ort.InferenceSession.create(toONNX(model));
    for (const count of [1, 3]) {
      const X = samples.slice(0, count);
      const { outputs } = await session.run({ X: new ort.Tensor("float32", Float32Array.from(X.flat()), [count, 4]) });
      expect(outputs?.dims).to.deep.equal([count, 3]);
    }
  });

  it("predicts counts by way of exp", async () => {
    const X = samples.map((row) => row.slice(0, 2));
    const model = new MLPRegressor({ hiddenLayerSizes: [3], loss: "poisson", maxIter: 3, nIterNoChange: 9 }).fit(
      X,
      X.map(([a = 0]) => Math.round(2 + a)),
    );
    const { outputs } = await run(model, X, "float64");
    expect(difference(outputsOf(model, X), outputs?.data ?? [])).to.be.below(1e-12);
  });

  const own = { name: "own", formula: "h", f: (h: number) => h, derivative: () => 1 };
  const refusals: Record<string, () => unknown> = {
    "an estimator that is not fitted": () => toONNX(new MLPClassifier()),
    "something else": () => toONNX({} as never),
    "a precision that it does not know": () => toONNX(withActivation("relu"), { dtype: "float16" as never }),
    "an activation function of the user's own": () => toONNX(new Network([{ weights: [[1]], activation: own }])),
    "gelu in double precision, which runtimes lack": () => toONNX(withActivation("gelu"), { dtype: "float64" }),
  };
  for (const [what, refused] of Object.entries(refusals)) {
    it(`refuses ${what}`, () => expect(refused).to.throw(NnError, /^\[nn\] expected .*, got .*: /));
  }
});
