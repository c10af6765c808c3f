import { expected } from "../errors.ts";
import { Network } from "../nn/network.ts";
import { Neuron } from "../nn/neuron.ts";
import { checkObject, checkOptions } from "../nn/options.ts";

/** Every one of a list, its holes counted; of anything else none. */
const all = (value: unknown, fits: (one: unknown) => boolean) => Array.isArray(value) && [...value].every(fits);
const isText = (value: unknown) => typeof value === "string";

/** What an option of a chart may be. */
const kinds = {
  text: { what: "a text", fits: isText },
  words: { what: "an array of words", fits: (value: unknown) => all(value, isText) },
  "two words": {
    what: "two words",
    fits: (value: unknown) => all(value, isText) && (value as unknown[]).length === 2,
  },
  range: {
    what: "two finite numbers, the lower one first",
    fits: (value: unknown) => {
      const [low, high] = all(value, Number.isFinite) ? (value as number[]) : [];
      return (value as unknown[])?.length === 2 && (low as number) < (high as number);
    },
  },
  flag: { what: "true or false", fits: (value: unknown) => typeof value === "boolean" },
  number: { what: "a finite number", fits: Number.isFinite },
  numbers: { what: "an array of finite numbers", fits: (value: unknown) => all(value, Number.isFinite) },
  /** The chart looks at it itself. */
  other: { what: "anything", fits: () => true },
} as const;

/**
 * Refuses options of a chart that are none or of a wrong kind. Returns them.
 * @param wanted The kind of each option, by its name.
 */
export function chartOptions<T extends object>(
  given: T,
  wanted: { readonly [K in keyof Required<T>]: keyof typeof kinds },
): T {
  const table = wanted as Readonly<Record<string, keyof typeof kinds>>;
  for (const [name, value] of Object.entries(checkOptions(given, Object.keys(table)))) {
    const { what, fits } = kinds[table[name] as keyof typeof kinds];
    if (value !== undefined && !fits(value))
      throw expected(`${name} to be ${what}`, value, "leave it out for the usual one");
  }
  return given;
}

/** Refuses what is no neuron, or one of another number of inputs than it can be drawn with. Returns it. */
export function checkNeuron(neuron: Neuron, inputs?: number): Neuron {
  if (!(neuron instanceof Neuron)) throw expected("a Neuron", neuron, "make one: new Neuron({ weights: [1, 1] })");
  if (inputs === undefined || neuron.weights.length === inputs) return neuron;
  throw expected(`a neuron of ${inputs} inputs`, neuron.weights.length, "choose some, or draw it by weightedSum");
}

/** Refuses what is no network. Returns it. */
export function checkNetwork(network: Network): Network {
  if (network instanceof Network) return network;
  throw expected("a Network", network, "make one: Network.random({ sizes: [2, 3, 1] })");
}

/** Refuses what has no names with something under each. Returns the names. */
export function namesOf(named: object, name: string, example: string): string[] {
  return Object.keys(checkObject(named, name, example));
}
