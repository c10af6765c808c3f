import path from "node:path";
import { pathToFileURL } from "node:url";
import { runTool, tail } from "./children.mjs";
import { inRoot } from "./paths.mjs";
import { looksOffline, SetupError } from "./setup-error.mjs";
import { readJson, writeWhole } from "./stamp.mjs";

/** Where packages are put that only a measurement or a comparison needs; git ignores it, and it can be made again. */
export const BENCH = inRoot(".bench");

/** The releases that are compared with, by npm's names. */
export const COMPARED = {
  deno: "2.9.6",
  "onnxruntime-web": "1.30.0",
  "onnxruntime-node": "1.30.0",
  "@tensorflow/tfjs-core": "4.22.0",
  "@tensorflow/tfjs-layers": "4.22.0",
  "@tensorflow/tfjs-backend-cpu": "4.22.0",
  "@tensorflow/tfjs-backend-wasm": "4.22.0",
  convnetjs: "0.3.0",
};

/** @typedef {keyof typeof COMPARED} ComparedName */

/** @param {string} name */
const folderOf = (name) => path.join(BENCH, "node_modules", ...name.split("/"));

/**
 * Installs npm packages into .bench/ unless they are there: nobody else's installation grows by them. Their install
 * scripts are not run.
 * @param {readonly ComparedName[]} names
 * @param {(line: string) => void} [say] told before something is downloaded
 * @param {string} [remedy] how to do without them
 */
export async function provide(names, say = console.log, remedy = "leave it out") {
  const missing = names.filter(
    (name) => readJson(path.join(folderOf(name), "package.json"))?.version !== COMPARED[name],
  );
  if (missing.length === 0) return;
  const list = missing.map((name) => `${name}@${COMPARED[name]}`);
  say(`installing ${list.join(", ")} into .bench/ …`);
  const dependencies = readJson(path.join(BENCH, "package.json"))?.dependencies ?? {};
  for (const name of missing) dependencies[name] = COMPARED[name];
  writeWhole(path.join(BENCH, "package.json"), `${JSON.stringify({ private: true, dependencies }, null, 2)}\n`);
  const flags = ["--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"];
  const { code, output } = await runTool("npm", ["install", ...flags], { cwd: BENCH });
  if (code === 0) return;
  const todo = looksOffline(output) ? `connect to the internet, or ${remedy}` : `read npm's lines above, or ${remedy}`;
  throw new SetupError(`${list.join(", ")} could not be installed.`, `${todo}.`, tail(output));
}

/**
 * Imports a file of a package in .bench/.
 * @param {ComparedName} name
 * @param {string} file its path in the package
 */
export const importProvided = (name, file) => import(pathToFileURL(path.join(folderOf(name), file)).href);
