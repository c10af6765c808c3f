import { expected, NnError } from "../errors.ts";
import { dot, type Integers, quotient, reduced, toIntegers } from "./exact.ts";
import { Neuron } from "./neuron.ts";
import { checkBinary, type Dataset } from "./shapes.ts";
import { alternative } from "./simplex.ts";

/** The answer to "can one threshold neuron do this?", with the evidence for it. */
export type Separability =
  | {
      readonly separable: true;
      /** One that can: it answers every sample of X with its y. */
      readonly neuron: Neuron;
    }
  | {
      readonly separable: false;
      /**
       * Whole numbers ≥ 0, one a sample, in lowest terms: multiply the inequality of each sample by its number and add
       * them all; every weight and the bias cancel out, and what is left says 0 > 0.
       */
      readonly multipliers: readonly bigint[];
    };

/**
 * Decides whether a line (a plane, a hyperplane) separates class 0 from class 1, and proves the answer.
 *
 * Each sample is an inequality in the unknown weights and bias: $w·x + b > 0$ where y is 1, $-w·x - b > 0$ where y is
 * 0. Either some w and b fulfil all of them, or some of them add up to $0 > 0$; there is no third case (Gordan 1873;
 * Farkas 1902). The arithmetic is in whole numbers, without rounding, and numbers are read as the decimals they print
 * as; both kinds of evidence are checked by {@link contradicts} or by the neuron's answers before they are returned.
 * Made for tables of up to some hundred samples.
 * @throws {NnError} unless X holds samples of one length and y a 0 or 1 for each; or if the classes are so close
 * that a line between them cannot be written in double precision.
 * @example
 * separability(gates.AND).separable // → true
 * separability(gates.XOR) // → { separable: false, multipliers: [1n, 1n, 1n, 1n] }
 */
export function separability(data: Dataset): Separability {
  checkBinary(data);
  const rows = inequalities(data);
  const answer = alternative(rows);
  if ("multipliers" in answer) {
    const multipliers = reduced(answer.multipliers);
    if (!contradicts(data, multipliers))
      throw new NnError("expected the sum of inequalities to be 0 > 0, got another: report it");
    return { separable: false, multipliers };
  }
  if (!rows.every((row) => dot(row, answer.positive) > 0n)) {
    throw new NnError("expected every inequality to hold, got one that does not: report it");
  }
  return { separable: true, neuron: asNeuron(data, reduced(answer.positive)) };
}

/**
 * Checks by arithmetic alone that the samples' inequalities, each taken as often as `multipliers` says, add up to
 * $0 > 0$: then no threshold neuron can answer all of them rightly.
 * @example
 * contradicts(gates.XOR, [1n, 1n, 1n, 1n]) // → true
 * contradicts(gates.AND, [1n, 1n, 1n, 1n]) // → false
 */
export function contradicts(data: Dataset, multipliers: readonly bigint[]): boolean {
  checkBinary(data);
  if (!Array.isArray(multipliers) || multipliers.length !== data.X.length) {
    throw expected(`${data.X.length} multipliers, one a sample`, multipliers, "add or leave out some");
  }
  const wrong = multipliers.findIndex((multiplier) => typeof multiplier !== "bigint");
  if (wrong !== -1)
    throw expected(`multipliers[${wrong}] to be a whole number of any size`, multipliers[wrong], "write 1n");
  const rows = inequalities(data);
  const columns = (rows[0] as Integers).map((_, k) => rows.map((row) => row[k] as bigint));
  const cancelsOut = columns.every((column) => dot(column, multipliers) === 0n);
  return cancelsOut && multipliers.every((m) => m >= 0n) && multipliers.some((m) => m > 0n);
}

/** The samples as rows $(x, 1)$, with their sign turned where y is 0, in whole numbers. */
function inequalities({ X, y }: Dataset): bigint[][] {
  const { rows, scale } = toIntegers(X);
  return rows.map((row, i) => [...row, scale].map((value) => (y[i] === 1 ? value : -value)));
}

/** The weights and bias as a neuron: whole numbers while they are short, else scaled so that the largest is 1. */
function asNeuron({ X, y }: Dataset, v: Integers): Neuron {
  const largest = v.reduce((max, value) => (value > max ? value : -value > max ? -value : max), 0n);
  const numbers = v.map((value) => (largest < 1_000_000n ? Number(value) : quotient(value, largest)));
  const neuron = new Neuron({ weights: numbers.slice(0, -1), bias: numbers.at(-1) as number });
  if (neuron.outputs(X).every((yHat, i) => yHat === y[i])) return neuron;
  throw new NnError(
    "expected classes far enough apart for double precision, got a line that rounding moves across a sample: scale the inputs",
  );
}
