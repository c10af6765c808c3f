import { createChecker } from "../checker/checker.ts";
import type { CheckerOptions } from "../checker/contract.ts";
import { warmUp } from "../compile/warm-up.ts";
import { historyFolder } from "../history/place.ts";
import { serveKernel } from "../session/kernel.ts";
import type { EarlyChildren } from "./early.ts";
import { watchParent } from "./parent.ts";

/** How long closing may take, in milliseconds. */
const CLOSING = 2000;

/** How long after it serves the front compiles for practice, in milliseconds. */
const WARM_UP = 250;

/** What a kernel is served with. */
export interface Serving {
  connectionFile: string;
  memoryMb: number | undefined;
  checker: CheckerOptions;
  children: EarlyChildren;
  /** The process that was this one's parent when it began. */
  parent: number;
}

/** Serves a kernel until it is told to shut down, or its parent ends; then ends this process. */
export async function serve({ connectionFile, memoryMb, checker, children, parent }: Serving): Promise<never> {
  const kernel = await serveKernel({
    connectionFile,
    checker: createChecker(checker, children.workspace),
    spawn: children.spawn,
    historyFolder: historyFolder(),
    ...(memoryMb === undefined ? {} : { memoryMb }),
  });
  // Not before the children are up, whose start would share its processor.
  setTimeout(() => void warmUp(), WARM_UP).unref();
  const parentGone = watchParent(parent);
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
