import { requireNode } from "./lib/node.mjs";

requireNode();
Promise.all([import("./lib/build.mjs"), import("./lib/progress.mjs")]).then(
  async ([{ build }, { runSteps, printFailure }]) => {
    await runSteps([{ title: "build", run: build }]).catch((error) => {
      printFailure(error);
      process.exitCode = 1;
    });
  },
);
