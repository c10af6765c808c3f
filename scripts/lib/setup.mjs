import { buildIfChanged } from "./build.mjs";
import { endAll } from "./children.mjs";
import { writeSettings } from "./jupyter-settings.mjs";
import { registerKernel } from "./kernelspec.mjs";
import { installPackages } from "./packages.mjs";
import { makeVenv } from "./venv.mjs";

/** @typedef {import("./progress.mjs").Step} Step */

/**
 * What must be there before JupyterLab or the tests can run. Each step is skipped when it is done and repaired when it was interrupted.
 * @param {boolean} withTests also what only tests need
 * @returns {Step[]}
 */
export const setupSteps = (withTests) => [
  { title: "npm packages", run: (say) => installPackages(withTests, say) },
  { title: "Python environment with JupyterLab", run: (say) => makeVenv(withTests, say) },
  { title: "build", run: (say) => buildIfChanged(say) },
  {
    title: "kernel and settings",
    run: async () => ([await registerKernel(), writeSettings()].some(Boolean) ? "registered in .venv" : "up to date"),
  },
];

/** Ctrl-C or a closed terminal during the set-up: ends the tools that run and says how it goes on. */
export function endOnSignals() {
  const stop = () => {
    console.log("\nStopped. The same command goes on from here.");
    void endAll().then(() => process.exit(130));
  };
  const signals = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]);
  for (const signal of signals) process.once(signal, stop);
  return () => {
    for (const signal of signals) process.off(signal, stop);
  };
}
