import fs from "node:fs";

/** @typedef {import("./workloads.mjs").Workload} Workload */
/** @typedef {import("./data.mjs").Files} Files */
/** @typedef {import("./data.mjs").Matrix} Matrix */

/** How many samples the judge looks at. */
const LOOKS_AT = 2000;

/**
 * A file of doubles.
 * @param {string} file
 */
export function doubles(file) {
  const bytes = fs.readFileSync(file);
  return new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}

/**
 * The first rows of a matrix, scaled.
 * @param {Matrix} matrix
 * @param {number} [rows] all of them by default
 */
export function numbersOf({ file, kind, scale, rows: all, columns }, rows = all) {
  const bytes = fs.readFileSync(file);
  const values = kind === "u8" ? bytes : doubles(file);
  return Float64Array.from(values.subarray(0, Math.min(rows, all) * columns), (value) => value * scale);
}

/**
 * The answers of a network for the first samples, in double precision and as plainly as possible: a judge of its own.
 * @param {Workload} workload
 * @param {Files} files
 * @param {Float64Array} weights
 */
function answers({ units, activation, task }, { X }, weights) {
  const inputs = numbersOf(X, LOOKS_AT);
  const rows = inputs.length / X.columns;
  const bend = activation === "tanh" ? Math.tanh : (/** @type {number} */ z) => Math.max(0, z);
  return Array.from({ length: rows }, (_, i) => {
    let a = Array.from(inputs.subarray(i * X.columns, (i + 1) * X.columns));
    let at = 0;
    units.slice(1).forEach((n, l) => {
      const z = Array.from(weights.subarray(at + a.length * n, at + (a.length + 1) * n));
      a.forEach((value, k) => {
        if (value !== 0) for (let j = 0; j < n; j++) z[j] = (z[j] ?? 0) + value * (weights[at + k * n + j] ?? 0);
      });
      at += (a.length + 1) * n;
      a = l < units.length - 2 ? z.map(bend) : z;
    });
    if (task === "numbers") return a;
    const largest = Math.max(...a);
    const powers = a.map((z) => Math.exp(z - largest));
    const sum = powers.reduce((total, power) => total + power, 0);
    return powers.map((power) => power / sum);
  });
}

/**
 * The mean loss of a network on the first samples.
 * @param {Workload} workload
 * @param {Files} files
 * @param {Float64Array} weights
 */
export function lossOf(workload, files, weights) {
  const targets = numbersOf(files.y, LOOKS_AT);
  const rows = answers(workload, files, weights);
  const total = rows.reduce((sum, yHat, i) => {
    const terms = yHat.map((value, k) => {
      const y = targets[i * yHat.length + k] ?? 0;
      if (workload.task === "numbers") return (value - y) ** 2 / 2;
      return y === 0 ? 0 : -Math.log(Math.max(value, Number.MIN_VALUE));
    });
    return sum + terms.reduce((all, term) => all + term, 0);
  }, 0);
  return total / rows.length;
}

/**
 * How far a library's answers are from the right ones, at most.
 * @param {Workload} workload
 * @param {Files} files
 * @param {Float64Array} given row by row, of as many samples as the library answered
 */
export function largestDifference(workload, files, given) {
  const right = answers(workload, files, doubles(files.weights)).flat();
  const compared = Math.min(right.length, given.length);
  if (compared === 0) return Number.NaN;
  let worst = 0;
  for (let i = 0; i < compared; i++) worst = Math.max(worst, Math.abs((right[i] ?? 0) - (given[i] ?? Number.NaN)));
  return worst;
}
