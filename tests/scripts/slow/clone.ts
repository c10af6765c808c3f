import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { descendantsOf, killAll, stillRunning } from "../../../scripts/lib/processes.mjs";
import { findPython } from "../../../scripts/lib/python.mjs";

const ROOT = path.resolve(fileURLToPath(new URL("../../..", import.meta.url)));

/** What a started command printed, and its end. */
export interface Started {
  child: ChildProcess;
  /** What it printed so far, both streams. */
  output(): string;
  /** Resolves when the output holds the text; rejects with the output when the command ends before. */
  says(text: string | RegExp): Promise<string>;
  /** The exit status, once it has ended. */
  ended: Promise<number | null>;
}

const npmCache = () => execFileSync("npm", ["config", "get", "cache"], { encoding: "utf8" }).trim();
const pipCache = () =>
  process.env.PIP_CACHE_DIR ??
  execFileSync(findPython().executable, ["-m", "pip", "cache", "dir"], { encoding: "utf8" }).trim();

/** A clone of this repository's last commit in a folder whose name has a space and an accent, with a home of its own. */
export class Clone {
  readonly #top = fs.mkdtempSync(path.join(os.tmpdir(), "axonlab-clone-"));
  readonly folder = path.join(this.#top, "with space é", "axonlab");
  readonly home = path.join(this.#top, "home");
  readonly env: NodeJS.ProcessEnv;
  readonly #started: Started[] = [];

  constructor() {
    fs.mkdirSync(this.home, { recursive: true });
    execFileSync("git", ["clone", "--quiet", "--no-hardlinks", ROOT, this.folder], { stdio: "pipe" });
    // Only what a fresh user has: nothing of the run around this test, but the caches of npm and pip, to be fast.
    const inherited = Object.entries(process.env).filter(
      ([name]) => !/^(npm_|JUPYTER|IPYTHON|VIRTUAL_ENV|AXONLAB)/i.test(name),
    );
    this.env = {
      ...Object.fromEntries(inherited),
      CI: "true",
      HOME: this.home,
      npm_config_cache: npmCache(),
      PIP_CACHE_DIR: pipCache(),
      AXONLAB_PYTHON: findPython().executable,
    };
  }

  /** A path inside the clone. */
  at(...parts: string[]): string {
    return path.join(this.folder, ...parts);
  }

  /** Starts a command in the clone, as the leader of a process group: a signal to the group is what a terminal's Ctrl-C sends. */
  start(command: string, args: string[], env: NodeJS.ProcessEnv = {}): Started {
    const child = spawn(command, args, { cwd: this.folder, env: { ...this.env, ...env }, detached: true });
    let output = "";
    const listeners = new Set<() => void>();
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk: Buffer) => {
        output += chunk.toString();
        for (const listener of listeners) listener();
      });
    }
    const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
    const says = (text: string | RegExp) =>
      new Promise<string>((resolve, reject) => {
        const look = () => {
          if (typeof text === "string" ? output.includes(text) : text.test(output)) resolve(output);
        };
        listeners.add(look);
        look();
        void ended.then((status) =>
          reject(new Error(`it ended with ${status} and never said ${String(text)}:\n${output}`)),
        );
      });
    const started = { child, output: () => output, says, ended };
    this.#started.push(started);
    return started;
  }

  /** Runs a command in the clone to its end. */
  async run(command: string, args: string[], env: NodeJS.ProcessEnv = {}) {
    const started = this.start(command, args, env);
    const status = await started.ended;
    return { status, output: started.output() };
  }

  /** Kills what still runs and removes everything. */
  remove(): void {
    for (const { child } of this.#started) {
      if (child.pid === undefined) continue;
      killAll(descendantsOf(child.pid));
      try {
        process.kill(-child.pid, "SIGKILL");
      } catch {
        // The whole group has ended.
      }
      child.stdout?.destroy();
      child.stderr?.destroy();
    }
    fs.rmSync(this.#top, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Everything that a command started, itself included, to be asked later whether it is gone. */
export function familyOf({ child }: Started) {
  if (child.pid === undefined) throw new Error("the command was not started");
  return [...descendantsOf(child.pid), ...descendantsOf(process.pid).filter(({ pid }) => pid === child.pid)];
}

/** Resolves once none of the processes runs any more; rejects with those that still do after the time. */
export async function allGone(family: ReturnType<typeof familyOf>, limitMs = 60_000): Promise<void> {
  const limit = performance.now() + limitMs;
  while (stillRunning(family).length > 0) {
    if (performance.now() > limit) throw new Error(`still running: ${JSON.stringify(stillRunning(family))}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
