import { SetupError } from "./setup-error.mjs";

/**
 * @typedef {object} Step
 * @property {string} title what the step is about, "npm packages"
 * @property {(say: (line: string) => void) => Promise<string> | string} run does the work and returns what came of it, "up to date"; `say` tells what is being done now
 */

/**
 * A time for people: "0.02 s", "1 min 5 s".
 * @param {number} ms
 */
export function duration(ms) {
  const seconds = ms / 1000;
  if (seconds < 59.95) return `${seconds.toFixed(seconds < 1 ? 2 : 1)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/**
 * Runs steps in order and prints a line for each: how far, what, what came of it, its time.
 * @param {readonly Step[]} steps
 * @param {NodeJS.WriteStream} [out] standard output by default; on a terminal the line being worked on shows what is done now
 */
export async function runSteps(steps, out = process.stdout) {
  for (const [index, step] of steps.entries()) {
    const head = `[${index + 1}/${steps.length}] ${step.title}: `;
    const started = performance.now();
    const time = () => duration(performance.now() - started);
    const say = out.isTTY ? liveLine(out, head) : plainLine(out, head);
    try {
      const outcome = await step.run(say);
      out.write(`${out.isTTY ? "\r\x1b[K" : ""}${head}${outcome} (${time()})\n`);
    } catch (error) {
      out.write(`${out.isTTY ? "\r\x1b[K" : ""}${head}failed after ${time()}\n`);
      throw error;
    }
  }
}

/**
 * @param {NodeJS.WriteStream} out
 * @param {string} head
 */
function liveLine(out, head) {
  return (/** @type {string} */ line) => {
    out.write(`\r\x1b[K${(head + line).slice(0, (out.columns || 80) - 1)}`);
  };
}

/**
 * Without a terminal only the first word of a step is worth a line: a log file needs no running commentary.
 * @param {NodeJS.WriteStream} out
 * @param {string} head
 */
function plainLine(out, head) {
  let first = true;
  return (/** @type {string} */ line) => {
    if (first) out.write(`${head}${line}\n`);
    first = false;
  };
}

/**
 * Prints a failure: a SetupError as what failed and what to do, anything else with its stack.
 * @param {unknown} error
 */
export function printFailure(error) {
  console.error(error instanceof SetupError ? error.report() : error);
}
