import { spawnSync } from "node:child_process";
import { SetupError } from "./setup-error.mjs";

/** The oldest Python that JupyterLab's pinned packages run on, as [major, minor]. */
export const OLDEST_PYTHON = [3, 11];

/** What is tried, in this order: the user's own choice first, then the plain name, then the newest whose packages are known to have wheels. */
const CANDIDATES = ["python3", "python3.14", "python3.13", "python3.12", "python3.11", "python"];

const PROBE =
  "import sys, json, importlib.util as u; print(json.dumps([list(sys.version_info[:3]), sys.executable, bool(u.find_spec('venv') and u.find_spec('ensurepip'))]))";

/**
 * @typedef {object} Python
 * @property {number[]} version [3, 11, 7]
 * @property {string} executable absolute
 * @property {boolean} venv whether it can make an environment
 */

/**
 * Asks a command what Python it is.
 * @param {string} command
 * @returns {Python | undefined} nothing when it does not run
 */
export function probe(command) {
  const { status, stdout } = spawnSync(command, ["-c", PROBE], { encoding: "utf8", timeout: 20000 });
  if (status !== 0) return undefined;
  try {
    const [version, executable, venv] = JSON.parse(stdout);
    return { version, executable, venv };
  } catch {
    return undefined;
  }
}

/** @param {Python} python */
const newEnough = ({ version: [major = 0, minor = 0] }) =>
  major > (OLDEST_PYTHON[0] ?? 0) || (major === OLDEST_PYTHON[0] && minor >= (OLDEST_PYTHON[1] ?? 0));

/** @param {Python} python */
const named = (python) => `Python ${python.version.join(".")} (${python.executable})`;

/**
 * The first Python on this machine that is new enough and can make an environment.
 * `AXONLAB_PYTHON` in the environment names one to be tried alone.
 * @param {(command: string) => Python | undefined} [ask] asks a command; replaced in tests
 * @returns {Python}
 * @throws {SetupError} with what was found instead and what to install
 */
export function findPython(ask = probe) {
  const wish = process.env.AXONLAB_PYTHON;
  const found = (wish ? [wish] : CANDIDATES).map(ask).filter((python) => python !== undefined);
  const fitting = found.filter(newEnough);
  const usable = fitting.find((python) => python.venv);
  if (usable) return usable;
  const wanted = OLDEST_PYTHON.join(".");
  const install = `install Python ${wanted} or newer (Debian and Ubuntu: sudo apt install python3 python3-venv; macOS: brew install python; or python.org) and start again.`;
  if (fitting[0]) {
    const package_ = `python${fitting[0].version.slice(0, 2).join(".")}-venv`;
    throw new SetupError(
      `${named(fitting[0])} has no venv module, so it cannot make a private environment.`,
      `Debian and Ubuntu: sudo apt install python3-venv (or ${package_}); elsewhere reinstall Python with venv and ensurepip; then start again.`,
    );
  }
  if (found[0])
    throw new SetupError(
      `JupyterLab needs Python ${wanted} or newer; found only ${found.map(named).join(", ")}.`,
      install,
    );
  throw new SetupError(`no Python was found (tried ${wish ?? CANDIDATES.join(", ")}).`, install);
}
