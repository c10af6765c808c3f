import type { CourseIndex } from "../course-index.ts";
import { hiddenTestsOf } from "./hidden-tests.ts";
import { type Cell, isTest, type NamedNotebook, sourceOf } from "./notebook.ts";

/** The list of a course's exercises, by which progress knows what is left. */
export function indexOf(notebooks: readonly NamedNotebook[]): CourseIndex {
  return { version: 1, notebooks: notebooks.map(listed) };
}

/** A test cell of another kind is graded all the same, but no check can tell how far the student is with it. */
const definesExercise = (cell: Cell): boolean => isTest(cell) && /(?<![\w.$])exercise\(/.test(sourceOf(cell));

function listed({ file, notebook: { cells } }: NamedNotebook): CourseIndex["notebooks"][number] {
  const headings = cells
    .filter(({ cell_type: type }) => type === "markdown")
    .map((cell) => /^# +(.+)$/m.exec(sourceOf(cell))?.[1]);
  const exercises = cells.filter(definesExercise).map((cell) => ({
    name: cell.metadata.nbgrader?.grade_id ?? "",
    points: cell.metadata.nbgrader?.points ?? 0,
    hidden: hiddenTestsOf(cell),
  }));
  return { file, title: headings.find((heading) => heading !== undefined) ?? file, exercises };
}
