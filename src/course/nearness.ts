import type { Difference } from "./difference.ts";
import { show } from "./show.ts";

/** A number, or numbers in arrays of any depth. */
export type Numbers = number | ArrayLike<number> | readonly Numbers[];

/** How far an answer may lie from what is expected, where the test does not say: relative, and absolute below 1. */
export const TOLERANCE = 1e-6;

// Code of a notebook may replace Math's functions; what a check says must not change by that.
const { abs, max } = Math;

/**
 * Whether two numbers agree: |got − expected| ≤ tolerance · max(1, |expected|). That is a relative tolerance for large
 * numbers and an absolute one for small. NaN agrees with NaN, and an infinity with itself only.
 */
export function isClose(expected: number, got: number, tolerance: number): boolean {
  if (Object.is(expected, got) || expected === got) return true;
  return abs(got - expected) <= tolerance * max(1, abs(expected)) && abs(expected) !== Number.POSITIVE_INFINITY;
}

/** The first place where numbers do not agree, by {@link isClose}; undefined where they all do. */
export function farDifference(expected: Numbers, got: unknown, tolerance: number, path = ""): Difference | undefined {
  if (typeof expected === "number") {
    if (typeof got !== "number") return { path, text: `expected a number, got ${show(got)}` };
    if (isClose(expected, got, tolerance)) return undefined;
    const apart = Number.isFinite(expected - got) ? `; they are ${abs(got - expected).toPrecision(3)} apart` : "";
    return { path, text: `expected ${expected} within ${tolerance}, got ${got}${apart}` };
  }
  if (!isSequence(got)) return { path, text: `expected ${expected.length} numbers, got ${show(got)}` };
  if (got.length !== expected.length) return { path, text: `expected ${expected.length} values, got ${got.length}` };
  for (let i = 0; i < expected.length; i++) {
    const found = farDifference(expected[i] as Numbers, got[i], tolerance, `${path}[${i}]`);
    if (found) return found;
  }
  return undefined;
}

const isSequence = (value: unknown): value is ArrayLike<unknown> =>
  Array.isArray(value) || (ArrayBuffer.isView(value) && "length" in value);

/** Whether a value consists of numbers, as what a test expects should. */
export function isNumbers(value: unknown): value is Numbers {
  return typeof value === "number" || (isSequence(value) && Array.from(value).every(isNumbers));
}
