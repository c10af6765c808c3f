import path from "node:path";
import { notebookOf, readIndex } from "./course-index.ts";
import type { Outcome } from "./outcome.ts";
import { type Progress, type ProgressRecord, readProgress, updateProgress } from "./progress-file.ts";

/** The folder of the notebook: kernels start there. A notebook may leave it later. */
const FOLDER = process.cwd();

/** Progress of this kernel, for folders that cannot be written to. */
const session: ProgressRecord = {};

/** Progress after a check, and why it could not be kept on disk where that is so. */
export interface Kept {
  progress: Progress;
  lost?: string;
}

/** Counts a check of an exercise, on disk where that can be. */
export function keepTry(name: string, outcomes: readonly Outcome[]): Kept {
  const change = (before: Progress | undefined): Progress => after(name, outcomes, before ?? session[name]);
  // A grader's own run is nobody's progress.
  if (isGraded() || process.env.AXONLAB_PROGRESS === "off") return { progress: change(undefined) };
  try {
    const progress = updateProgress(FOLDER, name, change);
    session[name] = progress;
    return { progress };
  } catch (error) {
    const progress = change(undefined);
    session[name] = progress;
    return { progress, lost: error instanceof Error ? error.message : String(error) };
  }
}

/** What is known of all exercises: the folder's list of them, and how far the student is. */
export function keptProgress(): { index: ReturnType<typeof readIndex>; record: ProgressRecord } {
  const index = readIndex(FOLDER);
  try {
    return { index, record: { ...session, ...readProgress(FOLDER) } };
  } catch {
    return { index, record: { ...session } };
  }
}

/** Whether nbgrader runs this notebook, to grade or to validate it. */
export const isGraded = (): boolean => process.env.NBGRADER_EXECUTION !== undefined;

/** The notebook's file: by the course's list, else as Jupyter's server names it; undefined elsewhere. */
export function notebookFileOf(name: string): string | undefined {
  const listed = notebookOf(readIndex(FOLDER), name)?.file;
  const session = process.env.JPY_SESSION_NAME;
  return listed ?? (session?.endsWith(".ipynb") ? path.basename(session) : undefined);
}

function after(name: string, outcomes: readonly Outcome[], before: Progress | undefined): Progress {
  const passed = outcomes.filter((outcome) => outcome.passed).length;
  const done = passed === outcomes.length;
  // Running what nobody has tried yet is no try.
  const tried = !done && !outcomes.some(({ stub }) => stub);
  const notebook = notebookFileOf(name) ?? before?.notebook;
  const solved = before?.solved ?? (done ? new Date().toISOString() : undefined);
  return {
    ...(notebook === undefined ? {} : { notebook }),
    failed: (before?.failed ?? 0) + (tried ? 1 : 0),
    passed,
    of: outcomes.length,
    ...(solved === undefined ? {} : { solved }),
  };
}
