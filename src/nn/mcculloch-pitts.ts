import { expected } from "../errors.ts";
import { display } from "./display.ts";
import { Neuron } from "./neuron.ts";
import { variable } from "./notation.ts";
import { checkOptions } from "./options.ts";
import { checkList, checkVector, checkWhole, type Vector } from "./shapes.ts";

/** What makes a McCulloch-Pitts unit. */
export interface McCullochPittsOptions {
  /** How many inputs it has, each 0 or 1. */
  inputs: number;
  /** $θ$, a whole number: how many of the exciting inputs must be on. */
  threshold: number;
  /** The places, from 0, of the inputs that inhibit: one of them on, and the unit is silent. Default none. */
  inhibitory?: readonly number[];
}

/**
 * The first neuron of mathematics (McCulloch and Pitts 1943; the lecture's "first scheme"): inputs of 0 and 1, no weights
 * and no learning. It answers 1 if no inhibiting input is on and at least θ of the others are. Rosenblatt's perceptron
 * gave each input a weight of its own: {@link McCullochPitts.toNeuron} says which weights do the same.
 * @throws {NnError} for no inputs, a threshold that is no whole number, or inhibiting inputs that are none.
 * @example
 * new McCullochPitts({ inputs: 2, threshold: 2 }).outputs(gates.AND.X) // → [0, 0, 0, 1]
 * new McCullochPitts({ inputs: 1, threshold: 0, inhibitory: [0] }).outputs(gates.NOT.X) // → [1, 0]
 */
export class McCullochPitts {
  readonly inputs: number;
  readonly threshold: number;
  /** In order, each once. */
  readonly inhibitory: readonly number[];

  constructor(options: McCullochPittsOptions) {
    const { inputs, threshold, inhibitory = [] } = checkOptions(options, ["inputs", "threshold", "inhibitory"]);
    this.inputs = checkWhole(inputs, "inputs");
    this.threshold = checkWhole(threshold, "threshold", 0);
    const places = Array.from(checkList(inhibitory, "inhibitory"));
    const wrong = places.find((place) => !(Number.isInteger(place) && place >= 0 && place < inputs));
    if (wrong !== undefined || places.includes(undefined as never))
      throw expected(`inhibitory to hold places from 0 to ${inputs - 1}`, inhibitory, "name inputs that there are");
    this.inhibitory = Object.freeze([...new Set(places)].sort((a, b) => a - b));
  }

  /** 1 or 0. @throws {NnError} unless x holds a 0 or 1 for each input. */
  output(x: Vector): 0 | 1 {
    checkVector(x, "x", this.inputs);
    const wrong = x.findIndex((value) => value !== 0 && value !== 1);
    if (wrong !== -1) throw expected(`x[${wrong}] to be 0 or 1`, x[wrong], "a Neuron takes other numbers");
    if (this.inhibitory.some((place) => x[place] === 1)) return 0;
    return x.reduce((sum, value) => sum + value, 0) >= this.threshold ? 1 : 0;
  }

  /** The answer to each sample of X. */
  outputs(X: readonly Vector[]): (0 | 1)[] {
    return [...checkList(X, "X")].map((x) => this.output(x));
  }

  /**
   * A neuron with weights that answers the same: 1 for each exciting input, the bias −θ, and for each inhibiting one a
   * weight so far below 0 that all the exciting ones together do not make up for it.
   */
  toNeuron(): Neuron {
    const exciting = this.inputs - this.inhibitory.length;
    const veto = -Math.max(1, exciting - this.threshold + 1);
    const weights = Array.from({ length: this.inputs }, (_, i) => (this.inhibitory.includes(i) ? veto : 1));
    return new Neuron({ weights, bias: 0 - this.threshold });
  }

  /**
   * What it does, in a sentence.
   * @param names What the inputs are called. Default x₁, x₂ …
   */
  sentence(names: readonly string[] = []): string {
    const all = Array.from({ length: this.inputs }, (_, i) => names[i] ?? variable(i));
    const exciting = all.filter((_, i) => !this.inhibitory.includes(i)).join(", ") || "no input";
    const off = this.inhibitory.map((i) => all[i] as string);
    const verb = this.threshold === 1 ? "is" : "are";
    const wanted = this.threshold === 0 ? [] : [`at least ${this.threshold} of ${exciting} ${verb} on`];
    const vetoes = off.length === 0 ? [] : [`${off.join(", ")} ${off.length === 1 ? "is" : "are"} off`];
    const conditions = [...wanted, ...vetoes].join(", and ");
    return `ŷ = 1 ${conditions === "" ? "always" : `if ${conditions}`}`;
  }

  /** "ŷ = 1 if at least 2 of x₁, x₂ are on, and x₃ is off" */
  toString(): string {
    return this.sentence();
  }

  /** In a notebook a unit is shown as that line. */
  [display](): Record<string, string> {
    return { "text/plain": String(this) };
  }
}
