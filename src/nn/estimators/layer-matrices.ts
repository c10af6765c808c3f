import { checkParameterCount } from "../shapes.ts";
import { countParameters } from "./engines/engine.ts";
import type { Reals } from "./engines/matrix-product.ts";

/** The weights out of all parameters, as one matrix a layer: `[l][i][j]` goes from input i to neuron j. */
export function weightsOf(parameters: Reals, units: readonly number[]): number[][][] {
  let from = 0;
  return units.slice(1).map((outputs, l) =>
    Array.from({ length: units[l] as number }, () => {
      from += outputs;
      return Array.from(parameters.subarray(from - outputs, from));
    }),
  );
}

/** The biases out of all parameters, which they end with, as one row a layer. */
export function biasesOf(parameters: Reals, units: readonly number[]): number[][] {
  let from = parameters.length - units.slice(1).reduce((sum, outputs) => sum + outputs, 0);
  return units.slice(1).map((outputs) => {
    from += outputs;
    return Array.from(parameters.subarray(from - outputs, from));
  });
}

/** A flat row of numbers as rows of n. A loop, since copying row by row takes three times as long. */
export function rowsOf(flat: Reals, n: number): number[][] {
  const rows: number[][] = [];
  for (let from = 0; from < flat.length; from += n) {
    const row: number[] = [];
    for (let i = from; i < from + n; i++) row.push(flat[i] as number);
    rows.push(row);
  }
  return rows;
}

/**
 * How many numbers each layer has, from the inputs to the outputs.
 * @throws {NnError} for more weights and biases than fit into memory.
 */
export function unitsOf(inputs: number, hidden: number | readonly number[], outputs: number): number[] {
  const units = [inputs, ...[hidden].flat(), outputs];
  checkParameterCount(countParameters(units).all, 1e8);
  return units;
}
