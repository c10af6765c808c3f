import { setFlagsFromString } from "node:v8";
import { type Command, type Given, MEMORY, memoryOf } from "./command.ts";
import { startChildren } from "./early.ts";
import { CORE_LIBRARY, PROVIDED_CODE, PROVIDED_TYPES, RUNTIME_GLOBALS } from "./provided.ts";

/** `axonlab kernel`: what kernel.json calls. */
export const KERNEL: Command = {
  operands: "CONNECTION_FILE",
  count: [1, 1],
  meaning: "serves the kernel of a connection file; Jupyter calls this",
  options: { memory: MEMORY },
  run: serve,
};

/** Starts the children first, since they take longest, and loads what serves the kernel while they start. */
async function serve(given: Given): Promise<number> {
  // Before the others start: who waits for them may end soon.
  const parent = process.ppid;
  // Else the space for what is new grows to 32 MB though hardly anything here lives on.
  setFlagsFromString("--semi-space-growth-factor=1");
  const [connectionFile = ""] = given.operands;
  const memoryMb = memoryOf(given);
  const folder = process.cwd();
  const checker = { folder, provided: PROVIDED_TYPES, globals: RUNTIME_GLOBALS, core: CORE_LIBRARY };
  const memory = memoryMb === undefined ? {} : { memoryMb };
  const children = startChildren(checker, { folder, provided: PROVIDED_CODE, ...memory });
  const serving = await import("./serving.ts");
  return serving.serve({ connectionFile, memoryMb, checker, children, parent });
}
