import { appendFileSync, closeSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

/** One cell of the past: the session's number, the cell's number in it, its text and the text of its result. */
export interface Entry {
  session: number;
  line: number;
  input: string;
  output: string | null;
}

/** How many sessions are kept; the oldest go first. */
const KEPT = 1000;

const FILE = /^(\d+)\.jsonl$/;

/**
 * The history of all kernels that share a folder. Every session has a file of its own, which its kernel alone writes, so
 * kernels never meet; a line is [line, input] or, once there is one, [line, null, output].
 */
export class HistoryStore {
  readonly #folder: string;
  #session: number | undefined;
  #path = "";

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** This session's number, taken when it is first asked for: one more than the highest. */
  get session(): number {
    this.#session ??= this.#claim();
    return this.#session;
  }

  /** Notes a cell, or with `output` what came of it. */
  append(line: number, input: string | null, output?: string): void {
    // Asking for the number makes the file
    if (this.session > 0)
      appendFileSync(this.#path, `${JSON.stringify(output === undefined ? [line, input] : [line, input, output])}\n`);
  }

  /** The numbers of the sessions on disk, newest first. */
  sessions(): number[] {
    const numbers = names(this.#folder).map((name) => Number(FILE.exec(name)?.[1] ?? Number.NaN));
    return numbers.filter((number) => !Number.isNaN(number)).sort((a, b) => b - a);
  }

  /** The cells of a session in order; a line that another program broke is left out. */
  entries(session: number): Entry[] {
    const byLine = new Map<number, Entry>();
    for (const text of read(join(this.#folder, `${session}.jsonl`)).split("\n")) {
      const [line, input, output] = parse(text);
      if (typeof line !== "number") continue;
      if (typeof input === "string") byLine.set(line, { session, line, input, output: null });
      const entry = byLine.get(line);
      if (entry && typeof output === "string") entry.output = output;
    }
    return [...byLine.values()];
  }

  #claim(): number {
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    const taken = this.sessions();
    for (let number = (taken[0] ?? 0) + 1; ; number++) {
      this.#path = join(this.#folder, `${number}.jsonl`);
      try {
        // Made by one kernel alone: another that looked at the same moment gets EEXIST and takes the next number
        closeSync(openSync(this.#path, "wx", 0o600));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "EEXIST") continue;
        throw error;
      }
      for (const old of taken.slice(KEPT)) rmSync(join(this.#folder, `${old}.jsonl`), { force: true });
      return number;
    }
  }
}

function names(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

function parse(text: string): unknown[] {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}
