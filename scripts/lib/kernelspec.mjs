import fs from "node:fs";
import path from "node:path";
import { inRoot, VENV } from "./paths.mjs";
import { writeWhole } from "./stamp.mjs";

/** The kernelspec's folder inside the private environment. */
export const KERNELSPEC = path.join(VENV, "share", "jupyter", "kernels", "axonlab");

/**
 * The content of kernel.json (jupyter_client, "Making kernels for Jupyter", kernel specs).
 * @param {string} node absolute path of the Node that runs the kernel
 * @param {string} bundle absolute path of dist/kernel/axonlab.js
 */
export const kernelJson = (node, bundle) => ({
  argv: [node, bundle, "kernel", "{connection_file}"],
  display_name: "TypeScript (Axonlab)",
  language: "typescript",
  interrupt_mode: "message",
  metadata: { debugger: false },
});

/** Registers the kernel in the private environment, for the Node that runs now. */
export function registerKernel() {
  const spec = kernelJson(process.execPath, inRoot("dist", "kernel", "axonlab.js"));
  const logos = inRoot("kernel", "cli", "logos");
  const written = [
    writeWhole(path.join(KERNELSPEC, "kernel.json"), `${JSON.stringify(spec, null, 2)}\n`),
    ...fs
      .readdirSync(logos)
      .map((logo) => writeWhole(path.join(KERNELSPEC, logo), fs.readFileSync(path.join(logos, logo)))),
  ];
  return written.some(Boolean);
}
