import { expected } from "../errors.ts";
import type { Neuron } from "../nn/neuron.ts";
import { variable, written } from "../nn/notation.ts";
import { checkPositive, checkVector, type Vector } from "../nn/shapes.ts";
import { chartOptions, checkNeuron } from "./arguments.ts";
import { classes, ink, type Layer, type LayeredChart, lines, pencil, sheet } from "./theme.ts";

/** How the inputs are called and how far their sliders go. */
export interface WeightedSumOptions {
  title?: string;
  /** One name an input. Default x₁, x₂ … */
  inputNames?: readonly string[];
  /** The least and greatest value of the sliders. Default 0 and 5. */
  range?: readonly [number, number];
  /** The distance between two places of a slider. Default 0.5. */
  sliderStep?: number;
}

/**
 * What each input adds to the weighted sum, end to end like steps, against the threshold that the sum must reach for
 * a threshold neuron to answer 1. Sliders under the chart change the inputs; they stand at `x`.
 * (The lecture's "Will I pass the Machine Learning exam?")
 * @throws {NnError} unless x has a number for each weight, inputNames (if given) a name for each, and range is in order.
 * @example
 * weightedSum(new Neuron({ weights: [0.3, 0.8, 0.5], bias: -3 }), [4, 2, 1]).params?.length // → 3
 */
export function weightedSum(neuron: Neuron, x: Vector, options: WeightedSumOptions = {}): LayeredChart {
  const { weights } = checkNeuron(neuron);
  chartOptions(options, { title: "text", inputNames: "words", range: "range", sliderStep: "number" });
  checkVector(x, "x", weights.length);
  const { title = "The weighted sum against the threshold", inputNames, range = [0, 5], sliderStep = 0.5 } = options;
  if (inputNames && inputNames.length !== weights.length) {
    throw expected(`inputNames to hold ${weights.length} names, one a weight`, inputNames, "name each input once");
  }
  const [low, high] = range;
  checkPositive(sliderStep, "sliderStep");
  const names = weights.map((_, i) => inputNames?.[i] ?? variable(i));
  const sum = weights.map((weight, i) => `${weight} * input${i + 1}`).join(" + ");
  const rows = weights.map((weight, i) => ({ term: `${written(weight)} · ${names[i]}`, weight, i }));
  const shared: Shared = {
    sum,
    fires: `${sum} + ${neuron.bias} >= 0`,
    x: {
      type: "quantitative",
      title: "sum of the weighted inputs",
      scale: { domain: reach(neuron, range), nice: false },
    },
    y: {
      field: "term",
      type: "nominal",
      title: null,
      sort: [...rows.map(({ term }) => term), "sum"],
      axis: { labelLimit: 200 },
    },
  };
  return {
    ...sheet,
    description: `${title}: the weighted inputs ${rows.map(({ term }) => term).join(", ")} as bars that are put end to end, against the threshold ${-neuron.bias}. Sliders set the inputs, now ${x.join(", ")}.`,
    title,
    width: 380,
    height: { step: 38 },
    params: names.map((name, i) => ({
      name: `input${i + 1}`,
      value: x[i] as number,
      bind: { input: "range", min: low, max: high, step: sliderStep, name: `${name} ` },
    })),
    layer: [
      termsLayer(rows, shared),
      sumLayer(shared),
      ...thresholdLayers(neuron, shared),
      verdictLayer(neuron, shared),
    ],
  };
}

/** What the layers have in common: two expressions of the sliders and both axes. */
interface Shared {
  sum: string;
  fires: string;
  x: { type: "quantitative"; title: string; scale: { domain: number[]; nice: false } };
  y: { field: "term"; type: "nominal"; title: null; sort: string[]; axis: { labelLimit: number } };
}

/** From the least to the greatest sum that the sliders (and the threshold) can reach. */
function reach({ weights, threshold }: Neuron, [low, high]: readonly [number, number]): number[] {
  const least = weights.reduce((sum, w) => sum + Math.min(0, w * low, w * high), 0);
  const most = weights.reduce((sum, w) => sum + Math.max(0, w * low, w * high), 0);
  const [left, right] = [Math.min(least, threshold, 0), Math.max(most, threshold, 0)];
  const room = (right - left) / 20;
  return [left < 0 ? left - room : 0, right + room];
}

/** Each weighted input as a bar that begins where the one before it ended. */
function termsLayer(rows: { term: string; weight: number; i: number }[], { x, y }: Shared): Layer {
  const inputs = rows.map(({ i }) => `input${i + 1}`).join(", ");
  return {
    data: { values: rows },
    transform: [
      { calculate: `datum.weight * [${inputs}][datum.i]`, as: "share" },
      { window: [{ op: "sum", field: "share", as: "end" }], sort: [{ field: "i" }] },
      { calculate: "datum.end - datum.share", as: "begin" },
      { calculate: 'datum.share < 0 ? "takes away" : "adds"', as: "effect" },
    ],
    mark: { type: "bar", size: 20 },
    encoding: {
      y,
      x: { ...x, field: "begin" },
      x2: { field: "end" },
      color: {
        field: "effect",
        type: "nominal",
        title: null,
        scale: { domain: ["adds", "takes away"], range: [lines[2] as string, lines[3] as string] },
        legend: rows.some(({ weight }) => weight < 0) ? { orient: "bottom" } : null,
      },
      tooltip: [{ field: "term" }, { field: "share", type: "quantitative", format: ".4~r" }],
    },
  };
}

/** The whole sum, in the colour of the class that the neuron answers. */
function sumLayer({ sum, fires, x, y }: Shared): Layer {
  const [zero, one] = classes.colours as [string, string];
  return {
    data: { values: [{ term: "sum" }] },
    transform: [
      { calculate: sum, as: "sum" },
      { calculate: "0", as: "zero" },
    ],
    mark: { type: "bar", size: 20, color: { expr: `${fires} ? "${one}" : "${zero}"` } },
    encoding: {
      y,
      x: { ...x, field: "zero" },
      x2: { field: "sum" },
      tooltip: [{ field: "sum", type: "quantitative", format: ".4~r" }],
    },
  };
}

function thresholdLayers({ threshold }: Neuron, { x }: Shared): Layer[] {
  return [
    {
      data: { values: [{ threshold }] },
      mark: { type: "rule", color: ink, strokeWidth: 2, strokeDash: [6, 4], tooltip: null },
      encoding: { x: { ...x, field: "threshold" } },
    },
    {
      data: { values: [{ threshold, label: `threshold ${written(threshold)}` }] },
      mark: { type: "text", align: "left", dx: 5, y: -7, color: pencil, fontSize: 12, tooltip: null },
      encoding: { x: { ...x, field: "threshold" }, text: { field: "label", type: "nominal" } },
    },
  ];
}

/** "sum 2.9 < 3, so ŷ = 0", above the bars. */
function verdictLayer(neuron: Neuron, { sum, fires }: Shared): Layer {
  const answer = neuron.activation.name === "step" ? ` + ", so ŷ = " + (${fires} ? "1" : "0")` : "";
  const sentence = `"sum " + format(${sum}, ".4~r") + (${fires} ? " ≥ " : " < ") + "${written(neuron.threshold)}"${answer}`;
  return {
    data: { values: [{}] },
    transform: [{ calculate: sentence, as: "sentence" }],
    mark: { type: "text", x: 0, y: -26, align: "left", color: ink, fontSize: 13, tooltip: null },
    encoding: { text: { field: "sentence", type: "nominal" } },
  };
}
