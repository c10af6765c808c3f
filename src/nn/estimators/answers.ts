import type { Engine } from "./engine.ts";
import type { Rows } from "./table.ts";

/** The outputs of an engine for a whole table, row by row, `size` rows at a time: as many as it has room for. */
export function answerAll(
  engine: Engine,
  { data, rows }: Pick<Rows, "data" | "rows">,
  outputs: number,
  size: number,
): Float64Array {
  const all = new Float64Array(rows * outputs);
  // The answers' room stands in for targets, which nobody will read.
  const samples = { X: data, y: all, weights: undefined, rows };
  for (let from = 0; from < rows; from += size) {
    const to = Math.min(from + size, rows);
    engine.load(samples, undefined, from, to);
    engine.forward(to - from, false);
    all.set(engine.outputs.subarray(0, (to - from) * outputs), from * outputs);
  }
  return all;
}
