import fs from "node:fs";
import path from "node:path";
import { withLock } from "./lock.ts";

/** How far the student is with one exercise. */
export interface Progress {
  /** The notebook's file where it is known. */
  notebook?: string;
  /** How often it was checked without success, stubs left out. */
  failed: number;
  /** How many visible checks passed the last time, and of how many. */
  passed: number;
  of: number;
  /** When all visible checks passed for the first time (ISO 8601). */
  solved?: string;
}

/** The progress of all exercises that were ever checked in a folder, by name. */
export type ProgressRecord = Record<string, Progress>;

/** The file that keeps it, beside the notebooks. */
export const PROGRESS_FILE = ".axonlab-progress.json";

/**
 * What the folder's file says. One that cannot be read as progress is set aside under another name, not lost.
 * @throws whatever the file system says, but not that there is none yet
 */
export function readProgress(folder: string): ProgressRecord {
  const file = path.join(folder, PROGRESS_FILE);
  const text = readOr(file);
  if (text === undefined) return {};
  const record = parsed(text);
  if (record) return record;
  const moment = new Date().toISOString().replaceAll(":", "-");
  const aside = `${PROGRESS_FILE.replace(/\.json$/, "")}-broken-${moment}-${process.pid}.json`;
  // Where another kernel has done so meanwhile, there is nothing left to do.
  if (fs.existsSync(file)) fs.renameSync(file, path.join(folder, aside));
  return {};
}

/** Changes one exercise's progress, whatever other kernels do meanwhile; readers see the old file or the new one. */
export function updateProgress(
  folder: string,
  name: string,
  change: (before: Progress | undefined) => Progress,
): Progress {
  const file = path.join(folder, PROGRESS_FILE);
  return withLock(`${file}.lock`, () => {
    const record = readProgress(folder);
    const after = change(record[name]);
    const partial = `${file}.${process.pid}.partial`;
    const exercises = Object.fromEntries(
      Object.entries({ ...record, [name]: after }).sort(([a], [b]) => (a < b ? -1 : 1)),
    );
    fs.writeFileSync(partial, `${JSON.stringify({ version: 1, exercises }, null, 1)}\n`);
    fs.renameSync(partial, file);
    return after;
  });
}

function readOr(file: string): string | undefined {
  try {
    return fs.readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

function parsed(text: string): ProgressRecord | undefined {
  try {
    const { version, exercises } = JSON.parse(text) as { version?: unknown; exercises?: unknown };
    if (version !== 1 || typeof exercises !== "object" || exercises === null) return undefined;
    return Object.values(exercises as Record<string, unknown>).every(isProgress)
      ? (exercises as ProgressRecord)
      : undefined;
  } catch {
    return undefined;
  }
}

function isProgress(value: unknown): value is Progress {
  const { failed, passed, of } = (value ?? {}) as Partial<Record<keyof Progress, unknown>>;
  return [failed, passed, of].every((count) => Number.isInteger(count) && (count as number) >= 0);
}
