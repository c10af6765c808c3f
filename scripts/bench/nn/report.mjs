import { PEERS } from "./peers.mjs";

/** @typedef {import("./workloads.mjs").Workload} Workload */
/** @typedef {import("./measure.mjs").Outcome} Outcome */

/** How far a loss may be from ours, as a part of it: rounding grows over thousands of steps, in single precision more. */
const TOLERANCES = { float64: 1e-6, float32: 0.02 };

/** How far an answer may be from the right one. */
const ANSWERS = { float64: 1e-9, float32: 1e-4 };

/** @param {number} seconds */
function shown(seconds) {
  if (seconds < 9.995e-4) return `${(seconds * 1e6).toPrecision(3)} µs`;
  return seconds < 0.9995 ? `${(seconds * 1e3).toPrecision(3)} ms` : `${seconds.toPrecision(3)} s`;
}

/** @param {number} ratio */
const times = (ratio) => (ratio < 9.95 ? ratio.toPrecision(2) : Math.round(ratio).toString());

/**
 * A Markdown table: a line for each workload, precision and number of threads, ours first; behind a peer's time stands
 * how many times ours it is, so above 1 ours is faster. What did not reach our loss is marked, and counted.
 * @param {readonly Workload[]} workloads
 * @param {readonly string[]} peers
 * @param {readonly Outcome[]} outcomes
 */
export function report(workloads, peers, outcomes) {
  const wrong = new Set(outcomes.filter((one) => one.failure || !reaches(one, workloads, outcomes)));
  const versions = Object.fromEntries(outcomes.flatMap((one) => (one.version ? [[one.peer, one.version]] : [])));
  const head = ["workload", "dtype", "threads", ...peers.map((name) => titleOf(name, versions[name]))];
  const body = workloads.flatMap(({ key, title }) => {
    const ours = outcomes.filter((one) => one.workload === key && one.peer === "axonlab");
    return ours.map((own) => {
      const cells = peers.map((name) => {
        if (name === "axonlab")
          return own.seconds === undefined ? "failed" : shown(own.seconds) + (wrong.has(own) ? " ✗" : "");
        const dtypes = PEERS[name]?.dtypes ?? [];
        const same = outcomes.find(
          (one) =>
            one.workload === key &&
            one.peer === name &&
            one.threads === own.threads &&
            (dtypes.length === 1 || one.dtype === own.dtype),
        );
        if (!same) return "–";
        if (same.seconds === undefined) return "failed";
        const mark = wrong.has(same) ? " ✗" : same.compares ? "" : " ≁";
        return `${shown(same.seconds)} (×${times(same.seconds / (own.seconds ?? Number.NaN))})${mark}`;
      });
      return [`${key} ${title}`, own.dtype, String(own.threads), ...cells];
    });
  });
  const all = [head, head.map(() => "---"), ...body].map((cells) => `| ${cells.join(" | ")} |`);
  const notes = [
    "a: who shuffles by default does (scikit-learn and ours): all samples are one batch, so the loss is the same. c, d, g: four in five pixels are black, and all libraries get all of them.",
    "×: how many times our time. ≁: has no Adam, so it ends elsewhere.",
    ...[...wrong].map(
      (one) => `✗ ${one.workload} ${one.peer} ${one.dtype} ${one.threads}T: ${one.failure ?? `ended at ${one.judged}`}`,
    ),
  ];
  return { text: `${all.join("\n")}\n\n${notes.join("\n")}`, failures: wrong.size };
}

/**
 * @param {string} name
 * @param {string | undefined} version
 */
function titleOf(name, version) {
  const { title = name, dtypes = [] } = PEERS[name] ?? {};
  return `${title}${version ? ` ${version}` : ""}${dtypes.length === 1 ? ` (${dtypes[0]})` : ""}`;
}

/**
 * Whether it ended where ours did in the same precision, or where the answers are right.
 * @param {Outcome} one
 * @param {readonly Workload[]} workloads
 * @param {readonly Outcome[]} outcomes
 */
function reaches(one, workloads, outcomes) {
  const { judged = Number.NaN, dtype, compares } = one;
  const workload = workloads.find(({ key }) => key === one.workload);
  if (workload?.measure !== "train") return judged <= ANSWERS[dtype];
  if (!compares) return Number.isFinite(judged);
  const own = outcomes.filter((other) => other.workload === one.workload && other.peer === "axonlab");
  const beside = own.find((other) => other.dtype === dtype) ?? own[0];
  const ours = beside?.judged ?? judged;
  const apart = workload.solver === "adam" ? (PEERS[one.peer]?.adamDiffers ?? 0) : 0;
  const tolerance = Math.max(TOLERANCES[dtype], TOLERANCES[beside?.dtype ?? dtype], apart);
  return Math.abs(judged - ours) <= tolerance * Math.max(Math.abs(ours), 1e-3);
}
