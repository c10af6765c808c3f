import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";

/**
 * A short hash of texts or bytes, the same on every machine.
 * @param {...(string | Buffer)} contents
 */
export function hashOf(...contents) {
  const hash = createHash("sha256");
  for (const content of contents) hash.update(content).update("\0");
  return hash.digest("hex").slice(0, 20);
}

/**
 * Every file below a folder, as sorted paths relative to it; nothing when the folder is missing.
 * @param {string} folder
 * @param {(name: string) => boolean} [enter] whether to go into a folder of this name; into all by default
 * @returns {string[]}
 */
export function filesBelow(folder, enter = () => true) {
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      if (entry.isFile()) return [entry.name];
      if (!entry.isDirectory() || !enter(entry.name)) return [];
      return filesBelow(path.join(folder, entry.name), enter).map((below) => path.join(entry.name, below));
    })
    .sort();
}

/**
 * A hash of the names and contents of files and folders; a missing one counts as empty.
 * @param {readonly string[]} paths absolute
 */
export function hashOfFiles(paths) {
  const parts = paths.flatMap((at) => {
    if (!fs.existsSync(at)) return [];
    if (fs.statSync(at).isFile()) return [path.basename(at), fs.readFileSync(at)];
    return filesBelow(at).flatMap((file) => [file, fs.readFileSync(path.join(at, file))]);
  });
  return hashOf(...parts);
}

/**
 * A JSON file's content, or nothing when it is missing or half-written.
 * @param {string} file
 * @returns {any}
 */
export function readJson(file) {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

/**
 * Writes a file in one step, so that nobody ever sees half of it; its folders are made. A file with this content already is left alone.
 * @param {string} file
 * @param {string | Buffer} content
 * @returns {boolean} whether the file was written
 */
export function writeWhole(file, content) {
  const bytes = Buffer.from(content);
  if (fs.existsSync(file) && fs.readFileSync(file).equals(bytes)) return false;
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const partial = `${file}.${process.pid}.partial`;
  fs.writeFileSync(partial, bytes);
  fs.renameSync(partial, file);
  return true;
}
