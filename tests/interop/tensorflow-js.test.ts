import { expect } from "chai";
import { importProvided } from "../../scripts/lib/on-demand.mjs";
import { type ActivationName, MLPClassifier, NnError, toTensorFlowJS } from "../../src/index.ts";
import { activationNames, difference, models, outputsOf, samples, withActivation } from "./models.ts";
import { provideFor } from "./provided.ts";

/** What TensorFlow.js lacks, or means something else by. */
const lacking: readonly ActivationName[] = ["step", "hardSigmoid", "hardTanh", "hardSwish"];

const near = 2e-6;

describe("a network as a TensorFlow.js layers model, loaded by tf.loadLayersModel", () => {
  // biome-ignore lint/suspicious/noExplicitAny: its types come with the package, which is not installed with ours.
  let tf: any;
  // biome-ignore lint/suspicious/noExplicitAny: the same.
  let tfLayers: any;

  before(async function () {
    this.timeout(300_000);
    const names = ["@tensorflow/tfjs-core", "@tensorflow/tfjs-layers", "@tensorflow/tfjs-backend-cpu"] as const;
    await provideFor(this, names);
    const [core, layers] = await Promise.all(
      names.map((name) => importProvided(name, `dist/tf-${name.slice(17)}.node.js`)),
    );
    [tf, tfLayers] = [core.default, layers.default];
    tf.env().set("IS_NODE", true);
    await tf.setBackend("cpu");
  });

  async function predict(artifacts: unknown, X: number[][]): Promise<ArrayLike<number>> {
    // Through JSON and back, as a file would take it; the weights go beside.
    const { weightData, ...rest } = artifacts as { weightData: ArrayBuffer };
    const model = await tfLayers.loadLayersModel(tf.io.fromMemory({ ...JSON.parse(JSON.stringify(rest)), weightData }));
    return model.predict(tf.tensor2d(X)).dataSync();
  }

  for (const [what, { model, X }] of Object.entries(models())) {
    it(`answers as ${what} does`, async () => {
      const wanted = outputsOf(model, X);
      // Two classes are one output there: the probability of the second.
      const two = model instanceof MLPClassifier && model.outActivation_ === "logistic" && model.nOutputs_ === 1;
      const given = await predict(toTensorFlowJS(model), X);
      expect(difference(two ? wanted.map((row) => row.slice(1)) : wanted, given)).to.be.below(near);
    });
  }

  for (const name of activationNames) {
    if (lacking.includes(name)) {
      it(`refuses the activation ${name}, which it lacks`, () => {
        expect(() => toTensorFlowJS(withActivation(name))).to.throw(NnError, /an activation that TensorFlow\.js has/);
      });
      continue;
    }
    it(`knows the activation ${name}`, async () => {
      const model = withActivation(name);
      expect(difference(model.predict(samples), await predict(toTensorFlowJS(model), samples))).to.be.below(near);
    });
  }

  it("keeps dropout layers, so that it can be trained on there", async () => {
    const { model } = models()["a Sequential with dropout and two activations in a row"] ?? {};
    if (!model) throw new Error("there should be such a model");
    const layers = (toTensorFlowJS(model).modelTopology.config as { layers: { class_name: string }[] }).layers;
    expect(layers.map(({ class_name }) => class_name)).to.deep.equal([
      "Dropout",
      "Dense",
      "Activation",
      "Dropout",
      "Dense",
      "Activation",
      "Activation",
      "Dense",
    ]);
  });

  it("refuses an estimator that is not fitted", () => {
    expect(() => toTensorFlowJS(new MLPClassifier())).to.throw(NnError, /call fit/);
  });
});
