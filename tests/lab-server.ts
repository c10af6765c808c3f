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
  const { server, address } = await startJupyter({
    folder,
    author: false,
    jupyter: ["--no-browser", ...root],
    port: undefined,
  });
  if (!address) throw new Error("JupyterLab ended before it answered; its log is .axonlab/jupyter.log");
  const url = new URL(address);
  return {
    baseUrl: address.slice(0, address.lastIndexOf("lab")),
    token: url.searchParams.get("token") ?? "",
    address,
    stop: () => stopJupyter(server),
  };
}
