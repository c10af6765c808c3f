import { make } from "../../playground/page/elements.ts";
import { type DrawnPoint, type Frame, MOST_POINTS, pointsOf, REACH } from "../drawing.ts";
import type { Learner } from "../learner.ts";
import { type Lattice, SIDE } from "./lattice.ts";
import { drawMark, drawRing } from "./marks.ts";
import { SHARP, Sheet } from "./sheet.ts";

/** What the plane tells. */
interface PlaneEvents {
  drawn(points: readonly DrawnPoint[]): void;
  /** A key from 1 to 4 was pressed. */
  chosen(c: number): void;
  /** Something to read, or to hear. */
  said(text: string): void;
  /** The place that is pointed at; undefined where none is. */
  pointed(place: Place | undefined): void;
}

export interface Place {
  readonly x1: number;
  readonly x2: number;
}

/** A click so near to a point, in the field's units, means that point. */
const NEAR = 0.14;
/** How far an arrow key moves the cursor, without and with Shift. */
const [STRIDE, SMALL] = [0.2, 0.05];
/** Every so manieth row and column of the lattice is drawn as a line. */
export const LINE = 5;

const pixel = (value: number) => ((value + REACH) / 2 / REACH) * SHARP;
const within = (value: number) => Math.min(REACH, Math.max(-REACH, Math.round(value * 100) / 100));

/** The plane: the network's answer all over it, and the points, which one sets and takes away here. */
export class PlanePanel {
  readonly element: HTMLElement;
  readonly #sheet = new Sheet(SIDE);
  readonly #events: PlaneEvents;
  readonly #frame: Frame;
  #drawn: readonly DrawnPoint[] = [];
  #cursor: Place = { x1: 0, x2: 0 };
  #focused = false;
  /** The class of the points that are set. */
  chosen = 0;

  constructor(frame: Frame, events: PlaneEvents) {
    this.#frame = frame;
    this.#events = events;
    const { canvas } = this.#sheet;
    const attributes = {
      tabindex: 0,
      role: "application",
      "aria-label": "the plane: arrow keys move the cursor, Enter sets or takes away a point, 1 to 4 choose the class",
      onkeydown: (event: Event) => this.#pressed(event as KeyboardEvent),
      onclick: (event: Event) => this.#touch(this.#placeOf(event as MouseEvent)),
      onpointermove: (event: Event) => events.pointed(this.#placeOf(event as PointerEvent)),
      onpointerleave: () => events.pointed(undefined),
      onfocus: () => this.#focus(canvas.matches(":focus-visible")),
      onblur: () => this.#focus(false),
    };
    for (const [name, value] of Object.entries(attributes)) {
      if (typeof value === "function") canvas.addEventListener(name.slice(2), value);
      else canvas.setAttribute(name, String(value));
    }
    const [low, high] = [-REACH, REACH].map((at) => this.#written({ x1: at, x2: at })) as [string[], string[]];
    this.element = make(
      "figure",
      {},
      make("figcaption", {}, make("b", {}, "The plane"), ": a click sets a point, or removes it"),
      canvas,
      make(
        "div",
        { class: "axis" },
        make("span", {}, low[0] ?? ""),
        make("span", {}, "x₁ →"),
        make("span", {}, high[0] ?? ""),
      ),
      make("div", { class: "axis" }, make("span", {}, `x₂ ↑ from ${low[1]} to ${high[1]}`)),
    );
  }

  /** A place's coordinates in the notebook's numbers. */
  #written({ x1, x2 }: Place): string[] {
    const [x = [0, 0]] = pointsOf([{ x1, x2, c: 0 }], this.#frame).X;
    return x.map((number) => String(Number(number.toPrecision(3))).replace("-", "−"));
  }

  paint(learner: Learner, lattice: Lattice, colours: readonly Uint32Array[], dark: boolean, mark?: Place): void {
    this.#drawn = learner.drawn;
    const { pixels, context } = this.#sheet;
    for (let at = 0; at < pixels.length; at++) {
      pixels[at] = (colours[lattice.classes[at] as number] as Uint32Array)[lattice.shades[at] as number] as number;
    }
    this.#sheet.fill();
    if (!context) return;
    context.strokeStyle = dark ? "rgba(255, 255, 255, 0.25)" : "rgba(0, 0, 0, 0.18)";
    context.lineWidth = 1.5;
    context.beginPath();
    for (let k = 0; k < SIDE; k += LINE) {
      const at = (k / (SIDE - 1)) * SHARP;
      context.moveTo(at, 0);
      context.lineTo(at, SHARP);
      context.moveTo(0, at);
      context.lineTo(SHARP, at);
    }
    context.stroke();
    for (const { c, x1, x2 } of learner.drawn) {
      drawMark(context, { c, x: pixel(x1), y: pixel(-x2), size: 8.5 });
    }
    const place = mark ?? (this.#focused ? this.#cursor : undefined);
    if (place) drawRing(context, pixel(place.x1), pixel(-place.x2), dark);
  }

  /** Where the keyboard's cursor is, if it is shown. */
  get cursor(): Place | undefined {
    return this.#focused ? this.#cursor : undefined;
  }

  #focus(on: boolean): void {
    this.#focused = on;
    this.#events.pointed(undefined);
  }

  #placeOf({ clientX, clientY }: MouseEvent): Place {
    const { left, top, width } = this.#sheet.canvas.getBoundingClientRect();
    const at = (pixels: number) => within((pixels / width) * 2 * REACH - REACH);
    return { x1: at(clientX - left), x2: -at(clientY - top) || 0 };
  }

  #nearest({ x1, x2 }: Place): number {
    const far = this.#drawn.map((point) => Math.hypot(point.x1 - x1, point.x2 - x2));
    const best = far.indexOf(Math.min(...far));
    return (far[best] ?? Number.POSITIVE_INFINITY) <= NEAR ? best : -1;
  }

  /** Sets a point, or takes the one away that is there. */
  #touch(place: Place): void {
    const there = this.#nearest(place);
    const { x1, x2 } = place;
    if (there >= 0) {
      this.#events.drawn(this.#drawn.filter((_, i) => i !== there));
      this.#events.said("a point was taken away");
    } else if (this.#drawn.length >= MOST_POINTS) {
      this.#events.said(`${MOST_POINTS} points are the most; take some away first`);
    } else {
      this.#events.drawn([...this.#drawn, { x1, x2, c: this.chosen }]);
      this.#events.said(
        `a point of class ${this.#frame.labels[this.chosen]} was set at ${this.#written(place).join(", ")}`,
      );
    }
  }

  #pressed(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const by = event.shiftKey ? SMALL : STRIDE;
    const steps: Record<string, readonly [number, number]> = {
      ArrowLeft: [-by, 0],
      ArrowRight: [by, 0],
      ArrowUp: [0, by],
      ArrowDown: [0, -by],
    };
    const step = steps[event.key];
    const c = Number(event.key) - 1;
    if (step) {
      this.#focused = true;
      this.#cursor = { x1: within(this.#cursor.x1 + step[0]), x2: within(this.#cursor.x2 + step[1]) };
      this.#events.pointed(undefined);
    } else if (event.key === "Enter" || event.key === " ") {
      this.#touch(this.#cursor);
    } else if (event.key === "Delete" || event.key === "Backspace") {
      if (this.#nearest(this.#cursor) >= 0) this.#touch(this.#cursor);
    } else if (Number.isInteger(c) && c >= 0 && c < this.#frame.labels.length) {
      this.#events.chosen(c);
    } else return;
    event.preventDefault();
    // JupyterLab has keys of its own.
    event.stopPropagation();
  }
}
