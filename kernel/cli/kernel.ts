import { parseArgs } from "node:util";
import { createChecker } from "../checker/checker.ts";
import { warmUp } from "../compile/warm-up.ts";
import { KernelError } from "../errors.ts";
import { historyFolder } from "../history/place.ts";
import { spawnRuntime } from "../runtime/handle.ts";
import { serveKernel } from "../session/kernel.ts";
import { watchParent } from "./parent.ts";
import { PROVIDED_CODE, PROVIDED_TYPES, RUNTIME_GLOBALS } from "./provided.ts";

/** How long closing may take, in milliseconds. */
const CLOSING = 2000;

interface Arguments {
  connectionFile: string;
  memoryMb?: number;
}

function read(args: string[]): Arguments {
  const parsed = (() => {
    try {
      return parseArgs({ args, options: { memory: { type: "string" } }, allowPositionals: true });
    } catch (cause) {
      throw new KernelError(`expected CONNECTION_FILE [--memory MB], got ${args.join(" ")}`, { cause });
    }
  })();
  const [connectionFile, ...others] = parsed.positionals;
  if (connectionFile === undefined || others.length > 0) {
    throw new KernelError(`expected one connection file, got ${parsed.positionals.length}; Jupyter passes its path`);
  }
  const { memory } = parsed.values;
  if (memory === undefined) return { connectionFile };
  if (!/^[1-9]\d{1,6}$/.test(memory)) {
    throw new KernelError(`expected --memory as megabytes from 10 to 9999999, got ${JSON.stringify(memory)}`);
  }
  return { connectionFile, memoryMb: Number(memory) };
}

/** Serves a kernel until it is told to shut down, or its parent ends. */
export async function kernelCommand(args: string[]): Promise<number> {
  const { connectionFile, memoryMb } = read(args);
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
