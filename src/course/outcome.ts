import type { Thrown } from "./thrown.ts";

/** How one check of an exercise went. */
export interface Outcome {
  /** What the check is about, in the exercise's words. */
  title: string;
  passed: boolean;
  /** The cell still holds its stub: nobody has tried yet. */
  stub: boolean;
  /** What was expected, as text; absent where that is not a value. */
  expected?: string;
  /** What came, as text. */
  got?: string;
  /** What exactly differs: "at [2]: expected 3, got 4". */
  difference?: string;
  /** The error that the student's code threw. */
  error?: Thrown;
}

/** What a run of the student's code came to. */
export type Settled = { value: unknown } | { thrown: unknown };

/** One check of an exercise: what to run, and how to judge what comes. */
export interface Check {
  title: string;
  run: () => unknown;
  judge: (settled: Settled) => Omit<Outcome, "title">;
}
