import { expected } from "../../errors.ts";
import type { Label } from "../label.ts";
import { checkOptions } from "../options.ts";
import { type Chain, type ChainBend, chainOf, type Exportable } from "./chain.ts";
import { leaky, onnxActivations } from "./onnx-activations.ts";
import { type ElementType, type Name, OnnxGraph, type RealType } from "./onnx-graph.ts";

/** A linear map and its activations, layer by layer, from X to the outputs of the last. */
function answers(graph: OnnxGraph, { steps }: Chain, X: Name): Name {
  return steps.reduce((a, { inputs, outputs, weights, biases, activations }, l) => {
    const W = graph.constant(weights, [inputs, outputs], graph.dtype, `W${l + 1}`);
    const b = graph.constant(biases, [outputs], graph.dtype, `b${l + 1}`);
    const h = graph.op("Gemm", [a, W, b]);
    return activations.reduce((value, bend) => written(graph, value, bend), h);
  }, X);
}

/** An activation in operators; a learnt slope is a number of the graph. */
function written(graph: OnnxGraph, h: Name, bend: ChainBend): Name {
  return typeof bend === "string" ? onnxActivations[bend](graph, h) : leaky(bend.a)(graph, h);
}

/** The type that a tensor of these labels has. */
function labelType(labels: readonly Label[]): ElementType {
  if (typeof labels[0] === "string") return "string";
  return typeof labels[0] === "boolean" ? "bool" : "int64";
}

/** A classifier's answers as `label` and `probabilities`, which other exporters of scikit-learn's models call them too. */
function classify(graph: OnnxGraph, { labels, coding }: NonNullable<Chain["classes"]>, outputs: Name): void {
  if (coding === "multilabel") {
    const above = graph.op("Greater", [outputs, graph.number(0.5)]);
    graph.output("label", graph.op("Cast", [above], { to: 7 }), ["n", labels.length], "int64");
    graph.output("probabilities", outputs, ["n", labels.length]);
    return;
  }
  const both =
    coding === "binary"
      ? graph.op("Concat", [graph.op("Sub", [graph.number(1), outputs]), outputs], { axis: 1 })
      : outputs;
  const type = labelType(labels);
  const values = type === "bool" ? labels.map(Number) : (labels as (number | string)[]);
  // A classifier that has seen one class only still answers with two probabilities, as its own predictProba does.
  const all = graph.constant(
    coding === "binary" && values.length === 1 ? [...values, ...values] : values,
    [Math.max(coding === "binary" ? 2 : 1, values.length)],
    type,
  );
  const place = graph.op("ArgMax", [both], { axis: 1, keepdims: 0 });
  graph.output("label", graph.op("Gather", [all, place]), ["n"], type);
  graph.output("probabilities", both, ["n", Math.max(2, labels.length)]);
}

/**
 * A network as an ONNX model, the format that PyTorch, TensorFlow, browsers and phones read: write the bytes to a file
 * `model.onnx`. It takes `X` (n rows); a classifier answers with `label` and `probabilities`, anything else with
 * `outputs`. (ONNX's operators, version 17.)
 * @param dtype The precision of its numbers. Default "float32", which every runtime has; "float64" is ours.
 * @throws {NnError} before a fit, or for an activation function of your own.
 * @example
 * const or = new Network([{ weights: [[1, 1]], biases: [-0.5] }]);
 * toONNX(or) instanceof Uint8Array // → true
 */
export function toONNX(model: Exportable, options: { dtype?: RealType } = {}): Uint8Array {
  const { dtype = "float32" } = checkOptions(options, ["dtype"]);
  if (dtype !== "float32" && dtype !== "float64") {
    throw expected('dtype to be "float32" or "float64"', dtype, "leave it out for float32");
  }
  const chain = chainOf(model);
  const graph = new OnnxGraph("axonlab", dtype);
  const outputs = answers(graph, chain, graph.input("X", ["n", chain.steps[0]?.inputs as number]));
  if (chain.classes) classify(graph, chain.classes, outputs);
  else graph.output("outputs", outputs, ["n", chain.steps.at(-1)?.outputs as number]);
  return graph.bytes();
}
