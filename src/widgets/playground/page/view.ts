import { equivalentCode } from "../equivalent-code.ts";
import { type Preset, presets } from "../presets.ts";
import type { OwnData } from "../problems.ts";
import { type PlaygroundSettings, settingsFrom } from "../settings.ts";
import { type Losses, Trainer } from "../trainer.ts";
import { CodePanel } from "./code-panel.ts";
import { Controls } from "./controls.ts";
import { Diagram } from "./diagram.ts";
import { make } from "./elements.ts";
import { Field } from "./field.ts";
import { Grid } from "./grid.ts";
import { LossLines } from "./loss-lines.ts";
import { style } from "./style.ts";
import { colourScale, isDark, wantsLessMotion, watchTheme } from "./theme.ts";

/** The cells along a side of the field. */
const SIDE = 60;
/** For how long a frame learns at most, in milliseconds: the rest of its 16 is for drawing and for the page. */
const BUDGET = 6;
/** For how long it asks the network all over the field. */
const GRID_BUDGET = 5;
/** How often it is drawn anew where the system asks for less motion, in milliseconds. */
const CALM = 1500;

/** How far a training has come: all that is needed to go on with it. */
export interface Report {
  epoch: number;
  losses: Losses;
  history: readonly Losses[];
  parameters: readonly number[];
}

const BEGIN =
  "Press play and watch the network learn. Then choose a story, or change anything: features, layers, neurons, weights.";

/** What the playground tells whoever has mounted it. */
export interface ViewEvents {
  settings?(settings: PlaygroundSettings): void;
  playing?(playing: boolean): void;
  /** After each frame; `report` makes a whole one. */
  frame?(report: () => Report): void;
}

/** The playground on a page. */
export class View {
  readonly #root: HTMLElement;
  readonly #events: ViewEvents;
  readonly #own: OwnData | undefined;
  readonly #grid = new Grid(SIDE);
  readonly #controls: Controls;
  readonly #diagram: Diagram;
  readonly #field: Field;
  readonly #lines = new LossLines();
  readonly #code: CodePanel;
  readonly #play = make("button", { class: "play", type: "button", onclick: () => this.setPlaying(!this.playing) });
  readonly #epoch = make("b", {}, "0");
  readonly #story = make("p", { class: "story" }, BEGIN);
  readonly #ends: (() => void)[] = [];
  #trainer: Trainer;
  #scale = colourScale(false);
  #dark = false;
  #watched: readonly [number, number] | undefined;
  #frame = 0;
  #drawn = 0;
  /** Whether it learns. */
  playing = false;

  constructor(element: HTMLElement, settings: PlaygroundSettings, own: OwnData | undefined, events: ViewEvents) {
    this.#events = events;
    this.#own = own;
    this.#trainer = new Trainer(settings, own);
    const changed = (changes: Partial<PlaygroundSettings>) => this.change(changes);
    this.#controls = new Controls(changed, own !== undefined);
    this.#diagram = new Diagram({
      changed,
      written: (at, value) => {
        this.#trainer.network.parameters[at] = value;
        this.#draw();
        this.#tell();
      },
      watched: (layer, neuron) => {
        this.#watched = layer === undefined ? undefined : [layer, neuron];
        this.#paint();
      },
    });
    this.#field = new Field((x1, x2) => this.#answerAt(x1, x2));
    this.#code = new CodePanel(() => this.code);
    this.#root = this.#build();
    element.append(this.#root);
    this.#ends.push(watchTheme(() => this.#recolour()));
    let width = 0;
    const sized = new ResizeObserver(() => {
      if (Math.abs(this.#diagram.element.clientWidth - width) < 4) return;
      width = this.#diagram.element.clientWidth;
      this.#rebuild();
    });
    sized.observe(this.#diagram.element);
    this.#ends.push(() => sized.disconnect());
    this.#recolour();
    this.#rebuild();
    this.setPlaying(false, true);
  }

  get settings(): PlaygroundSettings {
    return this.#trainer.settings;
  }

  /** TypeScript that does the same. */
  get code(): string {
    const { settings, epoch, problem } = this.#trainer;
    return equivalentCode(settings, epoch, problem.kind, this.#own);
  }

  /** How far it is. */
  report(): Report {
    const { epoch, history, network } = this.#trainer;
    const every = Math.max(1, Math.ceil(history.length / 200));
    const kept = history.filter((_, i) => i % every === 0 || i === history.length - 1);
    return { epoch, losses: history.at(-1) as Losses, history: kept, parameters: [...network.parameters] };
  }

  /** Goes on from a report, if it fits the network. */
  restore({ epoch, history, parameters }: Report): void {
    const { network } = this.#trainer;
    if (parameters.length !== network.parameters.length) return;
    network.parameters.set(parameters);
    this.#trainer.epoch = epoch;
    this.#trainer.history.splice(0, Number.POSITIVE_INFINITY, ...history);
    this.#draw();
  }

  /** Changes settings; where they need other data or weights, all begins anew. */
  change(changes: Partial<PlaygroundSettings>, told = true): void {
    const merged = { ...this.settings, ...changes };
    if (changes.hidden && !changes.activations) {
      merged.activations = changes.hidden.map(
        (_, l) => this.settings.activations[l] ?? this.settings.activations.at(-1) ?? "tanh",
      );
    }
    this.#take(settingsFrom(merged), told);
  }

  #take(settings: PlaygroundSettings, told: boolean): void {
    this.#trainer = this.#trainer.withSettings(settings, this.#own);
    this.#rebuild();
    if (told) this.#events.settings?.(settings);
    this.#tell();
  }

  /** Begins anew from the same settings. */
  reset(): void {
    this.#trainer = new Trainer(this.settings, this.#own);
    this.setPlaying(false);
    this.#rebuild();
    this.#tell();
  }

  /** One epoch. */
  step(): void {
    this.setPlaying(false);
    this.#trainer.learn(1, Number.POSITIVE_INFINITY);
    this.#draw();
    this.#tell();
  }

  setPlaying(playing: boolean, quiet = false): void {
    const changed = playing !== this.playing;
    this.playing = playing;
    this.#play.textContent = playing ? "❚❚ pause" : "▶ play";
    this.#play.setAttribute("aria-pressed", String(playing));
    if (playing && this.#frame === 0) this.#frame = requestAnimationFrame((time) => this.#next(time));
    if (changed && !quiet) this.#events.playing?.(playing);
    if (!playing) {
      this.#draw();
      if (changed) this.#tell();
    }
  }

  /** Takes it off the page. */
  destroy(): void {
    this.playing = false;
    cancelAnimationFrame(this.#frame);
    for (const end of this.#ends) end();
    this.#root.remove();
  }

  #next(time: number): void {
    this.#frame = 0;
    if (!this.playing) return;
    // A view that is hidden costs nothing, and goes on when it is seen again.
    if (this.#root.isConnected && this.#root.offsetParent !== null) {
      this.#trainer.learn(this.settings.speed, BUDGET);
      if (time - this.#drawn >= (wantsLessMotion() ? CALM : 0)) {
        this.#drawn = time;
        this.#draw(false, wantsLessMotion() ? Number.POSITIVE_INFINITY : GRID_BUDGET);
      }
      this.#tell();
    }
    this.#frame = requestAnimationFrame((at) => this.#next(at));
  }

  #tell(): void {
    this.#events.frame?.(() => this.report());
  }

  #rebuild(): void {
    this.#grid.begin(this.#trainer);
    this.#controls.show(this.settings);
    this.#watched = undefined;
    this.#diagram.build(this.#trainer);
    this.#field.showPoints(this.#trainer, this.#dark);
    this.#draw(true);
  }

  #recolour(): void {
    this.#dark = isDark(this.#root);
    this.#scale = colourScale(this.#dark);
    this.#field.showPoints(this.#trainer, this.#dark);
    this.#paint(true);
  }

  #draw(all = false, milliseconds?: number): void {
    const { epoch, history } = this.#trainer;
    this.#grid.compute(this.#trainer, milliseconds);
    this.#paint(all);
    this.#diagram.weigh(this.#trainer);
    this.#lines.show(history);
    this.#epoch.textContent = epoch.toLocaleString("en");
    this.#code.show();
    const { train, test } = history.at(-1) ?? { train: 0, test: 0 };
    const { data, hidden } = this.settings;
    this.#field.describe(
      `The network's answer to ${data} with hidden layers of ${hidden.join(", ") || "none"} after ${epoch} epochs: training loss ${train.toFixed(3)}, test loss ${test.toFixed(3)}`,
    );
  }

  #paint(all = false): void {
    this.#diagram.paint(this.#grid, this.#scale, all);
    const [layer, neuron] = this.#watched ?? [];
    this.#field.showAnswers(
      this.#grid,
      this.#scale,
      layer === undefined ? undefined : this.#grid.layers[layer]?.[neuron ?? 0],
    );
  }

  #answerAt(x1: number, x2: number): string {
    const answer = this.#trainer.network.answer(this.#trainer.inputs(x1, x2));
    const kind = this.#trainer.problem.kind === "classification" ? "P(class 1)" : "answer";
    return `x₁ ${x1.toFixed(1)}, x₂ ${x2.toFixed(1)}: ${kind} ${answer.toFixed(2)}`;
  }

  #choose({ story, settings }: Preset): void {
    this.setPlaying(false);
    this.#story.textContent = story;
    const { seed, speed } = this.settings;
    this.#trainer = new Trainer(settingsFrom({ seed, speed, ...settings }), this.#own);
    this.#rebuild();
    this.#events.settings?.(this.settings);
    this.#tell();
  }

  #build(): HTMLElement {
    const choice = make(
      "select",
      {
        onchange: () => {
          const preset = presets.find(({ name }) => name === choice.value);
          if (preset) this.#choose(preset);
        },
      },
      make("option", { value: "" }, "choose one …"),
      ...presets.map(({ name }) => make("option", {}, name)),
    );
    const button = (text: string, name: string, action: () => void) =>
      make("button", { type: "button", title: name, "aria-label": name, onclick: action }, text);
    const { bar, data, ticks } = this.#controls.places;
    const buttons = make(
      "div",
      { class: "buttons" },
      this.#play,
      button("step", "one epoch", () => this.step()),
      button("reset", "begin anew from the same weights", () => this.reset()),
    );
    const classes = this.#own?.classes ?? ["0", "1"];
    const ends = this.#trainer.problem.kind === "classification" ? classes.map((name) => `class ${name}`) : ["−1", "1"];
    return make(
      "section",
      { class: "axonlab-playground", "aria-label": "a neural network to play with" },
      make("style", {}, style),
      make(
        "div",
        { class: "bar" },
        buttons,
        make("div", { class: "epoch" }, this.#epoch, "epochs"),
        make("label", {}, "story", choice),
        ...bar,
      ),
      this.#story,
      make(
        "div",
        { class: "parts" },
        make("div", { class: "data" }, make("h4", {}, "Data"), ...data),
        make("div", {}, make("h4", {}, "Features, hidden layers, output"), this.#diagram.element),
        make(
          "div",
          { class: "output" },
          make("h4", {}, "Output"),
          this.#lines.element,
          this.#field.element,
          make(
            "div",
            { class: "legend" },
            make("span", {}, ends[0] ?? ""),
            make("i", {}),
            make("span", {}, ends[1] ?? ""),
          ),
          make("div", { class: "ticks" }, ...ticks),
        ),
      ),
      this.#code.element,
    );
  }
}
