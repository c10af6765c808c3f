import { ink } from "./theme.ts";

/** A place in a drawing, in pixels from the upper left corner. */
export interface Place {
  x: number;
  y: number;
}

/** From a place to another. */
export interface Stroke extends Place {
  x2: number;
  y2: number;
}

/** Coordinates are pixels as they are: no scale, no axis. */
const pixels = { type: "quantitative", scale: null, axis: null } as const;

/** Both coordinates of a place. */
export const place = { x: { field: "x", ...pixels }, y: { field: "y", ...pixels } } as const;

/** Straight lines. */
export function strokes(values: readonly Stroke[]) {
  return {
    data: { values: [...values] },
    mark: { type: "rule" as const, color: ink, strokeWidth: 1.5, tooltip: null },
    encoding: { ...place, x2: { field: "x2" }, y2: { field: "y2" } },
  };
}

/** Arrow heads that point to the right. */
export function arrowHeads(values: readonly Place[]) {
  return {
    data: { values: [...values] },
    mark: {
      type: "point" as const,
      shape: "triangle-right",
      filled: true,
      size: 110,
      color: ink,
      opacity: 1,
      tooltip: null,
    },
    encoding: place,
  };
}

/** Straight arrows, with a head at their end; those that lead back are dashed and grey. */
export function arrows(values: readonly Stroke[], { color = ink, dashed = false } = {}) {
  const heads = values.map(({ x, y, x2, y2 }) => ({
    x: x2,
    y: y2,
    // A wedge points up; degrees run clockwise from there.
    angle: (Math.atan2(x2 - x, y - y2) * 180) / Math.PI,
  }));
  return [
    {
      data: { values: [...values] },
      mark: {
        type: "rule" as const,
        color,
        strokeWidth: 1.5,
        tooltip: null,
        ...(dashed ? { strokeDash: [5, 4] } : {}),
      },
      encoding: { ...place, x2: { field: "x2" }, y2: { field: "y2" } },
    },
    {
      data: { values: heads },
      mark: { type: "point" as const, shape: "triangle", filled: true, size: 70, color, opacity: 1, tooltip: null },
      encoding: { ...place, angle: { field: "angle", type: "quantitative" as const, scale: null } },
    },
  ];
}

/** The outline of a box with round corners around (0, 0), as an SVG path. */
export function boxPath(width: number, height: number, corner = 8): string {
  const [w, h, r] = [width / 2 - corner, height / 2 - corner, corner];
  const arc = (dx: number, dy: number) => `a${r},${r} 0 0 1 ${dx},${dy}`;
  return `M${-w},${-h - r} h${2 * w} ${arc(r, r)} v${2 * h} ${arc(-r, r)} h${-2 * w} ${arc(-r, -r)} v${-2 * h} ${arc(r, -r)} Z`;
}

/** Boxes of one size, each around its place. */
export function boxes(values: readonly Place[], size: readonly [number, number], fill = "white", stroke = ink) {
  return {
    data: { values: [...values] },
    // A shape's path is drawn at the square root of its size, halved: at size 4 a unit is a pixel.
    mark: {
      type: "point" as const,
      shape: boxPath(...size),
      size: 4,
      fill,
      stroke,
      strokeWidth: 1.5,
      opacity: 1,
      tooltip: null,
    },
    encoding: place,
  };
}

/** White circles of `size` square pixels with an inked rim. */
export function circles(values: readonly Place[], size: number) {
  return {
    data: { values: [...values] },
    mark: {
      type: "point" as const,
      shape: "circle",
      size,
      fill: "white",
      stroke: ink,
      strokeWidth: 1.5,
      opacity: 1,
      tooltip: null,
    },
    encoding: place,
  };
}

/** How words are written: to which side of their place, how large, in which ink. */
export interface Lettering {
  align?: "left" | "center" | "right";
  fontSize?: number;
  color?: string;
}

/** Words; a line break in them begins a new line. */
export function words(
  values: readonly (Place & { word: string })[],
  { align = "center", fontSize = 13, color = ink }: Lettering = {},
) {
  const several = values.some(({ word }) => word.includes("\n"));
  return {
    // The middle of several lines would else be the middle of the first.
    data: {
      values: values.map((each) => ({ ...each, y: each.y - (each.word.split("\n").length - 1) * 0.62 * fontSize })),
    },
    mark: { type: "text" as const, align, fontSize, color, tooltip: null, ...(several ? { lineBreak: "\n" } : {}) },
    encoding: { ...place, text: { field: "word", type: "nominal" as const } },
  };
}

/** The same words in white and thick: below the words they keep lines from running through them. */
export function halo(values: readonly (Place & { word: string })[], lettering: Lettering = {}) {
  const layer = words(values, { ...lettering, color: "white" });
  return { ...layer, mark: { ...layer.mark, stroke: "white", strokeWidth: 4, strokeJoin: "round" as const } };
}

/** A free form, as an SVG path whose coordinates are pixels from the upper left corner. */
export function form(
  path: string,
  { fill, stroke = ink, strokeWidth = 1.5 }: { fill?: string; stroke?: string; strokeWidth?: number },
) {
  return {
    data: { values: [{ x: 0, y: 0 }] },
    // A shape's path is drawn at the square root of its size, halved: at size 4 a unit is a pixel.
    mark: {
      type: "point" as const,
      shape: path,
      size: 4,
      fill: fill ?? "transparent",
      stroke,
      strokeWidth,
      opacity: 1,
      tooltip: null,
    },
    encoding: place,
  };
}
