import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

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
export const BROWSER_REMEDY =
  "install Google Chrome, Chromium or Microsoft Edge (Debian and Ubuntu: sudo apt install chromium), or name one by CHROME_PATH=/path/to/chrome";

/** Flags for a browser that only runs tests: no window, no updates, no talk with the outside; a sandbox needs a user other than root. */
export const BROWSER_FLAGS = [
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

/**
 * The path of a Chrome, Chromium or Edge on this machine; CHROME_PATH, when set, is the only one looked at.
 * @returns {string | undefined}
 */
export function findBrowser() {
  const wish = process.env.CHROME_PATH;
  return (wish ? [wish] : candidates()).find(executable);
}

/**
 * Finds a browser; as root on Debian or Ubuntu installs Chromium when there is none.
 * @param {(line: string) => void} [say]
 * @returns {string | undefined} nothing where there is none; BROWSER_REMEDY then says what to do
 */
export function provideBrowser(say = console.log) {
  const found = findBrowser();
  if (found || process.env.CHROME_PATH || process.getuid?.() !== 0 || !fs.existsSync("/etc/debian_version"))
    return found;
  say("no browser found: installing Chromium with apt-get");
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  for (const args of [["update"], ["install", "-y", "--no-install-recommends", "chromium", "fonts-liberation"]]) {
    const { status, stderr } = spawnSync("apt-get", ["-q", "-o", "DPkg::Lock::Timeout=300", ...args], {
      env,
      encoding: "utf8",
    });
    if (status !== 0) say(`apt-get ${args[0]} failed: ${stderr?.trim().split("\n").at(-1) ?? "it could not be run"}`);
  }
  return findBrowser();
}
