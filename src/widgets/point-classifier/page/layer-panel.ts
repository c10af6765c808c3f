import { make } from "../../playground/page/elements.ts";
import { css } from "../../playground/page/theme.ts";
import type { Learner } from "../learner.ts";
import type { PointClassifierSettings } from "../settings.ts";
import { isWhole, type Lattice, moved, parted, SIDE } from "./lattice.ts";
import { drawMark, drawRing, marks } from "./marks.ts";
import { LINE, type Place } from "./plane-panel.ts";
import { SHARP, Sheet } from "./sheet.ts";

/** From where to where activations go that have bounds. */
const bounds: Readonly<Record<string, readonly [number, number]>> = {
  tanh: [-1, 1],
  sigmoid: [0, 1],
  softsign: [-1, 1],
  step: [0, 1],
  hardSigmoid: [0, 1],
  hardTanh: [-1, 1],
};

/** The coarse pixels of the background along a side. */
const COARSE = 41;
/** What stays free around the picture, as a share of it. */
const MARGIN = 0.06;

type Span = readonly [low: number, high: number];

/** What a hidden layer makes of the plane: two of its neurons are the axes, and grid and points go along. */
export class LayerPanel {
  readonly element: HTMLElement;
  readonly #sheet = new Sheet(COARSE);
  readonly #note = make("p", { class: "note" });
  readonly #layer: HTMLSelectElement;
  readonly #across: HTMLSelectElement;
  readonly #up: HTMLSelectElement;

  constructor(changed: (changes: Partial<PointClassifierSettings>) => void) {
    const both = () => changed({ neurons: [Number(this.#across.value), Number(this.#up.value)] });
    this.#layer = make("select", {
      "aria-label": "layer that is looked into",
      onchange: () => changed({ layer: Number(this.#layer.value), neurons: [1, 2] }),
    });
    this.#across = make("select", { "aria-label": "neuron along the horizontal axis", onchange: both });
    this.#up = make("select", { "aria-label": "neuron along the vertical axis", onchange: both });
    this.#sheet.canvas.setAttribute("role", "img");
    this.element = make(
      "figure",
      {},
      make("figcaption", {}, make("b", {}, "The same plane as"), " ", this.#layer, " sees it"),
      this.#sheet.canvas,
      make("div", { class: "axis" }, make("label", {}, "→ ", this.#across), make("label", {}, "↑ ", this.#up)),
      this.#note,
    );
  }

  /** Shows what is set. */
  show({ hidden, layer, neurons }: PointClassifierSettings): void {
    const options = (from: readonly (readonly [number, string])[], chosen: number) =>
      from.map(([value, text]) => make("option", { value, selected: value === chosen }, text));
    const layers = [0, ...hidden].map((_, l) => [l, l === 0 ? "no layer" : `hidden layer ${l}`] as const);
    this.#layer.replaceChildren(...options(layers, layer));
    const names = Array.from(
      { length: hidden[layer - 1] ?? 2 },
      (_, j) => [j + 1, layer === 0 ? (j === 0 ? "x₁" : "x₂") : `neuron ${j + 1}`] as const,
    );
    this.#across.replaceChildren(...options(names, neurons[0]));
    this.#up.replaceChildren(...options(names, neurons[1]));
  }

  paint(learner: Learner, lattice: Lattice, colours: readonly Uint32Array[], dark: boolean, mark?: Place): void {
    const { context } = this.#sheet;
    if (!context) return;
    const { layer, activation } = learner.settings;
    const bound = layer === 0 ? undefined : bounds[activation];
    const [wide, high] = [spanOf(lattice.across, bound), spanOf(lattice.up, bound)];
    const x = (value: number) => ((value - wide[0]) / (wide[1] - wide[0])) * SHARP;
    const y = (value: number) => (1 - (value - high[0]) / (high[1] - high[0])) * SHARP;
    this.#background(learner, wide, high, colours, dark);
    this.#grid(context, lattice, x, y);
    for (const { x1, x2, c } of learner.drawn) {
      const [across, up] = moved(learner, x1, x2);
      drawMark(context, { c, x: x(across), y: y(up), size: 8.5 });
    }
    if (mark) {
      const [across, up] = moved(learner, mark.x1, mark.x2);
      drawRing(context, x(across), y(up), dark);
    }
  }

  /** Says in words what is to be seen. */
  describe(learner: Learner): void {
    const { layer, hidden } = learner.settings;
    const all = hidden[layer - 1] ?? 2;
    const text = isWhole(learner)
      ? "All that the output sees: it can part the classes by straight lines only. The layers before have to move the points until that is enough."
      : layer === hidden.length
        ? `Two of the ${all} neurons that the output sees.`
        : `Two of the ${all} ${layer === 0 ? "inputs" : "neurons"} that layer ${layer + 1} sees; it bends the plane further.`;
    if (this.#note.textContent !== text) this.#note.textContent = text;
    this.#sheet.canvas.setAttribute("aria-label", `the plane as layer ${layer} sees it. ${text}`);
  }

  /** The regions of the output where this is all that it sees, else plain paper. */
  #background(learner: Learner, wide: Span, high: Span, colours: readonly Uint32Array[], dark: boolean): void {
    const { pixels } = this.#sheet;
    if (!isWhole(learner)) pixels.fill(dark ? 0xff2c2826 : 0xffffffff);
    else {
      const at = ([low, top]: Span, k: number) => low + ((top - low) * k) / (COARSE - 1);
      for (let cell = 0; cell < pixels.length; cell++) {
        const [column, row] = [cell % COARSE, Math.floor(cell / COARSE)];
        const { best, shade } = parted(learner, at(wide, column), at(high, COARSE - 1 - row));
        pixels[cell] = (colours[best] as Uint32Array)[shade] as number;
      }
    }
    this.#sheet.fill();
  }

  /** The plane's own grid, bent; each piece has the colour of the class there. */
  #grid(
    context: CanvasRenderingContext2D,
    { across, up, classes }: Lattice,
    x: (value: number) => number,
    y: (value: number) => number,
  ): void {
    const paths = marks.map(() => new Path2D());
    const piece = (from: number, to: number) => {
      const path = paths[classes[from] as number] as Path2D;
      path.moveTo(x(across[from] as number), y(up[from] as number));
      path.lineTo(x(across[to] as number), y(up[to] as number));
    };
    for (let k = 0; k < SIDE; k += LINE) {
      for (let i = 0; i < SIDE - 1; i++) {
        piece(k * SIDE + i, k * SIDE + i + 1);
        piece(i * SIDE + k, (i + 1) * SIDE + k);
      }
    }
    context.lineWidth = 1.6;
    for (const [c, path] of paths.entries()) {
      context.strokeStyle = css(marks[c]?.colour ?? [0, 0, 0]);
      context.stroke(path);
    }
  }
}

/** From where to where an axis goes: an activation's bounds, or what there is. */
function spanOf(values: Float64Array, bound: Span | undefined): Span {
  let [low, high] = bound ?? [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  if (!bound) {
    for (const value of values) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }
  const free = MARGIN * (high - low) || 1;
  return [low - free, high + free];
}
