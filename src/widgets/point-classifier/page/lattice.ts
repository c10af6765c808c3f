import { REACH } from "../drawing.ts";
import { type Learner, largest } from "../learner.ts";
import { shadeOf } from "./marks.ts";

/** The nodes along a side: one every 0.1, the borders among them. */
export const SIDE = 61;

/** How far apart rows are that follow each other; has no divisor in common with the number of rows. */
const STRIDE = 23;

/** The coordinate of a column, or of a row from below. */
export const placeOf = (index: number) => (2 * REACH * index) / (SIDE - 1) - REACH;

/** What the network makes of the whole field, node by node; rows go from top to bottom. */
export class Lattice {
  /** The class of each node, and how sure it is. */
  readonly classes = new Uint8Array(SIDE * SIDE);
  readonly shades = new Uint8Array(SIDE * SIDE);
  /** What the two chosen neurons answer. */
  readonly across = new Float64Array(SIDE * SIDE);
  readonly up = new Float64Array(SIDE * SIDE);
  #next = 0;

  /** Asks the network everywhere, or, where the time is up before, in the rows that come next. */
  compute(learner: Learner, milliseconds = Number.POSITIVE_INFINITY): void {
    const end = performance.now() + milliseconds;
    for (let rows = 0; rows < SIDE; rows++) {
      // Rows far from each other, so that no border wanders through the picture.
      this.#next = (this.#next + STRIDE) % SIDE;
      this.#row(learner, this.#next);
      if (performance.now() >= end) break;
    }
  }

  #row(learner: Learner, row: number): void {
    const x2 = -placeOf(row);
    const output = learner.network.layers.at(-1) as { a: Float64Array };
    for (let column = 0; column < SIDE; column++) {
      const at = row * SIDE + column;
      const best = learner.classAt(placeOf(column), x2);
      this.classes[at] = best;
      this.shades[at] = shadeOf(output.a[best] as number, output.a.length);
      const [across, up] = seen(learner, placeOf(column), x2);
      this.across[at] = across;
      this.up[at] = up;
    }
  }
}

/** Where the layer that is looked into moves the place that the network was asked for last. */
function seen({ settings, network }: Learner, x1: number, x2: number): [across: number, up: number] {
  const { layer, neurons } = settings;
  const of = layer === 0 ? [x1, x2] : (network.layers[layer - 1] as { a: Float64Array }).a;
  return [of[neurons[0] - 1] as number, of[neurons[1] - 1] as number];
}

/** Where the layer that is looked into moves a place. */
export function moved(learner: Learner, x1: number, x2: number): [across: number, up: number] {
  learner.network.answer([x1, x2]);
  return seen(learner, x1, x2);
}

/**
 * Whether the two axes are all that the last layer is given: then the picture is all that it sees, and it parts the
 * classes by straight lines there.
 */
export function isWhole({ settings: { layer, neurons, hidden } }: Learner): boolean {
  return layer === hidden.length && (hidden[layer - 1] ?? 2) === 2 && neurons[0] !== neurons[1];
}

/** The class, and how sure it is, of a place in the picture of the last layer before the output, if that is whole. */
export function parted(learner: Learner, across: number, up: number): { best: number; shade: number } {
  const { network, settings } = learner;
  const { weights, biases, neurons } = network.layers.at(-1) as { weights: number; biases: number; neurons: number };
  const inputs = settings.neurons[0] === 1 ? [across, up] : [up, across];
  const w = network.parameters;
  const z = Array.from({ length: neurons }, (_, j) => {
    const [w1, w2, b] = [w[weights + 2 * j], w[weights + 2 * j + 1], w[biases + j]] as [number, number, number];
    return w1 * (inputs[0] as number) + w2 * (inputs[1] as number) + b;
  });
  const best = largest(z);
  const top = z[best] as number;
  const sum = z.reduce((all, value) => all + Math.exp(value - top), 0);
  return { best, shade: shadeOf(1 / sum, neurons) };
}
