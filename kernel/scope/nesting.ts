import { openEnd } from "./brackets.ts";
import type { SyntaxFault } from "./contract.ts";

/** How deep brackets may nest. The parser, native code, ends the whole process at some 3,000, and people stop at 20. */
const LEVELS = 1000;

/** One level down for each opening bracket, one up for each closing one, by their codes. */
const STEPS = new Int8Array(128);
for (const bracket of "([{") STEPS[bracket.charCodeAt(0)] = 1;
for (const bracket of ")]}") STEPS[bracket.charCodeAt(0)] = -1;

/**
 * What is wrong with code that nests too deep to be parsed: the fault at its first bracket too many. Undefined for
 * all other code, well-formed or not.
 */
export function tooDeep(source: string): SyntaxFault | undefined {
  // Brackets in strings and comments count here; few texts have so many that a careful look is needed.
  if (deepest(source) <= LEVELS) return undefined;
  const start = openEnd(source, LEVELS).tooMany;
  if (start === undefined) return undefined;
  return { message: `Brackets nest deeper than ${LEVELS} levels`, start, end: start + 1 };
}

function deepest(source: string): number {
  if (source.length <= LEVELS) return 0;
  let [depth, most] = [0, 0];
  for (let at = 0; at < source.length; at++) {
    depth = Math.max(0, depth + (STEPS[source.charCodeAt(at)] ?? 0));
    if (depth > most) most = depth;
  }
  return most;
}
