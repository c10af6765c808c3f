import { spawnSync } from "node:child_process";
import fs from "node:fs";
import { BENCH, provide } from "../lib/on-demand.mjs";
import { inRoot, VENV_PYTHON } from "../lib/paths.mjs";
import { SetupError } from "../lib/setup-error.mjs";
import { readJson } from "../lib/stamp.mjs";

/**
 * @typedef {object} Language the same work in a kernel's language
 * @property {string} first declares x = 1 and shows it
 * @property {(index: number) => string} cell declares a name from x and shows it
 * @property {(index: number) => string} declaring declares a type and a value of it from the one before, and shows it
 * @property {string} loop
 * @property {string} code to be completed to sqrt
 * @property {(count: number) => string} prints
 * @property {string} endless
 * @property {string} [mistake] a type error
 */

/**
 * @typedef {object} Peer
 * @property {string} name
 * @property {string} version
 * @property {readonly string[]} argv with {connection_file}
 * @property {string} folder the kernel's working folder
 * @property {Language} language
 */

/** @type {Language} */
const TYPESCRIPT = {
  first: "let x: number = 1; x",
  cell: (index) => `const v${index}: number = ${index} + x; v${index}`,
  declaring: (index) =>
    `interface T${index} { n: number }\nconst t${index}: T${index} = { n: ${index === 0 ? 0 : `t${index - 1}.n`} + 1 }; t${index}.n`,
  loop: "let s = 0; for (let i = 0; i < 3e6; i++) s += i * 0.5; s",
  code: "Math.sq",
  prints: (count) => `for (let i = 0; i < ${count}; i++) console.log(i)`,
  endless: "while (true) {}",
  mistake: 'const y: number = "a"',
};

/** @type {Language} */
const PYTHON = {
  first: "x = 1\nx",
  cell: (index) => `v${index} = ${index} + x\nv${index}`,
  declaring: (index) =>
    `class T${index}: n: int\nt${index} = T${index}()\nt${index}.n = ${index === 0 ? 0 : `t${index - 1}.n`} + 1\nt${index}.n`,
  loop: "s = 0\nfor i in range(3000000): s += i * 0.5\ns",
  code: "import math\nmath.sq",
  prints: (count) => `for i in range(${count}): print(i)`,
  endless: "while True: pass",
};

/** @returns {Promise<string>} the path of deno's executable, from npm into .bench/ on first use */
async function provideDeno() {
  await provide(["deno"], console.log, "leave it out: npm run bench -- --peers axonlab,tslab,ipykernel");
  const scope = inRoot(".bench", "node_modules", "@deno");
  const binary = fs
    .readdirSync(scope)
    .map((name) => `${scope}/${name}/deno`)
    .find((file) => fs.existsSync(file));
  if (!binary) throw new SetupError(`no deno for this machine in ${scope}.`, "leave it out with --peers.");
  // Its install script, which we do not run, would do this.
  fs.chmodSync(binary, 0o755);
  return binary;
}

/**
 * The last word of what a command prints first: its version.
 * @param {string} command
 * @param {readonly string[]} args
 */
export const versionOf = (command, args) =>
  spawnSync(command, args, { encoding: "utf8" })
    .stdout?.split("\n")[0]
    ?.match(/\d+\.\d+[\w.]*/)?.[0] ?? "?";

/** @param {string} file */
const packageVersion = (file) => readJson(inRoot(file))?.version ?? "?";

/** How each peer is made ready, by name, given the Node to run it; ours first. @type {Record<string, (node: string) => Promise<Peer> | Peer>} */
export const PEERS = {
  axonlab: (node) => ({
    name: "axonlab",
    version: packageVersion("package.json"),
    argv: [node, inRoot("dist", "kernel", "axonlab.js"), "kernel", "{connection_file}"],
    folder: BENCH,
    language: TYPESCRIPT,
  }),
  tslab: (node) => ({
    name: "tslab",
    version: packageVersion("node_modules/tslab/package.json"),
    argv: [node, inRoot("node_modules", "tslab", "bin", "tslab"), "kernel", "--config-path={connection_file}"],
    folder: BENCH,
    language: TYPESCRIPT,
  }),
  deno: async () => {
    const deno = await provideDeno();
    const argv = [deno, "jupyter", "--kernel", "--conn", "{connection_file}"];
    return { name: "deno", version: versionOf(deno, ["--version"]), argv, folder: BENCH, language: TYPESCRIPT };
  },
  ipykernel: () => ({
    name: "ipykernel",
    version: versionOf(VENV_PYTHON, ["-c", "import ipykernel; print(ipykernel.__version__)"]),
    argv: [VENV_PYTHON, "-m", "ipykernel_launcher", "-f", "{connection_file}"],
    folder: BENCH,
    language: PYTHON,
  }),
};
