import fs from "node:fs";
import path from "node:path";
import { runTool, tail } from "./children.mjs";

/** The commands and applications that a Chrome, Chromium or Edge goes by. */
const COMMANDS = [
  "google-chrome",
  "google-chrome-stable",
  "chromium",
  "chromium-browser",
  "microsoft-edge",
  "microsoft-edge-stable",
];
const APPLICATIONS = [
  "Google Chrome.app/Contents/MacOS/Google Chrome",
  "Chromium.app/Contents/MacOS/Chromium",
  "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
];

/** What a user does where no browser is found. */
const REMEDY =
  "install Google Chrome, Chromium or Microsoft Edge (Debian and Ubuntu: sudo apt install chromium), or name one by CHROME_PATH=/path/to/chrome";

/** Flags for a browser that only runs tests: no window, no updates, no talk with the outside; a sandbox needs a user other than root. */
export const browserFlags = () => [
  "--headless",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
];

/** Where browsers may lie, in the order in which they are tried. */
function candidates() {
  const onPath = (process.env.PATH ?? "").split(path.delimiter).filter(Boolean);
  const homes = ["/Applications", path.join(process.env.HOME ?? "/", "Applications")];
  return [
    ...COMMANDS.flatMap((command) => [...onPath, "/usr/bin", "/snap/bin"].map((folder) => path.join(folder, command))),
    "/opt/google/chrome/chrome",
    ...(process.platform === "darwin" ? homes.flatMap((home) => APPLICATIONS.map((app) => path.join(home, app))) : []),
  ];
}

/** @param {string} file */
function executable(file) {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}

/** A browser that is there; CHROME_PATH, when set, is the only one looked at. */
function look() {
  const wish = process.env.CHROME_PATH;
  return (wish ? [wish] : candidates()).find(executable);
}

/**
 * The path of a Chrome, Chromium or Edge on this machine; as root on Debian or Ubuntu, Chromium is installed when there is none.
 * @param {(line: string) => void} [say] told of an installation
 * @returns {Promise<string>}
 * @throws {Error} where there is none, with what to do as its text
 */
export async function findBrowser(say = console.log) {
  const found = look() ?? (mayInstall() ? await install(say) : undefined);
  if (!found) throw new Error(`no browser was found; ${REMEDY}`);
  return found;
}

const mayInstall = () => !process.env.CHROME_PATH && process.getuid?.() === 0 && fs.existsSync("/etc/debian_version");

/** @param {(line: string) => void} say */
async function install(say) {
  say("no browser found: installing Chromium with apt-get");
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  for (const args of [["update"], ["install", "-y", "--no-install-recommends", "chromium", "fonts-liberation"]]) {
    const { code, output } = await runTool("apt-get", ["-q", "-o", "DPkg::Lock::Timeout=300", ...args], { env });
    if (code !== 0) say(`apt-get ${args[0]} failed: ${tail(output, 2)}`);
  }
  return look();
}
