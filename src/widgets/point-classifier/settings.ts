import { type ActivationName, activation } from "../../nn/activations.ts";
import type { Descent } from "../playground/settings.ts";
import { unexpected } from "../widget-error.ts";

/** Everything that one can set, apart from the points. */
export interface PointClassifierSettings {
  /** How many neurons each hidden layer has: up to 4 layers of up to 16. Default [6, 2], whose last two bend the plane. */
  hidden: readonly number[];
  /** The activation of all hidden layers. Default "tanh". */
  activation: ActivationName;
  /** Default "adam". */
  descent: Descent;
  /** From 0.00001 to 10. Default 0.03. */
  learningRate: number;
  /** How strongly large weights are punished (L2), 0 to 10. Default 0.0001. */
  penaltyRate: number;
  /** The seed of the weights. Default 1. */
  seed: number;
  /** Which hidden layer is looked into; 1 is the first. Default the last. */
  layer: number;
  /** Which two of its neurons are the axes; 1 is the first. Default [1, 2]. */
  neurons: readonly [number, number];
}

/** The settings to begin with. */
export const usual: PointClassifierSettings = {
  hidden: [6, 2],
  activation: "tanh",
  descent: "adam",
  learningRate: 0.03,
  penaltyRate: 0.0001,
  seed: 1,
  layer: 2,
  neurons: [1, 2],
};

/** At most so many layers, and neurons in each. */
export const most = { layers: 4, neurons: 16 };

const ranges = { learningRate: [0.00001, 10], penaltyRate: [0, 10], seed: [0, 0xffffffff] } as const;
const descents = ["gradientDescent", "momentum", "adam"] as const;

/**
 * Whole settings from some: what is missing is the usual; a layer or a neuron to look into that the network lacks becomes
 * the last that it has.
 * @throws {WidgetError} for a name that is none, or a value out of range
 */
export function settingsFrom(some: Partial<PointClassifierSettings>): PointClassifierSettings {
  const stranger = Object.keys(some).find((name) => !Object.hasOwn(usual, name));
  if (stranger !== undefined) {
    throw unexpected("the name of a setting", stranger, `use one of points, ${Object.keys(usual).join(", ")}`);
  }
  const settings = { ...usual, ...some };
  check(settings);
  const { hidden } = settings;
  const layer = Math.min(some.layer ?? hidden.length, hidden.length);
  const neurons = hidden[layer - 1] ?? 2;
  const [a, b] = settings.neurons.map((neuron) => Math.min(neuron, neurons)) as [number, number];
  return { ...settings, layer, neurons: [a, b] };
}

function check(settings: PointClassifierSettings): void {
  const { hidden, descent, layer, neurons } = settings;
  const counts = (n: number) => Number.isInteger(n) && n >= 1 && n <= most.neurons;
  if (!Array.isArray(hidden) || hidden.length > most.layers || !hidden.every(counts)) {
    const what = `hidden to hold at most ${most.layers} numbers from 1 to ${most.neurons}`;
    throw unexpected(what, hidden, "try [6, 2]");
  }
  for (const [name, [low, high]] of Object.entries(ranges)) {
    const value = settings[name as keyof typeof ranges];
    const fits = typeof value === "number" && value >= low && value <= high;
    if (fits && (name !== "seed" || Number.isInteger(value))) continue;
    const kind = name === "seed" ? "a whole number" : "a number";
    throw unexpected(`${name} to be ${kind} from ${low} to ${high}`, value, `try ${usual[name as "seed"]}`);
  }
  if (!descents.includes(descent)) {
    throw unexpected(`descent to be one of ${descents.join(", ")}`, descent, `try "${usual.descent}"`);
  }
  if (!Number.isInteger(layer) || layer < 0) {
    throw unexpected("layer to be the number of a hidden layer", layer, "1 is the first");
  }
  if (!Array.isArray(neurons) || neurons.length !== 2 || !neurons.every(counts)) {
    throw unexpected("neurons to be the numbers of two neurons", neurons, "write [1, 2]");
  }
  activation(settings.activation);
}
