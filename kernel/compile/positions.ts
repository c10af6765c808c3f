import { originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";

/** A place in a text as a stack trace writes it: line and column both count from 1, the column in UTF-16 units. */
export interface Position {
  line: number;
  column: number;
}

const parsed = new WeakMap<readonly string[], TraceMap[]>();

/**
 * Where a place of the compiled code stands in the user's TypeScript. `maps` are those of a compiled cell or module, in
 * their order (parsed once a list). Undefined: the place is in text that the compiler added.
 */
export function tracePosition(maps: readonly string[], line: number, column: number): Position | undefined {
  let traces = parsed.get(maps);
  if (traces === undefined) {
    traces = maps.map((map) => new TraceMap(map));
    parsed.set(maps, traces);
  }
  let place: Position = { line, column };
  for (const trace of traces) {
    const found = originalPositionFor(trace, { line: place.line, column: place.column - 1 });
    if (found.line === null) return undefined;
    place = { line: found.line, column: found.column + 1 };
  }
  return place;
}
