import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import { startJupyter, stopJupyter } from "../lib/jupyter.mjs";
import { inRoot } from "../lib/paths.mjs";
import { writeWhole } from "../lib/stamp.mjs";
import { quantile } from "./outcomes.mjs";

/** @typedef {import("./peers.mjs").Peer} Peer */

/** Where the peers' kernelspecs lie, for the server of the bench alone. */
const DATA = inRoot(".bench", "jupyter");

/**
 * The median round trip of a cell as a front end sees it: JupyterLab's own client, the server as `npm start` runs it, the kernel.
 * @param {Peer} peer
 * @returns {Promise<number | string>} milliseconds until the reply and idle are there
 */
export async function cellThroughServer(peer) {
  const name = `bench-${peer.name}`;
  const spec = { argv: peer.argv, display_name: name, language: "any", interrupt_mode: "message" };
  writeWhole(path.join(DATA, "kernels", name, "kernel.json"), JSON.stringify(spec));
  const root = process.getuid?.() === 0 ? ["--allow-root"] : [];
  const environment = { JUPYTER_PATH: DATA };
  const jupyter = ["--no-browser", ...root];
  const { server, address } = await startJupyter({
    folder: DATA,
    author: false,
    jupyter,
    port: undefined,
    environment,
  });
  if (!address) return "failed: no server";
  try {
    return await measure(peer, name, new URL(address));
  } finally {
    await stopJupyter(server);
  }
}

/**
 * @param {Peer} peer
 * @param {string} name of its kernelspec
 * @param {URL} address JupyterLab's, with the token
 */
async function measure(peer, name, address) {
  const { KernelManager, ServerConnection } = await import("@jupyterlab/services");
  const baseUrl = new URL("./", address).href;
  const token = address.searchParams.get("token") ?? "";
  const settings = { baseUrl, wsUrl: baseUrl.replace(/^http/, "ws"), token, appendToken: true };
  const manager = new KernelManager({ serverSettings: ServerConnection.makeSettings(settings) });
  await manager.ready;
  const kernel = await manager.startNew({ name });
  try {
    await kernel.requestExecute({ code: peer.language.first }).done;
    const times = [];
    for (let index = 0; index < 60; index++) {
      const from = performance.now();
      const future = kernel.requestExecute({ code: peer.language.cell(index) });
      let text = "";
      future.onIOPub = ({ content }) => {
        const { data, text: printed = "" } = /** @type {{ data?: Record<string, string>, text?: string }} */ (content);
        text += data?.["text/plain"] ?? printed;
      };
      await future.done;
      if (stripVTControlCharacters(text).trim() === String(index + 1)) times.push(performance.now() - from);
    }
    return times.length >= 54 ? quantile(times.slice(10), 0.5) : `failed: ${times.length} of 60 cells were right`;
  } finally {
    await kernel.shutdown();
    manager.dispose();
  }
}
