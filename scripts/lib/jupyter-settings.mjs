import fs from "node:fs";
import path from "node:path";
import { inRoot, STATE, VENV } from "./paths.mjs";
import { writeWhole } from "./stamp.mjs";

/**
 * Where each of our settings files goes: into the environment, but for the stylesheet, which is read from Jupyter's config
 * folder only. page_config.json keeps what the tests install for themselves out of the student's JupyterLab.
 */
const PLACES = {
  "jupyter_server_config.py": path.join(VENV, "etc", "jupyter", "jupyter_server_config.py"),
  "overrides.json": path.join(VENV, "share", "jupyter", "lab", "settings", "overrides.json"),
  "page_config.json": path.join(VENV, "etc", "jupyter", "labconfig", "page_config.json"),
  "custom.css": path.join(STATE, "config", "custom", "custom.css"),
};

/** Copies the settings of the Jupyter server and of JupyterLab into the private environment. */
export function writeSettings() {
  const written = Object.entries(PLACES).map(([name, place]) =>
    writeWhole(place, fs.readFileSync(inRoot("scripts", "jupyter", name))),
  );
  return written.some(Boolean);
}

/**
 * The environment in which Jupyter runs: everything that it would keep in the user's home lies in .axonlab/ instead.
 * @param {NodeJS.ProcessEnv} [base] the user's environment
 * @returns {NodeJS.ProcessEnv}
 */
export function jupyterEnvironment(base = process.env) {
  const { PYTHONHOME: _home, PYTHONPATH: _path, ...kept } = base;
  return {
    ...kept,
    VIRTUAL_ENV: VENV,
    PATH: `${path.join(VENV, "bin")}${path.delimiter}${base.PATH ?? ""}`,
    PYTHONNOUSERSITE: "1",
    JUPYTER_PREFER_ENV_PATH: "1",
    JUPYTER_CONFIG_DIR: path.join(STATE, "config"),
    JUPYTER_DATA_DIR: path.join(STATE, "data"),
    JUPYTER_RUNTIME_DIR: path.join(STATE, "runtime"),
    JUPYTERLAB_SETTINGS_DIR: path.join(STATE, "settings"),
    JUPYTERLAB_WORKSPACES_DIR: path.join(STATE, "workspaces"),
    IPYTHONDIR: path.join(STATE, "ipython"),
    AXONLAB_HISTORY: path.join(STATE, "history"),
  };
}
