import fs from "node:fs";
import path from "node:path";
import { runTool, tail } from "./children.mjs";
import { inRoot, ROOT } from "./paths.mjs";
import { looksOffline, SetupError } from "./setup-error.mjs";
import { readJson } from "./stamp.mjs";

/**
 * @typedef {object} Locked a package's row in package-lock.json
 * @property {string} [version]
 * @property {boolean} [dev]
 * @property {boolean} [optional] for another machine, or one that may fail
 * @property {boolean} [devOptional]
 */

/**
 * Whether node_modules holds what the lock file says. npm writes its own list last, so an interrupted installation has none.
 * @param {string} root the repository
 * @param {boolean} withDev also the packages that only tests need
 */
export function packagesComplete(root, withDev) {
  const wanted = readJson(path.join(root, "package-lock.json"))?.packages;
  const present = readJson(path.join(root, "node_modules", ".package-lock.json"))?.packages;
  if (!wanted || !present) return false;
  return Object.entries(/** @type {Record<string, Locked>} */ (wanted)).every(([where, locked]) => {
    if (where === "" || (!withDev && (locked.dev || locked.devOptional))) return true;
    if (locked.optional && !present[where]) return true;
    return present[where]?.version === locked.version && fs.existsSync(path.join(root, where, "package.json"));
  });
}

/** npm as it was called, or the one on the path. */
function npmCommand() {
  const cli = process.env.npm_execpath;
  return cli?.endsWith(".js") && fs.existsSync(cli) ? [process.execPath, cli] : ["npm"];
}

/**
 * Installs the npm packages of the lock file, without their install scripts, unless they are there.
 * @param {boolean} withDev also what only tests need; a tree that has them already is kept either way
 * @param {(line: string) => void} say
 */
export async function installPackages(withDev, say) {
  if (packagesComplete(ROOT, withDev)) return "up to date";
  say("installing from package-lock.json, under a minute as a rule");
  const [command = "npm", ...first] = npmCommand();
  const flags = [
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    "--prefer-offline",
    "--fetch-retries=1",
    "--fetch-retry-mintimeout=1000",
  ];
  const { code, output } = await runTool(
    command,
    [...first, "ci", ...flags, ...(withDev ? ["--include=dev"] : ["--omit=dev"])],
    { cwd: ROOT },
  );
  if (code === 0 && packagesComplete(ROOT, withDev)) return `installed ${countPackages()} packages`;
  const what = code === 127 ? "npm was not found." : `npm could not install the packages (exit status ${code}).`;
  throw new SetupError(what, remedy(code, output), tail(output));
}

/** How many packages node_modules holds. */
const countPackages = () => Object.keys(readJson(inRoot("node_modules", ".package-lock.json"))?.packages ?? {}).length;

/**
 * @param {number} code
 * @param {string} output
 */
function remedy(code, output) {
  if (code === 127) return "install npm (it comes with Node.js; on Debian it is the package `npm`) and start again.";
  if (looksOffline(output))
    return "connect to the internet (the first start downloads about 100 MB) or set npm's proxy, and start again; it goes on where it stopped.";
  if (/ENOSPC/.test(output)) return "free some disk space (about 1 GB) and start again.";
  if (/EACCES|EPERM/.test(output)) return `make this folder yours (ls -l "${ROOT}" shows whose it is) and start again.`;
  return "read npm's lines above; deleting the folder node_modules and starting again repairs a damaged installation.";
}
