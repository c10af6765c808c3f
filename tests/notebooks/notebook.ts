import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { jupyterEnvironment } from "../../scripts/lib/jupyter-settings.mjs";
import { inRoot, VENV_PYTHON } from "../../scripts/lib/paths.mjs";

/** nbformat 4.5, as far as the tests look at it. */
export interface Notebook {
  nbformat: number;
  nbformat_minor: number;
  metadata: { kernelspec?: { name: string; display_name: string; language: string } };
  cells: Cell[];
}

export interface Cell {
  id: string;
  cell_type: "code" | "markdown" | "raw";
  metadata: Record<string, unknown>;
  source: string | string[];
  execution_count?: number | null;
  outputs?: Output[];
}

export interface Output {
  output_type: "stream" | "display_data" | "execute_result" | "error";
  name?: "stdout" | "stderr";
  text?: string | string[];
  data?: Record<string, unknown>;
  ename?: string;
  evalue?: string;
  traceback?: string[];
}

/** The folder of the sources. */
export const FOLDER = inRoot("notebooks");

/** The names of all notebooks. */
export const notebookNames = () => readdirSync(FOLDER).filter((name) => name.endsWith(".ipynb"));

/** A notebook's source. */
export const readNotebook = (name: string) => JSON.parse(readFileSync(join(FOLDER, name), "utf8")) as Notebook;

/** A text that nbformat may keep as one string or as lines. */
export const textOf = (text: string | string[] = "") => (typeof text === "string" ? text : text.join(""));

/** Runs the notebook at `path` with nbclient and the registered kernel. An error in a cell is among its outputs. */
export function execute(path: string): Promise<Notebook> {
  const script = join(import.meta.dirname, "execute.py");
  const options = { env: { ...jupyterEnvironment(), AXONLAB_HISTORY: "off" }, maxBuffer: 2 ** 28 };
  return new Promise((resolve, reject) => {
    execFile(VENV_PYTHON, [script, path], options, (error, stdout, stderr) => {
      if (error) reject(new Error(`nbclient failed on ${path}:\n${stderr}`, { cause: error }));
      else resolve(JSON.parse(stdout) as Notebook);
    });
  });
}
