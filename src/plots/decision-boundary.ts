import type { Neuron } from "../nn/neuron.ts";
import type { Dataset } from "../nn/shapes.ts";
import { chartOptions, checkNeuron } from "./arguments.ts";
import {
  checkPlane,
  lineLayer,
  type PlaneOptions,
  planeOf,
  planeOptions,
  pointsLayer,
  regionLayers,
  ringsLayer,
  sideLabelLayer,
} from "./plane.ts";
import { type LayeredChart, sheet } from "./theme.ts";

/** The corners of the unit square: what is shown when there is no data. */
const unitSquare = [
  [0, 0],
  [1, 1],
];

/**
 * What a neuron of two inputs answers in every point of the plane: orange where h ≥ 0, blue where h < 0, and the line
 * h = 0 between. With `data` the samples lie on top, those on the wrong side with a black ring.
 * (The lecture's "Linear vs Non-linear problems".)
 * @param data The samples and their targets; without it the unit square is shown.
 * @throws {NnError} unless the neuron has 2 inputs, and the data too.
 * @example
 * decisionBoundary(gates.AND.neuron, gates.AND, { title: "AND" }).width // → 300
 */
export function decisionBoundary(neuron: Neuron, data?: Dataset, options: PlaneOptions = {}): LayeredChart {
  checkNeuron(neuron, 2);
  if (data !== undefined) checkPlane(data);
  chartOptions(options, planeOptions);
  const plane = planeOf(data?.X ?? unitSquare, options.inputNames);
  const labels = neuron.activation.name === "step" ? (["ŷ = 0", "ŷ = 1"] as const) : (["h < 0", "h ≥ 0"] as const);
  const { title = "What the neuron answers", subtitle = String(neuron) } = options;
  const wrong = data?.X.filter((x, i) => (neuron.weightedSum(x) >= 0 ? 1 : 0) !== data.y[i]) ?? [];
  return {
    ...sheet,
    description: `${title}: a plane of ${plane.names.join(" and ")}, cut by a line into ${labels.join(" and ")}${data ? `, with ${data.X.length} samples, ${wrong.length} of them on the wrong side` : ""}. ${subtitle}`,
    title: { text: title, subtitle },
    width: 300,
    height: 300,
    layer: [
      ...regionLayers(neuron, plane),
      lineLayer(neuron, plane),
      sideLabelLayer(neuron, plane, labels),
      ...(data ? [pointsLayer(data, plane)] : []),
      ...(wrong.length > 0 ? [ringsLayer(wrong, plane)] : []),
    ],
  };
}
