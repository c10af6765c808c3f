import fs from "node:fs";
import { runTool, tail } from "../../lib/children.mjs";
import { inRoot } from "../../lib/paths.mjs";
import { findPython } from "../../lib/python.mjs";
import { looksOffline, SetupError } from "../../lib/setup-error.mjs";
import { readJson, writeWhole } from "../../lib/stamp.mjs";

/** The Python libraries that are compared with, in an environment of their own. */
const VENV_BENCH = inRoot(".venv-bench");
export const BENCH_PYTHON = inRoot(".venv-bench", "bin", "python");

/** @typedef {"scikit-learn" | "torch"} PythonLibrary */

/** The releases, and what else they are imported with. @type {Record<PythonLibrary, readonly string[]>} */
const PACKAGES = {
  "scikit-learn": ["scikit-learn==1.9.1", "numpy==2.4.6"],
  torch: [torch("2.13.0"), "numpy==2.4.6"],
};

/**
 * PyTorch's build without CUDA: on Linux for Intel it has a name of its own, elsewhere it is the usual one.
 * @param {string} version
 */
function torch(version) {
  return process.platform === "linux" && process.arch === "x64" ? `torch==${version}+cpu` : `torch==${version}`;
}

/** @type {Record<PythonLibrary, string>} */
const REMEDIES = {
  "scikit-learn": "leave it out with --peers",
  torch:
    "its CPU build for Linux is in PyTorch's own index only (the one that PyPI has is CUDA's, 2.7 GB): name that index in PIP_EXTRA_INDEX_URL, as PyTorch's installation page shows it; or leave it out with --peers",
};

const STAMP = inRoot(".venv-bench", "axonlab.json");

/**
 * Installs a Python library into .venv-bench, unless it is there; students never have this environment.
 * @param {PythonLibrary} library
 * @param {(line: string) => void} [say]
 */
export async function providePython(library, say = console.log) {
  const done = readJson(STAMP) ?? {};
  const wanted = PACKAGES[library];
  if (fs.existsSync(BENCH_PYTHON) && done[library] === wanted.join()) return;
  if (!fs.existsSync(BENCH_PYTHON)) {
    say("making .venv-bench …");
    await tool(
      findPython().executable,
      ["-m", "venv", VENV_BENCH],
      "the environment could not be made.",
      "install python3-venv",
    );
  }
  say(`installing ${wanted.join(", ")} into .venv-bench …`);
  const flags = ["--quiet", "--disable-pip-version-check", "--no-input", "--retries", "2"];
  await tool(
    BENCH_PYTHON,
    ["-m", "pip", "install", ...flags, ...wanted],
    `${wanted[0]} could not be installed.`,
    REMEDIES[library],
  );
  writeWhole(STAMP, `${JSON.stringify({ ...done, [library]: wanted.join() }, null, 2)}\n`);
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {string} what
 * @param {string} remedy
 */
async function tool(command, args, what, remedy) {
  const { code, output } = await runTool(command, args);
  if (code !== 0) throw new SetupError(what, looksOffline(output) ? "connect to the internet" : remedy, tail(output));
}
