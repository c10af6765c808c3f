import { pause } from "./kernel.mjs";
import { memoryOf } from "./memory.mjs";
import { printedLines, quantile, shown } from "./outcomes.mjs";
import { cellThroughServer } from "./server.mjs";

/** @typedef {import("./kernel.mjs").Kernel} Kernel */
/** @typedef {import("./peers.mjs").Peer} Peer */
/** @typedef {number | string} Figure a number in the row's unit, or a text such as "failed: …" */

/**
 * @typedef {object} Row
 * @property {string} key its name in the JSON result
 * @property {string} title
 * @property {number | string} goal what ours must reach, at most
 * @property {boolean} [fresh] needs a kernel of its own, since it may leave it stuck or still printing
 * @property {string} [group] needs a kernel that it shares with the rows of its group alone
 * @property {boolean} [slow] left out by --quick
 * @property {(kernel: Kernel) => Promise<Figure>} [measure] does the work, checks it, and gives the figure
 * @property {(peer: Peer) => Promise<Figure>} [measureApart] the same for a row that starts the kernel in its own way
 */

/**
 * Runs numbered cells, each of which shows its number and one.
 * @param {Kernel} kernel
 * @param {number} from
 * @param {number} count
 * @param {"cell" | "declaring"} [kind] `cell` uses the first one's name, `declaring` the previous one's
 * @returns {Promise<number[]>} the times of those that were right
 * @throws {Error} when fewer than nine in ten were right
 */
async function cells(kernel, from, count, kind = "cell") {
  const times = [];
  for (let index = from; index < from + count; index++) {
    const outcome = await kernel.execute(kernel.peer.language[kind](index), 10_000);
    if (outcome.ok && shown(outcome) === String(index + 1)) times.push(outcome.ms);
  }
  if (times.length < count * 0.9) throw new Error(`${times.length} of ${count} cells were right`);
  return times;
}

/**
 * @param {Kernel} kernel
 * @param {number} count
 */
async function prints(kernel, count) {
  const outcome = await kernel.execute(kernel.peer.language.prints(count), 20_000);
  if (printedLines(outcome).before !== count) await pause(1500);
  const { before, all } = printedLines(outcome);
  return outcome.ok && before === count ? outcome.idleMs : `failed: ${before} of ${count} before idle, ${all} in all`;
}

/**
 * How long an endless loop goes on after the interrupt, with the variables checked afterwards.
 * @param {Kernel} kernel
 * @param {() => Promise<void>} interrupt
 */
async function interrupted(kernel, interrupt) {
  await kernel.execute(kernel.peer.language.first);
  const running = kernel.execute(kernel.peer.language.endless, 8_000);
  await pause(500);
  const from = performance.now();
  await interrupt();
  const { reply } = await running;
  const ms = performance.now() - from;
  if (!reply)
    return kernel.process?.exitCode === null && !kernel.process.signalCode ? "failed: no effect" : "failed: it died";
  const after = await kernel.execute("x", 5_000);
  return after.ok && shown(after) === "1" ? ms : "failed: state lost";
}

/**
 * The row of a cell that declares a type, at a thousand cells' beginning, midst and end: does a kernel slow down?
 * @param {number} from
 * @param {number} to
 * @returns {Row}
 */
const declaringRow = (from, to) => ({
  key: `declare${to}_p50_ms`,
  title: `a cell that declares a type, p50 at cell ${to.toLocaleString("en")}, ms`,
  goal: 8,
  group: "a thousand cells",
  slow: true,
  measure: async (kernel) => quantile((await cells(kernel, from, to - from, "declaring")).slice(-80), 0.5),
});

/** What is measured, in this order: a row may rely on the cells that earlier ones ran. @type {readonly Row[]} */
export const ROWS = [
  {
    key: "start_ms",
    title: "start → first result, ms",
    goal: "≤ deno's",
    measure: async (kernel) => {
      const first = await kernel.execute(kernel.peer.language.first);
      return first.ok && shown(first) === "1" ? performance.now() - (kernel.startedAt ?? 0) : "failed";
    },
  },
  {
    key: "cell_p50_ms",
    title: "cell p50, ms",
    goal: 8,
    measure: async (kernel) => quantile((await cells(kernel, 0, 60)).slice(10), 0.5),
  },
  {
    key: "rerun_p50_ms",
    title: "the same cell again p50, ms",
    goal: 2,
    measure: async (kernel) => {
      const times = [];
      for (let count = 0; count < 40; count++) {
        const outcome = await kernel.execute("x", 10_000);
        if (outcome.ok && shown(outcome) === "1") times.push(outcome.ms);
      }
      return times.length >= 36 ? quantile(times.slice(5), 0.5) : "failed";
    },
  },
  {
    key: "loop_ms",
    title: "top-level loop of 3e6, ms",
    goal: 40,
    measure: async (kernel) => {
      const outcome = await kernel.execute(kernel.peer.language.loop);
      return outcome.ok && /^2249999250000(\.0)?$/.test(shown(outcome)) ? outcome.ms : "failed";
    },
  },
  {
    key: "complete_p50_ms",
    title: "completion p50, ms",
    goal: 10,
    measure: async (kernel) => {
      const { code } = kernel.peer.language;
      const times = [];
      for (let count = 0; count < 20; count++) {
        const outcome = await kernel.request("complete_request", { code, cursor_pos: code.length }, 10_000);
        const found = outcome.reply?.matches?.some((/** @type {string} */ match) => match.endsWith("sqrt"));
        if (found) times.push(outcome.ms);
      }
      return times.length > 15 ? quantile(times.slice(3), 0.5) : "failed";
    },
  },
  {
    key: "print5k_ms",
    title: "5,000 prints, all before idle, ms",
    goal: 60,
    measure: (kernel) => prints(kernel, 5000),
  },
  {
    key: "cell300_p50_ms",
    title: "cell p50 at cell 300, ms",
    goal: 8,
    slow: true,
    measure: async (kernel) => quantile((await cells(kernel, 60, 240)).slice(-50), 0.5),
  },
  {
    key: "memory_mb",
    title: "memory after all these cells, MB",
    goal: 250,
    measure: async (kernel) => memoryOf(kernel.process?.pid ?? 0),
  },
  {
    key: "type_error",
    title: "a type error is",
    goal: "an error message",
    measure: async (kernel) => {
      const { mistake } = kernel.peer.language;
      if (mistake === undefined) return "n/a";
      const outcome = await kernel.execute(mistake);
      if (outcome.outputs.some(({ header }) => header.msg_type === "error")) return "an error message";
      return outcome.ok ? "not seen" : "other";
    },
  },
  declaringRow(0, 100),
  declaringRow(100, 300),
  declaringRow(300, 1000),
  {
    key: "declare1000_mb",
    title: "memory after these 1,000 cells, MB",
    goal: 250,
    group: "a thousand cells",
    slow: true,
    measure: async (kernel) => memoryOf(kernel.process?.pid ?? 0),
  },
  {
    key: "print100k_ms",
    title: "100,000 printed lines, ms",
    goal: 1000,
    fresh: true,
    measure: (kernel) => prints(kernel, 100_000),
  },
  {
    key: "interrupt_message_ms",
    title: "interrupt an endless loop by message, ms",
    goal: 10,
    fresh: true,
    measure: (kernel) => interrupted(kernel, () => kernel.interruptByMessage()),
  },
  {
    key: "interrupt_signal_ms",
    title: "the same by SIGINT, ms",
    goal: 10,
    fresh: true,
    measure: (kernel) => interrupted(kernel, () => kernel.interruptBySignal()),
  },
  {
    key: "server_p50_ms",
    title: "cell p50 through JupyterLab's server, ms",
    goal: 12,
    measureApart: cellThroughServer,
  },
];
