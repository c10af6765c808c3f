import fs from "node:fs";
import { numbersOf } from "../judge.mjs";

/**
 * @typedef {object} Job what a library's process is told, as JSON in a file
 * @property {import("../workloads.mjs").Workload} workload
 * @property {import("../data.mjs").Files} files
 * @property {"float64" | "float32"} dtype
 * @property {1 | 2} threads
 * @property {number} runs how often to do the work
 * @property {string} out where to write the last run's weights (or answers) as doubles
 */

/** The job whose file is the process's last argument. @returns {Job} */
export const job = () => JSON.parse(fs.readFileSync(process.argv.at(-1) ?? "", "utf8"));

/**
 * A job's data as typed arrays of its dtype.
 * @param {Job} job
 */
export function inputsOf({ files, dtype }) {
  const Kind = dtype === "float32" ? Float32Array : Float64Array;
  const X = new Kind(numbersOf(files.X));
  const y = new Kind(numbersOf(files.y));
  return { X, y, rows: files.X.rows, d: files.X.columns, n: files.y.columns };
}

/**
 * A job's first weights, layer by layer: W row by row from input i to neuron j, and b.
 * @param {Job} job
 */
export function layersOf({ workload: { units }, files }) {
  const bytes = fs.readFileSync(files.weights);
  const all = new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  let at = 0;
  return units.slice(1).map((n, l) => {
    const inputs = units[l] ?? 0;
    const W = all.slice(at, at + inputs * n);
    const b = all.slice(at + inputs * n, at + (inputs + 1) * n);
    at += (inputs + 1) * n;
    return { W, b, inputs, n };
  });
}

/**
 * Writes numbers as doubles.
 * @param {Job} job
 * @param {Iterable<number>} numbers
 */
export const write = ({ out }, numbers) => fs.writeFileSync(out, Float64Array.from(numbers));

/**
 * Tells the seconds of each run, as the process's last line.
 * @param {readonly number[]} seconds
 * @param {string} version
 */
export const tell = (seconds, version) => console.log(JSON.stringify({ seconds, version }));

/** After so many seconds no further run is begun: the first of them is long enough to be exact. */
const ENOUGH = 15;

/** Where the first run is shorter than this, what runs in the first half second is not counted: it compiles meanwhile. */
const WARM_UP = 2;
const WARMING = 0.5;

/**
 * Times the job as often as it says, or as there is time for; `one` answers are timed a thousand at a time.
 * @param {Job} job
 * @param {{ train: () => unknown, one: () => unknown, all: () => unknown }} work each does the work anew
 * @returns {Promise<number[]>} seconds of each run
 */
export async function timed({ workload: { measure }, runs }, work) {
  const often = measure === "one" ? 1000 : 1;
  const once = async () => {
    const started = performance.now();
    for (let k = 0; k < often; k++) {
      const result = work[measure]();
      if (result instanceof Promise) await result;
    }
    return (performance.now() - started) / 1000;
  };
  const until = performance.now() + ENOUGH * 1000;
  const first = await once();
  /** @type {number[]} */
  const seconds = [];
  if (first >= WARM_UP) seconds.push(first);
  else for (let spent = first; spent < WARMING; ) spent += await once();
  while (seconds.length < runs && (seconds.length === 0 || performance.now() < until)) seconds.push(await once());
  return seconds.map((time) => time / often);
}
