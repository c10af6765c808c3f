import { randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { freePort } from "../../scripts/lib/free-port.mjs";
import { inRoot, STATE, VENV, VENV_PYTHON } from "../../scripts/lib/paths.mjs";
import { hashOf, readJson } from "../../scripts/lib/stamp.mjs";
import { type Scratch, start } from "../cli/axonlab.ts";

/** The hub's own environment; it sees JupyterLab in the private one. */
const FOLDER = path.join(STATE, "hub");
const PYTHON = path.join(FOLDER, "venv", "bin", "python");
const PROXY = "configurable-http-proxy";
const PROXY_VERSION = "4.6.3";
const REQUIREMENTS = inRoot("requirements-hub.txt");

/** A JupyterHub that runs. */
export interface Hub {
  pid: number;
  token: string;
  /** The address of a user's server, once it is ready. */
  serverOf(user: string): Promise<string>;
  /** Asks the hub to end, as a service manager does, and waits until it has. */
  end(): Promise<number | null>;
  log(): string;
}

async function must(command: string, args: string[], cwd?: string): Promise<void> {
  const { code, stdout, stderr } = await start(command, args, cwd ? { cwd } : {}).ended;
  if (code !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${code}:\n${stdout}${stderr}`);
}

/** Makes the hub's environment, unless it is there: about a minute. */
export async function installHub(): Promise<void> {
  const made = { hash: hashOf(fs.readFileSync(REQUIREMENTS), PROXY_VERSION, VENV) };
  if (readJson(path.join(FOLDER, "made.json"))?.hash === made.hash) return;
  fs.rmSync(FOLDER, { recursive: true, force: true });
  await must(VENV_PYTHON, ["-m", "venv", path.join(FOLDER, "venv")]);
  const [version = ""] = fs.readdirSync(path.join(VENV, "lib"));
  const packages = path.join("lib", version, "site-packages");
  fs.writeFileSync(path.join(FOLDER, "venv", packages, "lab.pth"), `${path.join(VENV, packages)}\n`);
  await must(PYTHON, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", REQUIREMENTS]);
  fs.writeFileSync(path.join(FOLDER, "package.json"), '{ "private": true }\n');
  const flags = ["--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"];
  await must("npm", ["install", ...flags, `${PROXY}@${PROXY_VERSION}`], FOLDER);
  fs.writeFileSync(path.join(FOLDER, "made.json"), JSON.stringify(made));
}

/** Starts a hub whose users find the kernels in `jupyterPath`. */
export async function startHub(scratch: Scratch, jupyterPath: string): Promise<Hub> {
  const ports = [await freePort(), await freePort(), await freePort()];
  const token = randomUUID();
  // A user's server knows nothing of this test's own Jupyter folders.
  const mine = Object.entries(process.env).filter(([name]) => !/^(JUPYTER|IPYTHON|AXONLAB|VIRTUAL_ENV)/.test(name));
  const env = {
    HUB_FOLDER: scratch.folder,
    HUB_PORTS: ports.join(","),
    HUB_NODE: process.execPath,
    HUB_PROXY: path.join(FOLDER, "node_modules", PROXY, "bin", PROXY),
    HUB_TOKEN: token,
    JUPYTER_PATH: jupyterPath,
  };
  const cleared = Object.fromEntries(Object.keys(process.env).map((name) => [name, undefined]));
  const { child, printed, ended } = start(
    PYTHON,
    ["-m", "jupyterhub", "-f", path.join(import.meta.dirname, "jupyterhub_config.py")],
    { cwd: scratch.folder, env: { ...cleared, ...Object.fromEntries(mine), ...env } },
  );
  const base = `http://127.0.0.1:${ports[1]}/school/`;
  const ask = async (what: string, method = "GET"): Promise<Response> =>
    fetch(`${base}hub/api/${what}`, { method, headers: { authorization: `token ${token}` } });
  const log = (): string => (printed.stdout + printed.stderr).slice(-5000);
  const answers = async (): Promise<boolean> => (await ask("").catch(() => undefined))?.ok === true;
  await until(answers, () => `the hub does not answer:\n${log()}`).catch((error: unknown) => {
    child.kill("SIGTERM");
    throw error;
  });
  return {
    pid: child.pid ?? 0,
    token,
    log,
    async serverOf(user) {
      await ask(`users/${user}`, "POST");
      await ask(`users/${user}/server`, "POST");
      const ready = async () =>
        ((await (await ask(`users/${user}`)).json()) as { servers?: Record<string, { ready: boolean }> }).servers?.[""]
          ?.ready === true;
      await until(ready, () => `the server of ${user} is not ready:\n${log()}`);
      return `${base}user/${user}/`;
    },
    async end() {
      child.kill("SIGTERM");
      return (await ended).code;
    },
  };
}

/** Waits until something is so, for a minute and a half at most. */
export async function until(test: () => boolean | Promise<boolean>, complaint: () => string): Promise<void> {
  const limit = performance.now() + 90_000;
  while (!(await test())) {
    if (performance.now() > limit) throw new Error(complaint());
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
