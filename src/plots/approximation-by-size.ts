import { expected } from "../errors.ts";
import { type Interval, largestError } from "../nn/approximation.ts";
import type { Network } from "../nn/network.ts";
import { checkInterval, checkList } from "../nn/shapes.ts";
import { chartOptions, checkNetwork } from "./arguments.ts";
import { type LayeredChart, lines, pencil, sheet } from "./theme.ts";

/** How many points a curve has. */
const steps = 200;

/**
 * A function (grey, broad) and a network that follows it, with a slider that goes through the networks: one bump, two,
 * three … The error at worst stands above. (The lecture's "Universal Approximation Theorem".)
 * @param networks From the smallest on.
 * @param name What the slider counts, from 1. Default "network".
 * @param at Where the slider stands at first, from 1. Default in the middle.
 * @throws {NnError} for less than two networks, or a slider put where there is none.
 * @example
 * const networks = [2, 4, 8].map((n) => bumpApproximation(Math.sin, [0, 3], n));
 * approximationBySize(Math.sin, [0, 3], networks).params?.length // → 1
 */
export function approximationBySize(
  f: (x: number) => number,
  interval: Interval,
  networks: readonly Network[],
  options: { title?: string; name?: string; at?: number } = {},
): LayeredChart {
  chartOptions(options, { title: "text", name: "text", at: "number" });
  if (checkList(networks, "networks").length < 2)
    throw expected("at least two networks", networks, "make them from small to large");
  for (const network of networks) checkNetwork(network);
  const { title = "A function and a network that follows it", name = "network" } = options;
  const { at = Math.ceil(networks.length / 2) } = options;
  if (networks[at - 1] === undefined) {
    throw expected(`at to be from 1 to ${networks.length}`, at, "give the place of a network");
  }
  const [low, high] = checkInterval(interval);
  const round = (value: number) => Number(value.toPrecision(4));
  const places = Array.from({ length: steps + 1 }, (_, i) => round(low + ((high - low) * i) / steps));
  const values = networks.flatMap((network, k) =>
    places.map((x) => ({ at: k + 1, x, y: round(network.output([x])[0] as number) })),
  );
  const errors = networks.map((network, k) => {
    const neurons = network.sizes.slice(1, -1).reduce((sum, n) => sum + n, 0);
    const error = Number(largestError(network, f, interval).toPrecision(2));
    return { at: k + 1, words: `hidden neurons: ${neurons}, off by up to ${error}` };
  });
  const encoding = {
    x: {
      field: "x",
      type: "quantitative" as const,
      title: "x",
      scale: { domain: [low, high], nice: false },
      axis: { grid: false },
    },
    y: { field: "y", type: "quantitative" as const, title: "f(x)", scale: { zero: false } },
  };
  const here = [{ filter: "datum.at == at" }];
  return {
    ...sheet,
    description: `${title}: the function as a broad grey line, and one of ${networks.length} networks on it, from ${errors[0]?.words} to ${errors.at(-1)?.words}; a slider chooses.`,
    title: { text: title },
    width: 420,
    height: 230,
    params: [
      { name: "at", value: at, bind: { input: "range", min: 1, max: networks.length, step: 1, name: `${name} ` } },
    ],
    layer: [
      {
        data: { values: places.map((x) => ({ x, y: round(f(x)) })) },
        mark: {
          type: "line",
          color: pencil,
          opacity: 0.35,
          strokeWidth: 7,
          strokeJoin: "round",
          clip: true,
          tooltip: null,
        },
        encoding,
      },
      {
        data: { values },
        transform: here,
        mark: { type: "line", color: lines[0] as string, strokeWidth: 2.2, clip: true, tooltip: null },
        encoding,
      },
      {
        data: { values: errors },
        transform: here,
        mark: { type: "text", x: 0, y: -9, align: "left", color: pencil, fontSize: 12, tooltip: null },
        encoding: { text: { field: "words", type: "nominal" } },
      },
    ],
  };
}
