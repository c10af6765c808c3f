import { inspect } from "node:util";

/** How much of a value is shown beside a check. */
const LIMITS = {
  depth: 4,
  maxArrayLength: 24,
  maxStringLength: 300,
  breakLength: 72,
  compact: 3,
  colors: false,
} as const;

/** Characters shown at most: no value may fill the page. */
const LONGEST = 1200;

/** A value as a person wants to read it, whatever it is: long ones are cut, and one that cannot be shown says so. */
export function show(value: unknown): string {
  const text = inspected(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)} …` : text;
}

function inspected(value: unknown): string {
  try {
    return inspect(value, LIMITS);
  } catch {
    // A custom inspection or a proxy that throws is the student's own; the value still has a kind.
    return `[a value of type ${typeof value} that cannot be shown]`;
  }
}
