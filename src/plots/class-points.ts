import type { Dataset } from "../nn/shapes.ts";
import { chartOptions } from "./arguments.ts";
import { checkPlane, type PlaneOptions, planeOf, planeOptions, pointsLayer } from "./plane.ts";
import { type LayeredChart, sheet } from "./theme.ts";

/**
 * The samples of two inputs as points of a plane; class 0 is a blue circle, class 1 an orange triangle. A truth table
 * drawn like this shows at a glance whether a line could divide it.
 * @throws {NnError} unless X holds samples of 2 inputs and y a 0 or 1 for each.
 * @example
 * classPoints(gates.XOR, { title: "XOR" }).title // → { text: "XOR" }
 */
export function classPoints(data: Dataset, options: PlaneOptions = {}): LayeredChart {
  checkPlane(data);
  chartOptions(options, planeOptions);
  const { title = "The samples", subtitle } = options;
  const plane = planeOf(data.X, options.inputNames);
  const ones = data.y.filter((y) => y === 1).length;
  return {
    ...sheet,
    description: `${title}: ${data.y.length - ones} circles of class 0 and ${ones} triangles of class 1 in the plane of ${plane.names.join(" and ")}.`,
    title: { text: title, ...(subtitle === undefined ? {} : { subtitle }) },
    width: 300,
    height: 300,
    layer: [pointsLayer(data, plane)],
  };
}
