import fs from "node:fs";
import path from "node:path";
import { inRoot } from "../../lib/paths.mjs";

/** @typedef {import("./workloads.mjs").Workload} Workload */

/**
 * @typedef {object} Matrix numbers in a file, row by row, that every language reads in one line
 * @property {string} file
 * @property {"u8" | "f64"} kind bytes, or little-endian doubles
 * @property {number} scale what each is multiplied by
 * @property {number} rows
 * @property {number} columns
 */

/** @typedef {{ X: Matrix, y: Matrix, weights: string }} Files y holds one row of outputs a sample; weights are doubles, layer by layer W[i][j], then its b */

const FOLDER = inRoot(".bench", "nn");

/** The library as users get it. */
export const library = () => import(/** @type {any} */ (inRoot("dist", "src", "index.js")));

/**
 * @param {string} name
 * @param {Uint8Array | Float64Array} values
 * @param {number} columns
 * @param {number} [scale]
 * @returns {Matrix}
 */
function written(name, values, columns, scale = 1) {
  const file = path.join(FOLDER, name);
  fs.mkdirSync(FOLDER, { recursive: true });
  fs.writeFileSync(file, values);
  const kind = values instanceof Uint8Array ? "u8" : "f64";
  return { file, kind, scale, rows: values.length / columns, columns };
}

/** Scales are powers of two, so that single and double precision hold the same numbers. @type {Record<Workload["data"], () => Promise<{ X: Matrix, y: Matrix }>>} */
const makers = {
  xor: async () => ({
    X: written("xor-X", Float64Array.of(0, 0, 0, 1, 1, 0, 1, 1), 2),
    y: written("xor-y", Float64Array.of(0, 1, 1, 0), 1),
  }),
  digits: async () => {
    const { digits } = await library();
    const { X, y } = digits();
    return { X: written("digits-X", Uint8Array.from(X.flat()), 64, 1 / 16), y: oneOfTen("digits-y", y) };
  },
  spiral: async () => {
    const { spiral } = await library();
    const { X, y } = spiral({ samples: 500, noise: 0.05, seed: 1 });
    const rounded = Float64Array.from(X.flat(), Math.fround);
    return { X: written("spiral-X", rounded, 2), y: written("spiral-y", Float64Array.from(y), 1) };
  },
  pictures,
  noise,
};

/** Pictures like MNIST's: 28 × 28 greys, four in five of them black, ten kinds of ten strokes each, jittered. */
async function pictures() {
  const { Random } = await library();
  const [random, count, size] = [new Random(7), 60_000, 784];
  const kinds = Array.from({ length: 10 }, () => Array.from({ length: size }, () => random.uniform() < 0.2));
  const X = new Uint8Array(count * size);
  const y = Array.from({ length: count }, () => random.integer(10));
  y.forEach((kind, i) => {
    const [picture, strength] = [kinds[kind] ?? [], 60 + random.integer(150)];
    for (let k = 0; k < size; k++) {
      const ink = picture[k] ? random.uniform() < 0.6 : random.uniform() < 0.1;
      X[i * size + k] = ink ? strength + ((i * 31 + k * 17) % 45) : 0;
    }
  });
  return { X: written("pictures-X", X, size, 1 / 256), y: oneOfTen("pictures-y", y) };
}

/** As large as the pictures, and of no use to anybody who leaves out zeros: ten kinds of greys, and noise. */
async function noise() {
  const { Random } = await library();
  const [random, count, size] = [new Random(8), 60_000, 784];
  const kinds = Array.from({ length: 10 }, () => Array.from({ length: size }, () => random.integer(100)));
  const y = Array.from({ length: count }, () => random.integer(10));
  const X = new Uint8Array(count * size);
  // A generator of its own for the noise, since fifty million of ours take long.
  let state = 1;
  for (let i = 0; i < X.length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    X[i] = 1 + (kinds[y[Math.floor(i / size)] ?? 0]?.[i % size] ?? 0) + ((state >>> 16) % 155);
  }
  return { X: written("noise-X", X, size, 1 / 256), y: oneOfTen("noise-y", y) };
}

/**
 * @param {string} name
 * @param {readonly number[]} labels
 */
function oneOfTen(name, labels) {
  const rows = new Float64Array(labels.length * 10);
  labels.forEach((label, i) => {
    rows[i * 10 + label] = 1;
  });
  return written(name, rows, 10);
}

/** @type {Map<string, Promise<{ X: Matrix, y: Matrix }>>} */
const made = new Map();

/**
 * A workload's data and first weights as files.
 * @param {Workload} workload
 * @returns {Promise<Files>}
 */
export async function filesOf({ key, data, samples, units }) {
  const ready = made.get(data) ?? makers[data]();
  made.set(data, ready);
  const { X, y } = await ready;
  const rows = Math.min(samples ?? X.rows, X.rows);
  const { Random } = await library();
  const random = new Random(42);
  const weights = units.slice(1).flatMap((outputs, l) => {
    const inputs = units[l] ?? 0;
    const bound = Math.sqrt(6 / (inputs + outputs));
    return Array.from({ length: (inputs + 1) * outputs }, () => Math.fround(random.uniform(-bound, bound)));
  });
  const file = written(`${key}-weights`, Float64Array.from(weights), 1).file;
  return { X: { ...X, rows }, y: { ...y, rows }, weights: file };
}
