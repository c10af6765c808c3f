import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { inRoot } from "./paths.mjs";

const REFERENCE = /^\/\/\/ <reference lib="([^"]+)" *\/>.*$/gm;
const IS_MODULE = /^(?:export|import)\b/m;

/** What of Node's globals a first cell likely uses; `fitsCore` in kernel/checker sees to it that nothing more of it is used. */
const CONSOLE = `declare var console: Record<
  "log" | "error" | "warn" | "info" | "debug",
  (message?: any, ...optionalParams: any[]) => void
>;
`;

/** @returns {string} the folder of TypeScript's own library for this machine */
function libraryFolder() {
  const typescript = createRequire(inRoot("package.json")).resolve("typescript/package.json");
  const manifest = `@typescript/typescript-${process.platform}-${process.arch}/package.json`;
  return path.join(path.dirname(createRequire(typescript).resolve(manifest)), "lib");
}

/**
 * Writes the declarations of the language alone, TypeScript's lib.esnext.d.ts and the 86 files that it refers to, into as
 * few files as can be: they are read in half the time.
 * @param {string} folder where to; made where it is not there
 */
export function writeCoreLibrary(folder) {
  const from = libraryFolder();
  const seen = new Set();
  let scripts = "";
  fs.mkdirSync(folder, { recursive: true });
  const add = (/** @type {string} */ name) => {
    if (seen.has(name)) return;
    seen.add(name);
    const text = fs.readFileSync(path.join(from, name), "utf8");
    for (const [, library] of text.matchAll(REFERENCE)) add(`lib.${library}.d.ts`);
    const rest = text.replace(REFERENCE, "");
    // A module's names would be its own no more in the same file as scripts, and the scripts' would be a module's.
    if (IS_MODULE.test(rest)) fs.writeFileSync(path.join(folder, name), rest);
    else scripts += `${rest}\n`;
  };
  add("lib.esnext.d.ts");
  fs.writeFileSync(path.join(folder, "lib.esnext.d.ts"), scripts);
  fs.writeFileSync(path.join(folder, "console.d.ts"), CONSOLE);
}
