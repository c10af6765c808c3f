import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startJupyter, stopJupyter } from "../scripts/lib/jupyter.mjs";

/** A real Jupyter server with JupyterLab, as `npm start` runs it. */
export interface LabServer {
  /** "http://localhost:8888/" */
  baseUrl: string;
  token: string;
  /** The address of JupyterLab, with the token. */
  address: string;
  stop(): Promise<void>;
}

/** Starts a server that opens this folder. */
export async function startServer(folder: string): Promise<LabServer> {
  const root = process.getuid?.() === 0 ? ["--allow-root"] : [];
  // What a test sets in the page must not stay in the settings of whoever runs the tests.
  const settings = mkdtempSync(join(tmpdir(), "axonlab-settings-"));
  const environment = { JUPYTERLAB_SETTINGS_DIR: settings, JUPYTERLAB_WORKSPACES_DIR: join(settings, "workspaces") };
  const jupyter = ["--no-browser", ...root];
  const { server, address } = await startJupyter({ folder, author: false, jupyter, port: undefined, environment });
  if (!address) throw new Error("JupyterLab ended before it answered; its log is .axonlab/jupyter.log");
  const url = new URL(address);
  return {
    baseUrl: address.slice(0, address.lastIndexOf("lab")),
    token: url.searchParams.get("token") ?? "",
    address,
    stop: async () => {
      await stopJupyter(server);
      rmSync(settings, { recursive: true, force: true });
    },
  };
}
