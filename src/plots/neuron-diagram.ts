import { expected } from "../errors.ts";
import type { Neuron } from "../nn/neuron.ts";
import { variable, written } from "../nn/notation.ts";
import { chartOptions, checkNeuron } from "./arguments.ts";
import { arrowHeads, circles, strokes, words } from "./sketch.ts";
import { type Layer, type LayeredChart, lines, pencil, sheet } from "./theme.ts";

/** The picture's size in pixels; one input takes `rowHeight`. */
const [width, rowHeight, sumX, activationX, outputX] = [460, 56, 230, 340, 440];

/**
 * The neuron as the lecture draws it: inputs, weighted connections, the sum with its bias, the activation function,
 * the output. A connection is as thick as its weight is large; a negative one is dashed and of another colour.
 * @param inputNames One name an input. Default x₁, x₂ …
 * @throws {NnError} unless given a Neuron, and a name for each input if any.
 * @example
 * neuronDiagram(new Neuron({ weights: [0.3, 0.8, 0.5], bias: -3 })).width // → 460
 */
export function neuronDiagram(
  neuron: Neuron,
  options: { inputNames?: readonly string[]; title?: string } = {},
): LayeredChart {
  const { inputNames, title = "The neuron" } = chartOptions(options, { inputNames: "words", title: "text" });
  const { weights, bias, activation } = checkNeuron(neuron);
  if (inputNames && inputNames.length !== weights.length) {
    throw expected(`inputNames to hold ${weights.length} names, one a weight`, inputNames, "name each input once");
  }
  const height = Math.max(2, weights.length) * rowHeight + 50;
  const middle = height / 2 + 20;
  const inputY = (i: number) => middle + (i - (weights.length - 1) / 2) * rowHeight;
  const names = weights.map((_, i) => inputNames?.[i] ?? variable(i));
  const largest = Math.max(...weights.map(Math.abs), Number.MIN_VALUE);
  const edges = weights.map((weight, i) => ({ weight, y: inputY(i), thickness: 1 + (4 * Math.abs(weight)) / largest }));

  return {
    ...sheet,
    description: `${title}: ${names.map((name, i) => `${name} with weight ${weights[i]}`).join(", ")} and the bias ${bias} go into one circle, whose answer is the ${activation.name} of their sum.`,
    title: { text: title, subtitle: String(neuron) },
    width,
    height,
    view: { stroke: null },
    layer: [
      edgeLayer(edges, middle),
      strokes([
        { x: sumX, y: middle, x2: activationX, y2: middle },
        { x: activationX, y: middle, x2: outputX - 14, y2: middle },
        { x: sumX, y: middle - 80, x2: sumX, y2: middle },
      ]),
      arrowHeads([{ x: outputX - 16, y: middle }]),
      circles(
        names.map((_, i) => ({ x: 90, y: inputY(i) })),
        160,
      ),
      circles(
        [
          { x: sumX, y: middle },
          { x: activationX, y: middle },
        ],
        2400,
      ),
      words(
        names.map((word, i) => ({ word, x: 78, y: inputY(i) })),
        { align: "right", fontSize: 14 },
      ),
      words(
        edges.map(({ weight, y }) => ({
          word: written(weight),
          x: 90 + 0.4 * (sumX - 90),
          y: y + 0.4 * (middle - y) - 11,
        })),
        { fontSize: 12, color: pencil },
      ),
      words([{ word: "Σ", x: sumX, y: middle }], { fontSize: 22 }),
      words([{ word: activation.name, x: activationX, y: middle }], { fontSize: 12 }),
      words([{ word: "ŷ", x: outputX, y: middle }], { fontSize: 18 }),
      words([{ word: "h", x: (sumX + activationX) / 2, y: middle - 11 }], { fontSize: 13, color: pencil }),
      words([{ word: `bias ${written(bias)}`, x: sumX, y: middle - 90 }], { fontSize: 13 }),
    ],
  };
}

/** The connections, as thick as their weights are large. */
function edgeLayer(edges: readonly { weight: number; y: number; thickness: number }[], middle: number): Layer {
  const values = edges.map(({ weight, y, thickness }) => ({
    ...{ x: 90, y, x2: sumX, y2: middle },
    ...{ thickness, sign: weight < 0 ? "negative" : "positive" },
  }));
  const domain = ["positive", "negative"];
  return {
    ...strokes(values),
    mark: { type: "rule", tooltip: null },
    encoding: {
      ...strokes(values).encoding,
      strokeWidth: { field: "thickness", type: "quantitative", scale: null },
      color: {
        field: "sign",
        type: "nominal",
        scale: { domain, range: [lines[2] as string, lines[3] as string] },
        legend: null,
      },
      strokeDash: {
        field: "sign",
        type: "nominal",
        scale: {
          domain,
          range: [
            [1, 0],
            [6, 4],
          ],
        },
        legend: null,
      },
    },
  };
}
