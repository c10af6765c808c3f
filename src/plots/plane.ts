import { expected } from "../errors.ts";
import { extentOf } from "../nn/extent.ts";
import { checkBinary, type Dataset } from "../nn/shapes.ts";
import { cut, type Line, type Point } from "./half-plane.ts";
import { classes, ink, type Layer, pencil } from "./theme.ts";

/** What every chart of the plane of two inputs can be told. */
export interface PlaneOptions {
  /** The heading. Each chart has its own default. */
  title?: string;
  /** A quieter second line under the heading. */
  subtitle?: string;
  /** What the two inputs are called. Default x₁ and x₂. */
  inputNames?: readonly [string, string];
}

/** The kinds of {@link PlaneOptions}. */
export const planeOptions = { title: "text", subtitle: "text", inputNames: "two words" } as const;

/** The frame of a chart of the plane: its extent along both inputs. */
export interface Plane {
  extent1: Point;
  extent2: Point;
  names: readonly [string, string];
}

/** A plane that holds all samples, half a unit (or a quarter of the spread, if that is more) wider on each side. */
export function planeOf(X: readonly (readonly number[])[], names: readonly [string, string] = ["x₁", "x₂"]): Plane {
  return { extent1: extent(X.map((x) => x[0] as number)), extent2: extent(X.map((x) => x[1] as number)), names };
}

function extent(values: readonly number[]): Point {
  const [low, high] = extentOf(values);
  const room = Math.max(0.5, (high - low) / 4);
  return [low - room, high + room];
}

/** So many points can still be told apart, and do not make the notebook's file large. */
const MOST_POINTS = 10_000;

/** Refuses more points than can be drawn. */
export function checkDrawable(points: ArrayLike<unknown>, name = "samples"): void {
  if (points.length <= MOST_POINTS) return;
  throw expected(`at most ${MOST_POINTS} ${name} to draw`, points.length, "draw some of them, such as every tenth");
}

/** Refuses data that is not in a plane. */
export function checkPlane(data: Dataset): void {
  const inputs = checkBinary(data);
  checkDrawable(data.X);
  if (inputs !== 2)
    throw expected(
      "samples of 2 inputs, to be drawn in a plane",
      inputs,
      "leave out an input, or choose another chart",
    );
}

/** The two axes, which every layer of the plane shares. */
export function axes({ extent1, extent2, names }: Plane) {
  return { x: axis("x1", names[0], extent1), y: axis("x2", names[1], extent2) };
}

function axis(field: string, title: string, [low, high]: Point) {
  const scale = { domain: [low, high], nice: false };
  return { field, type: "quantitative" as const, title, scale, axis: { grid: false, tickCount: 5 } };
}

/** Class 0 and class 1 as colour and shape, in one legend. */
export function classEncoding(title: string) {
  const domain = classes.names;
  return {
    color: { field: "class", type: "nominal", title, scale: { domain, range: classes.colours } },
    shape: { field: "class", type: "nominal", title, scale: { domain, range: classes.shapes } },
  } as const;
}

/** The samples as points, told apart by what the neuron should answer to them. */
export function pointsLayer({ X, y }: Dataset, plane: Plane): Layer {
  const values = X.map((x, i) => ({ x1: x[0] as number, x2: x[1] as number, class: String(y[i]) }));
  const { x, y: vertical } = axes(plane);
  return {
    data: { values },
    mark: { type: "point", filled: true, size: 220, opacity: 1, stroke: "white", strokeWidth: 1.5 },
    encoding: {
      x,
      y: vertical,
      ...classEncoding("target y"),
      tooltip: [
        { field: "x1", title: plane.names[0] },
        { field: "x2", title: plane.names[1] },
        { field: "class", title: "target y" },
      ],
    },
  };
}

/** A black ring around each of these samples: those answered wrongly. */
export function ringsLayer(X: readonly (readonly number[])[], plane: Plane): Layer {
  return {
    data: { values: X.map((x) => ({ x1: x[0] as number, x2: x[1] as number })) },
    mark: { type: "point", shape: "circle", size: 520, stroke: ink, strokeWidth: 1.8, opacity: 1, tooltip: null },
    encoding: axes(plane),
  };
}

/** The side of the line where the neuron answers 1 and the side where it answers 0, tinted. */
export function regionLayers(line: Line, plane: Plane): Layer[] {
  const { positive, negative } = cut(line, plane.extent1, plane.extent2);
  return [regionLayer(negative, 0, plane), regionLayer(positive, 1, plane)];
}

function regionLayer(corners: readonly Point[], side: 0 | 1, plane: Plane): Layer {
  const fill = classes.tints[side] as string;
  return {
    data: { values: corners.map(([x1, x2], order) => ({ x1, x2, order })) },
    mark: { type: "line", interpolate: "linear-closed", fill, fillOpacity: 1, strokeWidth: 0, tooltip: null },
    encoding: { ...axes(plane), order: { field: "order", type: "quantitative" } },
  };
}

/** Says in words, in the corner farthest from the line, what each side answers; colour alone would not tell everyone. */
export function sideLabelLayer(line: Line, plane: Plane, labels: readonly [string, string]): Layer {
  const { positive, negative } = cut(line, plane.extent1, plane.extent2);
  const values = [negative, positive].flatMap((corners, side) => {
    const corner = farthest(corners, line);
    return corner ? [{ ...inset(corner, plane), label: labels[side] as string }] : [];
  });
  return {
    data: { values },
    mark: { type: "text", color: pencil, fontSize: 13, fontStyle: "italic", tooltip: null },
    encoding: { ...axes(plane), text: { field: "label", type: "nominal" } },
  };
}

function farthest(corners: readonly Point[], { weights: [w1 = 0, w2 = 0], bias }: Line): Point | undefined {
  const distance = ([x1, x2]: Point) => Math.abs(w1 * x1 + w2 * x2 + bias);
  return corners.reduce<Point | undefined>((best, p) => (best && distance(best) >= distance(p) ? best : p), undefined);
}

/** The corner, moved towards the middle of the plane so that a word fits beside it. */
function inset([x1, x2]: Point, { extent1, extent2 }: Plane) {
  const towards = (value: number, [low, high]: Point, share: number) => value + share * ((low + high) / 2 - value);
  return { x1: towards(x1, extent1, 0.25), x2: towards(x2, extent2, 0.12) };
}

/** The line h = 0 itself. */
export function lineLayer(line: Line, plane: Plane): Layer {
  const ends = cut(line, plane.extent1, plane.extent2).line;
  return {
    data: { values: ends.map(([x1, x2]) => ({ x1, x2 })) },
    mark: { type: "line", color: ink, strokeWidth: 2, tooltip: null },
    encoding: axes(plane),
  };
}
