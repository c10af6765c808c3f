import { inRoot, STATE } from "./paths.mjs";

/**
 * @typedef {object} Plan how JupyterLab is to be started
 * @property {string} folder the folder that it opens, absolute
 * @property {boolean} author whether that holds the sources of the notebooks instead of a student's copies
 * @property {string[]} jupyter the arguments for `jupyter lab`
 * @property {number | undefined} port the port that was asked for
 * @property {NodeJS.ProcessEnv} [environment] variables on top of Jupyter's usual ones
 */

/**
 * Reads the arguments of `npm start --`: `--author` is ours, all others go to JupyterLab.
 * @param {readonly string[]} args
 * @param {{ root: boolean, display: boolean }} machine whether the user is root, and whether a browser can be shown
 * @returns {Plan}
 */
export function planStart(args, machine) {
  const author = args.includes("--author");
  const jupyter = args.filter((arg) => arg !== "--author");
  const port = askedPort(jupyter);
  /** @param {string} flag */
  const missing = (flag) => !jupyter.some((arg) => arg === flag || arg.startsWith(`${flag}=`));
  if (machine.root && missing("--allow-root")) jupyter.push("--allow-root");
  if (!machine.display && missing("--no-browser")) jupyter.push("--no-browser");
  // A port that was asked for is meant: JupyterLab would silently take the next free one.
  if (port) jupyter.push("--ServerApp.port_retries=0");
  return { folder: author ? inRoot("notebooks") : inRoot("work"), author, jupyter, port };
}

/** @param {readonly string[]} args */
function askedPort(args) {
  const at = args.findIndex((arg) => /^--(ServerApp\.)?port(=|$)/.test(arg));
  if (at < 0) return undefined;
  const value = args[at]?.split("=")[1] ?? args[at + 1];
  return Number(value) || undefined;
}

/** What this machine is, for planStart. macOS always has a display; elsewhere X11 or Wayland says so; CI has nobody to look. */
export function thisMachine() {
  const { CI, DISPLAY, WAYLAND_DISPLAY } = process.env;
  return {
    root: process.getuid?.() === 0,
    display: !CI && (process.platform === "darwin" || Boolean(DISPLAY || WAYLAND_DISPLAY)),
  };
}

/** Where JupyterLab's own log goes. */
export const LOG = `${STATE}/jupyter.log`;
