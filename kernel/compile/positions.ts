import { decodedMappings, LEAST_UPPER_BOUND, originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";

/** A place in a text as a stack trace writes it: line and column both count from 1, the column in UTF-16 units. */
export interface Position {
  line: number;
  column: number;
}

/** The field by which a map says that its code was printed anew, token by token: it then maps only some of the tokens. */
export const reprinted = "x_reprinted";

interface Trace {
  map: TraceMap;
  reprinted: boolean;
}

/** Parsed, a map takes several times its text: those of the latest code alone are kept so. */
const KEPT = 20;
const parsed = new Map<readonly string[], Trace[]>();

function parse(maps: readonly string[]): Trace[] {
  const known = parsed.get(maps);
  if (known !== undefined) return known;
  const traces = maps.map((text) => {
    const json = JSON.parse(text) as ConstructorParameters<typeof TraceMap>[0] & object;
    return { map: new TraceMap(json), reprinted: reprinted in json };
  });
  parsed.set(maps, traces);
  const [oldest] = parsed.keys();
  if (oldest && parsed.size > KEPT) parsed.delete(oldest);
  return traces;
}

/**
 * How far beyond a mapped token the place stands: the operator in `a + b` has no mapping of its own, so it is counted
 * from `a`, and never into `b`.
 */
function beyond(map: TraceMap, { line, column }: Position, from: Position): number {
  const segments = decodedMappings(map)[line - 1] ?? [];
  const next = segments.findIndex(([start]) => start > column - 1);
  const at = segments[next === -1 ? segments.length - 1 : next - 1];
  if (at === undefined) return 0;
  const distance = column - 1 - at[0];
  const following = segments[next];
  if (following?.[2] !== from.line - 1) return distance;
  return Math.max(0, Math.min(distance, (following[3] ?? 0) - from.column));
}

/**
 * Where a place of the compiled code stands in the user's TypeScript. `maps` are those of a compiled cell or module, in
 * their order. Text that the compiler put before an expression counts as the expression. Undefined:
 * nothing of the user's stands on that line.
 */
export function tracePosition(maps: readonly string[], line: number, column: number): Position | undefined {
  let place: Position = { line, column };
  for (const trace of parse(maps)) {
    const needle = { line: place.line, column: place.column - 1 };
    let found = originalPositionFor(trace.map, needle);
    if (found.line === null) found = originalPositionFor(trace.map, { ...needle, bias: LEAST_UPPER_BOUND });
    if (found.line === null) return undefined;
    const token = { line: found.line, column: found.column + 1 };
    if (trace.reprinted) token.column += beyond(trace.map, place, token);
    place = token;
  }
  return place;
}
