import fs from "node:fs";
import path from "node:path";
import { KernelError } from "../errors.ts";
import { WrongUse } from "./wrong-use.ts";

/** Standard input or standard output, in the place of a file's name. */
export const STANDARD = "-";

/**
 * The text of a notebook's file, or of standard input.
 * @throws WrongUse where there is none to be read
 */
export function readText(file: string): string {
  try {
    return fs.readFileSync(file === STANDARD ? 0 : file, "utf8");
  } catch (cause) {
    throw new WrongUse(`expected a notebook, got ${file}: ${reasonOf(cause)}`);
  }
}

/**
 * Makes sure, before hours of work, that a result can be written there.
 * @throws WrongUse where it cannot
 */
export function requireWritable(file: string): void {
  if (file === STANDARD) return;
  const folder = path.dirname(path.resolve(file));
  try {
    fs.accessSync(folder, fs.constants.W_OK);
  } catch (cause) {
    throw new WrongUse(`expected a folder that can be written to, got ${folder}: ${reasonOf(cause)}`);
  }
  if (fs.statSync(file, { throwIfNoEntry: false })?.isDirectory()) {
    throw new WrongUse(`expected --output FILE, got the folder ${file}; name a file in it`);
  }
}

/** Writes to standard output, and waits until all of it is taken. */
export function print(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => (error ? reject(error) : resolve()));
  });
}

/**
 * Writes a result in one step: whatever happens, the file holds its old content or the new one. A link stays a link, and
 * a file keeps its rights.
 * @throws KernelError where it cannot be written
 */
export function writeText(file: string, text: string | Uint8Array): void {
  const target = fs.existsSync(file) ? fs.realpathSync(file) : path.resolve(file);
  const partial = `${target}.${process.pid}.partial`;
  try {
    const mode = fs.statSync(target, { throwIfNoEntry: false })?.mode;
    const handle = fs.openSync(partial, "w");
    try {
      if (mode !== undefined) fs.fchmodSync(handle, mode & 0o7777);
      fs.writeFileSync(handle, text);
      fs.fsyncSync(handle);
    } finally {
      fs.closeSync(handle);
    }
    fs.renameSync(partial, target);
  } catch (cause) {
    fs.rmSync(partial, { force: true });
    throw new KernelError(`cannot write ${file}: ${reasonOf(cause)}; the file is as it was`, { cause });
  }
}

const REASONS: Record<string, string> = {
  ENOENT: "it is not there",
  EISDIR: "it is a folder",
  EACCES: "its rights forbid that",
  ENOSPC: "the disk is full",
  EROFS: "the disk is read-only",
};

function reasonOf(cause: unknown): string {
  const { code = "", message } = cause as NodeJS.ErrnoException;
  return REASONS[code] ?? message;
}
