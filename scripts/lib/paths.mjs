import path from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's folder, absolute, without a slash at the end. */
export const ROOT = path.resolve(fileURLToPath(new URL("../..", import.meta.url)));

/**
 * An absolute path inside the repository.
 * @param {...string} parts
 */
export const inRoot = (...parts) => path.join(ROOT, ...parts);

/** The private Python environment; everything in it can be made again. */
export const VENV = inRoot(".venv");

/** The Python of the private environment. */
export const VENV_PYTHON = path.join(VENV, "bin", "python");

/** What Jupyter keeps for the user: settings, history, run-time files, the log. Nothing is written to the user's home. */
export const STATE = inRoot(".axonlab");

/** TypeScript 7's compiler; node_modules/.bin/tsc may belong to another package. */
export const TSC = inRoot("node_modules", "typescript", "bin", "tsc");
