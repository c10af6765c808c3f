import { expected } from "../errors.ts";
import { type Interval, largestError } from "../nn/approximation.ts";
import type { Network } from "../nn/network.ts";
import { checkObject } from "../nn/options.ts";
import { checkInterval } from "../nn/shapes.ts";
import { chartOptions } from "./arguments.ts";
import { dashes, namedLines } from "./named-lines.ts";
import { type LayeredChart, pencil, sheet } from "./theme.ts";

/** How many points a curve has. */
const steps = 160;

/**
 * A function of one number (grey, broad) and what networks make of it; the legend says how far each is off at worst.
 * (The lecture's "Universal Approximation Theorem".)
 * @param networks By the names for the legend; at most 5.
 * @throws {NnError} without a network, or with more than 5.
 * @example
 * const networks = { "2 neurons": shallowApproximation(Math.sin, [0, 3], 2) };
 * approximationCurve(Math.sin, [0, 3], networks).title // → { text: "A function and networks that follow it" }
 */
export function approximationCurve(
  f: (x: number) => number,
  interval: Interval,
  networks: Readonly<Record<string, Network>>,
  options: { title?: string } = {},
): LayeredChart {
  const { title = "A function and networks that follow it" } = chartOptions(options, { title: "text" });
  const entries = Object.entries(checkObject(networks, "networks", '{ "8 neurons": network }'));
  if (entries.length === 0 || entries.length >= dashes.length) {
    throw expected(`1 to ${dashes.length - 1} networks`, entries.length, 'write { "8 neurons": network }');
  }
  const [low, high] = checkInterval(interval);
  const places = Array.from({ length: steps + 1 }, (_, i) => low + ((high - low) * i) / steps);
  const round = (value: number) => Number(value.toPrecision(5));
  const named = entries.map(([name, network]) => {
    const error = Number(largestError(network, f, interval).toPrecision(2));
    return { network, name: `${name}, off by up to ${error}` };
  });
  const values = named.flatMap(({ name, network }) =>
    places.map((x) => ({ curve: name, x: round(x), y: round(network.output([x])[0] as number) })),
  );
  const names = named.map(({ name }) => name);
  const position = {
    x: {
      field: "x",
      type: "quantitative" as const,
      title: "x",
      scale: { domain: [low, high], nice: false },
      axis: { grid: false },
    },
    y: { field: "y", type: "quantitative" as const, title: "f(x)", scale: { zero: false } },
  };
  return {
    ...sheet,
    description: `${title}: the function as a broad grey line from x = ${low} to ${high}, and on it ${names.join("; ")}.`,
    title: { text: title },
    width: 420,
    height: 240,
    layer: [
      {
        data: { values: places.map((x) => ({ x: round(x), y: round(f(x)) })) },
        mark: {
          type: "line",
          color: pencil,
          opacity: 0.35,
          strokeWidth: 7,
          strokeJoin: "round",
          clip: true,
          tooltip: null,
        },
        encoding: position,
      },
      {
        data: { values },
        mark: { type: "line", strokeWidth: 2 },
        encoding: {
          ...position,
          ...namedLines("curve", names, { first: 1, columns: 1, labelLimit: 360 }),
        },
      },
    ],
  };
}
