import { make } from "../../playground/page/elements.ts";
import { isDark, wantsLessMotion, watchTheme } from "../../playground/page/theme.ts";
import { type DrawnPoint, type Frame, starts } from "../drawing.ts";
import { Learner, type Progress } from "../learner.ts";
import { type PointClassifierSettings, settingsFrom } from "../settings.ts";
import { Lattice } from "./lattice.ts";
import { LayerPanel } from "./layer-panel.ts";
import { regionColours } from "./marks.ts";
import { type Place, PlanePanel } from "./plane-panel.ts";
import { style } from "./style.ts";
import { Toolbar } from "./toolbar.ts";

/** So many steps a frame, where the machine keeps up, and for how many milliseconds at most. */
const [STEPS, BUDGET] = [10, 6];
/** For how long a frame asks the network all over the field. */
const LATTICE_BUDGET = 5;
/** How often it is drawn anew where the system asks for less motion, in milliseconds. */
const CALM = 1500;
/** It rests when so many steps were learnt since anything was changed: a page that is left open costs nothing then. */
const REST = 20_000;

/** What the point classifier tells whoever has mounted it. */
export interface ViewEvents {
  onSettings?(settings: PointClassifierSettings): void;
  onDrawn?(drawn: readonly DrawnPoint[]): void;
  onPlaying?(playing: boolean): void;
  /** After each frame; `progress` makes a whole one. */
  onProgress?(progress: () => Progress): void;
}

/** The point classifier on a page. */
export class View {
  readonly #root: HTMLElement;
  readonly #events: ViewEvents;
  readonly #lattice = new Lattice();
  readonly #toolbar: Toolbar;
  readonly #plane: PlanePanel;
  readonly #layer: LayerPanel;
  readonly #facts = { steps: make("b", {}), loss: make("b", {}), accuracy: make("b", {}) };
  readonly #said = make("output", { class: "said" });
  readonly #ends: (() => void)[] = [];
  #learner: Learner;
  #colours = regionColours(false);
  #dark = false;
  #pointed: Place | undefined;
  #request = 0;
  #painted = 0;
  #inSight = true;
  #restAt = REST;
  #rests = false;
  /** Whether it learns. */
  playing = false;

  constructor(
    element: HTMLElement,
    settings: PointClassifierSettings,
    drawn: readonly DrawnPoint[],
    frame: Frame,
    events: ViewEvents,
  ) {
    this.#events = events;
    this.#learner = new Learner(settings, drawn);
    const changed = (changes: Partial<PointClassifierSettings>) => this.change(changes);
    const chosen = (c: number) => {
      this.#plane.chosen = c;
      this.#said.textContent = `draw class ${frame.labels[c]}`;
      this.#show();
    };
    this.#toolbar = new Toolbar(frame.labels, {
      ...{ changed, chosen, played: () => this.setPlaying(!this.playing) },
      ...{ stepped: () => this.step(), reset: () => this.reset() },
      began: (start) => {
        this.#learner = new Learner(
          this.settings,
          starts[start]().filter(({ c }) => c < frame.labels.length),
        );
        this.#touched();
        this.#events.onDrawn?.(this.drawn);
      },
    });
    this.#plane = new PlanePanel(frame, {
      ...{ chosen, drawn: (points) => this.draw(points) },
      said: (text) => {
        this.#said.textContent = text;
      },
      pointed: (place) => {
        this.#pointed = place;
        if (!this.playing) this.#paint();
      },
    });
    this.#layer = new LayerPanel(changed);
    const { steps, loss, accuracy } = this.#facts;
    this.#root = make(
      "section",
      { class: "axonlab-points", "aria-label": "a classifier for points that you draw" },
      make("style", {}, style),
      this.#toolbar.element,
      make("div", { class: "panels" }, this.#plane.element, this.#layer.element),
      make(
        "p",
        { class: "facts" },
        make("span", {}, "steps ", steps),
        make("span", {}, "loss ", loss),
        make("span", {}, "right ", accuracy),
      ),
      this.#said,
    );
    element.append(this.#root);
    this.#ends.push(watchTheme(() => this.#recolour()));
    const watcher = new IntersectionObserver((entries) => {
      this.#inSight = entries.at(-1)?.isIntersecting ?? true;
    });
    watcher.observe(this.#root);
    this.#ends.push(() => watcher.disconnect());
    this.#recolour();
    this.#renew();
  }

  get settings(): PointClassifierSettings {
    return this.#learner.settings;
  }

  get drawn(): readonly DrawnPoint[] {
    return this.#learner.drawn;
  }

  /** How far it is. */
  progress(): Progress {
    return this.#learner.progress();
  }

  /** Goes on from earlier progress. */
  restore(progress: Progress): void {
    this.#learner.restore(progress);
    this.#restAt = this.#learner.steps + REST;
    this.#renew();
  }

  /** Other points; what was learnt stays. */
  draw(points: readonly DrawnPoint[], told = true): void {
    this.#learner = this.#learner.withPoints(points);
    this.#touched();
    if (told) this.#events.onDrawn?.(points);
  }

  /** Changes settings; where they need other weights, the learning begins anew. */
  change(changes: Partial<PointClassifierSettings>, told = true): void {
    const settings = settingsFrom({ ...this.settings, ...changes });
    this.#learner = this.#learner.withSettings(settings);
    this.#touched();
    if (told) this.#events.onSettings?.(settings);
  }

  /** Other weights, drawn with the next seed. */
  reset(): void {
    this.change({ seed: (this.settings.seed + 1) % 0x100000000 });
  }

  /** One step. */
  step(): void {
    this.setPlaying(false);
    this.#learner.learn(1, Number.POSITIVE_INFINITY);
    this.#renew();
  }

  setPlaying(playing: boolean, quiet = false): void {
    const changed = playing !== this.playing;
    this.playing = playing;
    this.#rests = false;
    if (playing) this.#restAt = this.#learner.steps + REST;
    if (playing && this.#request === 0) this.#request = requestAnimationFrame((time) => this.#next(time));
    if (changed && !quiet) this.#events.onPlaying?.(playing);
    this.#renew();
  }

  /** Takes it off the page. */
  destroy(): void {
    this.playing = false;
    cancelAnimationFrame(this.#request);
    for (const end of this.#ends) end();
    this.#root.remove();
  }

  #next(time: number): void {
    this.#request = 0;
    if (!this.playing) return;
    if (this.#inSight && this.#root.isConnected) this.#learn(time);
    if (this.playing) this.#request = requestAnimationFrame((at) => this.#next(at));
  }

  #learn(time: number): void {
    this.#learner.learn(STEPS, BUDGET);
    const calm = wantsLessMotion();
    if (time - this.#painted >= (calm ? CALM : 0)) {
      this.#painted = time;
      this.#lattice.compute(this.#learner, calm ? Number.POSITIVE_INFINITY : LATTICE_BUDGET);
      this.#paint();
    }
    this.#tell();
    if (this.#learner.steps < this.#restAt) return;
    this.setPlaying(false);
    this.#rests = true;
    this.#said.textContent = "It rests after 20,000 steps; another point, or play, wakes it.";
  }

  #touched(): void {
    this.#restAt = this.#learner.steps + REST;
    if (this.#rests) this.setPlaying(true);
    this.#renew();
  }

  #tell(): void {
    this.#events.onProgress?.(() => this.progress());
  }

  /** Shows all of it as it is now. */
  #renew(): void {
    this.#lattice.compute(this.#learner);
    this.#show();
    this.#paint();
    this.#tell();
  }

  #show(): void {
    this.#toolbar.show(this.settings, this.playing, this.#plane.chosen);
    this.#layer.show(this.settings);
    this.#layer.describe(this.#learner);
  }

  #recolour(): void {
    this.#dark = isDark(this.#root);
    this.#colours = regionColours(this.#dark);
    this.#paint();
  }

  #paint(): void {
    const marked = this.#pointed ?? this.#plane.cursor;
    this.#plane.paint(this.#learner, this.#lattice, this.#colours, this.#dark, this.#plane.cursor);
    this.#layer.paint(this.#learner, this.#lattice, this.#colours, this.#dark, marked);
    const { steps, loss, accuracy } = this.#learner.progress();
    this.#facts.steps.textContent = steps.toLocaleString("en");
    this.#facts.loss.textContent = loss === null ? "–" : loss.toFixed(3);
    this.#facts.accuracy.textContent = accuracy === null ? "–" : `${Math.floor(100 * accuracy)} %`;
  }
}
