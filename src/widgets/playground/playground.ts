import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import type { ActivationName } from "../../nn/activations.ts";
import { Network } from "../../nn/network.ts";
import { type AnyWidgetParts, ownKind } from "../any-widget.ts";
import type { MimeBundle } from "../front-end.ts";
import { mountForm } from "../mount-form.ts";
import { layersOf, TrainedInPage } from "../trained-in-page.ts";
import { unexpected } from "../widget-error.ts";
import { equivalentCode } from "./equivalent-code.ts";
import { type OwnData, ownData, problems } from "./problems.ts";
import { type PlaygroundSettings, settingsFrom } from "./settings.ts";
import type { Losses } from "./trainer.ts";

/** What a playground can be told: any of its settings, and data of one's own. */
export interface PlaygroundOptions extends Partial<PlaygroundSettings> {
  /** Samples of one's own: pairs of numbers. They are moved and scaled into the field. */
  X?: readonly (readonly number[])[];
  /** Their targets: two classes, or numbers. */
  y?: readonly (number | string | boolean)[];
  /** The activation of all hidden layers. Default "tanh". */
  activation?: ActivationName;
  /** Whether it learns from the start. Default false. */
  playing?: boolean;
  /** Where and how large it is. */
  layout?: AnyWidgetParts<object>["layout"];
}

/** How far the page is. */
interface Report {
  epoch: number;
  losses: Losses;
  history: readonly Losses[];
  parameters: readonly number[];
}

interface PlaygroundState {
  settings: PlaygroundSettings;
  own: OwnData | null;
  playing: boolean;
  report: Report | null;
}

/** The page's module, where the build lays it. */
const module = () => pathToFileURL(createRequire(import.meta.url).resolve("axonlab/widgets/playground.js"));

/** A neural network to play with, which learns in the page; what is set there is known here. */
export class Playground extends TrainedInPage<PlaygroundState> {
  declare settings: PlaygroundSettings;
  declare readonly own: OwnData | null;
  declare report: Report | null;

  /** @internal */
  constructor({ X, y, playing = false, layout, ...some }: PlaygroundOptions) {
    if ((X === undefined) !== (y === undefined)) {
      throw unexpected("X and y together", X === undefined ? "y alone" : "X alone", "write playground({ X, y })");
    }
    const own = X && y ? ownData(X, y) : null;
    const settings = settingsFrom({ ...(own ? { data: "own" } : {}), ...some });
    if (settings.data === "own" && !own)
      throw unexpected('X and y beside data: "own"', undefined, "write playground({ X, y })");
    const state: PlaygroundState = { settings, own, playing, report: null };
    super(...ownKind({ esm: module(), state, ...(layout ? { layout } : {}) }));
  }

  /** Changes settings. @throws {WidgetError} for a name that is none, or a value out of range */
  change(changes: Partial<PlaygroundSettings>): void {
    this.settings = settingsFrom({ ...this.settings, ...changes });
  }

  /** How many epochs were learnt. */
  get epoch(): number {
    return this.report?.epoch ?? 0;
  }

  /** The losses of now, on the samples to learn from and on those to be tested on; undefined before the page has said. */
  get losses(): Losses | undefined {
    return this.report?.losses;
  }

  /** TypeScript that does the same. */
  get code(): string {
    const { settings, own } = this;
    const kind = own && settings.data === "own" ? own.kind : problems[settings.data].kind;
    return equivalentCode(settings, this.epoch, kind, own ?? undefined);
  }

  /** The network as it is now; undefined before the page has said. */
  get network(): Network | undefined {
    const { features, hidden, activations, data } = this.settings;
    const sizes = [features.length, ...hidden, 1];
    const kind = this.own && data === "own" ? this.own.kind : problems[data].kind;
    const last = kind === "classification" ? "sigmoid" : "identity";
    const layers = layersOf(sizes, this.report?.parameters, (l) => activations[l] ?? last);
    return layers && new Network(layers);
  }

  /** What it is, where it cannot be shown. */
  override toString(): string {
    const { data, hidden } = this.settings;
    return `A neural network to play with: ${problems[data].label}, hidden layers of ${hidden.join(", ") || "none"}`;
  }

  /** @internal */
  protected override forms(): MimeBundle {
    const { settings, own, playing } = this;
    return mountForm("playground", { set: settings, ...(own ? { own } : {}) }, playing);
  }
}

/**
 * TensorFlow's Playground over this library (Smilkov and others 2017, "Direct-Manipulation Visualization of Deep
 * Networks"), learning in the page: data sets or one's own, features, layers and neurons, activations, penalty, dropout,
 * every neuron's answer as a picture, weights to see and to change, stories, and the equivalent TypeScript.
 * @throws {WidgetError} for a setting that is none, a value out of range, or data of another shape
 * @example
 * playground({ data: "spiral" }).settings.hidden // → [8, 8]
 * playground({ data: "xor", hidden: [3], activation: "relu" }).settings.activations // → ["relu"]
 * playground({ hidden: [99] }) // throws hidden to hold at most 10 numbers from 1 to 10
 */
export function playground(options: PlaygroundOptions = {}): Playground {
  return new Playground(options);
}
