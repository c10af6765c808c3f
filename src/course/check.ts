import { display } from "../nn/display.ts";
import { CourseError, checkName, didYouMean } from "./errors.ts";
import { type Exercise, exercises } from "./exercise.ts";
import { isGraded, type Kept, keepTry } from "./keeping.ts";
import type { Outcome } from "./outcome.ts";
import { reportHtml, reportText } from "./report.ts";
import { runChecks } from "./run-checks.ts";

/** What a check found; as a cell's last value it shows itself. */
export class CheckReport {
  /** The exercise's name. */
  readonly exercise: string;
  /** How each check went, in order; a promise where the student's code is asynchronous. */
  readonly outcomes: readonly Outcome[] | Promise<readonly Outcome[]>;
  readonly #shown: Promise<Record<string, string>> | Record<string, string>;

  constructor(of: Exercise, outcomes: Outcome[] | Promise<Outcome[]>) {
    this.exercise = of.name;
    this.outcomes = outcomes;
    if (outcomes instanceof Promise) {
      this.#shown = outcomes.then((settled) => {
        // The cell has no error any more by now; to nbgrader anything on standard error says the same.
        if (isGraded() && failedIn(settled).length > 0) console.error(failureOf(of.name, settled).message);
        return bundle(of, settled, keepTry(of.name, settled));
      });
    } else {
      if (isGraded() && failedIn(outcomes).length > 0) throw failureOf(of.name, outcomes);
      this.#shown = bundle(of, outcomes, keepTry(of.name, outcomes));
    }
  }

  /** Whether all checks passed that the student can see; for asynchronous code false until it has settled. */
  get solved(): boolean {
    return Array.isArray(this.outcomes) && this.outcomes.every(({ passed }) => passed);
  }

  /** In a notebook: what passed, what failed and how, and hints. */
  [display](): Promise<Record<string, string>> | Record<string, string> {
    return this.#shown;
  }
}

function bundle(of: Exercise, outcomes: readonly Outcome[], kept: Kept): Record<string, string> {
  return { "text/html": reportHtml(of, outcomes, kept), "text/plain": reportText(of, outcomes, kept) };
}

/**
 * Runs an exercise's tests on what the student has written, as often as one likes, and keeps how far they are. As a cell's
 * last value it shows what passed, what failed with what was expected and what came, hints in steps, and how many hidden
 * tests there are. It throws only where nbgrader grades: there a failed check must be an error.
 * @throws {CourseError} for an exercise that the notebook has not defined
 * @example
 * exercise("half", {}, ({ close }) => close("half of 3", () => 3 / 2, 1.5));
 * check("half").solved // → true
 */
export function check(name: string): CheckReport {
  checkName(name);
  const known = exercises.get(name);
  if (!known) {
    const hint = didYouMean(name, [...exercises.keys()]);
    throw new CourseError(
      `expected the name of an exercise, got "${name}": ${hint}Run the cell first that defines it by exercise("${name}", …)`,
    );
  }
  return new CheckReport(known, runChecks(known.checks));
}

const failedIn = (outcomes: readonly Outcome[]): string[] =>
  outcomes.filter(({ passed }) => !passed).map(({ title }) => title);

/** nbgrader takes anything but an error for success. */
function failureOf(name: string, outcomes: readonly Outcome[]): CourseError {
  const failed = failedIn(outcomes);
  return new CourseError(
    `${name}: ${failed.length} of ${outcomes.length} checks failed: ${failed.join("; ")}. Look at them in the notebook`,
  );
}
