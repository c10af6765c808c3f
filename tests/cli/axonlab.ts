import { type ChildProcess, spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { inRoot } from "../../scripts/lib/paths.mjs";

/** The command as it was built. */
export const BUNDLE = inRoot("dist", "kernel", "axonlab.js");

/** How a command ended and what it printed. */
export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface Options {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  /** Given to it on standard input. */
  input?: string;
  /** The user and the group that it runs as. */
  uid?: number;
  gid?: number;
}

/** Starts a command; `ended` settles with what it printed. */
export function start(command: string, args: string[], { env, input, ...options }: Options = {}) {
  const child: ChildProcess = spawn(command, args, { ...options, env: { ...process.env, ...env } });
  const printed = { stdout: "", stderr: "" };
  child.stdout?.on("data", (data) => {
    printed.stdout += data;
  });
  child.stderr?.on("data", (data) => {
    printed.stderr += data;
  });
  child.stdin?.end(input);
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, ...printed }));
  });
  return { child, printed, ended };
}

/** Runs `axonlab …` to its end. */
export const axonlab = (args: string[], options: Options = {}): Promise<Ended> =>
  start(process.execPath, [BUNDLE, ...args], options).ended;

/** A folder that is gone after the test. */
export class Scratch {
  readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), "axonlab cli é "));

  at(...parts: string[]): string {
    return path.join(this.folder, ...parts);
  }

  write(name: string, content: string | object): string {
    const file = this.at(name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
    return file;
  }

  remove(): void {
    fs.rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** A code cell, or one with tags. */
export const cell = (source: string, tags?: string[]) => ({
  cell_type: "code",
  execution_count: 77,
  metadata: tags ? { tags } : {},
  outputs: [{ output_type: "stream", name: "stdout", text: "of an earlier run\n" }],
  source,
});

/** A notebook of these cells. */
export const notebookOf = (cells: object[], metadata: object = {}) => ({
  cells: cells.map((each, at) => ({ id: `c${at}`, ...each })),
  metadata,
  nbformat: 4,
  nbformat_minor: 5,
});
