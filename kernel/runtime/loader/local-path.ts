import fs from "node:fs";
import path from "node:path";

const { statSync } = fs;

/** Extensions tried where a specifier has none, in this order. */
const EXTENSIONS = [".ts", ".tsx", ".mts", ".cts", ".js", ".mjs", ".cjs", ".jsx", ".json"];

/** TypeScript writes the name of the file that is compiled to: `./a.js` may mean `a.ts`. */
const SOURCES: Record<string, string[]> = {
  ".js": [".ts", ".tsx"],
  ".jsx": [".tsx"],
  ".mjs": [".mts"],
  ".cjs": [".cts"],
};

/** Whether a specifier names a file rather than a package. */
export function isPath(specifier: string): boolean {
  return /^(?:\.{1,2}(?:\/|$)|\/|file:)/.test(specifier);
}

/** The file that a path means: itself, with an extension added, as the TypeScript behind a `.js`, or a folder's index. */
export function findFile(wanted: string): string | undefined {
  if (isFile(wanted)) return wanted;
  const extension = path.extname(wanted);
  const stem = wanted.slice(0, wanted.length - extension.length);
  const candidates = [
    ...(SOURCES[extension] ?? []).map((source) => stem + source),
    ...EXTENSIONS.map((added) => wanted + added),
    ...EXTENSIONS.map((added) => path.join(wanted, `index${added}`)),
  ];
  return candidates.find(isFile);
}

/** Whether a file belongs to an installed package: such files are loaded by Node, once. */
export function isInstalled(file: string): boolean {
  return file.includes(`${path.sep}node_modules${path.sep}`);
}

function isFile(candidate: string): boolean {
  return statSync(candidate, { throwIfNoEntry: false })?.isFile() ?? false;
}
