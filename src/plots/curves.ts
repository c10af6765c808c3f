import { expected } from "../errors.ts";
import { extentOf } from "../nn/extent.ts";
import { checkList } from "../nn/shapes.ts";
import { chartOptions, namesOf } from "./arguments.ts";
import { everyNth } from "./every-nth.ts";
import { namedLines } from "./named-lines.ts";
import { checkDrawable } from "./plane.ts";
import { type Layer, type LayeredChart, lines, pencil, sheet } from "./theme.ts";

/** More places than these a line does not need; a longer one is thinned out. */
const MOST_PLACES = 2000;

/** A place on a curve: x and y. */
export type CurvePoint = readonly [number, number];

/** How the axes are named and divided, and what else is drawn. */
export interface CurvesOptions {
  title?: string;
  /** A quieter second line under the heading. */
  subtitle?: string;
  /** What the axes show, with its unit. Default "x" and "y". */
  xName?: string;
  yName?: string;
  /** Equal ratios are drawn equally far apart. Default false. */
  logX?: boolean;
  logY?: boolean;
  /** Whether the axis of y begins at 0: for counts and shares. Default false. */
  fromZero?: boolean;
  /** Samples to draw as grey circles behind the curves, such as those a network was fitted to. */
  points?: readonly CurvePoint[];
  /** Whether each place of a curve gets a dot: for few places, so that nobody takes the line between for measured. */
  dots?: boolean;
}

/**
 * Curves in one frame, by name: what several networks make of the same samples, or how an error falls with the width.
 * A place whose y is not finite (or not above 0 on a logarithmic axis) is left out; of more than 2000 some are.
 * @param named The curves, each a list of [x, y]; at most 6.
 * @throws {NnError} without a curve, with more than 6, or for one without any place to draw.
 * @example
 * curves({ squares: [[1, 1], [2, 4], [3, 9]] }, { logX: true, logY: true }).title // → { text: "squares" }
 */
export function curves(
  named: Readonly<Record<string, readonly CurvePoint[]>>,
  options: CurvesOptions = {},
): LayeredChart {
  chartOptions(options, {
    ...{ title: "text", subtitle: "text", xName: "text", yName: "text", logX: "flag", logY: "flag", dots: "flag" },
    ...{ fromZero: "flag", points: "other" },
  });
  const names = namesOf(named, "curves", "{ error: [[1, 0.5], [2, 0.2]] }");
  for (const name of names) checkPlaces(named[name], `the curve "${name}"`);
  if (options.points !== undefined) {
    checkPlaces(options.points, "points");
    checkDrawable(options.points ?? [], "points");
  }
  if (names.length === 0 || names.length > lines.length) {
    throw expected(`1 to ${lines.length} curves`, names, 'write { "8 neurons": [[0, 0], [1, 2]] }');
  }
  const {
    title = names.join(", "),
    subtitle,
    points,
    dots = false,
    fromZero = false,
    logX = false,
    logY = false,
  } = options;
  const drawable = (value: number, log: boolean) => Number.isFinite(value) && (!log || value > 0);
  const values = names.flatMap((name) => {
    const places = named[name]?.filter(([x, y]) => drawable(x, logX) && drawable(y, logY)) ?? [];
    if (places.length === 0) throw expected(`the curve "${name}" to have a place to draw`, named[name], "give it some");
    return everyNth(places, MOST_PLACES).map(([x, y]) => ({ curve: name, x: round(x), y: round(y) }));
  });
  const axis = (field: "x" | "y", name: string, log: boolean) => ({
    field,
    type: "quantitative" as const,
    title: name,
    scale: log ? { type: "log" as const, nice: false } : { zero: fromZero && field === "y", nice: field === "y" },
    axis: { grid: field === "y", tickCount: 6, ...(log ? { format: decades(values, field) > 4 ? "~e" : "~g" } : {}) },
  });
  const position = {
    x: axis("x", options.xName ?? "x", logX),
    y: axis("y", options.yName ?? "y", logY),
  };
  const columns = Math.max(...names.map((name) => name.length)) > 14 ? 2 : 4;
  const behind: Layer[] = points
    ? [
        {
          data: { values: points.map(([x, y]) => ({ x: round(x), y: round(y) })) },
          mark: { type: "point", filled: true, size: 36, color: pencil, opacity: 0.45 },
          encoding: position,
        },
      ]
    : [];
  return {
    ...sheet,
    description: `${title}. ${names.map((name) => spoken(name, values, position.x.title)).join(" ")}`,
    title: { text: title, ...(subtitle ? { subtitle } : {}) },
    width: 440,
    height: 240,
    layer: [
      ...behind,
      {
        data: { values },
        mark: { type: "line", strokeWidth: 2.2, ...(dots ? { point: { size: 45 } } : {}) },
        encoding: {
          ...position,
          ...namedLines("curve", names, { legend: names.length > 1, columns, labelLimit: 240 }),
          tooltip: [
            { field: "curve" },
            { field: "x", title: position.x.title },
            { field: "y", title: position.y.title },
          ],
        },
      },
    ],
  };
}

/** A curve in words: where it begins and ends. */
function spoken(name: string, values: readonly { curve: string; x: number; y: number }[], xName: string): string {
  const own = values.filter(({ curve }) => curve === name);
  const [first, last] = [own[0], own.at(-1)];
  return `${name}: from ${first?.y} at ${xName} ${first?.x} to ${last?.y} at ${last?.x}.`;
}

/** Over how many powers of ten the values of a field go. */
function decades(values: readonly Record<"x" | "y", number>[], field: "x" | "y"): number {
  const [least, largest] = extentOf(values.map((value) => Math.log10(value[field])));
  return largest - least;
}

function round(value: number): number {
  return Number(value.toPrecision(5));
}

/** Refuses what is no list of pairs of numbers; one of a pair may be infinite, and is then not drawn. */
function checkPlaces(places: readonly CurvePoint[] | undefined, name: string): void {
  const isPair = (pair: CurvePoint) => Array.isArray(pair) && pair.length === 2 && [...pair].every(isNumber);
  checkList(places ?? [], name);
  const wrong = Array.from(places ?? []).findIndex((pair) => !isPair(pair));
  if (wrong !== -1) throw expected(`${name}[${wrong}] to be a pair of numbers`, places?.[wrong], "write [1, 0.5]");
}

const isNumber = (value: unknown) => typeof value === "number";
