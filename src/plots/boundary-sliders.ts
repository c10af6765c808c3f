import { expected } from "../errors.ts";
import type { Neuron } from "../nn/neuron.ts";
import type { Dataset } from "../nn/shapes.ts";
import { chartOptions, checkNeuron } from "./arguments.ts";
import { axes, checkPlane, classEncoding, type Plane, type PlaneOptions, planeOf, planeOptions } from "./plane.ts";
import { classes, ink, type Layer, type LayeredChart, sheet } from "./theme.ts";

/** The plane is coloured in so many squares along each axis. */
const cells = 40;

/** What can be said about the chart, and how far the sliders go. */
export interface BoundarySlidersOptions extends PlaneOptions {
  /** From minus this to this. Default 3. */
  range?: number;
}

/** The weighted sum at a place, in Vega's language. */
const h = "(w1 * datum.x1 + w2 * datum.x2 + b)";

/**
 * A threshold neuron of two inputs with a slider for each weight and for the bias: the plane is orange where it answers
 * 1 and blue where it answers 0, a wrong answer has a black ring, and right ones are counted. One cannot bring XOR to
 * four. (The lecture's "Examples of working ANs: Boolean functions", in motion.)
 * @param neuron Where the sliders stand at first.
 * @throws {NnError} unless the neuron and the data have 2 inputs, or for a slider that would stand beyond its range.
 * @example
 * boundarySliders(gates.AND.neuron, gates.OR).params?.length // → 3
 */
export function boundarySliders(neuron: Neuron, data: Dataset, options: BoundarySlidersOptions = {}): LayeredChart {
  checkNeuron(neuron, 2);
  checkPlane(data);
  chartOptions(options, { ...planeOptions, range: "number" });
  const { title = "Move the line", subtitle, range = 3 } = options;
  const values = [...neuron.weights, neuron.bias];
  if (!(range > 0) || values.some((value) => Math.abs(value) > range)) {
    throw expected(`weights and bias from ${-range} to ${range}`, values, "give a greater range");
  }
  const plane = planeOf(data.X, options.inputNames);
  const names = [`weight of ${plane.names[0]}`, `weight of ${plane.names[1]}`, "bias b"];
  return {
    ...sheet,
    description: `${title}: the plane of two inputs, coloured by what a neuron answers, with sliders for its weights and bias.`,
    title: { text: title, ...(subtitle === undefined ? {} : { subtitle }) },
    width: 300,
    height: 300,
    params: ["w1", "w2", "b"].map((name, k) => ({
      name,
      value: values[k] as number,
      bind: { input: "range", min: -range, max: range, step: 0.1, name: `${names[k]} ` },
    })),
    layer: [groundLayer(plane), ...sampleLayers(data, plane)],
  };
}

/** The plane in small squares, each in the tint of what the neuron answers in its middle. */
function groundLayer(plane: Plane): Layer {
  const [[left, right], [bottom, top]] = [plane.extent1, plane.extent2];
  const [dx, dy] = [(right - left) / cells, (top - bottom) / cells];
  const { x, y } = axes(plane);
  return {
    data: { sequence: { start: 0, stop: cells * cells, step: 1, as: "i" } },
    transform: [
      { calculate: `${left} + (datum.i % ${cells}) * ${dx}`, as: "x1from" },
      { calculate: `${bottom} + floor(datum.i / ${cells}) * ${dy}`, as: "x2from" },
      { calculate: `datum.x1from + ${dx}`, as: "x1to" },
      { calculate: `datum.x2from + ${dy}`, as: "x2to" },
      { calculate: `datum.x1from + ${dx / 2}`, as: "x1" },
      { calculate: `datum.x2from + ${dy / 2}`, as: "x2" },
      { calculate: `${h} >= 0 ? "${classes.tints[1]}" : "${classes.tints[0]}"`, as: "tint" },
    ],
    mark: { type: "rect", tooltip: null },
    encoding: {
      x: { ...x, field: "x1from" },
      x2: { field: "x1to" },
      y: { ...y, field: "x2from" },
      y2: { field: "x2to" },
      fill: { field: "tint", type: "nominal", scale: null },
      // Without a rim of the same tint thin seams show between the squares.
      stroke: { field: "tint", type: "nominal", scale: null },
    },
  };
}

/** The samples, a ring around those answered wrongly, and how many are right. */
function sampleLayers({ X, y: targets }: Dataset, plane: Plane): Layer[] {
  const { x, y } = axes(plane);
  const data = {
    values: X.map((each, i) => ({ x1: each[0], x2: each[1], target: targets[i], class: String(targets[i]) })),
  };
  const right = { calculate: `(${h} >= 0 ? 1 : 0) === datum.target ? 1 : 0`, as: "right" };
  return [
    {
      data,
      mark: { type: "point", filled: true, size: 220, opacity: 1, stroke: "white", strokeWidth: 1.5, tooltip: null },
      encoding: { x, y, ...classEncoding("target y") },
    },
    {
      data,
      transform: [right, { filter: "datum.right === 0" }],
      mark: { type: "point", size: 620, stroke: ink, strokeWidth: 2, opacity: 1, tooltip: null },
      encoding: { x, y },
    },
    {
      data,
      transform: [
        right,
        { aggregate: [{ op: "sum", field: "right", as: "count" }] },
        { calculate: `datum.count + " of ${X.length} right"`, as: "sentence" },
      ],
      mark: { type: "text", x: 150, y: 14, fontSize: 14, fontWeight: 600, color: ink, tooltip: null },
      encoding: { text: { field: "sentence", type: "nominal" } },
    },
  ];
}
