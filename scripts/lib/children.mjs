import { spawn } from "node:child_process";

/** @typedef {import("node:child_process").ChildProcess} ChildProcess */

/**
 * Every tool that runs now. Each leads a process group of its own, so that the terminal's Ctrl-C reaches us alone and we end the whole group.
 * @type {Set<ChildProcess>}
 */
const running = new Set();

/**
 * Starts a process as the leader of its own group and remembers it until it ends.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import("node:child_process").SpawnOptions} [options]
 */
export function launch(command, args, options = {}) {
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"], ...options, detached: true });
  running.add(child);
  child.once("error", () => running.delete(child));
  child.once("exit", () => running.delete(child));
  return child;
}

/**
 * Sends a signal to a child's whole group; quiet when it is gone.
 * @param {ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
export function signalGroup(child, signal) {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    child.kill(signal);
  }
}

/** Ends every running group: SIGTERM, and SIGKILL for what is still there after two seconds. */
export async function endAll() {
  const children = [...running];
  for (const child of children) signalGroup(child, "SIGTERM");
  await Promise.all(children.map((child) => endedWithin(child, 2000)));
  for (const child of children) signalGroup(child, "SIGKILL");
}

/**
 * Resolves with true when the child ends, with false when it has not within the time.
 * @param {ChildProcess} child
 * @param {number} ms
 * @returns {Promise<boolean>}
 */
export function endedWithin(child, ms) {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(true);
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), ms);
    child.once("exit", () => {
      clearTimeout(timer);
      resolve(true);
    });
  });
}

/**
 * Runs a tool to its end and keeps what it printed.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import("node:child_process").SpawnOptions & { onLine?: (line: string) => void }} [options] `onLine` is given each line as it comes
 * @returns {Promise<{ code: number, output: string }>} code 127 when the command could not be started
 */
export function runTool(command, args, { onLine, ...options } = {}) {
  return new Promise((resolve) => {
    const child = launch(command, args, options);
    let output = "";
    /** @param {Buffer} chunk */
    const take = (chunk) => {
      output += chunk;
      if (onLine) for (const line of chunk.toString().split("\n")) if (line.trim()) onLine(line.trim());
    };
    child.stdout?.on("data", take);
    child.stderr?.on("data", take);
    child.once("error", (error) => resolve({ code: 127, output: output + error.message }));
    child.once("close", (code) => resolve({ code: code ?? 1, output }));
  });
}

/**
 * The last lines of a tool's output.
 * @param {string} output
 * @param {number} [lines] 12 by default: enough for npm's and pip's own explanation
 */
export const tail = (output, lines = 12) => output.trimEnd().split("\n").slice(-lines).join("\n");
