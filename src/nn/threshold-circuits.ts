import { expected } from "../errors.ts";
import { Network } from "./network.ts";
import { checkParameterCount, checkWhole, type Vector } from "./shapes.ts";

/**
 * XOR as a network of two layers, by hand: one hidden neuron says "at least one", the other "both"; the output wants
 * the first without the second. Where one neuron has one line, two have a strip.
 * @example
 * xorNetwork().outputs(gates.XOR.X).flat() // → [0, 1, 1, 0]
 */
export function xorNetwork(): Network {
  return parityNetwork(2);
}

/**
 * Parity of n bits by n threshold neurons in one hidden layer, which suffice: neuron k says "at least k are on", and
 * the output adds these up with changing signs, so that each further bit turns the answer. (The lecture's slide names
 * Håstad's lemma here, which is about AND/OR circuits: those need exponentially many gates; see {@link circuitSizes}.)
 * @throws {NnError} unless n is a whole number of at least 1.
 * @example
 * parityNetwork(3).outputs([[0, 0, 0], [1, 0, 0], [1, 1, 0], [1, 1, 1]]).flat() // → [0, 1, 0, 1]
 * parityNetwork(3).sizes // → [3, 3, 1]
 */
export function parityNetwork(n: number): Network {
  checkParameterCount(checkWhole(n, "n") ** 2);
  const places = Array.from({ length: n }, (_, k) => k);
  return new Network([
    { weights: places.map(() => places.map(() => 1)), biases: places.map((k) => -(k + 0.5)) },
    { weights: [places.map((k) => (k % 2 === 0 ? 1 : -1))], biases: [-0.5] },
  ]);
}

/**
 * Majority of n bits by a single threshold neuron: all weights 1, the threshold just above half of them.
 * @throws {NnError} unless n is a whole number of at least 1.
 * @example
 * majorityNetwork(3).outputs([[1, 0, 0], [1, 0, 1]]).flat() // → [0, 1]
 * majorityNetwork(3).sizes // → [3, 1]
 */
export function majorityNetwork(n: number): Network {
  checkWhole(n, "n");
  return new Network([{ weights: [new Array<number>(n).fill(1)], biases: [-(Math.floor(n / 2) + 0.5)] }]);
}

/**
 * All $2^n$ rows of n bits, in the order of counting in binary.
 * @throws {NnError} unless n is a whole number from 1 to 20.
 * @example
 * allBits(2) // → [[0, 0], [0, 1], [1, 0], [1, 1]]
 */
export function allBits(n: number): Vector[] {
  checkWhole(n, "n");
  if (n > 20) throw expected("n to be at most 20, a million rows", n, "look at fewer bits");
  return Array.from({ length: 2 ** n }, (_, row) =>
    Array.from({ length: n }, (_, i) => Math.floor(row / 2 ** (n - 1 - i)) % 2),
  );
}
