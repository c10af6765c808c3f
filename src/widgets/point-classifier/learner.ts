import { PlaneNetwork } from "../playground/plane-network.ts";
import { classesIn, type DrawnPoint } from "./drawing.ts";
import type { PointClassifierSettings } from "./settings.ts";

/** How far a learner is: all that is needed to go on with it. */
export interface Progress {
  readonly steps: number;
  /** The mean cross-entropy of the points; null where none is drawn. */
  readonly loss: number | null;
  /** The share of the points that get their own class; null where none is drawn. */
  readonly accuracy: number | null;
  readonly parameters: readonly number[];
}

/** Where one of these changes, the weights are drawn anew. */
const structural = ["hidden", "activation", "seed"] as const;

/** A network that learns points of a plane, all of them at every step; without its looks. */
export class Learner {
  readonly settings: PointClassifierSettings;
  readonly drawn: readonly DrawnPoint[];
  readonly classes: number;
  readonly network: PlaneNetwork;
  steps = 0;
  readonly #X: readonly (readonly [number, number])[];
  readonly #y: readonly number[];

  constructor(settings: PointClassifierSettings, drawn: readonly DrawnPoint[]) {
    this.settings = settings;
    this.drawn = drawn;
    this.classes = classesIn(drawn);
    this.network = new PlaneNetwork({
      ...settings,
      ...{ inputs: 2, activations: settings.hidden.map(() => settings.activation), output: "softmax" },
      ...{ outputs: this.classes, penalty: "L2", dropout: 0 },
    });
    this.#X = drawn.map(({ x1, x2 }) => [x1, x2]);
    this.#y = drawn.map(({ c }) => c);
  }

  /** With other points; what was learnt stays, apart from the outputs of classes that come or go. */
  withPoints(drawn: readonly DrawnPoint[]): Learner {
    return this.#after(new Learner(this.settings, drawn));
  }

  /** Under other settings; what was learnt stays where these allow it. */
  withSettings(settings: PointClassifierSettings): Learner {
    const next = new Learner(settings, this.drawn);
    const keeps = structural.every((name) => String(settings[name]) === String(this.settings[name]));
    return keeps ? this.#after(next) : next;
  }

  #after(next: Learner): Learner {
    const last = this.network.layers.length - 1;
    for (const [l, { weights, biases, inputs, neurons }] of next.network.layers.entries()) {
      const before = this.network.layers[l];
      if (!before) continue;
      const shared = l === last ? Math.min(before.neurons, neurons) : neurons;
      const take = (to: number, from: number, count: number) =>
        next.network.parameters.set(this.network.parameters.subarray(from, from + count), to);
      take(weights, before.weights, shared * inputs);
      take(biases, before.biases, shared);
    }
    next.steps = this.steps;
    return next;
  }

  /** Goes on from earlier progress, if it fits the network. */
  restore({ steps, parameters }: Progress): void {
    if (parameters.length !== this.network.parameters.length) return;
    this.network.parameters.set(parameters);
    this.steps = steps;
  }

  /** Learns for at most so many steps, and no longer than so many milliseconds. */
  learn(steps: number, milliseconds: number): void {
    if (this.drawn.length === 0) return;
    const end = performance.now() + milliseconds;
    for (let done = 0; done < steps; done++) {
      this.network.learn(this.#X, this.#y);
      this.steps++;
      if (performance.now() >= end) break;
    }
  }

  /** The class that the network gives a place; its share is in the last layer's `a`. */
  classAt(x1: number, x2: number): number {
    this.network.answer([x1, x2]);
    return largest((this.network.layers.at(-1) as { a: Float64Array }).a);
  }

  /** How far it is. */
  progress(): Progress {
    const { drawn, network, steps } = this;
    let [loss, right] = [0, 0];
    for (const { x1, x2, c } of drawn) {
      right += Number(this.classAt(x1, x2) === c);
      loss += network.loss(0, c);
    }
    const mean = (sum: number) => (drawn.length === 0 ? null : sum / drawn.length);
    return { steps, loss: mean(loss), accuracy: mean(right), parameters: [...network.parameters] };
  }
}

/** The place of the largest number, the first among equals. */
export function largest(values: ArrayLike<number>): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if ((values[i] as number) > (values[best] as number)) best = i;
  return best;
}
