import fs from "node:fs";
import path from "node:path";
import { filesBelow, hashOf, readJson, writeWhole } from "./stamp.mjs";

/**
 * @typedef {object} Laid what is remembered of one laid file
 * @property {string} laid hash of the release that the student's copy came from
 * @property {string} [beside] hash of the newest release that was laid beside a changed copy
 */

/**
 * @typedef {object} Course
 * @property {string} sources the folder of the releases
 * @property {string} copies the student's folder
 * @property {string} memory the JSON file that remembers what was laid
 * @property {Date} [today] dates the name of a newer release; now by default
 */

/**
 * Lays the student's copies of the notebooks. A copy that the student changed is never touched: a newer release is laid beside it, once.
 * A copy that is missing is laid anew; one that is unchanged follows the release.
 * @param {Course} course
 * @returns {{ laid: string[], updated: string[], beside: string[] }} the files written, relative to the student's folder
 */
export function layNotebooks({ sources, copies, memory, today = new Date() }) {
  /** @type {Record<string, Laid>} */
  const remembered = readJson(memory) ?? {};
  const done = {
    laid: /** @type {string[]} */ ([]),
    updated: /** @type {string[]} */ ([]),
    beside: /** @type {string[]} */ ([]),
  };
  fs.mkdirSync(copies, { recursive: true });
  for (const file of filesBelow(sources, (name) => name !== ".ipynb_checkpoints").filter(
    (name) => !path.basename(name).startsWith("."),
  )) {
    const release = fs.readFileSync(path.join(sources, file));
    const copy = path.join(copies, file);
    const releaseHash = hashOf(release);
    const copyHash = fs.existsSync(copy) ? hashOf(fs.readFileSync(copy)) : undefined;
    const before = remembered[file];
    if (copyHash === undefined || copyHash === releaseHash || copyHash === before?.laid) {
      if (writeWhole(copy, release)) (copyHash === undefined ? done.laid : done.updated).push(file);
      remembered[file] = { laid: releaseHash };
    } else if (releaseHash !== before?.laid && releaseHash !== before?.beside) {
      const name = freeName(copies, file, today, releaseHash);
      writeWhole(path.join(copies, name), release);
      done.beside.push(name);
      remembered[file] = { laid: before?.laid ?? "", beside: releaseHash };
    }
  }
  writeWhole(memory, `${JSON.stringify(remembered, null, 2)}\n`);
  return done;
}

/**
 * A name beside the student's copy that no other content has: "01 (new 2026-01-31).ipynb", then "… 2".
 * @param {string} folder
 * @param {string} file
 * @param {Date} today
 * @param {string} hash of what will be written: a file with this very content may be written again
 */
function freeName(folder, file, today, hash) {
  const { dir, name, ext } = path.parse(file);
  const day = [today.getFullYear(), today.getMonth() + 1, today.getDate()]
    .map((part) => String(part).padStart(2, "0"))
    .join("-");
  for (let count = 1; ; count++) {
    const candidate = path.join(dir, `${name} (new ${day}${count > 1 ? ` ${count}` : ""})${ext}`);
    const at = path.join(folder, candidate);
    if (!fs.existsSync(at) || hashOf(fs.readFileSync(at)) === hash) return candidate;
  }
}
