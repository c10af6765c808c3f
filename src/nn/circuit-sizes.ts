import { checkWhole } from "./shapes.ts";

/** How many units a function of n bits takes in circuits of depth 2: exact numbers, as whole numbers of any size. */
export interface CircuitSizes {
  readonly bits: number;
  /** AND gates below one OR that majority needs: one for each smallest winning set, $\binom{n}{⌊n/2⌋ + 1}$. */
  readonly majorityAnds: bigint;
  /** Threshold neurons that majority takes: 1. */
  readonly majorityNeurons: bigint;
  /** AND gates below one OR that parity needs: one for each odd row of the table, $2^{n-1}$. */
  readonly parityAnds: bigint;
  /** Threshold neurons in one hidden layer that suffice for parity: n. */
  readonly parityNeurons: bigint;
}

/**
 * What depth 2 costs: circuits of AND and OR (with negated inputs) against threshold neurons. The counts for AND and OR
 * are exact: no two odd rows of parity's table are neighbours, so no AND of less than all inputs fits inside it
 * (Lupanov 1961); majority's smallest winning sets are its prime implicants, and it is monotone, so each is needed
 * (Quine 1952). For the neurons we claim only that so many suffice.
 * @throws {NnError} unless n is a whole number from 1 to 10,000, whose numbers have 3,010 digits.
 * @example
 * circuitSizes(5) // → { bits: 5, majorityAnds: 10n, majorityNeurons: 1n, parityAnds: 16n, parityNeurons: 5n }
 */
export function circuitSizes(n: number): CircuitSizes {
  checkWhole(n, "n", 1, 10_000);
  return {
    bits: n,
    majorityAnds: choose(n, Math.floor(n / 2) + 1),
    majorityNeurons: 1n,
    parityAnds: 2n ** BigInt(n - 1),
    parityNeurons: BigInt(n),
  };
}

/** $\binom{n}{k}$ */
function choose(n: number, k: number): bigint {
  let product = 1n;
  for (let i = 1; i <= k; i++) product = (product * BigInt(n - k + i)) / BigInt(i);
  return product;
}
