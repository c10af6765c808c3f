import { execFileSync } from "node:child_process";
import fs from "node:fs";

/**
 * @typedef {object} Process
 * @property {number} pid
 * @property {number} parent
 * @property {string} name of the program, without its folder
 * @property {string} started a mark of its start, which tells it from a later process with the same number
 */

/** Every process of this machine: from /proc on Linux, which may lack `ps`, else from `ps`. */
function allProcesses() {
  return process.platform === "linux" ? fromProc() : fromPs();
}

/** @returns {Process[]} */
function fromProc() {
  return fs
    .readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = fs.readFileSync(`/proc/${name}/stat`, "utf8");
        // The second field is the command in brackets and may hold anything; the parent and the start time follow it.
        const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
        const program = stat.slice(stat.indexOf("(") + 1, stat.lastIndexOf(")"));
        return [{ pid: Number(name), parent: Number(fields[1]), name: program, started: String(fields[19]) }];
      } catch {
        return [];
      }
    });
}

/** @returns {Process[]} */
function fromPs() {
  const rows = execFileSync("ps", ["-A", "-o", "pid=,ppid=,lstart=,comm="], { encoding: "utf8" }).trim().split("\n");
  return rows.map((row) => {
    // The start has five words: "Sat Jan 31 12:00:00 2026".
    const [pid, parent, ...words] = row.trim().split(/\s+/);
    const name = words.slice(5).join(" ").split("/").at(-1) ?? "";
    return { pid: Number(pid), parent: Number(parent), name, started: words.slice(0, 5).join(" ") };
  });
}

/**
 * All children, grandchildren and so on of a process.
 * @param {number} pid
 * @returns {Process[]}
 */
export function descendantsOf(pid) {
  const all = allProcesses();
  /** @param {number} parent @returns {Process[]} */
  const below = (parent) => all.filter((one) => one.parent === parent).flatMap((one) => [one, ...below(one.pid)]);
  return below(pid);
}

/**
 * The process that called this one: npm when `npm start` did, past the shell that npm puts in between.
 * @returns {Process | undefined}
 */
export function caller() {
  const all = allProcesses();
  const parent = all.find(({ pid }) => pid === process.ppid);
  return /^-?(ba|da|z|k|a)?sh$/.test(parent?.name ?? "") ? all.find(({ pid }) => pid === parent?.parent) : parent;
}

/**
 * Those of the processes that still run, and are not another with the same number.
 * @param {readonly Process[]} processes
 */
export function stillRunning(processes) {
  const marks = new Set(allProcesses().map((one) => `${one.pid} ${one.started}`));
  return processes.filter((one) => marks.has(`${one.pid} ${one.started}`));
}

/**
 * Kills those of the processes that still run.
 * @param {readonly Process[]} processes
 */
export function killAll(processes) {
  for (const { pid } of stillRunning(processes)) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It ended between the look and the signal.
    }
  }
}

/**
 * Whether a process with this number runs: a cheap look, for watching.
 * @param {number} pid
 */
export function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === "EPERM";
  }
}
