import type { CheckerOptions } from "../checker/contract.ts";
import { startWorkspace, type Workspace } from "../checker/workspace.ts";
import type { SpawnRuntime } from "../engine/supervisor.ts";
import { type RuntimeListener, type RuntimeOptions, spawnRuntime } from "../runtime/handle.ts";

/** The two children of a front, started before the rest of the front is even loaded: they take the longest. */
export interface EarlyChildren {
  workspace: Workspace;
  /** Gives the runtime that runs already the first time, and a new one each time after. */
  spawn: SpawnRuntime;
}

/** Starts both. This module must load nothing big, or it is late. */
export function startChildren(
  checker: CheckerOptions,
  runtime: Omit<RuntimeOptions, keyof RuntimeListener>,
): EarlyChildren {
  const early = startRuntime(runtime);
  const workspace = startWorkspace(checker);
  let given = false;
  return {
    workspace,
    spawn: (listener) => {
      if (given) return spawnRuntime({ ...runtime, ...listener });
      given = true;
      return early(listener);
    },
  };
}

/** Starts a runtime that keeps what it has to tell until someone listens. */
function startRuntime(options: Omit<RuntimeOptions, keyof RuntimeListener>): SpawnRuntime {
  const kept: ((listener: RuntimeListener) => void)[] = [];
  let listening: RuntimeListener | undefined;
  const tell = (news: (listener: RuntimeListener) => void): void => {
    if (listening) news(listening);
    else kept.push(news);
  };
  const runtime = spawnRuntime({
    ...options,
    onEvent: (event, buffers) => tell((listener) => listener.onEvent(event, buffers)),
    onExit: (exit) => tell((listener) => listener.onExit(exit)),
  });
  return (listener) => {
    // Not at once: whoever asks for a runtime must have it in hand before it hears of it.
    setImmediate(() => {
      listening = listener;
      for (const news of kept.splice(0)) news(listener);
    });
    return runtime;
  };
}
