import fs from "node:fs";
import path from "node:path";

/** One exercise as the course lists it. */
export interface IndexedExercise {
  name: string;
  /** What it is worth; 0: practice. */
  points: number;
  /** How many tests more run when it is graded. */
  hidden: number;
}

/** One notebook as the course lists it. */
export interface IndexedNotebook {
  file: string;
  /** Its first heading. */
  title: string;
  exercises: readonly IndexedExercise[];
}

/** The list of a course's exercises, which `axonlab release` writes beside the notebooks. */
export interface CourseIndex {
  version: 1;
  notebooks: readonly IndexedNotebook[];
}

/** The file of the list. */
export const INDEX_FILE = "course.json";

/** The list that lies in a folder; undefined where there is none that can be read. */
export function readIndex(folder: string): CourseIndex | undefined {
  try {
    const index = JSON.parse(fs.readFileSync(path.join(folder, INDEX_FILE), "utf8")) as Partial<CourseIndex>;
    return index.version === 1 && Array.isArray(index.notebooks) ? (index as CourseIndex) : undefined;
  } catch {
    return undefined;
  }
}

/** The notebook that an exercise belongs to by the list. */
export function notebookOf(index: CourseIndex | undefined, exercise: string): IndexedNotebook | undefined {
  return index?.notebooks.find(({ exercises }) => exercises.some(({ name }) => name === exercise));
}
