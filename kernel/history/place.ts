import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";

/**
 * The folder of the history: AXONLAB_HISTORY where it holds an absolute path (its value `off` keeps none), else
 * `axonlab/history` in the place that the system has for such state. Undefined: no history is kept on disk.
 */
export function historyFolder(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const asked = env.AXONLAB_HISTORY;
  if (asked === "off") return undefined;
  if (asked !== undefined && isAbsolute(asked)) return asked;
  const home = homeOf(env);
  if (home === undefined) return undefined;
  if (process.platform === "darwin") return join(home, "Library", "Application Support", "axonlab", "history");
  return join(env.XDG_STATE_HOME || join(home, ".local", "state"), "axonlab", "history");
}

/** A user without a home, or with one that is not there, as in containers, has no place for a history. */
function homeOf(env: NodeJS.ProcessEnv): string | undefined {
  try {
    const home = env.HOME ?? homedir();
    return isAbsolute(home) && existsSync(home) ? home : undefined;
  } catch {
    return undefined;
  }
}
