import { above, below, css, type Rgb } from "../../playground/page/theme.ts";

/** How a class looks: by colour (Okabe and Ito's palette) and by shape, so that either is enough. */
interface Mark {
  readonly colour: Rgb;
  readonly shape: string;
  /** Lays the shape's outline around the middle, for a size of 1. */
  outline(context: CanvasRenderingContext2D): void;
}

/** The outline through corners. */
const polygon = (corners: readonly (readonly [number, number])[]) => (context: CanvasRenderingContext2D) => {
  // The first of a path only moves there.
  for (const [x, y] of corners) context.lineTo(x, y);
  context.closePath();
};

/** The classes' looks, in their order. */
export const marks: readonly Mark[] = [
  { colour: below, shape: "●", outline: (context) => context.arc(0, 0, 1, 0, 2 * Math.PI) },
  {
    colour: above,
    shape: "▲",
    outline: polygon([
      [0, -1.2],
      [1.15, 0.85],
      [-1.15, 0.85],
    ]),
  },
  {
    colour: [0, 158, 115],
    shape: "■",
    outline: polygon([
      [-0.9, -0.9],
      [0.9, -0.9],
      [0.9, 0.9],
      [-0.9, 0.9],
    ]),
  },
  {
    colour: [204, 121, 167],
    shape: "◆",
    outline: polygon([
      [0, -1.3],
      [1.3, 0],
      [0, 1.3],
      [-1.3, 0],
    ]),
  },
];

/** Draws a class's mark. */
export function drawMark(
  context: CanvasRenderingContext2D,
  { c, x, y, size }: { c: number; x: number; y: number; size: number },
): void {
  const { colour, outline } = marks[c] as Mark;
  context.save();
  context.translate(x, y);
  context.scale(size, size);
  context.beginPath();
  outline(context);
  context.fillStyle = css(colour);
  context.strokeStyle = "#fff";
  context.lineWidth = 2.2 / size;
  context.fill();
  context.stroke();
  context.restore();
}

/** A ring around a place. */
export function drawRing(context: CanvasRenderingContext2D, x: number, y: number, dark: boolean): void {
  for (const [width, colour] of [
    [5, dark ? "#111" : "#fff"],
    [2, dark ? "#fff" : "#111"],
  ] as const) {
    context.beginPath();
    context.arc(x, y, 13, 0, 2 * Math.PI);
    context.lineWidth = width;
    context.strokeStyle = colour;
    context.stroke();
  }
}

/** The paper under the regions. */
const paper = { light: [255, 255, 255], dark: [38, 40, 44] } as const;

/** So many shades from unsure to sure. */
const SHADES = 16;

/** The regions' colours, class by class from unsure to sure, as pixels. */
export function regionColours(dark: boolean): Uint32Array[] {
  const from = dark ? paper.dark : paper.light;
  return marks.map(({ colour }) =>
    Uint32Array.from({ length: SHADES }, (_, k) => {
      const share = 0.12 + (0.4 * k) / (SHADES - 1);
      const [r, g, b] = from.map((value, i) => Math.round(value + ((colour[i] as number) - value) * share));
      return ((255 << 24) | ((b as number) << 16) | ((g as number) << 8) | (r as number)) >>> 0;
    }),
  );
}

/** The shade for the share that a class has among so many: the least that is the largest share is 1 / n. */
export function shadeOf(share: number, classes: number): number {
  return Math.round(Math.max(0, (share * classes - 1) / (classes - 1)) * (SHADES - 1));
}
