import fs from "node:fs";
import path from "node:path";
import { runTool, tail } from "../lib/children.mjs";
import { inRoot, STATE } from "../lib/paths.mjs";
import { SetupError } from "../lib/setup-error.mjs";
import { hashOf, hashOfFiles } from "../lib/stamp.mjs";

/**
 * @typedef {object} Executed a notebook with its outputs
 * @property {string} name such as "07-gradient-descent"
 * @property {any} notebook nbformat 4.5
 */

/** How many run at once: a kernel is three processes. */
const AT_ONCE = 2;

/** Where executed notebooks are kept, named by what they were made from, so that nothing is executed twice. */
const KEPT = path.join(STATE, "executed");

/**
 * Executes every notebook of the course, or takes what an earlier run kept of the same notebook and the same build.
 * @param {(line: string) => void} say
 * @returns {Promise<Executed[]>} in the order of their names
 */
export async function executeNotebooks(say) {
  const names = fs
    .readdirSync(inRoot("notebooks"))
    .filter((file) => file.endsWith(".ipynb"))
    .map((file) => file.slice(0, -".ipynb".length))
    .sort();
  if (names.length === 0) throw new SetupError("notebooks/ holds no notebook.", "restore it from the repository.");
  const build = hashOfFiles([inRoot("dist", "kernel"), inRoot("dist", "src")]);
  /** @type {Map<string, Executed>} */
  const done = new Map();
  const waiting = [...names];
  const worker = async () => {
    for (let name = waiting.shift(); name; name = waiting.shift()) {
      say(`executing ${name} (${done.size} of ${names.length} done)`);
      done.set(name, { name, notebook: await executed(name, build) });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return names.map((name) => /** @type {Executed} */ (done.get(name)));
}

/**
 * @param {string} name
 * @param {string} build
 */
async function executed(name, build) {
  const source = inRoot("notebooks", `${name}.ipynb`);
  const kept = path.join(KEPT, `${name}-${hashOf(build, fs.readFileSync(source))}.ipynb`);
  if (!fs.existsSync(kept)) {
    fs.mkdirSync(KEPT, { recursive: true });
    for (const old of fs.readdirSync(KEPT)) {
      if (old.startsWith(`${name}-`)) fs.rmSync(path.join(KEPT, old));
    }
    const bundle = inRoot("dist", "kernel", "axonlab.js");
    const { code, output } = await runTool(process.execPath, [bundle, "run", source, "--output", kept], {
      env: { AXONLAB_PROGRESS: "off" },
    });
    if (code !== 0) {
      fs.rmSync(kept, { force: true });
      throw new SetupError(
        `${name}.ipynb stopped with an error.`,
        "mend the cell that the lines below name.",
        tail(output, 30),
      );
    }
  }
  return JSON.parse(fs.readFileSync(kept, "utf8"));
}
