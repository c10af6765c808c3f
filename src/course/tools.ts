import { type Difference, difference } from "./difference.ts";
import { CourseError } from "./errors.ts";
import { farDifference, isNumbers, type Numbers, TOLERANCE } from "./nearness.ts";
import type { Check, Outcome, Settled } from "./outcome.ts";
import { show } from "./show.ts";
import { isStub } from "./stub.ts";
import { readThrown } from "./thrown.ts";

/** What an exercise's tests are written with. The student's code is touched by the functions `run` alone. */
export interface Tools {
  /**
   * The answer must have the structure of `expected`: the same numbers, texts, arrays, typed arrays, maps, sets and objects.
   * NaN equals NaN, 0 equals −0; an object's class does not count.
   */
  equal(title: string, run: () => unknown, expected: unknown): void;
  /**
   * The answer must be a number near `expected`, or arrays of such: |got − expected| ≤ tolerance · max(1, |expected|).
   * The tolerance is 1e-6 unless said.
   */
  close(title: string, run: () => unknown, expected: Numbers, options?: { tolerance?: number }): void;
  /** The answer must be true. */
  ok(title: string, run: () => unknown): void;
  /** An error must be thrown, one whose text includes `like` or matches it where that is said. */
  throws(title: string, run: () => unknown, like?: string | RegExp): void;
}

type Judge = Check["judge"];

/** The tools, and the checks that they have made so far. */
export function makeTools(exercise: string): { tools: Tools; checks: Check[] } {
  const checks: Check[] = [];
  const add = (kind: string, title: unknown, run: unknown, judge: Judge): void => {
    const where = `exercise "${exercise}": ${kind}`;
    if (typeof title !== "string" || title.trim() === "") {
      throw new CourseError(`${where}: expected a title, got ${show(title)}: say in words what is checked`);
    }
    if (typeof run !== "function") {
      throw new CourseError(
        `${where}("${title}"): expected a function, got ${show(run)}: write () => before what is to be computed`,
      );
    }
    if (checks.some((check) => check.title === title)) {
      throw new CourseError(`${where}("${title}"): expected a title of its own, got one twice: say what is different`);
    }
    checks.push({ title, run: run as () => unknown, judge });
  };
  const tools: Tools = {
    equal: (title, run, expected) => add("equal", title, run, byEquality(expected)),
    close: (title, run, expected, { tolerance = TOLERANCE } = {}) => {
      if (!isNumbers(expected)) {
        const got = show(expected);
        throw new CourseError(`close("${title}"): expected a number or numbers to compare with, got ${got}: use equal`);
      }
      if (!(tolerance >= 0)) {
        throw new CourseError(`close("${title}"): expected a tolerance of 0 or more, got ${tolerance}: try 1e-6`);
      }
      add("close", title, run, byNearness(expected, tolerance));
    },
    ok: (title, run) => add("ok", title, run, byTruth),
    throws: (title, run, like) => add("throws", title, run, byError(like)),
  };
  return { tools, checks };
}

const byEquality = (expected: unknown): Judge =>
  ofValue((value) => compared(expected, value, difference(expected, value)));

const byNearness = (expected: Numbers, tolerance: number): Judge =>
  ofValue((value) => compared(expected, value, farDifference(expected, value, tolerance)));

const byTruth: Judge = ofValue((value) => compared(true, value, difference(true, value)));

/** A judge of what is returned: an error is a failure. */
function ofValue(judge: (value: unknown) => Omit<Outcome, "title" | "stub">): Judge {
  return (settled) => {
    if ("value" in settled) return { ...judge(settled.value), stub: false };
    return { passed: false, stub: isStub(settled.thrown), error: readThrown(settled.thrown) };
  };
}

function compared(expected: unknown, got: unknown, found: Difference | undefined): Omit<Outcome, "title" | "stub"> {
  const both = { expected: show(expected), got: show(got) };
  if (!found) return { passed: true, ...both };
  // The whole values say it all, unless the place lies inside of them or they look the same.
  const inside = found.path !== "" || both.expected === both.got || found.text.includes("apart");
  const text = found.path === "" ? found.text : `at ${found.path}: ${found.text}`;
  return { passed: false, ...both, ...(inside ? { difference: text } : {}) };
}

const byError =
  (like: string | RegExp | undefined): Judge =>
  (settled: Settled) => {
    const expected = like === undefined ? "an error" : `an error that says ${show(like)}`;
    if ("value" in settled) return { passed: false, stub: false, expected, got: show(settled.value) };
    if (isStub(settled.thrown)) return { passed: false, stub: true, error: readThrown(settled.thrown) };
    const { text } = readThrown(settled.thrown);
    const passed = like === undefined || (typeof like === "string" ? text.includes(like) : text.search(like) >= 0);
    return { passed, stub: false, expected, got: text };
  };
