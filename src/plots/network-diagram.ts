import { expected } from "../errors.ts";
import { Network } from "../nn/network.ts";
import { variable, written } from "../nn/notation.ts";
import { Sequential } from "../nn/sequential.ts";
import { chartOptions } from "./arguments.ts";
import { legendOfLines } from "./named-lines.ts";
import { circles, halo, place, words } from "./sketch.ts";
import { classes, type Layer, type LayeredChart, pencil, sheet } from "./theme.ts";

/** The picture's size in pixels; beyond so many neurons a layer is not legible. */
const [width, height, most] = [500, 300, 12];

/** Something with weights by layer: a Network, a Sequential, or a fitted estimator. */
export type Drawable = Network | Sequential | { coefs_: number[][][] | undefined; intercepts_: number[][] | undefined };

/**
 * A network as neurons and connections, layer by layer: a line is as thick as its weight is large; positive blue,
 * negative orange and dashed. The bias stands below each neuron where there is room.
 * @param network A Network, a Sequential, or a fitted MLPClassifier or MLPRegressor, of at most 12 neurons a layer.
 * @param layerNames Whether to write above each layer if it is input, hidden or output. Default false.
 * @throws {NnError} for one that is not fitted or too wide.
 * @example
 * networkDiagram(xorNetwork()).title // → { text: "The network", subtitle: "2 → 2 → 1, 9 parameters" }
 */
export function networkDiagram(
  network: Drawable,
  options: { title?: string; layerNames?: boolean } = {},
): LayeredChart {
  const { title = "The network", layerNames = false } = chartOptions(options, { title: "text", layerNames: "flag" });
  const layers = layersOf(network);
  const sizes = [layers[0]?.weights[0]?.length as number, ...layers.map(({ weights }) => weights.length)];
  if (Math.max(...sizes) > most)
    throw expected(`a network of at most ${most} neurons a layer`, sizes, "draw a smaller one");
  const x = (l: number) => 40 + (l * (width - 80)) / (sizes.length - 1);
  const y = (l: number, j: number) =>
    height / 2 + (j - ((sizes[l] as number) - 1) / 2) * (height / (Math.max(...sizes) + 0.4));
  const largest = Math.max(...layers.flatMap(({ weights }) => weights.flat().map(Math.abs)), Number.MIN_VALUE);
  const edges = layers.flatMap(({ weights }, l) =>
    weights.flatMap((row, j) =>
      row.map((weight, i) => ({
        x: x(l),
        y: y(l, i),
        x2: x(l + 1),
        y2: y(l + 1, j),
        weight: Number(weight.toPrecision(4)),
        thickness: 0.4 + (4.6 * Math.abs(weight)) / largest,
        sign: weight < 0 ? "negative" : "positive",
      })),
    ),
  );
  const neurons = sizes.flatMap((size, l) => Array.from({ length: size }, (_, j) => ({ x: x(l), y: y(l, j), l, j })));
  const roomy = Math.max(...sizes) <= 6;
  const biases = neurons
    .filter(({ l }) => l > 0 && roomy)
    .map(({ l, j, ...at }) => ({ x: at.x, y: at.y + 23, word: `b ${written(layers[l - 1]?.biases[j] as number)}` }));
  const parameters = layers.reduce((sum, { weights, biases: b }) => sum + weights.flat().length + b.length, 0);
  return {
    ...sheet,
    description: `${title}: circles in ${sizes.length} columns of ${sizes.join(", ")}, each joined to all of the next; the stronger a weight, the thicker its line, and those below zero in another colour. ${parameters} parameters.`,
    title: { text: title, subtitle: `${sizes.join(" → ")}, ${parameters} parameters` },
    width,
    height,
    view: { stroke: null },
    layer: [
      edgeLayer(edges),
      circles(
        neurons.map(({ x: nx, y: ny }) => ({ x: nx, y: ny })),
        500,
      ),
      words(neurons.filter(({ l }) => l === 0).map(({ j, ...at }) => ({ x: at.x - 30, y: at.y, word: variable(j) }))),
      words(
        neurons
          .filter(({ l }) => l === sizes.length - 1)
          .map(({ j, ...at }) => ({ x: at.x + 26, y: at.y, word: outputName(j, sizes.at(-1) as number) })),
      ),
      halo(biases, { fontSize: 11 }),
      words(biases, { fontSize: 11, color: pencil }),
      ...(layerNames ? [words(sizes.map((_, l) => ({ x: x(l), y: -14, word: layerName(l, sizes.length) })))] : []),
    ],
  };
}

/** "ŷ", or "ŷ₁", "ŷ₂" … of several. */
function outputName(j: number, outputs: number): string {
  return outputs === 1 ? "ŷ" : variable(j).replace("x", "ŷ");
}

/** "input", "hidden 1", …, "output" */
function layerName(l: number, layers: number): string {
  if (l === 0) return "input";
  if (l === layers - 1) return "output";
  return layers === 3 ? "hidden" : `hidden ${l}`;
}

function edgeLayer(
  values: readonly { x: number; y: number; x2: number; y2: number; weight: number; thickness: number; sign: string }[],
): Layer {
  return {
    data: { values: [...values] },
    mark: { type: "rule", opacity: 0.85 },
    encoding: {
      ...place,
      x2: { field: "x2" },
      y2: { field: "y2" },
      strokeWidth: { field: "thickness", type: "quantitative", scale: null },
      color: {
        field: "sign",
        type: "nominal",
        title: "weight",
        legend: legendOfLines,
        scale: { domain: ["positive", "negative"], range: classes.colours },
      },
      strokeDash: {
        field: "sign",
        type: "nominal",
        title: "weight",
        legend: legendOfLines,
        scale: {
          domain: ["positive", "negative"],
          range: [
            [1, 0],
            [5, 3],
          ],
        },
      },
      tooltip: [{ field: "weight", title: "weight" }],
    },
  };
}

/** The layers with one row of weights a neuron, whatever they came from. */
function layersOf(network: Drawable): { weights: readonly (readonly number[])[]; biases: readonly number[] }[] {
  if (network instanceof Sequential) return layersOf(network.toNetwork());
  if (network instanceof Network) return network.layers.map(({ weights, biases }) => ({ weights, biases }));
  const { coefs_: coefs, intercepts_: intercepts } = network ?? {};
  if (!coefs || !intercepts) throw expected("a Network, a Sequential or a fitted estimator", network, "call fit first");
  return coefs.map((W, l) => ({
    weights: (intercepts[l] as number[]).map((_, j) => W.map((row) => row[j] as number)),
    biases: intercepts[l] as number[],
  }));
}
