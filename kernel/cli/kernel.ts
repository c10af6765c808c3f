import { createChecker } from "../checker/checker.ts";
import { warmUp } from "../compile/warm-up.ts";
import { historyFolder } from "../history/place.ts";
import { spawnRuntime } from "../runtime/handle.ts";
import { serveKernel } from "../session/kernel.ts";
import { type Command, type Given, MEMORY, memoryOf } from "./command.ts";
import { watchParent } from "./parent.ts";
import { PROVIDED_CODE, PROVIDED_TYPES, RUNTIME_GLOBALS } from "./provided.ts";

/** How long closing may take, in milliseconds. */
const CLOSING = 2000;

/** `axonlab kernel`: what kernel.json calls. */
export const KERNEL: Command = {
  operands: "CONNECTION_FILE",
  count: [1, 1],
  meaning: "serves the kernel of a connection file; Jupyter calls this",
  options: { memory: MEMORY },
  run: serve,
};

/** Serves a kernel until it is told to shut down, or its parent ends. */
async function serve(given: Given): Promise<number> {
  const [connectionFile = ""] = given.operands;
  const memoryMb = memoryOf(given);
  const folder = process.cwd();
  // Both children take longest to start, so they come first.
  const checker = createChecker({ folder, provided: PROVIDED_TYPES, globals: RUNTIME_GLOBALS });
  const memory = memoryMb === undefined ? {} : { memoryMb };
  const kernel = await serveKernel({
    connectionFile,
    checker,
    spawn: (listener) => spawnRuntime({ folder, provided: PROVIDED_CODE, ...memory, ...listener }),
    historyFolder: historyFolder(),
    ...memory,
  });
  void warmUp();
  const parentGone = watchParent();
  process.on("SIGINT", () => kernel.interrupt());
  const told = new Promise<void>((resolve) => {
    for (const signal of ["SIGTERM", "SIGHUP"] as const) process.on(signal, () => resolve());
  });
  await Promise.race([kernel.ended, parentGone, told]);
  // Whatever will not close must not keep a kernel alive that nobody serves any more.
  setTimeout(() => process.exit(0), CLOSING).unref();
  await kernel.close();
  process.exit(0);
}
