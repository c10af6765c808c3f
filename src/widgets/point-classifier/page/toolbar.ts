import type { ActivationName } from "../../../nn/activations.ts";
import { offered } from "../../playground/page/controls.ts";
import { make } from "../../playground/page/elements.ts";
import { css } from "../../playground/page/theme.ts";
import type { Descent } from "../../playground/settings.ts";
import { type Label, type StartName, starts } from "../drawing.ts";
import { most, type PointClassifierSettings } from "../settings.ts";
import { marks } from "./marks.ts";

/** What the toolbar tells. */
export interface ToolbarEvents {
  changed(changes: Partial<PointClassifierSettings>): void;
  chosen(c: number): void;
  began(start: StartName): void;
  played(): void;
  stepped(): void;
  reset(): void;
}

const rates = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1];
const penalties = [0, 0.0001, 0.001, 0.003, 0.01, 0.03, 0.1];
const descents: Readonly<Record<string, Descent>> = {
  "gradient descent": "gradientDescent",
  momentum: "momentum",
  Adam: "adam",
};

/** Buttons and lists above the plane. */
export class Toolbar {
  readonly element: HTMLElement;
  readonly #events: ToolbarEvents;
  readonly #classes: readonly HTMLButtonElement[];
  readonly #layers = make("span", { class: "group", role: "group", "aria-label": "hidden layers" });
  readonly #play: HTMLButtonElement;
  readonly #lists: { readonly element: HTMLElement; show(settings: PointClassifierSettings): void }[];

  constructor(labels: readonly Label[], events: ToolbarEvents) {
    this.#events = events;
    this.#play = make("button", { class: "play", type: "button", onclick: () => events.played() });
    this.#classes = labels.map((label, c) => {
      const { shape, colour } = marks[c] as (typeof marks)[number];
      const attributes = { class: "class", type: "button", title: `draw points of class ${label} (key ${c + 1})` };
      const sign = make("i", { style: `color: ${css(colour)}`, "aria-hidden": "true" }, shape);
      return make("button", { ...attributes, onclick: () => events.chosen(c) }, sign, ` ${label}`);
    });
    const begin = make(
      "select",
      { onchange: () => begin.value && events.began(begin.value as StartName) },
      make("option", { value: "" }, "choose …"),
      ...Object.keys(starts).map((name) => make("option", {}, name)),
    );
    const { changed } = events;
    this.#lists = [
      list(
        "activation",
        offered,
        String,
        ({ activation }) => activation,
        (activation) => changed({ activation: activation as ActivationName }),
      ),
      list(
        "descent",
        Object.values(descents),
        nameOf,
        ({ descent }) => descent,
        (descent) => changed({ descent: descent as Descent }),
      ),
      list(
        "learning rate",
        rates,
        String,
        ({ learningRate }) => learningRate,
        (rate) => changed({ learningRate: Number(rate) }),
      ),
      list(
        "L2 penalty",
        penalties,
        String,
        ({ penaltyRate }) => penaltyRate,
        (rate) => changed({ penaltyRate: Number(rate) }),
      ),
    ];
    const button = (text: string, title: string, action: () => void) =>
      make("button", { type: "button", title, onclick: action }, text);
    this.element = make(
      "div",
      {},
      make(
        "div",
        { class: "bar" },
        make(
          "div",
          { class: "group" },
          this.#play,
          button("step", "learn for one step", () => events.stepped()),
          button("new weights", "draw the weights anew and begin again", () => events.reset()),
          button("clear", "take all points away", () => events.began("empty")),
        ),
        make("label", {}, "begin with", begin),
        make("div", { class: "group", role: "group", "aria-label": "class to draw" }, "draw ", ...this.#classes),
      ),
      make(
        "div",
        { class: "bar" },
        make("div", {}, make("label", {}, "neurons in the hidden layers"), this.#layers),
        ...this.#lists.map(({ element }) => element),
      ),
    );
  }

  show(settings: PointClassifierSettings, playing: boolean, chosen: number): void {
    this.#play.textContent = playing ? "❚❚ pause" : "▶ play";
    for (const [c, button] of this.#classes.entries()) button.setAttribute("aria-pressed", String(c === chosen));
    for (const { show } of this.#lists) show(settings);
    this.#showLayers(settings);
  }

  #showLayers({ hidden }: PointClassifierSettings): void {
    const shown = this.#layers.dataset.shown;
    if (shown === hidden.join()) return;
    this.#layers.dataset.shown = hidden.join();
    const set = (layers: readonly number[]) =>
      this.#events.changed({ hidden: layers, layer: layers.length, neurons: [1, 2] });
    const fields = hidden.map((neurons, l) => {
      const field = make("input", {
        ...{
          type: "number",
          min: 1,
          max: most.neurons,
          value: neurons,
          "aria-label": `neurons in hidden layer ${l + 1}`,
        },
        onchange: () => {
          const n = Math.min(most.neurons, Math.max(1, Math.round(field.valueAsNumber) || 1));
          field.value = String(n);
          set(hidden.map((old, k) => (k === l ? n : old)));
        },
        // JupyterLab has keys of its own.
        onkeydown: (event) => event.stopPropagation(),
      });
      return field;
    });
    const button = (text: string, name: string, disabled: boolean, layers: () => readonly number[]) =>
      make("button", { type: "button", "aria-label": name, title: name, disabled, onclick: () => set(layers()) }, text);
    this.#layers.replaceChildren(
      button("−", "take the last hidden layer away", hidden.length === 0, () => hidden.slice(0, -1)),
      ...fields,
      button("+", "add a hidden layer", hidden.length >= most.layers, () => [...hidden, 2]),
    );
  }
}

const nameOf = (value: unknown) => Object.keys(descents).find((name) => descents[name] === value) ?? String(value);

/** A list to choose a setting from. */
function list(
  label: string,
  values: readonly unknown[],
  write: (value: unknown) => string,
  read: (settings: PointClassifierSettings) => unknown,
  changed: (value: string) => void,
) {
  const option = (value: unknown) => make("option", { value: String(value) }, write(value));
  const field = make("select", { onchange: () => changed(field.value) }, ...values.map(option));
  const show = (settings: PointClassifierSettings) => {
    const value = String(read(settings));
    // A value that code has set, and the list lacks
    if (![...field.options].some((one) => one.value === value)) field.append(option(value));
    field.value = value;
  };
  return { element: make("label", {}, label, field), show };
}
