import fs from "node:fs";
import path from "node:path";
import { runTool, tail } from "./children.mjs";
import { inRoot, STATE } from "./paths.mjs";
import { SetupError } from "./setup-error.mjs";

/**
 * Makes the student's version of the notebooks, without solutions and hidden tests.
 * @returns {Promise<string>} the folder that holds it
 */
export async function releaseNotebooks() {
  const folder = path.join(STATE, "release");
  // A notebook that is no longer part of the course must not stay in it.
  fs.rmSync(folder, { recursive: true, force: true });
  const bundle = inRoot("dist", "kernel", "axonlab.js");
  const { code, output } = await runTool(process.execPath, [bundle, "release", inRoot("notebooks"), "--to", folder]);
  if (code === 0) return folder;
  throw new SetupError(
    "the student's version of the notebooks could not be made.",
    "mend what the lines above say, or open the sources by npm start -- --author.",
    tail(output, 30),
  );
}
