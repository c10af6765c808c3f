import { expected } from "../errors.ts";
import { chartOptions } from "./arguments.ts";
import { type Layer, lines, pencil, type SideBySideChart, sheet } from "./theme.ts";
import { type SliderActivation, vegaActivation } from "./vega-activations.ts";

/** How far x goes to either side, and how finely a curve is drawn. */
const [reach, stride] = [5, 0.05];

/** Where the sliders stand at first. */
export interface NeuronResponseOptions {
  title?: string;
  /** The weight w, from −4 to 4. Default 2. */
  weight?: number;
  /** The bias b, from −6 to 6. Default −2. */
  bias?: number;
}

/**
 * What a neuron of one input answers, $g(wx + b)$, for one activation or up to three side by side, with sliders for
 * weight and bias. Grey is the same function at w = 1, b = 0; the dashed line stands where h = 0.
 * (The lecture's three animations: ReLU, sigmoid, linear.)
 * @param names Which activations. Default relu, sigmoid and identity, as on the slide.
 * @throws {NnError} for none, more than three, one that it cannot draw, or a slider put outside its range.
 * @example
 * neuronResponse(["tanh"]).params?.length // → 2
 */
export function neuronResponse(
  names: readonly SliderActivation[] = ["relu", "sigmoid", "identity"],
  options: NeuronResponseOptions = {},
): SideBySideChart {
  chartOptions(options, { title: "text", weight: "number", bias: "number" });
  const { title = "One neuron: y = g(w·x + b)", weight = 2, bias = -2 } = options;
  if (!Array.isArray(names) || names.length < 1 || names.length > 3) {
    throw expected("one to three activation functions", names, 'write ["relu", "sigmoid"]');
  }
  for (const name of names) vegaActivation(name, "x");
  if (!(Math.abs(weight) <= 4)) throw expected("weight to be from -4 to 4", weight, "its slider goes no further");
  if (!(Math.abs(bias) <= 6)) throw expected("bias to be from -6 to 6", bias, "its slider goes no further");
  return {
    ...sheet,
    description: `${title}, for ${names.join(", ")}: curves over x from ${-reach} to ${reach}, with sliders for weight (now ${weight}) and bias (now ${bias}).`,
    title: { text: title, subtitle: "grey: w = 1, b = 0; the dashed line stands where w·x + b = 0" },
    params: [slider("w", weight, 4, "weight w "), slider("b", bias, 6, "bias b ")],
    hconcat: Array.from<SliderActivation>(names).map((name) => panel(name, names.length === 1 ? 420 : 128)),
  };
}

function slider(name: string, value: number, most: number, label: string) {
  return { name, value, bind: { input: "range" as const, min: -most, max: most, step: 0.1, name: label } };
}

/** One activation's frame. */
function panel(name: SliderActivation, width: number) {
  const axis = { grid: false, tickCount: 5 };
  const x = { field: "x", type: "quantitative" as const, scale: { domain: [-reach, reach], nice: false }, axis };
  const y = {
    field: "y",
    type: "quantitative" as const,
    title: "y",
    scale: { domain: shown[name], nice: false },
    axis,
  };
  const curve = (h: string, color: string, strokeWidth: number): Layer => ({
    data: { sequence: { start: -reach, stop: reach + stride / 2, step: stride, as: "x" } },
    transform: [{ calculate: vegaActivation(name, h), as: "y" }],
    mark: { type: "line", color, strokeWidth, clip: true, tooltip: null },
    encoding: { x: { ...x, title: "x" }, y },
  });
  const layer: Layer[] = [
    curve("datum.x", "#BBBBBB", 2),
    {
      data: { values: [{}] },
      transform: [{ filter: `w != 0 && abs(b / w) <= ${reach}` }, { calculate: "-b / w", as: "x" }],
      mark: { type: "rule", color: pencil, strokeDash: [4, 3], tooltip: null },
      encoding: { x },
    },
    curve("(w * datum.x + b)", lines[0] as string, 3),
  ];
  return { title: { text: name, fontSize: 13, offset: 6 }, width, height: 150, layer };
}

/** From where to where y is drawn: a little more than the function's values, or than is interesting. */
const shown: Readonly<Record<SliderActivation, [number, number]>> = {
  identity: [-6, 6],
  step: [-0.2, 1.2],
  sigmoid: [-0.2, 1.2],
  tanh: [-1.2, 1.2],
  relu: [-1, 6],
  leakyRelu: [-1, 6],
  elu: [-2, 6],
  softplus: [-1, 6],
  softsign: [-1.2, 1.2],
  silu: [-1, 6],
};
