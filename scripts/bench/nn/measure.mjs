import fs from "node:fs";
import os from "node:os";
import { runTool, tail } from "../../lib/children.mjs";
import { inRoot } from "../../lib/paths.mjs";
import { quantile } from "../outcomes.mjs";
import { filesOf } from "./data.mjs";
import { doubles, largestDifference, lossOf } from "./judge.mjs";
import { PEERS } from "./peers.mjs";

/** @typedef {import("./workloads.mjs").Workload} Workload */
/** @typedef {import("./data.mjs").Files} Files */

/**
 * @typedef {object} Outcome what came of one library's work
 * @property {string} workload
 * @property {string} peer
 * @property {"float64" | "float32"} dtype
 * @property {1 | 2} threads
 * @property {string} [version]
 * @property {number} [seconds] the median
 * @property {number[]} [all]
 * @property {number} [judged] the loss reached; for answers how far they are off
 * @property {boolean} [compares] whether the loss should be ours
 * @property {string} [failure]
 */

/**
 * Lets every library do a workload, one after the other, in every precision and with every number of threads it has.
 * @param {Workload} workload
 * @param {readonly string[]} peers
 * @param {{ runs: number, threads: readonly number[], dtypes: readonly string[] }} options
 * @returns {Promise<Outcome[]>}
 */
export async function measure(workload, peers, { runs, threads, dtypes }) {
  const files = await filesOf(workload);
  /** @type {Outcome[]} */
  const outcomes = [];
  for (const count of /** @type {const} */ ([1, 2])) {
    for (const dtype of /** @type {const} */ (["float64", "float32"])) {
      for (const name of peers) {
        const peer = PEERS[name];
        if (!peer?.threads.includes(count) || !peer.dtypes.includes(dtype) || peer.takes?.(workload) === false)
          continue;
        // A library with one precision is compared in both, so it must not be left out with the other.
        if (!threads.includes(count) || (peer.dtypes.length > 1 && !dtypes.includes(dtype))) continue;
        const outcome = await runOne(workload, files, name, dtype, count, runs);
        outcomes.push(outcome);
        const said =
          outcome.failure ??
          `${shown(outcome.seconds ?? 0)}, ${workload.measure === "train" ? "loss" : "off by"} ${outcome.judged?.toPrecision(6)}`;
        console.log(`  ${name} ${dtype} ${count} thread${count > 1 ? "s" : ""}: ${said}`);
      }
    }
  }
  return outcomes;
}

/** @param {number} seconds */
const shown = (seconds) =>
  seconds < 9.995e-4 ? `${(seconds * 1e6).toPrecision(3)} µs` : `${seconds.toPrecision(3)} s`;

/**
 * @param {Workload} workload
 * @param {Files} files
 * @param {string} name
 * @param {"float64" | "float32"} dtype
 * @param {1 | 2} threads
 * @param {number} runs
 * @returns {Promise<Outcome>}
 */
async function runOne(workload, files, name, dtype, threads, runs) {
  const peer = PEERS[name];
  const out = inRoot(".bench", "nn", "out");
  const jobFile = inRoot(".bench", "nn", "job.json");
  fs.rmSync(out, { force: true });
  fs.writeFileSync(jobFile, JSON.stringify({ workload, files, dtype, threads, runs, out }));
  const [command = "", ...args] = peer?.argv ?? [];
  /** @type {Outcome} */
  const outcome = { workload: workload.key, peer: name, dtype, threads, compares: peer?.compares?.(workload) ?? true };
  const { code, output } = await runTool(command, [...args, jobFile], { env: environment(threads) });
  if (code !== 0) return { ...outcome, failure: `failed:\n${tail(output)}` };
  const { seconds, version } = JSON.parse(output.trimEnd().split("\n").at(-1) ?? "");
  const given = doubles(out);
  const judged =
    workload.measure === "train" ? lossOf(workload, files, given) : largestDifference(workload, files, given);
  return { ...outcome, version, seconds: quantile(seconds, 0.5), all: seconds, judged };
}

/**
 * The environment of a library with so many threads; settings that hold numpy to slow code are left out.
 * @param {1 | 2} threads
 */
function environment(threads) {
  const { OPENBLAS_CORETYPE: _, OPENBLAS_L2_SIZE: __, ...rest } = process.env;
  const count = String(Math.min(threads, os.cpus().length));
  return {
    ...rest,
    OMP_NUM_THREADS: count,
    OPENBLAS_NUM_THREADS: count,
    MKL_NUM_THREADS: count,
    PYTHONDONTWRITEBYTECODE: "1",
  };
}
