import { expected } from "../errors.ts";
import { chartOptions } from "./arguments.ts";
import { type Layer, lines, type SideBySideChart, sheet } from "./theme.ts";
import { vegaActivation } from "./vega-activations.ts";

/** Where the sliders of {@link bumpPair} stand at first. */
export interface BumpPairOptions {
  title?: string;
  /** The weight of both hidden neurons: how steep their steps are. From 0 to 200. Default 60. */
  steepness?: number;
  /** Where the first neuron steps up, from 0 to 1. Default 0.3. */
  from?: number;
  /** Where the second one does, and the bump ends. Default 0.6. */
  to?: number;
  /** The output's weight for the first neuron; the second has its opposite. From −1 to 1. Default 0.8. */
  height?: number;
}

/** The two hidden neurons: their colours and dashes, and the slider that says where they step. */
const neurons = [
  { name: "neuron 1", place: "s1", color: lines[0] as string, strokeDash: [1, 0] },
  { name: "neuron 2", place: "s2", color: lines[1] as string, strokeDash: [6, 3] },
];

/** How far below 0 the frame of the hidden neurons reaches. */
const hidden = -0.15;

/**
 * Two hidden sigmoid neurons of one input (left) and what an output neuron makes of them with the weights +h and −h
 * (right): two steps, and a bump. Sliders move all of it; neuron k steps where $x = s_k = -b_k / w$. (After the
 * visual argument of Nielsen 2015, chapter 4; the lecture's "Universal Approximation Theorem".)
 * @throws {NnError} for a slider put outside its range.
 * @example
 * bumpPair({ from: 0.2, to: 0.5 }).params?.map(({ value }) => value) // → [60, 0.2, 0.5, 0.8]
 */
export function bumpPair(options: BumpPairOptions = {}): SideBySideChart {
  chartOptions(options, { title: "text", steepness: "number", from: "number", to: "number", height: "number" });
  const { title = "Two steps make a bump", steepness = 60, from = 0.3, to = 0.6, height = 0.8 } = options;
  const x = {
    field: "x",
    type: "quantitative" as const,
    title: "x",
    scale: { domain: [0, 1], nice: false },
    axis: { grid: false, tickCount: 5 },
  };
  const y = (name: string, low: number) => ({
    field: "y",
    type: "quantitative" as const,
    title: name,
    scale: { domain: [low, low === hidden ? 1.45 : 1.15], nice: false },
    axis: { grid: false, tickCount: 5 },
  });
  const step = (place: string) => vegaActivation("sigmoid", `k * (datum.x - ${place})`);
  const curve = (value: string, name: string, low: number, color: string, strokeDash: number[]): Layer => ({
    data: { sequence: { start: 0, stop: 1.001, step: 0.004, as: "x" } },
    transform: [{ calculate: value, as: "y" }],
    mark: { type: "line", color, strokeWidth: 2.5, strokeDash, clip: true, tooltip: null },
    encoding: { x, y: y(name, low) },
  });
  const label = ({ name, place, color }: (typeof neurons)[number], row: number): Layer => ({
    data: { values: [{}] },
    transform: [{ calculate: `"${name}: b = " + format(-k * ${place}, ".1~f")`, as: "word" }],
    mark: { type: "text", x: 6, y: 12 + 15 * row, align: "left", color, fontSize: 12, tooltip: null },
    encoding: { text: { field: "word", type: "nominal" } },
  });
  const frame = { width: 205, height: 170 };
  return {
    ...sheet,
    description: `${title}: left two sigmoid neurons that step up at x = ${from} and ${to}, right their difference, a bump of height ${height} between; sliders for weight, places and height.`,
    title: { text: title, subtitle: "left: the hidden neurons σ(w·x + b); right: the output h·a₁ − h·a₂" },
    params: [
      slider("k", "weight w ", within("steepness", steepness, 0, 200), 0, 200, 1),
      slider("s1", "step 1 at ", within("from", from, 0, 1), 0, 1, 0.01),
      slider("s2", "step 2 at ", within("to", to, 0, 1), 0, 1, 0.01),
      slider("h", "height h ", within("height", height, -1, 1), -1, 1, 0.05),
    ],
    hconcat: [
      {
        ...frame,
        title: { text: "hidden layer", fontSize: 13, offset: 6 },
        layer: neurons.flatMap((neuron, row) => [
          curve(step(neuron.place), "a₁, a₂", hidden, neuron.color, neuron.strokeDash),
          label(neuron, row),
        ]),
      },
      {
        ...frame,
        title: { text: "output", fontSize: 13, offset: 6 },
        layer: [
          {
            mark: { type: "rule", color: "#CCCCCC", tooltip: null },
            data: { values: [{ y: 0 }] },
            encoding: { y: y("y", -1.15) },
          },
          curve(`h * ${step("s1")} - h * ${step("s2")}`, "y", -1.15, lines[2] as string, [1, 0]),
        ],
      },
    ],
  } satisfies SideBySideChart;
}

function within(name: string, value: number, low: number, high: number): number {
  if (value >= low && value <= high) return value;
  throw expected(`${name} to be from ${low} to ${high}`, value, "its slider goes no further");
}

function slider(name: string, label: string, value: number, min: number, max: number, step: number) {
  return { name, value, bind: { input: "range" as const, min, max, step, name: label } };
}
