import { expected } from "../../errors.ts";
import { Sequential } from "../sequential.ts";
import { type ChainBend, chainOf, type Exportable } from "./chain.ts";
import type { ChainActivation } from "./onnx-activations.ts";

/** A layer as Keras describes it. */
interface KerasLayer {
  class_name: string;
  config: Record<string, unknown>;
}

/** A weight's place in the row of weights. */
export interface TensorFlowWeight {
  name: string;
  shape: number[];
  dtype: "float32";
}

/** A TensorFlow.js layers model, as `tf.io.fromMemory` takes it: topology and weights. */
export interface TensorFlowJSModel {
  format: "layers-model";
  generatedBy: string;
  modelTopology: Record<string, unknown>;
  weightSpecs: TensorFlowWeight[];
  weightData: ArrayBuffer;
}

const bend = (activation: string): KerasLayer => ({ class_name: "Activation", config: { activation } });

/** Our activation functions as layers of TensorFlow.js; it lacks the others, or has another function by their name. */
const layersOf: Partial<Record<ChainActivation, KerasLayer>> = {
  sigmoid: bend("sigmoid"),
  tanh: bend("tanh"),
  relu: bend("relu"),
  relu6: bend("relu6"),
  elu: bend("elu"),
  selu: bend("selu"),
  gelu: bend("gelu"),
  softplus: bend("softplus"),
  softsign: bend("softsign"),
  silu: bend("swish"),
  mish: bend("mish"),
  softmax: bend("softmax"),
  leakyRelu: { class_name: "LeakyReLU", config: { alpha: 0.01 } },
  prelu: { class_name: "LeakyReLU", config: { alpha: 0.25 } },
};

/** The layer of an activation function. */
function activationLayer(name: ChainBend): KerasLayer {
  const layer = typeof name === "string" ? layersOf[name] : { class_name: "LeakyReLU", config: { alpha: name.a } };
  if (layer) return layer;
  throw expected(
    `an activation that TensorFlow.js has (${Object.keys(layersOf).join(", ")})`,
    name,
    "export to ONNX instead",
  );
}

/** The shares that dropout layers leave out, by how many dense layers come before. */
function dropouts(model: Exportable): Map<number, number[]> {
  const rates = new Map<number, number[]>();
  let dense = 0;
  for (const spec of model instanceof Sequential ? model.layers : []) {
    if (spec.type === "dense") dense++;
    if (spec.type === "dropout") rates.set(dense, [...(rates.get(dense) ?? []), spec.rate]);
  }
  return rates;
}

/**
 * A network as a TensorFlow.js layers model, ready for `tf.loadLayersModel(tf.io.fromMemory(model))`; in single
 * precision, TensorFlow.js's only one. A classifier of two classes answers with the probability of the second one. As
 * files: `modelTopology` and a `weightsManifest` go to model.json, `weightData` beside it.
 * @throws {NnError} before a fit, or for an activation that TensorFlow.js lacks.
 * @example
 * const model = toTensorFlowJS(Network.random({ sizes: [2, 3, 1] }));
 * model.weightSpecs.map(({ shape }) => shape) // → [[2, 3], [3], [3, 1], [1]]
 */
export function toTensorFlowJS(model: Exportable): TensorFlowJSModel {
  const { steps } = chainOf(model);
  const rates = dropouts(model);
  const drop = (l: number) => (rates.get(l) ?? []).map((rate) => ({ class_name: "Dropout", config: { rate } }));
  const layers = [
    ...drop(0),
    ...steps.flatMap(({ outputs, activations }, l): KerasLayer[] => [
      { class_name: "Dense", config: { units: outputs, activation: "linear", use_bias: true, name: `dense_${l + 1}` } },
      ...activations.map(activationLayer),
      ...drop(l + 1),
    ]),
  ].map(({ class_name, config }, k) => ({
    class_name,
    config: {
      name: `${class_name.toLowerCase()}_${k + 1}`,
      trainable: true,
      dtype: "float32",
      ...(k === 0 ? { batch_input_shape: [null, steps[0]?.inputs] } : {}),
      ...config,
    },
  }));
  const numbers = steps.flatMap(({ weights, biases }) => [...weights, ...biases]);
  return {
    format: "layers-model",
    generatedBy: "axonlab",
    modelTopology: {
      class_name: "Sequential",
      config: { name: "axonlab", layers },
      keras_version: "2.4.0",
      backend: "tensor_flow.js",
    },
    weightSpecs: steps.flatMap(({ inputs, outputs }, l): TensorFlowWeight[] => [
      { name: `dense_${l + 1}/kernel`, shape: [inputs, outputs], dtype: "float32" },
      { name: `dense_${l + 1}/bias`, shape: [outputs], dtype: "float32" },
    ]),
    weightData: Float32Array.from(numbers).buffer,
  };
}
