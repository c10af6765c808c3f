import type { PerceptronTrace } from "../nn/perceptron-rule.ts";
import type { Dataset } from "../nn/shapes.ts";
import { checkList, checkVector } from "../nn/shapes.ts";
import { chartOptions, checkNeuron } from "./arguments.ts";
import { cut, type Point } from "./half-plane.ts";
import { axes, checkPlane, type Plane, type PlaneOptions, planeOf, planeOptions, pointsLayer } from "./plane.ts";
import { classes, ink, type Layer, type LayeredChart, sheet } from "./theme.ts";

/** The rows of the slider's present place. */
const here = "datum.correction == correction";

/**
 * The line that a neuron of two inputs draws, after each correction of its learning. A slider under the chart goes
 * through the corrections; it stands at the last one. The sample that caused a correction is ringed, and the earlier
 * lines stay behind in grey.
 * @param trace What {@link perceptronRule} returned.
 * @param data What it had learnt from.
 * @throws {NnError} unless the data has 2 inputs.
 * @example
 * learningBoundary(perceptronRule(gates.OR), gates.OR).params?.length // → 1
 */
export function learningBoundary(trace: PerceptronTrace, data: Dataset, options: PlaneOptions = {}): LayeredChart {
  checkPlane(data);
  chartOptions(options, planeOptions);
  checkList(trace?.updates, "trace.updates");
  Array.from(trace.updates, (update, i) => checkVector(update?.x, `trace.updates[${i}].x`, 2));
  for (const neuron of [trace.start, ...trace.updates.map((update) => update?.neuron)]) checkNeuron(neuron, 2);
  const plane = planeOf(data.X, options.inputNames);
  const last = trace.updates.length;
  const {
    title = "The line, correction by correction",
    subtitle = "Move the slider below; the ringed sample was wrong.",
  } = options;
  return {
    ...sheet,
    description: `${title}: a plane of ${plane.names.join(" and ")} with ${data.X.length} samples and the line of a neuron, which moved at each of ${last} corrections. A slider goes through them.`,
    title: { text: title, subtitle },
    width: 300,
    height: 300,
    params: [
      { name: "correction", value: last, bind: { input: "range", min: 0, max: last, step: 1, name: "correction " } },
    ],
    layer: [
      ...groundLayers(trace, plane),
      ...lineLayers(trace, plane),
      pointsLayer(data, plane),
      ringLayer(trace, plane),
      formulaLayer(trace),
    ],
  };
}

/** The neuron before the first correction and after each. */
function neurons({ start, updates }: PerceptronTrace) {
  return [start, ...updates.map(({ neuron }) => neuron)];
}

function groundLayers(trace: PerceptronTrace, plane: Plane): Layer[] {
  return (["negative", "positive"] as const).map((side, c) => ({
    data: {
      values: neurons(trace).flatMap((neuron, i) => corners(cut(neuron, plane.extent1, plane.extent2)[side], i)),
    },
    transform: [{ filter: here }],
    mark: {
      type: "line",
      interpolate: "linear-closed",
      fill: classes.tints[c] as string,
      fillOpacity: 1,
      strokeWidth: 0,
      tooltip: null,
    },
    encoding: { ...axes(plane), order: { field: "order", type: "quantitative" } },
  }));
}

function lineLayers(trace: PerceptronTrace, plane: Plane): Layer[] {
  const values = neurons(trace).flatMap((neuron, i) => corners(cut(neuron, plane.extent1, plane.extent2).line, i));
  const encoding = { ...axes(plane), detail: { field: "correction", type: "nominal" as const } };
  return [
    {
      data: { values },
      transform: [{ filter: "datum.correction < correction" }],
      mark: { type: "line", color: "#999999", strokeWidth: 1, opacity: 0.6, tooltip: null },
      encoding,
    },
    {
      data: { values },
      transform: [{ filter: here }],
      mark: { type: "line", color: ink, strokeWidth: 2, tooltip: null },
      encoding,
    },
  ];
}

function corners(points: readonly Point[], correction: number) {
  return points.map(([x1, x2], order) => ({ x1, x2, order, correction }));
}

function ringLayer(trace: PerceptronTrace, plane: Plane): Layer {
  const values = trace.updates.map(({ x }, i) => ({ x1: x[0] as number, x2: x[1] as number, correction: i + 1 }));
  return {
    data: { values },
    transform: [{ filter: here }],
    mark: {
      type: "point",
      shape: "circle",
      size: 700,
      filled: false,
      stroke: ink,
      strokeWidth: 2,
      strokeDash: [4, 3],
      tooltip: null,
    },
    encoding: axes(plane),
  };
}

/** The neuron's formula, above the plane. */
function formulaLayer(trace: PerceptronTrace): Layer {
  const values = neurons(trace).map((neuron, correction) => ({ formula: String(neuron), correction }));
  return {
    data: { values },
    transform: [{ filter: here }],
    mark: { type: "text", x: 0, y: -10, align: "left", color: ink, fontSize: 13, tooltip: null },
    encoding: { text: { field: "formula", type: "nominal" } },
  };
}
