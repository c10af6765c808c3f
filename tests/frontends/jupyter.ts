import { jupyterEnvironment } from "../../scripts/lib/jupyter-settings.mjs";
import { VENV_PYTHON } from "../../scripts/lib/paths.mjs";
import { type Ended, notebookOf, start } from "../cli/axonlab.ts";

/** The kernel that `npm start` registers. */
export const METADATA = {
  kernelspec: { name: "axonlab", display_name: "TypeScript (Axonlab)", language: "typescript" },
};

/** A notebook for that kernel. */
export const ours = (cells: object[]) => notebookOf(cells, METADATA);

/** Runs one of Jupyter's tools, as `python -m …`, in a folder. */
export function python(args: string[], cwd: string, input?: string): Promise<Ended> {
  const env = { ...jupyterEnvironment(), AXONLAB_HISTORY: "off", PYDEVD_DISABLE_FILE_VALIDATION: "1" };
  return start(VENV_PYTHON, args, { cwd, env, ...(input === undefined ? {} : { input }) }).ended;
}
