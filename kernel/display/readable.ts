import { type InspectOptions, inspect } from "node:util";
import { pruned, sanitized, weight } from "./prune.ts";

/** How much is looked at, from generous to frugal: the first that stays within `NODES` is taken. */
const STEPS = [
  { depth: 4, maxArrayLength: 100 },
  { depth: 3, maxArrayLength: 100 },
  { depth: 2, maxArrayLength: 100 },
  { depth: 2, maxArrayLength: 20 },
  { depth: 1, maxArrayLength: 20 },
  { depth: 0, maxArrayLength: 20 },
] as const;

/** Values shown at most, all levels together. */
const NODES = 5_000;
/** Characters of one string shown at most. */
const STRING = 10_000;
/** Characters shown at most in all. */
const TEXT = 200_000;

/** A value as readable text. What is left out is said; getters are not run; never throws. */
export function readable(value: unknown): string {
  const step =
    STEPS.find((one) => weight(value, one.depth, one.maxArrayLength, NODES) <= NODES) ?? STEPS[STEPS.length - 1];
  const options: InspectOptions = { ...step, maxStringLength: STRING, breakLength: 100, compact: 3 };
  const depth = step?.depth ?? 0;
  return cut(attempt(() => inspect(pruned(value, depth), options)) ?? fallback(value, depth, options));
}

function fallback(value: unknown, depth: number, options: InspectOptions): string {
  const plain = { ...options, customInspect: false };
  return (
    attempt(() =>
      inspect(
        sanitized(value, depth, (one) => failure(() => inspect(one, { ...plain, depth: -1 }))),
        plain,
      ),
    ) ?? "[a value that cannot be shown]"
  );
}

function attempt(show: () => string): string | undefined {
  try {
    const text = show();
    return typeof text === "string" ? text : undefined;
  } catch {
    return undefined;
  }
}

function failure(action: () => unknown): unknown {
  try {
    action();
    return undefined;
  } catch (error) {
    return error ?? "an error";
  }
}

function cut(text: string): string {
  return text.length <= TEXT
    ? text
    : `${text.slice(0, TEXT)}\n… ${(text.length - TEXT).toLocaleString("en")} more characters`;
}
