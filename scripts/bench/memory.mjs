import { execFileSync } from "node:child_process";
import fs from "node:fs";
import { descendantsOf } from "../lib/processes.mjs";

/** How memory is counted here: Linux tells each process's share of shared pages, elsewhere they count for each. */
export const MEMORY_KIND = process.platform === "linux" ? "PSS" : "RSS";

/**
 * @param {number} pid
 * @returns {number} kilobytes; 0 when it has ended
 */
function kilobytes(pid) {
  try {
    if (MEMORY_KIND === "RSS")
      return Number(execFileSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" }));
    return Number(/^Pss:\s+(\d+)/m.exec(fs.readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

/**
 * The memory of a process and all that it started, in MB.
 * @param {number} pid
 */
export const memoryOf = (pid) =>
  [pid, ...descendantsOf(pid).map((process) => process.pid)].reduce((sum, one) => sum + kilobytes(one), 0) / 1024;
