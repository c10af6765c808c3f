import type { Trainer } from "../trainer.ts";
import { stepOf } from "./theme.ts";

/** From where to where the field goes, along both coordinates. */
export const FIELD = 6;

/** How far apart rows are that follow each other; has no divisor in common with the number of rows. */
const STRIDE = 23;

/** The answers of every neuron all over the field, in so many cells along each side. */
export class Grid {
  readonly side: number;
  /** One picture a neuron, layer by layer; the features first. Steps of the scale of colours. */
  layers: Uint8Array[][] = [];
  #inputs: Float64Array[] = [];
  #next = 0;

  constructor(side: number) {
    this.side = side;
  }

  /** Takes the features of a trainer. */
  begin(trainer: Trainer): void {
    const { side } = this;
    const cells = side * side;
    this.#inputs = Array.from({ length: cells }, (_, cell) => {
      const [column, row] = [cell % side, Math.floor(cell / side)];
      return trainer.inputs(((column + 0.5) / side) * 2 * FIELD - FIELD, FIELD - ((row + 0.5) / side) * 2 * FIELD);
    });
    const room = (n: number) => Array.from({ length: n }, () => new Uint8Array(cells));
    this.layers = [
      room(trainer.settings.features.length),
      ...trainer.network.layers.map(({ neurons }) => room(neurons)),
    ];
    const [pictures] = this.layers;
    for (const [cell, x] of this.#inputs.entries()) {
      for (const [k, picture] of pictures?.entries() ?? []) picture[cell] = stepOf((x[k] as number) / (FIELD / 2));
    }
  }

  /**
   * Asks the network all over the field, or, where the time is up before, in the part that comes next: a large network's
   * pictures are then renewed over several frames.
   */
  compute(trainer: Trainer, milliseconds = Number.POSITIVE_INFINITY): void {
    const end = performance.now() + milliseconds;
    const { side } = this;
    for (let rows = 0; rows < side; rows++) {
      // Rows far from each other, so that no border wanders through the picture.
      this.#next = (this.#next + STRIDE) % side;
      this.#computeRow(trainer, this.#next);
      if (performance.now() >= end) break;
    }
  }

  #computeRow({ network, problem, settings }: Trainer, row: number): void {
    const last = network.layers.length;
    const probable = problem.kind === "classification";
    for (let cell = row * this.side; cell < (row + 1) * this.side; cell++) {
      const answer = network.answer(this.#inputs[cell] as Float64Array);
      for (let l = 1; l < last; l++) {
        const { a, neurons } = network.layers[l - 1] as { a: Float64Array; neurons: number };
        const pictures = this.layers[l] as Uint8Array[];
        for (let j = 0; j < neurons; j++) (pictures[j] as Uint8Array)[cell] = stepOf(a[j] as number);
      }
      const value = probable ? 2 * answer - 1 : answer;
      const shown = settings.discretise ? Math.sign(value) : value;
      ((this.layers[last] as Uint8Array[])[0] as Uint8Array)[cell] = stepOf(shown);
    }
  }
}

/** The pixels of each canvas, which are made once. */
const images = new WeakMap<HTMLCanvasElement, ImageData>();

/** Draws a picture of the grid into a canvas; `every` takes only each so manieth cell. */
export function paint(
  canvas: HTMLCanvasElement,
  picture: Uint8Array,
  side: number,
  scale: Uint32Array,
  every = 1,
): void {
  const size = Math.ceil(side / every);
  if (canvas.width !== size) canvas.width = canvas.height = size;
  const context = canvas.getContext("2d");
  if (!context) return;
  const kept = images.get(canvas);
  const image = kept?.width === size ? kept : context.createImageData(size, size);
  images.set(canvas, image);
  const pixels = new Uint32Array(image.data.buffer);
  for (let row = 0, to = 0; row < side; row += every) {
    for (let column = 0; column < side; column += every) {
      pixels[to++] = scale[picture[row * side + column] as number] as number;
    }
  }
  context.putImageData(image, 0, 0);
}
