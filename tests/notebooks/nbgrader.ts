import { execFile } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { jupyterEnvironment } from "../../scripts/lib/jupyter-settings.mjs";
import { inRoot, VENV_PYTHON } from "../../scripts/lib/paths.mjs";
import type { Notebook } from "../../src/course/release/notebook.ts";

const run = promisify(execFile);

/** A course as nbgrader keeps it, in a folder of its own, with the settings that we ship. */
export class NbgraderCourse {
  readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), "axonlab-nbgrader-"));

  constructor() {
    fs.copyFileSync(inRoot("scripts", "nbgrader", "nbgrader_config.py"), path.join(this.folder, "nbgrader_config.py"));
  }

  /** Writes a notebook into one of the course's folders: "source/one/a.ipynb". */
  write(name: string, notebook: Notebook): void {
    const file = path.join(this.folder, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, JSON.stringify(notebook));
  }

  read(name: string): Notebook {
    return JSON.parse(fs.readFileSync(path.join(this.folder, name), "utf8")) as Notebook;
  }

  /** Runs `nbgrader …` in the course, and returns what it printed. */
  async nbgrader(...args: string[]): Promise<string> {
    const { stdout, stderr } = await run(VENV_PYTHON, ["-m", "nbgrader", ...args], {
      cwd: this.folder,
      env: jupyterEnvironment(),
    });
    return stdout + stderr;
  }

  /** Runs a line of Python in the course. */
  async python(code: string): Promise<string> {
    const { stdout } = await run(VENV_PYTHON, ["-c", code], { cwd: this.folder, env: jupyterEnvironment() });
    return stdout;
  }

  remove(): void {
    fs.rmSync(this.folder, { recursive: true, force: true });
  }
}
