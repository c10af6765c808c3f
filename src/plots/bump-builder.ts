import { expected } from "../errors.ts";
import type { Interval } from "../nn/approximation.ts";
import { checkFunction, checkInterval, checkList, checkNumber } from "../nn/shapes.ts";
import { chartOptions } from "./arguments.ts";
import { type LayeredChart, lines, pencil, sheet } from "./theme.ts";
import { vegaActivation } from "./vega-activations.ts";

/** In how many places the function and the network are compared, and how many bumps have room for their sliders. */
const [places, most] = [240, 12];

/** How the builder begins. */
export interface BumpBuilderOptions {
  title?: string;
  /** Where the sliders of the heights stand at first, from left to right; so many bumps there are. */
  heights: readonly number[];
  /** How far the sliders go. Default −1 to 1. */
  range?: readonly [number, number];
  /** How steep the steps are, as the weight times the width of a bump. Default 40. */
  steepness?: number;
}

/**
 * A function to follow by hand: a slider for the height of each bump of a hidden layer of sigmoids, the network's curve
 * on top of the function, and the mean error above. (After the game in Nielsen 2015, chapter 4; the lecture's
 * "Universal Approximation Theorem".)
 * @throws {NnError} for an interval upside down, no bump or more than 12, or a height that no slider can reach.
 * @example
 * bumpBuilder(Math.sin, [0, 3], { heights: [0.5, 0, 0, 0] }).params?.length // → 4
 */
export function bumpBuilder(f: (x: number) => number, interval: Interval, options: BumpBuilderOptions): LayeredChart {
  checkFunction(f, "f", "Math.sin");
  const [low, high] = checkInterval(interval);
  chartOptions(options, { title: "text", heights: "numbers", range: "range", steepness: "number" });
  const { title = "Follow the grey curve", range = [-1, 1], steepness = 40 } = options;
  const heights = checkList(options.heights, "heights");
  const [least, largest] = range;
  if (heights.length < 1 || heights.length > most || !heights.every((h) => h >= least && h <= largest)) {
    throw expected(`1 to ${most} heights from ${least} to ${largest}`, heights, "a slider begins at each of them");
  }
  const width = (high - low) / heights.length;
  const edge = (k: number) => (k === 0 ? low - width : k === heights.length ? high + width : low + k * width);
  const step = (k: number) => vegaActivation("sigmoid", `${steepness / width} * (datum.x - ${round(edge(k))})`);
  const network = heights.map((_, k) => `h${k + 1} * (${step(k)} - ${step(k + 1)})`).join(" + ");
  const values = Array.from({ length: places + 1 }, (_, i) => {
    const x = low + ((high - low) * i) / places;
    return { x: round(x), f: round(checkNumber(f(x), `f at ${x}`)) };
  });
  const goals = values.map((value) => value.f);
  const room = (largest - least) / 20;
  const domain = [Math.min(least, ...goals) - room, Math.max(largest, ...goals) + room];
  const x = {
    field: "x",
    type: "quantitative" as const,
    title: "x",
    scale: { domain: [low, high], nice: false },
    axis: { grid: false },
  };
  const y = (field: string) => ({
    field,
    type: "quantitative" as const,
    title: "f(x)",
    scale: { domain: domain.map(round), nice: false },
  });
  return {
    ...sheet,
    description: `${title}: a function as a broad grey line and the curve of ${heights.length} bumps of a hidden layer, with a slider for the height of each and the mean error above.`,
    title: { text: title },
    width: 420,
    height: 220,
    params: heights.map((value, k) => ({
      name: `h${k + 1}`,
      value,
      bind: { input: "range", min: least, max: largest, step: 0.05, name: `height ${k + 1} ` },
    })),
    data: { values },
    transform: [
      { calculate: network, as: "network" },
      { calculate: "abs(datum.network - datum.f)", as: "error" },
    ],
    layer: [
      {
        data: { values: heights.slice(1).map((_, k) => ({ x: round(edge(k + 1)) })) },
        mark: { type: "rule", color: "#DDDDDD", strokeDash: [2, 3], tooltip: null },
        encoding: { x },
      },
      {
        mark: { type: "line", color: pencil, opacity: 0.35, strokeWidth: 7, strokeJoin: "round", tooltip: null },
        encoding: { x, y: y("f") },
      },
      {
        mark: { type: "line", color: lines[0] as string, strokeWidth: 2.2, clip: true, tooltip: null },
        encoding: { x, y: y("network") },
      },
      {
        transform: [
          { aggregate: [{ op: "mean", field: "error", as: "mean" }] },
          { calculate: '"off by " + format(datum.mean, ".3f") + " on average"', as: "words" },
        ],
        mark: { type: "text", x: 0, y: -9, align: "left", color: pencil, fontSize: 12, tooltip: null },
        encoding: { text: { field: "words", type: "nominal" } },
      },
    ],
  };
}

function round(value: number): number {
  return Number(value.toPrecision(5));
}
