import { trainTestSplit } from "../../nn/data/split.ts";
import { Random } from "../../nn/random.ts";
import { type Feature, features } from "./features.ts";
import { PlaneNetwork } from "./plane-network.ts";
import { type OwnData, type Problem, problems } from "./problems.ts";
import type { PlaygroundSettings } from "./settings.ts";

/** A point of the data. */
export interface Point {
  readonly x1: number;
  readonly x2: number;
  readonly y: number;
}

/** The losses after an epoch. */
export interface Losses {
  readonly train: number;
  readonly test: number;
}

/** Where one of these changes, all begins anew. */
const structural = ["features", "hidden", "activations", "seed", "data", "samples", "noise", "trainShare"] as const;

/** The playground without its looks: data, network, and a training that can be taken in small parts. */
export class Trainer {
  readonly settings: PlaygroundSettings;
  readonly problem: Problem;
  readonly train: readonly Point[];
  readonly test: readonly Point[];
  readonly network: PlaneNetwork;
  /** The losses before the first epoch, and after each. */
  readonly history: Losses[] = [];
  epoch = 0;
  readonly #features: readonly Feature[];
  readonly #X: readonly Float64Array[];
  readonly #XTest: readonly Float64Array[];
  readonly #random: Random;
  #order: number[] = [];
  #at = 0;

  constructor(settings: PlaygroundSettings, own?: OwnData) {
    const { data, samples, noise, seed, trainShare } = settings;
    this.settings = settings;
    const problem: Problem = problems[data];
    this.problem = data === "own" && own ? { ...problem, kind: own.kind } : problem;
    const { X, y } = data === "own" && own ? own : problem.make({ samples, noise, seed });
    const split = trainTestSplit(X, y, { testSize: Math.min(0.9, 1 - trainShare), seed });
    const points = (from: readonly (readonly [number, number])[], targets: readonly number[]) =>
      from.map(([x1, x2], i): Point => ({ x1, x2, y: targets[i] as number }));
    this.train = points(split.XTrain, split.yTrain);
    this.test = points(split.XTest, split.yTest);
    this.#features = settings.features.map((name) => features[name]);
    this.network = new PlaneNetwork({
      ...settings,
      inputs: this.#features.length,
      output: this.problem.kind === "classification" ? "sigmoid" : "identity",
    });
    this.#X = this.train.map(({ x1, x2 }) => this.inputs(x1, x2));
    this.#XTest = this.test.map(({ x1, x2 }) => this.inputs(x1, x2));
    this.#random = new Random(seed);
    this.history.push(this.losses());
  }

  /** What the network is given of a place. */
  inputs(x1: number, x2: number): Float64Array {
    return Float64Array.from(this.#features, ({ of }) => of(x1, x2));
  }

  /** The same data, order and weights under other settings, where these allow it; undefined where they do not. */
  withSettings(settings: PlaygroundSettings, own?: OwnData): Trainer {
    const next = new Trainer(settings, own);
    const keeps = structural.every((name) => String(settings[name]) === String(this.settings[name]));
    if (keeps) {
      next.network.parameters.set(this.network.parameters);
      next.epoch = this.epoch;
      next.history.splice(0, 1, ...this.history);
    }
    return next;
  }

  /**
   * Learns for a while: at most so many epochs, and no longer than so many milliseconds.
   * @returns how many epochs ended
   */
  learn(epochs: number, milliseconds: number): number {
    const end = performance.now() + milliseconds;
    let done = 0;
    while (done < epochs) {
      if (this.#batch()) {
        done++;
        this.epoch++;
        this.history.push(this.losses());
      }
      if (performance.now() >= end) break;
    }
    return done;
  }

  /** One step; true at the end of an epoch. */
  #batch(): boolean {
    if (this.#at === 0) this.#order = this.#random.shuffle(this.#X.map((_, i) => i));
    const batch = this.#order.slice(this.#at, this.#at + this.settings.batchSize);
    this.network.learn(
      batch.map((i) => this.#X[i] as Float64Array),
      batch.map((i) => (this.train[i] as Point).y),
    );
    this.#at += batch.length;
    if (this.#at < this.#order.length) return false;
    this.#at = 0;
    return true;
  }

  /** The mean losses of now. */
  losses(): Losses {
    const mean = (X: readonly Float64Array[], points: readonly Point[]) => {
      let sum = 0;
      for (let i = 0; i < X.length; i++) {
        sum += this.network.loss(this.network.answer(X[i] as Float64Array), (points[i] as Point).y);
      }
      return sum / X.length;
    };
    return { train: mean(this.#X, this.train), test: mean(this.#XTest, this.test) };
  }
}
