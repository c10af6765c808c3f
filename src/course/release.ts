import type { CourseIndex } from "./course-index.ts";
import { CourseError } from "./errors.ts";
import { faultsOf } from "./release/faults.ts";
import { indexOf } from "./release/index-of.ts";
import type { NamedNotebook, Notebook } from "./release/notebook.ts";
import { STEPS } from "./release/steps.ts";

/** The student's version of a course. */
export interface Release {
  notebooks: NamedNotebook[];
  index: CourseIndex;
}

/**
 * Makes the student's version of notebooks: no outputs, stubs for solutions, no hidden tests, locked cells, checksums as
 * nbgrader has them, and the list of all exercises. The sources stay as they are.
 * @throws {CourseError} that lists all that is wrong with the sources, each with its place
 */
export function release(sources: readonly NamedNotebook[]): Release {
  const faults = faultsOf(sources);
  if (faults.length > 0) {
    throw new CourseError(
      `expected sources that can be released, got ${faults.length} faults:\n  ${faults.join("\n  ")}`,
    );
  }
  return {
    notebooks: sources.map(({ file, notebook }) => ({ file, notebook: released(notebook) })),
    index: indexOf(sources),
  };
}

const released = (notebook: Notebook): Notebook => STEPS.reduce((so, { apply }) => apply(so), notebook);
