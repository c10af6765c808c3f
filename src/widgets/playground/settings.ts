import { lookUp } from "../../errors.ts";
import { type ActivationName, activation } from "../../nn/activations.ts";
import { unexpected } from "../widget-error.ts";
import { type FeatureName, features } from "./features.ts";
import { type ProblemName, problems } from "./problems.ts";

/** How the playground's network goes down. */
export type Descent = "gradientDescent" | "momentum" | "adam";

/** Everything that one can set in the playground. */
export interface PlaygroundSettings {
  /** What to learn from: "own" where X and y were given. */
  data: ProblemName;
  /** How many samples in all, 50 to 1000. Default 500. */
  samples: number;
  /** How much noise, 0 to 0.5. Default 0. */
  noise: number;
  /** The share of the samples to learn from, 0.1 to 0.9. Default 0.5. */
  trainShare: number;
  /** What the network is given. Default x1 and x2. */
  features: readonly FeatureName[];
  /** How many neurons each hidden layer has: up to 10 layers of up to 10. Default [4, 2]. */
  hidden: readonly number[];
  /** The activation of each hidden layer. */
  activations: readonly ActivationName[];
  /** What is added to the loss, so that weights stay small. Default "none". */
  penalty: "none" | "L1" | "L2";
  /** How strongly. Default 0.001. */
  penaltyRate: number;
  /** The share of hidden outputs left out at each step, 0 to 0.8. Default 0. */
  dropout: number;
  /** Default 0.03. */
  learningRate: number;
  /** Default "gradientDescent". */
  descent: Descent;
  /** How many samples a step looks at, 1 to 100. Default 10. */
  batchSize: number;
  /** The seed of data, weights and order. Default 1. */
  seed: number;
  /** Whether only the answer is shown, not how sure it is. Default false. */
  discretise: boolean;
  /** Whether the test samples are shown. Default false. */
  showTest: boolean;
  /** How many epochs a frame has, where the machine keeps up. Default 1. */
  speed: number;
}

/** The settings to begin with. */
export const usual: PlaygroundSettings = {
  data: "circle",
  samples: 500,
  noise: 0,
  trainShare: 0.5,
  features: ["x1", "x2"],
  hidden: [4, 2],
  activations: ["tanh", "tanh"],
  penalty: "none",
  penaltyRate: 0.001,
  dropout: 0,
  learningRate: 0.03,
  descent: "gradientDescent",
  batchSize: 10,
  seed: 1,
  discretise: false,
  showTest: false,
  speed: 1,
};

/** What a data set asks for beyond the usual, so that the network that one finds can learn it. */
const fitting: Partial<Record<ProblemName, Partial<PlaygroundSettings>>> = {
  spiral: { hidden: [8, 8], descent: "adam", learningRate: 0.02 },
  hills: { hidden: [8, 4], descent: "adam", learningRate: 0.01 },
  plane: { hidden: [] },
};

/** At most so many layers, and neurons in each. */
export const most = { layers: 10, neurons: 10 };

/** From where to where the numbers go. */
export const ranges = {
  samples: [50, 1000],
  noise: [0, 0.5],
  trainShare: [0.1, 0.9],
  penaltyRate: [0, 10],
  dropout: [0, 0.8],
  learningRate: [0.00001, 10],
  batchSize: [1, 100],
  seed: [0, 0xffffffff],
  speed: [1, 50],
} as const;

const whole = new Set(["samples", "batchSize", "seed", "speed"]);
const words = {
  penalty: ["none", "L1", "L2"],
  descent: ["gradientDescent", "momentum", "adam"],
} as const;

/**
 * Whole settings from some: what is missing is the usual, or what the data set asks for; a single activation is that of
 * all layers.
 * @throws {WidgetError} for a name that is none, or a value out of range
 */
export function settingsFrom(some: Partial<PlaygroundSettings> & { activation?: ActivationName }): PlaygroundSettings {
  const { activation: one, ...given } = some;
  const stranger = Object.keys(given).find((name) => !Object.hasOwn(usual, name));
  if (stranger !== undefined) {
    throw unexpected("the name of a setting", stranger, `use one of ${Object.keys(usual).join(", ")}, activation`);
  }
  const data = given.data ?? usual.data;
  lookUp(problems, data, "a data set");
  const settings = { ...usual, ...fitting[data], ...given };
  const activations = settings.hidden.map((_, l) => given.activations?.[l] ?? one ?? "tanh");
  const made = { ...settings, activations };
  check(made);
  return made;
}

function check(settings: PlaygroundSettings): void {
  for (const [name, [low, high]] of Object.entries(ranges)) {
    const value = settings[name as keyof typeof ranges];
    const fits =
      typeof value === "number" && value >= low && value <= high && (!whole.has(name) || Number.isInteger(value));
    if (!fits) {
      const kind = whole.has(name) ? "a whole number" : "a number";
      throw unexpected(`${name} to be ${kind} from ${low} to ${high}`, value, `try ${usual[name as "samples"]}`);
    }
  }
  for (const [name, allowed] of Object.entries(words)) {
    const value = settings[name as keyof typeof words];
    if (!(allowed as readonly string[]).includes(value)) {
      throw unexpected(`${name} to be one of ${allowed.join(", ")}`, value, `try "${allowed[0]}"`);
    }
  }
  for (const name of settings.features) lookUp(features, name, "a feature");
  if (settings.features.length === 0) throw unexpected("at least one feature", settings.features, 'write ["x1", "x2"]');
  const fits = (n: number) => Number.isInteger(n) && n >= 1 && n <= most.neurons;
  if (settings.hidden.length > most.layers || !settings.hidden.every(fits)) {
    throw unexpected(
      `hidden to hold at most ${most.layers} numbers from 1 to ${most.neurons}`,
      settings.hidden,
      "try [4, 2]",
    );
  }
  for (const name of settings.activations) activation(name);
}
