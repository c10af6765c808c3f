import { requireNode } from "./lib/node.mjs";

requireNode();
const { build } = await import("./lib/build.mjs");
const { printFailure, runSteps } = await import("./lib/progress.mjs");
try {
  await runSteps([{ title: "build", run: build }]);
} catch (error) {
  printFailure(error);
  process.exitCode = 1;
}
