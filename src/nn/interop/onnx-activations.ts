import { expected } from "../../errors.ts";
import type { activations } from "../activations.ts";
import type { Name, OnnxGraph } from "./onnx-graph.ts";

/** An activation by the name that it has in this library, or one that only a last layer has. */
export type ChainActivation = keyof typeof activations | "softmax" | "exp";

/** Writes an activation function in ONNX's operators; those that every runtime has in both precisions. */
type Writer = (graph: OnnxGraph, h: Name) => Name;

const larger: Writer = (graph, h) => graph.op("Relu", [h]);
const smaller: Writer = (graph, h) => graph.op("Min", [h, graph.number(0)]);
const clip =
  (low: number, high: number): Writer =>
  (graph, h) =>
    graph.op("Max", [graph.op("Min", [h, graph.number(high)]), graph.number(low)]);
const times = (graph: OnnxGraph, a: Name, b: Name) => graph.op("Mul", [a, b]);
const plus = (graph: OnnxGraph, a: Name, b: Name) => graph.op("Add", [a, b]);
const minus = (graph: OnnxGraph, a: Name, b: Name) => graph.op("Sub", [a, b]);

/** A straight line of another slope below 0. */
export const leaky =
  (slope: number): Writer =>
  (graph, h) =>
    plus(graph, larger(graph, h), times(graph, graph.number(slope), smaller(graph, h)));

/** $\max(0, h) + α (e^{\min(0, h)} - 1)$ */
const exponential =
  (alpha: number): Writer =>
  (graph, h) => {
    const below = minus(graph, graph.op("Exp", [smaller(graph, h)]), graph.number(1));
    return plus(graph, larger(graph, h), times(graph, graph.number(alpha), below));
  };

/** $\max(0, h) + \ln(1 + e^{-|h|})$, which does not overflow. */
const softplus: Writer = (graph, h) => {
  const power = graph.op("Exp", [graph.op("Neg", [graph.op("Abs", [h])])]);
  return plus(graph, larger(graph, h), graph.op("Log", [plus(graph, power, graph.number(1))]));
};

const hardSigmoid: Writer = (graph, h) =>
  clip(0, 1)(graph, graph.op("Div", [plus(graph, h, graph.number(3)), graph.number(6)]));

const gelu: Writer = (graph, h) => {
  if (graph.dtype === "float64") {
    throw expected(
      'dtype "float32" for gelu, whose error function runtimes have in single precision only',
      "float64",
      "leave dtype out",
    );
  }
  const erf = graph.op("Erf", [graph.op("Div", [h, graph.number(Math.SQRT2)])]);
  return times(graph, h, graph.op("Div", [plus(graph, erf, graph.number(1)), graph.number(2)]));
};

const [lambda, alpha] = [1.0507009873554805, 1.6732632423543772];

/** Every activation function that a layer may have, in operators. */
export const onnxActivations: Readonly<Record<ChainActivation, Writer>> = {
  identity: (_graph, h) => h,
  step: (graph, h) => {
    const yes = graph.op("GreaterOrEqual", [h, graph.number(0)]);
    return graph.op("Where", [yes, graph.number(1), graph.number(0)]);
  },
  sigmoid: (graph, h) => graph.op("Sigmoid", [h]),
  tanh: (graph, h) => graph.op("Tanh", [h]),
  relu: larger,
  leakyRelu: leaky(0.01),
  prelu: leaky(0.25),
  elu: exponential(1),
  selu: (graph, h) => times(graph, graph.number(lambda), exponential(alpha)(graph, h)),
  gelu,
  softplus,
  softsign: (graph, h) => graph.op("Div", [h, plus(graph, graph.op("Abs", [h]), graph.number(1))]),
  // Not as h · σ(h): some releases of onnxruntime make one operator of that, which they lack in double precision.
  silu: (graph, h) => graph.op("Div", [h, plus(graph, graph.number(1), graph.op("Exp", [graph.op("Neg", [h])]))]),
  mish: (graph, h) => times(graph, h, graph.op("Tanh", [softplus(graph, h)])),
  relu6: clip(0, 6),
  hardSigmoid,
  hardTanh: clip(-1, 1),
  hardSwish: (graph, h) => times(graph, h, hardSigmoid(graph, h)),
  softmax: (graph, h) => graph.op("Softmax", [h], { axis: 1 }),
  exp: (graph, h) => graph.op("Exp", [h]),
};
