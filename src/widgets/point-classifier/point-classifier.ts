import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { Network } from "../../nn/network.ts";
import { type AnyWidgetParts, ownKind } from "../any-widget.ts";
import type { MimeBundle } from "../front-end.ts";
import { mountForm } from "../mount-form.ts";
import { layersOf, TrainedInPage } from "../trained-in-page.ts";
import { unexpected } from "../widget-error.ts";
import {
  classesIn,
  type DrawnPoint,
  drawingOf,
  type Frame,
  frameOf,
  type LabelledPoints,
  plain,
  pointsOf,
  type StartName,
  startOf,
} from "./drawing.ts";
import type { Progress } from "./learner.ts";
import { type PointClassifierSettings, settingsFrom } from "./settings.ts";

/** What a point classifier can be told: any of its settings, and the points to begin with. */
export interface PointClassifierOptions extends Partial<PointClassifierSettings> {
  /** Points of one's own, or the name of some: "circles" (the default), "spiral", "xor", "moons", "four classes", "empty". */
  points?: StartName | { X: readonly (readonly number[])[]; y: readonly (number | string | boolean)[] };
  /** Whether it learns from the start. Default true: it is meant to be watched while one draws. */
  playing?: boolean;
  /** Where and how large it is. */
  layout?: AnyWidgetParts<object>["layout"];
}

interface PointClassifierState {
  settings: PointClassifierSettings;
  drawn: readonly DrawnPoint[];
  frame: Frame;
  playing: boolean;
  report: Progress | null;
}

/** The page's module, where the build lays it. */
const module = () => pathToFileURL(createRequire(import.meta.url).resolve("axonlab/widgets/point-classifier.js"));

/** A plane to draw points in, and a network that learns them in the page; what is drawn and learnt is known here. */
export class PointClassifier extends TrainedInPage<PointClassifierState> {
  declare settings: PointClassifierSettings;
  declare drawn: readonly DrawnPoint[];
  declare readonly frame: Frame;
  declare report: Progress | null;

  /** @internal */
  constructor({ points = "circles", playing = true, layout, ...some }: PointClassifierOptions) {
    const settings = settingsFrom(some);
    const given = typeof points === "string" ? undefined : toLabelled(points);
    const frame = given ? frameOf(given.X, given.y) : plain;
    const drawn = given ? drawingOf(given, frame) : startOf(points as string);
    const state: PointClassifierState = { settings, drawn, frame, playing, report: null };
    super(...ownKind({ esm: module(), state, ...(layout ? { layout } : {}) }));
  }

  /** What is drawn now, as the estimators take it: `new MLPClassifier().fit(X, y)`. Other points can be set. */
  get points(): LabelledPoints {
    return pointsOf(this.drawn, this.frame);
  }

  set points(points: LabelledPoints) {
    this.drawn = drawingOf(points, this.frame);
  }

  /** Changes settings. @throws {WidgetError} for a name that is none, or a value out of range */
  change(changes: Partial<PointClassifierSettings>): void {
    this.settings = settingsFrom({ ...this.settings, ...changes });
  }

  /** How many steps were learnt. */
  get steps(): number {
    return this.report?.steps ?? 0;
  }

  /** The mean cross-entropy of the points; undefined before the page has said, and without points. */
  get loss(): number | undefined {
    return this.report?.loss ?? undefined;
  }

  /** The share of the points that get their own class; undefined before the page has said, and without points. */
  get accuracy(): number | undefined {
    return this.report?.accuracy ?? undefined;
  }

  /** The network as it is now, for points as they are in {@link points}; undefined before the page has said. */
  get network(): Network | undefined {
    const { hidden, activation } = this.settings;
    const sizes = [2, ...hidden, classesIn(this.drawn)];
    const layers = layersOf(sizes, this.report?.parameters, (l) => (l < hidden.length ? activation : "softmax"));
    const [first, ...rest] = layers ?? [];
    if (!first) return undefined;
    const { centre, unit } = this.frame;
    // The page's network sees the field; this one is to see the notebook's numbers.
    const weights = first.weights.map((row) => row.map((w, k) => w / (unit[k] as number)));
    const biases = first.biases.map((b, j) =>
      (weights[j] as number[]).reduce((sum, w, k) => sum - w * (centre[k] as number), b),
    );
    return new Network([{ ...first, weights, biases }, ...rest]);
  }

  /** What it is, where it cannot be shown. */
  override toString(): string {
    const { hidden } = this.settings;
    return `A classifier for points to draw: ${this.drawn.length} points, hidden layers of ${hidden.join(", ") || "none"}`;
  }

  /** @internal */
  protected override forms(): MimeBundle {
    const { settings, drawn, frame, playing } = this;
    return mountForm("point-classifier", { set: settings, drawn, frame }, playing);
  }
}

function toLabelled(points: unknown): LabelledPoints {
  const { X, y } = (points ?? {}) as Partial<LabelledPoints>;
  if (!X || !y) throw unexpected("points to be a name or { X, y }", points, 'write points: "spiral", or { X, y }');
  return { X, y };
}

/**
 * A classifier for points that one draws oneself, after ConvNetJS's demonstration (Karpathy 2014): a click in the plane
 * sets a point of the chosen class, and a network learns in the page; at the left its answer all over the plane, at the
 * right what a hidden layer makes of the plane, with two of its neurons as axes: it moves the points until a line parts
 * them.
 * @throws {WidgetError} for a setting that is none, a value out of range, or points of another shape
 * @example
 * pointClassifier({ points: "xor" }).points.X.length // → 60
 * pointClassifier({ points: { X: [[0, 1], [2, 0]], y: ["no", "yes"] } }).points.y // → ["no", "yes"]
 * pointClassifier({ hidden: [99] }) // throws hidden to hold at most 4 numbers from 1 to 16
 */
export function pointClassifier(options: PointClassifierOptions = {}): PointClassifier {
  return new PointClassifier(options);
}
