import { CourseError, checkName } from "./errors.ts";
import type { Check } from "./outcome.ts";
import { show } from "./show.ts";
import { makeTools, type Tools } from "./tools.ts";

/** What an exercise has besides its tests. */
export interface ExerciseOptions {
  /** Help in steps, from a question to the whole idea; `code` between backticks and $formulas$ are shown as such. Default: none. */
  hints?: readonly string[];
}

/** An exercise as the notebook has defined it. */
export interface Exercise {
  readonly name: string;
  readonly hints: readonly string[];
  readonly checks: readonly Check[];
  /** How many tests more run when it is graded. */
  readonly hidden: number;
}

const known = new Map<string, Exercise>();
/** Names that were defined in this turn: a cell that runs again comes in a later one. */
const fresh = new Set<string>();
/** The hidden tests of the exercise whose tests are being collected. */
let collecting: { hidden: number } | undefined;

/** The exercises that the notebook has defined so far, by name. */
export const exercises: ReadonlyMap<string, Exercise> = known;

function define(name: string, options: ExerciseOptions, tests: (tools: Tools) => void): void {
  checkName(name);
  const where = `exercise "${name}"`;
  if (fresh.has(name)) {
    throw new CourseError(`${where}: expected each name once in a cell, got it twice: give one of them another name`);
  }
  const { hints = [] } = options;
  if (!Array.isArray(hints) || !hints.every((hint) => typeof hint === "string" && hint.trim() !== "")) {
    throw new CourseError(`${where}: expected hints as a list of texts, got ${show(hints)}: write { hints: ["…"] }`);
  }
  if (typeof tests !== "function") {
    throw new CourseError(`${where}: expected its tests as a function, got ${show(tests)}: write ({ equal }) => { … }`);
  }
  const { tools, checks } = makeTools(name);
  const { hidden } = collect(tests, tools, checks);
  if (checks.length === 0) {
    throw new CourseError(`${where}: expected at least one test, got none: call equal, close, ok or throws in it`);
  }
  fresh.add(name);
  setImmediate(() => fresh.delete(name));
  known.set(name, { name, hints: [...hints], checks, hidden });
}

function collect(tests: (tools: Tools) => unknown, tools: Tools, checks: Check[]): { hidden: number } {
  const collected = { hidden: 0 };
  collecting = collected;
  try {
    const result = tests(tools);
    if (result instanceof Promise) {
      result.catch(() => undefined);
      throw new CourseError("expected tests that are no async function, got one: await in the functions () => … alone");
    }
  } catch (error) {
    if (error instanceof CourseError) throw error;
    // The student's code ran outside of a test's function: that is a failed check, not the end of the cell.
    tools.ok("the tests can be set up", () => {
      throw error;
    });
    checks.splice(0, checks.length - 1);
  } finally {
    collecting = undefined;
  }
  return collected;
}

function hidden(count: number): void {
  if (!collecting) {
    throw new CourseError("exercise.hidden: expected to be called among an exercise's tests, got called elsewhere");
  }
  if (!Number.isInteger(count) || count < 1) {
    throw new CourseError(`exercise.hidden: expected how many tests are hidden, 1 or more, got ${show(count)}`);
  }
  collecting.hidden += count;
}

/**
 * Defines an exercise: its name, its hints, and tests that `check(name)` runs on what the student has written. The tests
 * are collected once; the student's code runs in their functions alone, at each check. `exercise.hidden(2)` among them
 * says that two tests more run when the exercise is graded; `axonlab release` writes it where it takes hidden tests out.
 * @throws {CourseError} for a name that is none, no tests, hints that are no texts, two tests of one title
 * @example
 * exercise("double", { hints: ["What is 2 · x?"] }, ({ equal }) => equal("2 · 3", () => 2 * 3, 6));
 * check("double").solved // → true
 */
export const exercise: typeof define & { hidden: typeof hidden } = Object.assign(define, { hidden });
