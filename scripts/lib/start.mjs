import fs from "node:fs";
import { LOG, planStart, thisMachine } from "./arguments.mjs";
import { endAll } from "./children.mjs";
import { requirePort, startFailure, startJupyter, stopJupyter } from "./jupyter.mjs";
import { layNotebooks } from "./notebooks.mjs";
import { inRoot, STATE } from "./paths.mjs";
import { caller, isAlive } from "./processes.mjs";
import { duration, printFailure, runSteps } from "./progress.mjs";
import { releaseNotebooks } from "./release.mjs";
import { endOnSignals, setupSteps } from "./setup.mjs";

/** @typedef {import("node:child_process").ChildProcess} ChildProcess */

/**
 * `npm start`: sets up what is missing, opens JupyterLab, and ends it again on Ctrl-C.
 * @param {readonly string[]} args what follows `npm start --`
 */
export async function start(args) {
  const started = performance.now();
  const plan = planStart(args, thisMachine());
  const forgetSignals = endOnSignals();
  /** @type {ChildProcess | undefined} */
  let server;
  try {
    if (plan.port) await requirePort(plan.port);
    /** @type {Awaited<ReturnType<typeof startJupyter>> | undefined} */
    let lab;
    await runSteps([
      ...setupSteps(false),
      { title: "notebooks", run: () => (plan.author ? "the sources in notebooks/" : layCopies()) },
      {
        title: "JupyterLab",
        run: async (say) => {
          say("starting");
          lab = await startJupyter(plan);
          if (lab.address) return "answers";
          const status = await lab.answer;
          // `npm start -- --help` and the like: JupyterLab did what it was asked.
          if (status === 0) return "ended";
          throw startFailure(status);
        },
      },
    ]);
    if (!lab?.address) {
      process.stdout.write(fs.readFileSync(LOG));
      return;
    }
    server = lab.server;
    forgetSignals();
    const stopped = stopOnSignals(server);
    console.log(
      `\nJupyterLab is ready after ${duration(performance.now() - started)}. Its address:\n\n    ${lab.address}\n\nCtrl-C ends it with all kernels.`,
    );
    const status = await Promise.race([lab.answer, stopped]);
    if (typeof status === "number" && status !== 0) throw startFailure(status);
    process.exit(0);
  } catch (error) {
    printFailure(error);
    if (server) await stopJupyter(server);
    await endAll();
    process.exit(1);
  }
}

async function layCopies() {
  const { laid, updated, beside } = layNotebooks({
    sources: await releaseNotebooks(),
    copies: inRoot("work"),
    memory: `${STATE}/notebooks.json`,
  });
  const parts = [
    laid.length && `${laid.length} laid into work/`,
    updated.length && `${updated.length} updated in work/`,
    ...beside.map((name) => `newer release of a notebook that you changed: work/${name}`),
  ].filter(Boolean);
  return parts.join(", ") || "up to date";
}

/**
 * Ends the server on the first Ctrl-C, SIGTERM or closed terminal; npm passes these on. Under npm the end of npm itself counts too.
 * @param {ChildProcess} server
 * @returns {Promise<void>} settles when all has ended
 */
function stopOnSignals(server) {
  return new Promise((resolve) => {
    let stopping = false;
    const stop = () => {
      if (stopping) return;
      stopping = true;
      console.log("\nEnding JupyterLab and its kernels …");
      void stopJupyter(server).then(resolve);
    };
    for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) process.on(signal, stop);
    if (process.env.npm_lifecycle_event === undefined) return;
    const npm = caller();
    const watch = () => {
      if (npm && !isAlive(npm.pid)) stop();
    };
    setInterval(watch, 500).unref();
  });
}
