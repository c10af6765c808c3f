import { createChecker } from "../checker/checker.ts";
import { warmUp } from "../compile/warm-up.ts";
import { Engine } from "../engine/engine.ts";
import { History } from "../history/history.ts";
import { type Execution, type ExecutionOptions, executeNotebook } from "../notebook/execution.ts";
import { OutputCollector } from "../notebook/outputs.ts";
import { spawnRuntime } from "../runtime/handle.ts";
import { kernelInfo } from "../session/info.ts";
import { CORE_LIBRARY, PROVIDED_CODE, PROVIDED_TYPES, RUNTIME_GLOBALS } from "./provided.ts";
import { duration } from "./run-progress.ts";
import type { Task } from "./task.ts";

/** Executes a notebook in a kernel of its own, which ends with it, and says on standard error how it goes. */
export async function execute(
  { name, folder, notebook }: Task,
  options: ExecutionOptions,
  memoryMb: number | undefined,
): Promise<Execution> {
  process.stderr.write(`${name}\n`);
  const began = performance.now();
  const memory = memoryMb === undefined ? {} : { memoryMb };
  const outlet = new OutputCollector();
  const engine = new Engine({
    outlet,
    checker: createChecker({ folder, provided: PROVIDED_TYPES, globals: RUNTIME_GLOBALS, core: CORE_LIBRARY }),
    spawn: (listener) => spawnRuntime({ folder, provided: PROVIDED_CODE, ...memory, ...listener }),
    history: new History(undefined),
    ...memory,
  });
  void warmUp();
  try {
    const execution = await executeNotebook(notebook, engine, outlet, options);
    notebook.metadata.language_info = kernelInfo().language_info;
    const { ran, total, failed } = execution;
    const how = failed > 0 ? `, ${failed} failed` : "";
    process.stderr.write(`${name}: ${ran} of ${total} cells ran${how} (${duration(performance.now() - began)})\n`);
    return execution;
  } finally {
    await engine.close();
  }
}
