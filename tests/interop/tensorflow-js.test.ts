import { expect } from "chai";
import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { loadLayersModel } from "@tensorflow/tfjs-layers";
import { type ActivationName, MLPClassifier, NnError, toTensorFlowJS } from "../../src/index.ts";
import { activationNames, difference, models, outputsOf, samples, withActivation } from "./models.ts";

/** What TensorFlow.js lacks, or means something else by. */
const lacking: readonly ActivationName[] = ["step", "hardSigmoid", "hardTanh", "hardSwish"];

const near = 2e-6;

describe("a network as a TensorFlow.js layers model, loaded by tf.loadLayersModel", () => {
  before(async () => {
    // It would else print a line about another package of its own.
    tf.env().set("IS_NODE", true);
    tf.env().set("IS_TEST", true);
    await tf.setBackend("cpu");
  });

  async function predict(artifacts: unknown, X: number[][]): Promise<ArrayLike<number>> {
    // Through JSON and back, as a file would take it; the weights go beside.
    const { weightData, ...rest } = artifacts as { weightData: ArrayBuffer };
    const model = await loadLayersModel(tf.io.fromMemory({ ...JSON.parse(JSON.stringify(rest)), weightData }));
    const answers = model.predict(tf.tensor2d(X)) as tf.Tensor;
    return answers.dataSync();
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
