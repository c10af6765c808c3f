import { fileURLToPath } from "node:url";

/**
 * What a notebook can import without installing it, wherever it lies: this repository's library and the drop-in of
 * tslab's display API. Paths are relative to this file's bundle in dist/kernel.
 */
const PACKAGES: Record<string, string> = {
  axonlab: "../src/index",
  "axonlab/plots": "../src/plots/index",
  "axonlab/course": "../src/course/index",
  "axonlab/widgets": "../src/widgets/index",
  tslab: "./tslab",
};

function pathsWith(extension: string): Record<string, string> {
  const entries = Object.entries(PACKAGES).map(([name, path]) => [name, at(`${path}${extension}`)]);
  return Object.fromEntries(entries) as Record<string, string>;
}

function at(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}

/** Specifier to the JavaScript that the runtime loads. */
export const PROVIDED_CODE = pathsWith(".js");

/** Specifier to the declarations that the checker reads. */
export const PROVIDED_TYPES = pathsWith(".d.ts");

/** The folder of the language's own declarations. */
export const CORE_LIBRARY = at("./core");

/** The declarations of the runtime's globals. */
export const RUNTIME_GLOBALS = at("./globals.d.ts");
