import type { Losses } from "../trainer.ts";
import { draw, make } from "./elements.ts";

const [width, height] = [220, 70];
/** At most so many points a line. */
const POINTS = 220;

/** The losses on the samples to learn from (solid) and on those to be tested on (dashed), epoch by epoch. */
export class LossLines {
  readonly element: HTMLElement;
  readonly #train = draw("path", { class: "train" });
  readonly #test = draw("path", { class: "test" });
  readonly #words = { train: make("output", {}), test: make("output", {}) };

  constructor() {
    const picture = draw(
      "svg",
      {
        viewBox: `0 0 ${width} ${height}`,
        role: "img",
        "aria-label": "losses, epoch by epoch",
        preserveAspectRatio: "none",
      },
      this.#test,
      this.#train,
    );
    const { train, test } = this.#words;
    this.element = make(
      "div",
      { class: "losses" },
      make(
        "div",
        { class: "words" },
        make("span", { class: "test" }, "test loss ", test),
        make("span", { class: "train" }, "training loss ", train),
      ),
      picture,
    );
  }

  show(history: readonly Losses[]): void {
    const every = Math.max(1, Math.ceil(history.length / POINTS));
    const shown = history.filter((_, i) => i % every === 0 || i === history.length - 1);
    const finite = shown.flatMap(({ train, test }) => [train, test]).filter(Number.isFinite);
    const top = Math.min(Math.max(...finite, 0.01), 4 * (history[0]?.train ?? 1));
    const path = (of: keyof Losses) =>
      shown
        .map((losses, i) => {
          const x = shown.length < 2 ? 0 : (i / (shown.length - 1)) * width;
          const y = height - 1 - (Math.min(losses[of], top) / top) * (height - 2);
          return `${i === 0 ? "M" : "L"}${x.toFixed(1)} ${(Number.isFinite(y) ? y : 0).toFixed(1)}`;
        })
        .join("");
    this.#train.setAttribute("d", path("train"));
    this.#test.setAttribute("d", path("test"));
    const last = history.at(-1);
    this.#words.train.textContent = last ? last.train.toFixed(3) : "";
    this.#words.test.textContent = last ? last.test.toFixed(3) : "";
  }
}
