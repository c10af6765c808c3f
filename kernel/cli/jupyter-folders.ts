import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { isAbsolute, join, resolve } from "node:path";
import { KernelError } from "../errors.ts";

/** Where kernelspecs go below a prefix or an environment (jupyter_core, "Data files"). */
export const SHARED = join("share", "jupyter");

/** A Jupyter data folder, and the folder above it that is not Jupyter's to remove. */
export interface DataFolder {
  path: string;
  base: string;
}

/**
 * The user's own data folder: JUPYTER_DATA_DIR, else the place that the system has for it.
 * @throws KernelError where the user has no home
 */
export function userFolder(env: NodeJS.ProcessEnv = process.env): DataFolder {
  const asked = env.JUPYTER_DATA_DIR;
  if (asked) return { path: resolve(asked), base: resolve(asked) };
  const home = homeOf(env);
  if (process.platform === "darwin") {
    // jupyter_core, "Common directories": its switch to the system's own conventions
    const modern = env.JUPYTER_PLATFORM_DIRS && !/^(0|no|n|false|off)$/i.test(env.JUPYTER_PLATFORM_DIRS);
    return { path: join(home, "Library", ...(modern ? ["Application Support", "jupyter"] : ["Jupyter"])), base: home };
  }
  return { path: join(env.XDG_DATA_HOME || join(home, ".local", "share"), "jupyter"), base: home };
}

/** The data folder of a prefix. */
export function prefixFolder(prefix: string): DataFolder {
  return { path: join(resolve(prefix), SHARED), base: resolve(prefix) };
}

/**
 * The prefix of the Python environment that is active: VIRTUAL_ENV, CONDA_PREFIX, or what python3 says.
 * @throws KernelError where none is found
 */
export function systemPrefix(env: NodeJS.ProcessEnv = process.env): string {
  for (const name of ["VIRTUAL_ENV", "CONDA_PREFIX"]) {
    const prefix = env[name];
    if (!prefix) continue;
    if (existsSync(prefix)) return prefix;
    throw new KernelError(`expected ${name} to be an environment's folder, got ${prefix}, which is not there`);
  }
  try {
    const options = { encoding: "utf8", env, timeout: 20_000 } as const;
    return execFileSync("python3", ["-c", "import sys; print(sys.prefix)"], {
      ...options,
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
  } catch (cause) {
    const found = "got no VIRTUAL_ENV, no CONDA_PREFIX and no python3 that answers";
    throw new KernelError(`expected a Python environment, ${found}; activate one, or name its folder by --prefix`, {
      cause,
    });
  }
}

function homeOf(env: NodeJS.ProcessEnv): string {
  const home = env.HOME ?? tryHome();
  if (home && isAbsolute(home)) return home;
  const remedy = "set HOME or JUPYTER_DATA_DIR, or use --prefix DIR";
  throw new KernelError(`expected a home folder to install into, got ${JSON.stringify(home ?? "none")}; ${remedy}`);
}

/** A user without a home, as in containers, has none to ask for. */
function tryHome(): string | undefined {
  try {
    return homedir();
  } catch {
    return undefined;
  }
}
