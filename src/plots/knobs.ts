import { expected } from "../errors.ts";
import { extentOf } from "../nn/extent.ts";
import type { Network } from "../nn/network.ts";
import { checkDataset, type Dataset } from "../nn/shapes.ts";
import { chartOptions, checkNetwork } from "./arguments.ts";
import { ink, type Layer, type LayeredChart, lines, sheet } from "./theme.ts";
import { type SliderActivation, vegaActivation } from "./vega-activations.ts";

/** More sliders than these nobody turns. */
const most = 12;

/** What can be said about the knobs. */
export interface KnobsOptions {
  /** The heading. Default "Turn the knobs". */
  title?: string;
  /** What input and output are called. Default x and y. */
  names?: readonly [string, string];
  /** From which to which value the sliders go. Default −10 to 10. */
  range?: readonly [number, number];
}

/**
 * A small network of one input and one output with a slider for every weight and bias: its curve, the samples, how far
 * it is from each, and the loss, $\frac{1}{n} \sum_i \frac12 (\hat y_i - y_i)^2$. Training is to turn these
 * sliders until the loss is small. (The lecture's "Neural networks training: intuition".)
 * @param network Where the sliders stand at first, to three decimals.
 * @throws {NnError} unless the network has one input, one output, at most 12 parameters and activations that Vega
 * can compute, such as identity, step, sigmoid, tanh and relu.
 * @example
 * knobs(Network.random({ sizes: [1, 2, 1] }), { X: [[0], [1]], y: [0, 1] }).params?.length // → 7
 */
export function knobs(network: Network, data: Dataset, options: KnobsOptions = {}): LayeredChart {
  checkNetwork(network);
  chartOptions(options, { title: "text", names: "two words", range: "range" });
  if (checkDataset(data) !== 1) throw expected("samples of 1 input", data.X[0]?.length, "choose one input");
  if (network.sizes[0] !== 1 || network.sizes.at(-1) !== 1 || network.parameterCount > most) {
    throw expected(
      `a network of one input, one output and at most ${most} parameters`,
      `${String(network)} with ${network.parameterCount}`,
      "make a smaller one",
    );
  }
  const { title = "Turn the knobs", names = ["x", "y"], range = [-10, 10] } = options;
  const [low, high] = range;
  const yHat = (x: string) => asExpression(network, x);
  const xs = data.X.map(([x]) => x as number);
  const [left, right] = extentOf(xs);
  const room = (right - left) / 20 || 0.5;
  const axes: Axes = {
    x: axis("x", names[0], [left - room, right + room]),
    y: axis("y", names[1], reach(data.y)),
  };
  return {
    ...sheet,
    description: `Samples, the curve of a network (${String(network)}), and a slider for each of its ${network.parameterCount} weights and biases.`,
    title: { text: title, subtitle: `${String(network)}: ${network.parameterCount} knobs` },
    width: 400,
    height: 240,
    params: knobsOf(network).map(({ name, label, value }) => ({
      name,
      value,
      bind: { input: "range", min: Math.min(low, value), max: Math.max(high, value), step: 0.1, name: `${label} ` },
    })),
    layer: [
      ...sampleLayers(data, yHat("datum.x"), axes),
      curveLayer([left - room, right + room], yHat("datum.x"), axes),
    ],
  };
}

interface Axes {
  x: ReturnType<typeof axis>;
  y: ReturnType<typeof axis>;
}

function axis(field: string, title: string, domain: readonly [number, number]) {
  const scale = { domain: [...domain], nice: false, clamp: true };
  return { field, type: "quantitative" as const, title, scale, axis: { grid: false, tickCount: 6 } };
}

/** So far up and down that a curve which misses the samples can still be seen. */
function reach(y: readonly number[]): [number, number] {
  const [low, high] = extentOf(y);
  const room = (high - low) / 2 || 1;
  return [low - room, high + room];
}

/** Every weight and bias: the slider's name in formulas, its label, and where it stands. */
function knobsOf(network: Network): { name: string; label: string; value: number }[] {
  const last = network.layers.length;
  return network.layers.flatMap(({ weights, biases }, l) =>
    weights.flatMap((row, j) => {
      const neuron = l + 1 === last ? "output" : last === 2 ? `hidden ${j + 1}` : `layer ${l + 1}, neuron ${j + 1}`;
      const weight = (i: number) => (row.length === 1 ? "weight" : `weight ${i + 1}`);
      return [
        ...row.map((w, i) => ({ name: `w${l}_${j}_${i}`, label: `${neuron}: ${weight(i)}`, value: short(w) })),
        { name: `b${l}_${j}`, label: `${neuron}: bias`, value: short(biases[j] as number) },
      ];
    }),
  );
}

/** A slider shows its number in full, and nobody reads more than three decimals. */
function short(value: number): number {
  return Number(value.toFixed(3));
}

/** The network's answer as one formula of its sliders. */
function asExpression(network: Network, x: string): string {
  const answer = network.layers.reduce<string[]>(
    (a, layer, l) => {
      return layer.weights.map((row, j) =>
        asFormula(layer.activation.name, `${row.map((_, i) => `w${l}_${j}_${i} * ${a[i]}`).join(" + ")} + b${l}_${j}`),
      );
    },
    [x],
  );
  return answer[0] as string;
}

function asFormula(activation: string, h: string): string {
  return `(${vegaActivation(activation as SliderActivation, `(${h})`)})`;
}

/** The samples, how far the curve passes by each, and what that costs. */
function sampleLayers({ X, y }: Dataset, yHat: string, axes: Axes): Layer[] {
  const data = { values: X.map(([x], i) => ({ x, y: y[i] })) };
  return [
    {
      data,
      transform: [{ calculate: yHat, as: "yHat" }],
      mark: { type: "rule", color: lines[1] as string, strokeDash: [3, 2], tooltip: null },
      encoding: { x: axes.x, y: axes.y, y2: { field: "yHat" } },
    },
    {
      data,
      mark: { type: "point", filled: true, size: 80, color: ink, opacity: 1 },
      encoding: { x: axes.x, y: axes.y, tooltip: [{ field: "x" }, { field: "y" }] },
    },
    {
      data,
      transform: [
        { calculate: `pow(${yHat} - datum.y, 2) / 2`, as: "cost" },
        { aggregate: [{ op: "mean", field: "cost", as: "loss" }] },
        { calculate: '"loss " + format(datum.loss, ".4f")', as: "sentence" },
      ],
      mark: { type: "text", x: 10, y: 12, align: "left", fontSize: 15, fontWeight: 600, color: ink, tooltip: null },
      encoding: { text: { field: "sentence", type: "nominal" } },
    },
  ];
}

function curveLayer([from, to]: readonly [number, number], yHat: string, axes: Axes): Layer {
  const steps = 160;
  return {
    data: { sequence: { start: 0, stop: steps + 1, step: 1, as: "i" } },
    transform: [
      { calculate: `${from} + datum.i * ${(to - from) / steps}`, as: "x" },
      { calculate: yHat, as: "y" },
    ],
    mark: { type: "line", color: lines[0] as string, strokeWidth: 2.5, tooltip: null },
    encoding: { x: axes.x, y: axes.y, order: { field: "i", type: "quantitative" } },
  };
}
