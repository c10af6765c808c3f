import { make } from "../../playground/page/elements.ts";

/** The pixels along a side: sharp on fine screens. */
export const SHARP = 640;

/** A square to draw on: a coarse picture of pixels below, and sharp lines and marks on it. */
export class Sheet {
  readonly canvas = make("canvas", { width: SHARP, height: SHARP });
  readonly context = this.canvas.getContext("2d");
  readonly #coarse: HTMLCanvasElement;
  readonly #image: ImageData | undefined;
  /** The pixels of the coarse picture, row by row from the top. */
  readonly pixels: Uint32Array;
  readonly #side: number;

  /** @param side how many coarse pixels there are along a side; the middles of the outer ones lie on the border */
  constructor(side: number) {
    this.#side = side;
    this.#coarse = make("canvas", { width: side, height: side });
    this.#image = this.#coarse.getContext("2d")?.createImageData(side, side);
    this.pixels = new Uint32Array(this.#image?.data.buffer ?? new ArrayBuffer(4 * side * side));
  }

  /** Draws the coarse picture all over. */
  fill(): void {
    if (!this.#image || !this.context) return;
    this.#coarse.getContext("2d")?.putImageData(this.#image, 0, 0);
    const cell = SHARP / (this.#side - 1);
    this.context.imageSmoothingEnabled = true;
    this.context.drawImage(this.#coarse, -cell / 2, -cell / 2, SHARP + cell, SHARP + cell);
  }
}
