import { expected } from "../errors.ts";
import { activation } from "../nn/activations.ts";
import { extentOf } from "../nn/extent.ts";
import { type LossName, loss } from "../nn/losses.ts";
import { checkDataset, type Dataset } from "../nn/shapes.ts";
import { chartOptions } from "./arguments.ts";
import { ink, type Layer, lines, pencil, type SideBySideChart, sheet } from "./theme.ts";
import { type SliderActivation, vegaActivation } from "./vega-activations.ts";

/** The surface is sampled in so many cells along each axis, and their heights told apart in so many bands. */
const [cells, bands] = [36, 12];

/** What the losses are in the language of Vega's expressions, for an answer and a target. */
const vegaLosses = {
  squared: "pow(datum.yHat - datum.y, 2) / 2",
  absolute: "abs(datum.yHat - datum.y)",
  binaryCrossEntropy:
    "-(datum.y ? datum.y * log(datum.yHat) : 0) - (datum.y < 1 ? (1 - datum.y) * log(1 - datum.yHat) : 0)",
} as const satisfies Partial<Record<LossName, string>>;

/** The neuron, its loss, and where the sliders stand. */
export interface LossLandscapeOptions {
  title?: string;
  /** Default "identity": a straight line. */
  activation?: SliderActivation;
  /** Default "squared". The loss drawn is its mean over the samples. */
  loss?: keyof typeof vegaLosses;
  /** Where the sliders of weight and bias stand at first. Default 0 and 0. */
  weight?: number;
  bias?: number;
  /** From where to where weight and bias go. Default −3 to 3. */
  weights?: readonly [number, number];
  biases?: readonly [number, number];
}

/**
 * A neuron of one input in two pictures. Left the loss surface: every point is a neuron, darker where its mean loss on
 * the samples is lower, in bands that hold as many cells each. Right the samples and what the neuron under the cross
 * answers, each error as a line. Sliders move weight and bias. (The lecture's picture of the "solution space of the
 * loss function".)
 * @throws {NnError} unless the samples have one input, the targets suit the loss, and the sliders stand in range.
 * @example
 * lossLandscape({ X: [[0], [1]], y: [0, 1] }, { weight: 1 }).params?.map(({ name }) => name) // → ["w", "b"]
 */
export function lossLandscape(data: Dataset, options: LossLandscapeOptions = {}): SideBySideChart {
  chartOptions(options, {
    ...{ title: "text", activation: "other", loss: "other" },
    ...{ weight: "number", bias: "number", weights: "range", biases: "range" },
  });
  const { title = "Every neuron is a point of its loss surface", activation: g = "identity" } = options;
  const { loss: lossName = "squared", weight = 0, bias = 0, weights = [-3, 3], biases = [-3, 3] } = options;
  if (checkDataset(data) !== 1) throw expected("samples of one input", data.X[0], "leave one of the inputs");
  const { accepts, targets } = loss(lossName);
  const wrong = data.y.find((y) => !accepts(y));
  if (wrong !== undefined) throw expected(`the targets of ${lossName} to be ${targets}`, wrong, "choose another loss");
  if (vegaLosses[lossName] === undefined) {
    throw expected(`a loss out of ${Object.keys(vegaLosses).join(", ")}`, lossName, "the others have no slider");
  }
  const [w, b] = [slider("w", "weight w ", weight, weights), slider("b", "bias b ", bias, biases)];
  const samples = {
    data: { values: data.X.map(([x], i) => ({ x: x as number, y: data.y[i] as number })) },
    transform: [
      { calculate: vegaActivation(g, "(w * datum.x + b)"), as: "yHat" },
      { calculate: vegaLosses[lossName], as: "cost" },
    ],
  };
  const cost: Layer = {
    data: samples.data,
    transform: [
      ...samples.transform,
      { aggregate: [{ op: "mean" as const, field: "cost", as: "mean" }] },
      { calculate: '"loss " + format(datum.mean, ".4~r") + " at this place"', as: "words" },
    ],
    mark: { type: "text", x: 0, y: -9, align: "left", color: pencil, fontSize: 12, tooltip: null },
    encoding: { text: { field: "words", type: "nominal" } },
  };
  return {
    ...sheet,
    description: `${title}: left the plane of weight and bias, darker where the mean ${lossName} loss is lower, with a cross at weight ${weight}, bias ${bias}; right the samples and what that neuron answers. Sliders move the cross.`,
    title: { text: title, subtitle: `${g} neuron, mean ${lossName} loss; darker is lower` },
    params: [w, b],
    hconcat: [
      { width: 205, height: 205, layer: [...surfaceLayers(data, g, lossName, weights, biases), cost] },
      { width: 205, height: 205, layer: answerLayers(data, samples, g) },
    ],
  };
}

function slider(name: string, label: string, value: number, [min, max]: readonly [number, number]) {
  if (!(min < max)) throw expected(`the range of ${name} to go up`, [min, max], "write [-3, 3]");
  if (!(value >= min && value <= max)) throw expected(`${name} to be from ${min} to ${max}`, value, "widen its range");
  const step = Number(((max - min) / 120).toPrecision(2));
  return { name, value, bind: { input: "range" as const, min, max, step, name: label } };
}

/** The surface in cells, each with its band from the lowest up; on it the neuron of the sliders. */
function surfaceLayers(
  { X, y }: Dataset,
  name: SliderActivation,
  lossName: LossName,
  weights: readonly [number, number],
  biases: readonly [number, number],
): Layer[] {
  const { f: g } = activation(name);
  const { f: C } = loss(lossName);
  const [dw, db] = [(weights[1] - weights[0]) / cells, (biases[1] - biases[0]) / cells];
  const grid = Array.from({ length: cells * cells }, (_, k) => {
    const [w, b] = [weights[0] + (k % cells) * dw, biases[0] + Math.floor(k / cells) * db];
    const height = X.reduce((sum, [x], i) => sum + C(g((w + dw / 2) * (x as number) + b + db / 2), y[i] as number), 0);
    return { w: round(w), w2: round(w + dw), b: round(b), b2: round(b + db), height };
  });
  const heights = grid.map(({ height }) => height).sort((one, other) => one - other);
  const edges = Array.from({ length: bands - 1 }, (_, k) => heights[Math.floor(((k + 1) * heights.length) / bands)]);
  const values = grid.map(({ height, ...cell }) => ({
    ...cell,
    band: edges.filter((edge) => height >= (edge as number)).length,
  }));
  const axis = (field: string, title: string, domain: readonly [number, number]) => ({
    field,
    type: "quantitative" as const,
    title,
    scale: { domain: [...domain], nice: false },
    axis: { grid: false, tickCount: 5 },
  });
  const position = { x: axis("w", "weight w", weights), y: axis("b", "bias b", biases) };
  return [
    {
      data: { values },
      mark: { type: "rect", tooltip: null },
      encoding: {
        ...position,
        x2: { field: "w2" },
        y2: { field: "b2" },
        color: {
          field: "band",
          type: "quantitative",
          legend: null,
          scale: { domain: [0, bands - 1], range: ["#7A7A7A", "#FAFAFA"] },
        },
      },
    },
    {
      data: { values: [{}] },
      transform: [
        { calculate: "w", as: "w" },
        { calculate: "b", as: "b" },
      ],
      mark: {
        type: "point",
        shape: "cross",
        filled: true,
        size: 220,
        color: lines[1] as string,
        stroke: "white",
        strokeWidth: 1.5,
        opacity: 1,
        tooltip: null,
      },
      encoding: position,
    },
  ];
}

/** The samples, what the neuron answers everywhere, and the errors as lines. */
function answerLayers({ X, y: targets }: Dataset, samples: object, name: SliderActivation): Layer[] {
  const [left, right] = extent(X.map(([x]) => x as number));
  const [bottom, top] = extent(targets);
  const axis = (field: string, title: string, domain: number[]) => ({
    field,
    type: "quantitative" as const,
    title,
    scale: { domain, nice: false },
    axis: { grid: false, tickCount: 5 },
  });
  const x = axis("x", "x", [left, right]);
  const at = (field: string) => axis(field, "y", [bottom, top]);
  return [
    {
      ...samples,
      mark: { type: "rule", color: lines[1] as string, strokeWidth: 1.5, clip: true, tooltip: null },
      encoding: { x, y: at("y"), y2: { field: "yHat" } },
    },
    {
      data: { sequence: { start: left, stop: right, step: (right - left) / 100, as: "x" } },
      transform: [{ calculate: vegaActivation(name, "(w * datum.x + b)"), as: "yHat" }],
      mark: { type: "line", color: lines[0] as string, strokeWidth: 2.5, clip: true, tooltip: null },
      encoding: { x, y: at("yHat") },
    },
    {
      ...samples,
      mark: { type: "point", filled: true, size: 45, color: ink, opacity: 1, tooltip: null },
      encoding: { x, y: at("y") },
    },
  ];
}

function extent(values: readonly number[]): [number, number] {
  const [low, high] = extentOf(values);
  const room = Math.max(0.25, (high - low) / 5);
  return [round(low - room), round(high + room)];
}

function round(value: number): number {
  return Number(value.toPrecision(5));
}
