import fs from "node:fs";
import { runTool, tail } from "./children.mjs";
import { inRoot, ROOT } from "./paths.mjs";
import { SetupError } from "./setup-error.mjs";
import { hashOfFiles, readJson, writeWhole } from "./stamp.mjs";

/** The builds of the library's kernels, by their names, each with what it may use beside plain SIMD. */
const BUILDS = { plain: [], fused: ["relaxed-simd"] };

/** What the result depends on. */
const SOURCES = ["src/nn/wasm", "scripts/lib/wasm.mjs", "scripts/lib/compile-wasm.mjs"];
const COMPILER = "node_modules/assemblyscript/package.json";

const FOLDER = "dist/wasm";
const fileOf = (/** @type {string} */ build) => inRoot(FOLDER, `${build}.wasm`);
const STAMP = inRoot(FOLDER, "built.json");

/**
 * Compiles src/nn/wasm to dist/wasm unless it was compiled from these very sources: a few seconds.
 * @param {(line: string) => void} say
 */
export async function buildWasm(say) {
  const sources = hashOfFiles([...SOURCES, COMPILER].map((source) => inRoot(source)));
  const names = Object.keys(BUILDS);
  if (readJson(STAMP)?.sources === sources && names.every((name) => fs.existsSync(fileOf(name)))) return;
  say("compiling src/nn/wasm");
  fs.mkdirSync(inRoot(FOLDER), { recursive: true });
  // Its own process, since the compiler never gives its memory back.
  await Promise.all(
    Object.entries(BUILDS).map(async ([name, features]) => {
      const flags = ["scripts/lib/compile-wasm.mjs", `${FOLDER}/${name}.wasm`, ...features];
      const { code, output } = await runTool(process.execPath, flags, { cwd: ROOT });
      if (code === 0) return;
      throw new SetupError(
        "src/nn/wasm could not be compiled.",
        "mend what the compiler reports above.",
        tail(output, 30),
      );
    }),
  );
  writeWhole(STAMP, `${JSON.stringify({ sources })}\n`);
}

/**
 * What esbuild must be told to put the kernels into a bundle of src/, as its option `define`.
 * @returns {Record<string, string>}
 */
export function kernelsDefined() {
  const texts = Object.keys(BUILDS).map((name) => [name, fs.readFileSync(fileOf(name), "base64")]);
  return { AXONLAB_KERNELS: JSON.stringify(Object.fromEntries(texts)) };
}
