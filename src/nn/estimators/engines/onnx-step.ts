import { activation } from "../../activations.ts";
import { onnxActivations } from "../../interop/onnx-activations.ts";
import { type Name, OnnxGraph } from "../../interop/onnx-graph.ts";
import { onnxSlopes } from "../../interop/onnx-slopes.ts";
import type { EngineOptions } from "./engine.ts";
import type { OutputName } from "./layer-functions.ts";
import type { Solver } from "./solvers.ts";

/** The loss of each answer from ŷ and y; `one` is a probability kept away from 0 and 1. */
type LossWriter = (graph: OnnxGraph, yHat: Name, y: Name, one: (p: Name) => Name) => Name;

const op = (graph: OnnxGraph, kind: string, ...inputs: Name[]) => graph.op(kind, inputs);

/** $-y \ln p$ */
const surprise = (graph: OnnxGraph, y: Name, p: Name) => op(graph, "Neg", op(graph, "Mul", y, op(graph, "Log", p)));

const losses: Readonly<Record<OutputName, LossWriter>> = {
  identity: (graph, yHat, y) => {
    const error = op(graph, "Sub", yHat, y);
    return op(graph, "Mul", op(graph, "Mul", error, error), graph.number(0.5));
  },
  logistic: (graph, yHat, y, one) => {
    const other = (value: Name) => op(graph, "Sub", graph.number(1), value);
    const p = one(yHat);
    return op(graph, "Add", surprise(graph, y, p), surprise(graph, other(y), other(p)));
  },
  softmax: (graph, yHat, y, one) => surprise(graph, y, one(yHat)),
  exp: (graph, yHat, y) => {
    const none = op(graph, "Equal", y, graph.number(0));
    const term = op(graph, "Mul", y, op(graph, "Log", op(graph, "Div", y, yHat)));
    return op(graph, "Add", op(graph, "Sub", op(graph, "Where", none, graph.number(0), term), y), yHat);
  },
};

const outputs = { identity: "identity", logistic: "sigmoid", softmax: "softmax", exp: "exp" } as const;

/** Writes a solver's step: from w, its gradient and its rows of memory to the same after it. */
type StepWriter = (graph: OnnxGraph, w: Name, g: Name, memory: Name[], solver: Solver) => { w: Name; memory: Name[] };

const momentum: StepWriter = (graph, w, g, [v = ""], { kind, first }) => {
  const pull = op(graph, "Mul", "rate", g);
  const velocity = op(graph, "Sub", op(graph, "Mul", graph.number(first), v), pull);
  if (kind === "momentum") return { w: op(graph, "Add", w, velocity), memory: [velocity] };
  const ahead = op(graph, "Sub", op(graph, "Mul", graph.number(first), velocity), pull);
  return { w: op(graph, "Add", w, ahead), memory: [velocity] };
};

const adam: StepWriter = (graph, w, g, [m = "", v = ""], { first, second, epsilon }) => {
  const mixed = (keep: number, old: Name, now: Name) =>
    op(graph, "Add", op(graph, "Mul", graph.number(keep), old), op(graph, "Mul", graph.number(1 - keep), now));
  const mean = mixed(first, m, g);
  const square = mixed(second, v, op(graph, "Mul", g, g));
  const scale = op(graph, "Add", op(graph, "Sqrt", square), graph.number(epsilon));
  const change = op(graph, "Div", op(graph, "Mul", "rate", mean), scale);
  return { w: op(graph, "Sub", w, change), memory: [mean, square] };
};

const steps: Readonly<Record<Solver["kind"], StepWriter>> = { momentum, nesterov: momentum, adam };

/** How many rows a solver remembers. */
export const memoryRows = (kind: Solver["kind"]) => (kind === "adam" ? 2 : 1);

/** What a training step takes and gives for each array of parameters: W1, b1, W2 …, and its memory as W1_0, W1_1 … */
export const parameterNames = (layers: number) =>
  Array.from({ length: layers }, (_, l) => [`W${l + 1}`, `b${l + 1}`]).flat();

/**
 * One step of training as an ONNX model made of plain operators: forward, loss with its L2 penalty, backward, solver.
 * It takes X, y, weights (a row's weight, by which its loss counts), mass (their sum), rate, a mask for each hidden layer
 * if there is dropout, the parameters and their memory; it gives the loss and the new ones, as `W1_next` and so on.
 */
export function trainingStep(options: EngineOptions, solver: Solver): Uint8Array {
  const { units, activation: hidden, output, alpha, single, dropout } = options;
  const graph = new OnnxGraph("step", single ? "float32" : "float64");
  const name = activation(hidden).name as keyof typeof onnxSlopes;
  const layers = units.slice(1).map((n, l) => ({ inputs: units[l] as number, n, W: `W${l + 1}`, b: `b${l + 1}` }));
  const n = units.at(-1) as number;
  graph.input("X", ["rows", units[0] as number]);
  graph.input("y", ["rows", n]);
  graph.input("weights", ["rows", 1]);
  graph.input("mass", []);
  graph.input("rate", []);
  const remembered = memoryRows(solver.kind);
  for (const { inputs, n: neurons, W, b } of layers) {
    for (const [what, shape] of [
      [W, [inputs, neurons]],
      [b, [neurons]],
    ] as const) {
      graph.input(what, shape);
      for (let k = 0; k < remembered; k++) graph.input(`${what}_${k}`, shape);
    }
  }

  const before: { a: Name; z?: Name; raw?: Name; mask?: Name }[] = [{ a: "X" }];
  for (const [l, { n: neurons, W, b }] of layers.entries()) {
    const z = graph.op("Gemm", [(before[l] as { a: Name }).a, W, b]);
    const last = l === layers.length - 1;
    const raw = onnxActivations[last ? outputs[output] : name](graph, z);
    if (last || dropout === 0) before.push({ a: raw, z, raw });
    else {
      const mask = graph.input(`mask${l + 1}`, ["rows", neurons]);
      before.push({ a: graph.op("Mul", [raw, mask]), z, raw, mask });
    }
  }

  const yHat = (before.at(-1) as { a: Name }).a;
  const eps = single ? 2 ** -23 : Number.EPSILON;
  const inside = (p: Name) => op(graph, "Max", op(graph, "Min", p, graph.number(1 - eps)), graph.number(eps));
  const each = op(graph, "Mul", losses[output](graph, yHat, "y", inside), "weights");
  const total = graph.op("ReduceSum", [each], { keepdims: 0 });
  const data = output === "identity" ? op(graph, "Div", total, graph.number(n)) : total;
  const squares = layers.map(({ W }) => graph.op("ReduceSum", [op(graph, "Mul", W, W)], { keepdims: 0 }));
  const penalty = op(
    graph,
    "Mul",
    graph.number(alpha / 2),
    squares.reduce((sum, one) => op(graph, "Add", sum, one)),
  );
  graph.output("loss", op(graph, "Div", op(graph, "Add", data, penalty), "mass"), []);

  let delta = op(graph, "Mul", op(graph, "Sub", yHat, "y"), "weights");
  for (let l = layers.length - 1; l >= 0; l--) {
    const { inputs, n: neurons, W, b } = layers[l] as (typeof layers)[number];
    const { a, z, raw, mask } = before[l] as (typeof before)[number];
    const product = graph.op("Gemm", [a, delta], { transA: 1 });
    const dW = op(graph, "Div", op(graph, "Add", product, op(graph, "Mul", graph.number(alpha), W)), "mass");
    const places = graph.constant([0], [1], "int64");
    const db = op(graph, "Div", graph.op("ReduceSum", [delta, places], { keepdims: 0 }), "mass");
    if (z !== undefined && raw !== undefined) {
      const back = graph.op("Gemm", [delta, W], { transB: 1 });
      const kept = mask === undefined ? back : op(graph, "Mul", back, mask);
      delta = op(graph, "Mul", kept, onnxSlopes[name](graph, z, raw));
    }
    for (const [what, g, shape] of [
      [W, dW, [inputs, neurons]],
      [b, db, [neurons]],
    ] as const) {
      const memory = Array.from({ length: remembered }, (_, k) => `${what}_${k}`);
      const next = steps[solver.kind](graph, what, g, memory, solver);
      graph.output(`${what}_next`, next.w, shape);
      for (const [k, row] of next.memory.entries()) graph.output(`${what}_${k}_next`, row, shape);
    }
  }
  return graph.bytes();
}
