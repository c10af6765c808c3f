import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { endedWithin, launch, signalGroup } from "./children.mjs";
import { jupyterEnvironment } from "./jupyter-settings.mjs";
import { inRoot, ROOT } from "./paths.mjs";
import { readJson } from "./stamp.mjs";

/** @typedef {import("./parts.mjs").Part} Part */

/**
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed
 * @property {{ title: string, reason?: string }[]} skips
 * @property {string} [trouble] why one failure was added: the part crashed, hung, or had nothing to say
 */

/** A part that takes this many times its budget hangs, on however busy a machine. */
const PATIENCE = 10;
/** However small the budget, it has this long, in seconds. */
const LEAST = 300;

const MOCHA = ["node_modules", "mocha", "bin", "mocha.js"];

/**
 * Runs one part and counts.
 * @param {Part} part
 * @param {string} [grep] runs only the tests whose title matches this regular expression
 * @returns {Promise<Counts>}
 */
export function runPart(part, grep) {
  return part.tests ? runMocha(part, part.tests, grep) : runCommands(part);
}

/**
 * @param {Part} part
 * @returns {Promise<Counts>}
 */
async function runCommands({ commands = [], budget }) {
  let sound = true;
  for (const command of commands) sound = (await runNode(command, budget, process.env)) === 0 && sound;
  return { passed: sound ? 1 : 0, failed: sound ? 0 : 1, skips: [] };
}

/**
 * @param {Part} part
 * @param {readonly string[]} globs
 * @param {string} [grep]
 * @returns {Promise<Counts>}
 */
async function runMocha({ budget }, globs, grep) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "axonlab-test-"));
  const file = path.join(folder, "counts.json");
  const args = [
    inRoot(...MOCHA),
    "--reporter",
    inRoot("scripts", "lib", "reporter.cjs"),
    ...(grep ? ["--grep", grep] : []),
    ...globs,
  ];
  const status = await runNode(args, budget, { ...jupyterEnvironment(), TZ: "UTC", AXONLAB_COUNTS: file });
  const counts = readJson(file);
  fs.rmSync(folder, { recursive: true, force: true });
  return judge(counts, status, grep !== undefined);
}

/**
 * What a mocha run counts as: one failure more if it crashed, reported nothing, ran nothing, or skipped without saying why.
 * @param {Counts | undefined} counts what the reporter wrote
 * @param {number | null} status the exit status; null when it was killed
 * @param {boolean} filtered whether only some tests were asked for, so that none is no fault
 * @returns {Counts}
 */
export function judge(counts, status, filtered) {
  if (!counts) return { passed: 0, failed: 1, skips: [], trouble: `it reported no count (exit status ${status})` };
  const unexplained = counts.skips.filter((skip) => !skip.reason).map((skip) => skip.title);
  const trouble =
    (status !== 0 && counts.failed === 0 && `it passed every test, yet ended with exit status ${status}`) ||
    (unexplained.length > 0 && `skipped without a reason: ${unexplained.join("; ")}`) ||
    (!filtered && counts.passed + counts.failed + counts.skips.length === 0 && "it has no test");
  return trouble ? { ...counts, failed: counts.failed + 1, trouble } : counts;
}

/**
 * @param {readonly string[]} args
 * @param {number} budget seconds
 * @param {NodeJS.ProcessEnv} env
 */
async function runNode(args, budget, env) {
  const child = launch(process.execPath, args, { cwd: ROOT, env, stdio: ["ignore", "inherit", "inherit"] });
  const limit = Math.max(LEAST, budget * PATIENCE);
  if (!(await endedWithin(child, limit * 1000))) console.log(`  ended: it ran for more than ${limit} s`);
  // Whatever a test left running goes with it.
  signalGroup(child, "SIGKILL");
  await endedWithin(child, 5000);
  return child.exitCode;
}
