export { CheckReport, check } from "./check.ts";
export { CourseError } from "./errors.ts";
export { type ExerciseOptions, exercise } from "./exercise.ts";
export type { Numbers } from "./nearness.ts";
export type { Outcome } from "./outcome.ts";
export { type NotebookProgress, ProgressReport, progress } from "./progress.ts";
export type { Thrown } from "./thrown.ts";
export type { Tools } from "./tools.ts";
