import { randomUUID } from "node:crypto";
import { display } from "../nn/display.ts";
import { type Abbreviation, controlFor, type Valued, type ValueOf } from "./abbreviation.ts";
import { VBox } from "./boxes.ts";
import { findOutputs, type MimeBundle } from "./front-end.ts";
import { Output } from "./output.ts";
import { Button } from "./switches.ts";
import type { Widget } from "./widget.ts";
import { unexpected } from "./widget-error.ts";

/** What controls are made from, by the names of the values. */
export type Abbreviations = Readonly<Record<string, Abbreviation>>;

/** What the function of an {@link interact} is called with. */
export type ValuesOf<C extends Abbreviations> = { [K in keyof C]: ValueOf<C[K]> };

/** How a function is called. */
export interface InteractOptions {
  /** Whether it is called when a button is pressed, instead of at each change. Default false. */
  manual?: boolean;
  /** What stands on that button. Default "run". */
  manualName?: string;
}

/** Controls, and below them what a function puts out for their values. */
export class Interactive<C extends Abbreviations> {
  /** The controls by their names. */
  readonly controls: { readonly [K in keyof C]: Valued<ValueOf<C[K]>> };
  /** Where prints, displays, results and errors of the function appear. */
  readonly output = new Output();
  /** All of it in one box. */
  readonly box: VBox;
  readonly #f: (values: ValuesOf<C>) => unknown;
  #running: Promise<void> | undefined;
  #again = false;
  #atHand = false;

  constructor(f: (values: ValuesOf<C>) => unknown, controls: C, options: InteractOptions = {}) {
    const { manual = false, manualName = "run" } = options;
    if (typeof f !== "function")
      throw unexpected("f to be a function", f, "write interact(({ eta }) => …, { eta: [0, 1] })");
    const made = Object.entries(controls).map(([name, value]) => [name, controlFor(name, value)] as const);
    this.controls = Object.fromEntries(made) as unknown as typeof this.controls;
    this.#f = f;
    const button = manual ? [this.#button(manualName)] : [];
    if (!manual) for (const [, control] of made) (control as Valued & Changing).observe("value", () => this.update());
    this.box = new VBox([...made.map(([, control]) => control), ...button, this.output]);
  }

  /** The values of the controls. */
  get values(): ValuesOf<C> {
    const entries = Object.entries<Valued>(this.controls).map(([name, control]) => [name, control.value]);
    return Object.fromEntries(entries) as ValuesOf<C>;
  }

  /**
   * Calls the function with the values of now. While a call goes on that takes its time, one more is noted, not many:
   * it gets the values of when it begins.
   * @returns what settles when an asynchronous function has ended; undefined where it has ended already
   */
  update(): Promise<void> | undefined {
    if (this.#running) this.#again = true;
    else {
      const running = this.#run();
      this.#running = running?.finally(() => {
        this.#running = undefined;
      });
    }
    return this.#running;
  }

  #run(): Promise<void> | undefined {
    this.#again = false;
    const done = this.output.replaceBy(() => this.#f(this.values));
    return done?.then(() => (this.#again ? this.#run() : undefined));
  }

  #button(description: string): Widget {
    const button = new Button({ description, icon: "play" });
    button.onClick(async () => {
      button.disabled = true;
      try {
        await this.update();
      } finally {
        button.disabled = false;
      }
    });
    return button;
  }

  /** Takes it off the page, with all its parts. */
  close(): void {
    for (const widget of [this.box, ...this.box.children]) widget.close();
  }

  /** In a notebook: the box; where widgets are not known, what the function put out last. */
  [display](): MimeBundle {
    if (this.#atHand) return {};
    const shown = this.output.outputs.filter((output) => output.output_type === "display_data");
    return { ...(shown.length === 1 ? shown[0]?.data : {}), ...this.box[display]() };
  }

  /** Shows it at once, so that as a cell's last value it need not be shown once more. */
  show(): this {
    findOutputs()?.show(this[display](), randomUUID(), false);
    this.#atHand = true;
    setImmediate(() => {
      this.#atHand = false;
    });
    return this;
  }
}

interface Changing {
  observe(name: "value", handler: () => unknown): () => void;
}

/**
 * Controls for the arguments of a function, and below them what it puts out for their values; nothing is shown before it is
 * a cell's last value or displayed.
 * @param f Called with an object of the controls' values; may be asynchronous.
 * @param controls What each is made from: a number, [from, to], [from, to, step], true, a text, a list of choices,
 * choices by their labels, or a widget.
 * @throws {WidgetError} for what no control can be made from
 * @example
 * const sum = interactive(({ a, b }) => a + b, { a: [0, 10], b: 1 });
 * [sum.values, sum.controls.a.value] // → [{ a: 5, b: 1 }, 5]
 */
export function interactive<const C extends Abbreviations>(
  f: (values: ValuesOf<C>) => unknown,
  controls: C,
  options?: InteractOptions,
): Interactive<C> {
  const made = new Interactive(f, controls, options);
  const pending = options?.manual ? undefined : made.update();
  if (pending) findOutputs()?.waitFor(pending);
  return made;
}

/**
 * Shows controls for the arguments of a function, and below them what it puts out, anew at each change: its result as a
 * cell would show it, prints and displays, or its error. Options: see {@link interactive}.
 * @returns the controls and their values
 * @throws {WidgetError} for what no control can be made from
 * @example
 * interact(({ eta, kind }) => `${kind}: ${eta}`, { eta: [0, 1, 0.01], kind: ["sgd", "adam"] }).values.kind // → "sgd"
 */
export function interact<const C extends Abbreviations>(
  f: (values: ValuesOf<C>) => unknown,
  controls: C,
  options?: InteractOptions,
): Interactive<C> {
  return interactive(f, controls, options).show();
}

/** The same, where `f` is only called when a button is pressed: for what takes its time. */
interact.manual = <const C extends Abbreviations>(
  f: (values: ValuesOf<C>) => unknown,
  controls: C,
  options?: Omit<InteractOptions, "manual">,
): Interactive<C> => interact(f, controls, { ...options, manual: true });
