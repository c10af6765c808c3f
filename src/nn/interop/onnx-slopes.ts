import type { activations } from "../activations.ts";
import { type ChainActivation, onnxActivations } from "./onnx-activations.ts";
import type { Name, OnnxGraph } from "./onnx-graph.ts";

/** Writes $g'(h)$ in ONNX's operators, from h and from $a = g(h)$. */
type SlopeWriter = (graph: OnnxGraph, h: Name, a: Name) => Name;

/** One thing where h is above a bound, another elsewhere. */
const whereAbove = (graph: OnnxGraph, h: Name, bound: number, yes: Name, no: Name) =>
  graph.op("Where", [graph.op("Greater", [h, graph.number(bound)]), yes, no]);

/** A slope between two bounds, none outside. */
const between =
  (low: number, high: number, slope: number): SlopeWriter =>
  (graph, h) => {
    const above = whereAbove(graph, h, low, graph.number(slope), graph.number(0));
    return graph.op("Where", [graph.op("Less", [h, graph.number(high)]), above, graph.number(0)]);
  };

const bent =
  (above: number, below: number): SlopeWriter =>
  (graph, h) =>
    whereAbove(graph, h, 0, graph.number(above), graph.number(below));

/** $1 - a$ */
const rest = (graph: OnnxGraph, a: Name) => graph.op("Sub", [graph.number(1), a]);

/** $e^{\min(0, h)}$ */
const powerBelow = (graph: OnnxGraph, h: Name) => graph.op("Exp", [graph.op("Min", [h, graph.number(0)])]);

const written = (graph: OnnxGraph, name: ChainActivation, h: Name) => onnxActivations[name](graph, h);

const [lambda, alpha] = [1.0507009873554805, 1.6732632423543772];

/** The slope of every activation function, in operators. */
export const onnxSlopes: Readonly<Record<keyof typeof activations, SlopeWriter>> = {
  identity: (graph) => graph.number(1),
  step: (graph) => graph.number(0),
  sigmoid: (graph, _h, a) => graph.op("Mul", [a, rest(graph, a)]),
  tanh: (graph, _h, a) => rest(graph, graph.op("Mul", [a, a])),
  relu: bent(1, 0),
  leakyRelu: bent(1, 0.01),
  prelu: bent(1, 0.25),
  elu: (graph, h) => whereAbove(graph, h, 0, graph.number(1), powerBelow(graph, h)),
  selu: (graph, h) => {
    const below = graph.op("Mul", [graph.number(lambda * alpha), powerBelow(graph, h)]);
    return whereAbove(graph, h, 0, graph.number(lambda), below);
  },
  gelu: (graph, h) => {
    const erf = graph.op("Erf", [graph.op("Div", [h, graph.number(Math.SQRT2)])]);
    const cdf = graph.op("Div", [graph.op("Add", [erf, graph.number(1)]), graph.number(2)]);
    const power = graph.op("Exp", [graph.op("Mul", [graph.op("Mul", [h, h]), graph.number(-0.5)])]);
    const pdf = graph.op("Mul", [power, graph.number(1 / Math.sqrt(2 * Math.PI))]);
    return graph.op("Add", [cdf, graph.op("Mul", [h, pdf])]);
  },
  softplus: (graph, h) => graph.op("Sigmoid", [h]),
  softsign: (graph, h) => {
    const room = graph.op("Add", [graph.op("Abs", [h]), graph.number(1)]);
    return graph.op("Div", [graph.number(1), graph.op("Mul", [room, room])]);
  },
  silu: (graph, h, a) => {
    const gate = graph.op("Sigmoid", [h]);
    return graph.op("Add", [gate, graph.op("Mul", [a, rest(graph, gate)])]);
  },
  mish: (graph, h) => {
    const gate = graph.op("Tanh", [written(graph, "softplus", h)]);
    const bend = graph.op("Mul", [rest(graph, graph.op("Mul", [gate, gate])), graph.op("Sigmoid", [h])]);
    return graph.op("Add", [gate, graph.op("Mul", [h, bend])]);
  },
  relu6: between(0, 6, 1),
  hardSigmoid: between(-3, 3, 1 / 6),
  hardTanh: between(-1, 1, 1),
  hardSwish: (graph, h) => {
    const slope = between(-3, 3, 1 / 6)(graph, h, h);
    return graph.op("Add", [written(graph, "hardSigmoid", h), graph.op("Mul", [h, slope])]);
  },
};
