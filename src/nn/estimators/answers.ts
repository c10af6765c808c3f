import type { Engine } from "./engines/engine.ts";
import { checkFinite, type Rows } from "./table.ts";

/** How many numbers are looked at and answered before the next ones: they stay in the processor's own memory meanwhile. */
const NUMBERS = 200_000;

/**
 * An engine's outputs for a whole table of X, one row a sample.
 * @throws {NnError} that names the place of a number that is not finite.
 */
export function answersFor(engine: Engine, { data, rows, columns }: Rows, outputs: number): Float64Array {
  const some = Math.max(1, Math.floor(NUMBERS / columns));
  const all = new Float64Array(rows * outputs);
  for (let from = 0; from < rows; from += some) {
    const to = Math.min(from + some, rows);
    const part = data.subarray(from * columns, to * columns);
    checkFinite(part, "X", from * columns);
    all.set(engine.answers(part, to - from), from * outputs);
  }
  return all;
}
