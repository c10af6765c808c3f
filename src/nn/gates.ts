import { lookUp } from "../errors.ts";
import { Neuron } from "./neuron.ts";
import type { Dataset } from "./shapes.ts";

/** A Boolean function as its truth table, and a neuron found by hand that computes it. */
export interface Gate extends Dataset {
  readonly neuron: Neuron;
}

/** The rows of every two-input table, in the order of counting in binary. */
const pairs = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
] as const;

/** A table that nobody can change, not even one that is not told so by its type: everybody reads the same. */
function frozen<T extends Readonly<Record<string, Dataset>>>(tables: T): T {
  for (const table of Object.values(tables)) {
    for (const part of [...table.X, table.X, table.y, table]) Object.freeze(part);
  }
  return Object.freeze(tables);
}

/**
 * The lecture's Boolean functions, each as a truth table (X, y) with weights found by hand. XOR has a table and no
 * neuron, because there is none: {@link separability} proves it.
 * @example
 * gates.AND.y // → [0, 0, 0, 1]
 * gates.AND.neuron.outputs(gates.AND.X) // → [0, 0, 0, 1]
 * Object.keys(gates.XOR) // → ["X", "y"]
 */
export const gates = frozen({
  /** 1 unless the input is 1: a negative weight, and a bias to overcome. */
  NOT: { X: [[0], [1]], y: [1, 0], neuron: new Neuron({ weights: [-1], bias: 0.5 }) },
  /** Both: one input alone (1) stays below the threshold 1.5. */
  AND: { X: pairs, y: [0, 0, 0, 1], neuron: new Neuron({ weights: [1, 1], bias: -1.5 }) },
  /** At least one: one input alone (1) reaches the threshold 0.5. */
  OR: { X: pairs, y: [0, 1, 1, 1], neuron: new Neuron({ weights: [1, 1], bias: -0.5 }) },
  /** Not both: AND with every sign turned. */
  NAND: { X: pairs, y: [1, 1, 1, 0], neuron: new Neuron({ weights: [-1, -1], bias: 1.5 }) },
  /** Neither: OR with every sign turned. */
  NOR: { X: pairs, y: [1, 0, 0, 0], neuron: new Neuron({ weights: [-1, -1], bias: 0.5 }) },
  /** Exactly one: no line puts both ones on one side and both zeros on the other. */
  XOR: { X: pairs, y: [0, 1, 1, 0] },
} as const satisfies Record<string, Gate | Dataset>);

/** The name of a Boolean function: a key of {@link gates}. */
export type GateName = keyof typeof gates;

/**
 * The truth table of that name.
 * @throws {NnError} for a name that is not in {@link gates}, with the nearest one.
 * @example
 * truthTable("XOR").y // → [0, 1, 1, 0]
 * truthTable("nand" as GateName) // throws did you mean "NAND"?
 */
export function truthTable(name: GateName): Dataset {
  return lookUp<Dataset>(gates, name, "a Boolean function");
}
