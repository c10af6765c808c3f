import fs from "node:fs";
import net from "node:net";
import path from "node:path";
import { LOG } from "./arguments.mjs";
import { endedWithin, launch, signalGroup, tail } from "./children.mjs";
import { jupyterEnvironment } from "./jupyter-settings.mjs";
import { STATE, VENV_PYTHON } from "./paths.mjs";
import { descendantsOf, killAll } from "./processes.mjs";
import { SetupError } from "./setup-error.mjs";
import { readJson } from "./stamp.mjs";

/** @typedef {import("./arguments.mjs").Plan} Plan */
/** @typedef {import("node:child_process").ChildProcess} ChildProcess */

/** How long a server may take to answer; a cold disk and a virus scanner make the first start slow. */
const START_LIMIT_MS = 120_000;

/** How long the server may take to end its kernels before it is ended itself. */
const STOP_LIMIT_MS = 6_000;

/**
 * Fails when the port that was asked for is taken.
 * @param {number} port
 * @param {string} [host] 127.0.0.1 by default, where JupyterLab listens
 * @returns {Promise<void>}
 */
export function requirePort(port, host = "127.0.0.1") {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once("error", (/** @type {NodeJS.ErrnoException} */ error) => {
      const what =
        error.code === "EADDRINUSE"
          ? `port ${port} is taken by another program.`
          : `port ${port} cannot be used (${error.code}).`;
      reject(
        new SetupError(what, "leave out --port to have a free one chosen, or name another: npm start -- --port 8899"),
      );
    });
    server.listen(port, host, () => server.close(() => resolve()));
  });
}

/**
 * Starts JupyterLab and waits until it answers.
 * @param {Plan} plan
 * @returns {Promise<{ server: ChildProcess, address: string, answer: Promise<number | null> }>} the address holds the token; `answer` is the exit status when it has ended
 */
export async function startJupyter(plan) {
  fs.mkdirSync(STATE, { recursive: true });
  const log = fs.openSync(LOG, "w");
  const server = launch(VENV_PYTHON, ["-m", "jupyterlab", ...plan.jupyter], {
    cwd: plan.folder,
    env: { ...jupyterEnvironment(), ...plan.environment, AXONLAB_LIFELINE: "3" },
    // The fourth is the lifeline: jupyter_server_config.py ends the server when this process is gone.
    stdio: ["ignore", log, log, "pipe"],
  });
  fs.closeSync(log);
  // A server that was killed left its file, and its number may have come round again.
  fs.rmSync(infoFile(server), { force: true });
  /** @type {Promise<number | null>} */
  const answer = new Promise((resolve) => {
    server.once("exit", resolve);
    server.once("error", () => resolve(127));
  });
  const address = await Promise.race([addressOf(server), answer.then(() => undefined)]);
  return { server, address: address ?? "", answer };
}

/**
 * Where a server writes its address and token (jupyter_server, ServerApp.info_file).
 * @param {ChildProcess} server
 */
const infoFile = (server) => path.join(STATE, "runtime", `jpserver-${server.pid}.json`);

/** @param {ChildProcess} server */
async function addressOf(server) {
  const file = infoFile(server);
  const limit = performance.now() + START_LIMIT_MS;
  while (performance.now() < limit) {
    const info = readJson(file);
    if (info && (await answers(info.url))) return `${info.url}lab${info.token ? `?token=${info.token}` : ""}`;
    if (server.exitCode !== null) return undefined;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  signalGroup(server, "SIGKILL");
  return undefined;
}

/** @param {string} url */
async function answers(url) {
  try {
    return (await fetch(`${url}api`)).ok;
  } catch {
    // A server with a certificate of its own listens, but cannot be asked from here.
    return url.startsWith("https:");
  }
}

/**
 * Why a server ended before it answered.
 * @param {number | null} status
 */
export function startFailure(status) {
  const log = fs.readFileSync(LOG, "utf8");
  const remedy = /port .* already in use|no available port|port \d+ is not available/i.test(log)
    ? "choose another port: npm start -- --port 8899"
    : "read JupyterLab's lines above (all of them are in .axonlab/jupyter.log); deleting the folder .venv and starting again repairs a damaged installation.";
  return new SetupError(`JupyterLab ended before it answered (exit status ${status}).`, remedy, tail(log, 25));
}

/**
 * Ends the server and everything that it started: it is asked first, so that kernels can say goodbye; what is left is killed.
 * @param {ChildProcess} server
 */
export async function stopJupyter(server) {
  const family = server.pid === undefined ? [] : descendantsOf(server.pid);
  signalGroup(server, "SIGTERM");
  await endedWithin(server, STOP_LIMIT_MS);
  signalGroup(server, "SIGKILL");
  killAll(family);
}
