import { execFileSync } from "node:child_process";
import fs from "node:fs";

/**
 * @typedef {object} Process
 * @property {number} pid
 * @property {number} parent
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
        return [{ pid: Number(name), parent: Number(fields[1]), started: String(fields[19]) }];
      } catch {
        return [];
      }
    });
}

/** @returns {Process[]} */
function fromPs() {
  const rows = execFileSync("ps", ["-A", "-o", "pid=,ppid=,lstart="], { encoding: "utf8" }).trim().split("\n");
  return rows.map((row) => {
    const [pid, parent, ...started] = row.trim().split(/\s+/);
    return { pid: Number(pid), parent: Number(parent), started: started.join(" ") };
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
