import { runTool, tail } from "./children.mjs";
import { inRoot, VENV } from "./paths.mjs";
import { SetupError } from "./setup-error.mjs";

/**
 * Registers the kernel in the private environment, for the Node that runs now, as `axonlab install` does anywhere.
 * @returns {Promise<boolean>} whether anything changed
 */
export async function registerKernel() {
  const bundle = inRoot("dist", "kernel", "axonlab.js");
  const { code, output } = await runTool(process.execPath, [bundle, "install", "--prefix", VENV, "--force"]);
  if (code === 0) return !output.startsWith("up to date");
  throw new SetupError(
    "the kernel could not be registered in .venv.",
    "do what the line above says; deleting the folders dist and .venv and starting again repairs a damaged installation.",
    tail(output),
  );
}
