import type { Point, Trainer } from "../trainer.ts";
import { make } from "./elements.ts";
import { FIELD, type Grid, paint } from "./grid.ts";
import { above, below, colourScale, css, stepOf } from "./theme.ts";

/** The pixels of the layer of points along a side: sharp on fine screens. */
const SHARP = 520;

/** The network's answer all over the field, with the samples on it. */
export class Field {
  readonly element: HTMLElement;
  readonly #answers = make("canvas", { class: "answers" });
  readonly #points = make("canvas", { class: "points", width: SHARP, height: SHARP });
  readonly #place = make("output", { class: "place" });

  constructor(asked: (x1: number, x2: number) => string) {
    const told = (event: Event) => {
      const { clientX, clientY } = event as PointerEvent;
      const { left, top, width } = this.#points.getBoundingClientRect();
      const at = (pixels: number) => (pixels / width) * 2 * FIELD - FIELD;
      this.#place.textContent = asked(at(clientX - left), -at(clientY - top));
    };
    const forget = () => {
      this.#place.textContent = "";
    };
    this.element = make(
      "figure",
      { class: "field", role: "img", onpointermove: told, onpointerleave: forget },
      make("div", { class: "sheet" }, this.#answers, this.#points),
      make("div", { class: "axis" }, make("span", {}, "−6"), make("span", {}, "x₁ → (x₂ ↑)"), make("span", {}, "6")),
      this.#place,
    );
  }

  /** @param picture what to show in place of the network's answer, such as a neuron's */
  showAnswers(grid: Grid, scale: Uint32Array, picture = grid.layers.at(-1)?.[0]): void {
    if (picture) paint(this.#answers, picture, grid.side, scale);
  }

  /** Draws the samples: class 0 as circles, class 1 as triangles; those of the test outlined. */
  showPoints(trainer: Trainer, dark: boolean): void {
    const context = this.#points.getContext("2d");
    if (!context) return;
    context.clearRect(0, 0, SHARP, SHARP);
    const classes = trainer.problem.kind === "classification";
    const scale = colourScale(dark);
    const draw = ({ x1, x2, y }: Point, test: boolean) => {
      const at = (value: number) => ((value + FIELD) / 2 / FIELD) * SHARP;
      const [cx, cy, r] = [at(x1), at(-x2), test ? 6 : 7];
      context.beginPath();
      if (classes && y === 1) {
        context.moveTo(cx, cy - r * 1.2);
        context.lineTo(cx + r * 1.1, cy + r * 0.8);
        context.lineTo(cx - r * 1.1, cy + r * 0.8);
        context.closePath();
      } else context.arc(cx, cy, r, 0, 2 * Math.PI);
      const pixel = scale[stepOf(y)] as number;
      context.fillStyle = classes
        ? css(y === 1 ? above : below)
        : css([pixel & 255, (pixel >> 8) & 255, (pixel >> 16) & 255]);
      context.strokeStyle = test === dark ? "#fff" : "#111";
      context.lineWidth = test ? 2.5 : 2;
      context.fill();
      context.stroke();
    };
    for (const point of trainer.train) draw(point, false);
    if (trainer.settings.showTest) for (const point of trainer.test) draw(point, true);
  }

  /** What a person hears who does not see it. */
  describe(text: string): void {
    this.element.setAttribute("aria-label", text);
  }
}
