import fs from "node:fs";
import path from "node:path";
import { runTool, tail } from "./children.mjs";
import { inRoot, VENV, VENV_PYTHON } from "./paths.mjs";
import { findPython } from "./python.mjs";
import { looksOffline, SetupError } from "./setup-error.mjs";
import { hashOf, readJson, writeWhole } from "./stamp.mjs";

/** Written last: says for which folder, and from which requirements, the environment was made. */
const STAMP = path.join(VENV, "axonlab.json");

/** @param {boolean} withTests */
const requirementFiles = (withTests) => [
  inRoot("requirements.txt"),
  ...(withTests ? [inRoot("requirements-test.txt")] : []),
];

/** @param {boolean} withTests */
const requirementHash = (withTests) => hashOf(...requirementFiles(withTests).map((file) => fs.readFileSync(file)));

/** An environment is not movable, and without its stamp it may be half-made: then only a new one is sound. */
const sound = () => readJson(STAMP)?.folder === VENV && fs.existsSync(VENV_PYTHON);

/**
 * Makes the private Python environment with JupyterLab, or brings it up to date, unless it is.
 * @param {boolean} withTests also what only tests need; an environment that has it already is kept either way
 * @param {(line: string) => void} say
 */
export async function makeVenv(withTests, say) {
  const stamp = sound() ? readJson(STAMP) : undefined;
  const wanted = [requirementHash(true), ...(withTests ? [] : [requirementHash(false)])];
  if (stamp && wanted.includes(stamp.requirements)) return "up to date";
  if (!stamp) await createVenv(say);
  // From here until the end the environment counts as half-made.
  fs.rmSync(STAMP, { force: true });
  await pipInstall(withTests, say);
  // JupyterLab runs JavaScript of its own that is CommonJS; without this it would count as part of our package, a module.
  writeWhole(path.join(VENV, "package.json"), '{ "type": "commonjs" }\n');
  writeWhole(STAMP, `${JSON.stringify({ folder: VENV, requirements: requirementHash(withTests) }, null, 2)}\n`);
  return stamp ? "brought up to date" : "made, with JupyterLab";
}

/** @param {(line: string) => void} say */
async function createVenv(say) {
  const python = findPython();
  const repair = fs.existsSync(VENV);
  say(`${repair ? "repairing" : "making"} .venv with Python ${python.version.join(".")}, about a minute`);
  fs.rmSync(VENV, { recursive: true, force: true });
  const { code, output } = await runTool(python.executable, ["-m", "venv", VENV]);
  if (code === 0) return;
  throw new SetupError(
    `${python.executable} -m venv could not make the private environment (exit status ${code}).`,
    "Debian and Ubuntu: sudo apt install python3-venv; elsewhere reinstall Python with venv and ensurepip; free disk space is needed too (about 500 MB); then start again.",
    tail(output),
  );
}

/**
 * @param {boolean} withTests
 * @param {(line: string) => void} say
 */
async function pipInstall(withTests, say) {
  const files = requirementFiles(withTests).flatMap((file) => ["-r", file]);
  const flags = ["--disable-pip-version-check", "--no-input", "--prefer-binary", "--retries", "2"];
  say("installing JupyterLab");
  const { code, output } = await runTool(VENV_PYTHON, ["-m", "pip", "install", ...flags, ...files], {
    onLine: (line) => /^(Collecting|Downloading|Installing)/.test(line) && say(line.slice(0, 70)),
  });
  if (code === 0) return;
  throw new SetupError(
    `pip could not install JupyterLab (exit status ${code}).`,
    looksOffline(output)
      ? "connect to the internet (the first start downloads about 60 MB) or set a proxy (HTTPS_PROXY), and start again; what was downloaded is kept."
      : "read pip's lines above; deleting the folder .venv and starting again repairs a damaged environment.",
    tail(output),
  );
}
