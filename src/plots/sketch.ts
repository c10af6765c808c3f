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

/** Words. */
export function words(
  values: readonly (Place & { word: string })[],
  { align = "center", fontSize = 13, color = ink }: Lettering = {},
) {
  return {
    data: { values: [...values] },
    mark: { type: "text" as const, align, fontSize, color, tooltip: null },
    encoding: { ...place, text: { field: "word", type: "nominal" as const } },
  };
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
