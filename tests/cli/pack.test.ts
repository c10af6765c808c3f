import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { expect } from "chai";
import { jupyterEnvironment } from "../../scripts/lib/jupyter-settings.mjs";
import { ROOT, VENV_PYTHON } from "../../scripts/lib/paths.mjs";
import { filesBelow, hashOf } from "../../scripts/lib/stamp.mjs";
import { Client } from "../protocol/client.ts";
import { cell, notebookOf, Scratch, start } from "./axonlab.ts";

/** All that the package may hold. */
const MAY_HOLD = [
  /^(package\.json|LICENSE|README\.md|CHANGELOG\.md)$/,
  /^dist\/kernel\/[\w-]+\.js$/,
  /^dist\/kernel\/(globals|tslab)\.d\.ts$/,
  /^dist\/kernel\/LICENSES\.txt$/,
  /^dist\/kernel\/core\/[\w.]+\.d\.ts$/,
  /^dist\/kernel\/logos\/logo-(32x32\.png|64x64\.png|svg\.svg)$/,
  /^dist\/src\/.+\.(js|d\.ts)$/,
];

/** What it must hold. */
const MUST_HOLD = [
  "package.json",
  "LICENSE",
  "CHANGELOG.md",
  ...["axonlab.js", "runtime.js", "control.js", "tslab.js", "tslab.d.ts", "globals.d.ts", "LICENSES.txt"].map(
    (name) => `dist/kernel/${name}`,
  ),
  ...["console.d.ts", "lib.esnext.d.ts"].map((name) => `dist/kernel/core/${name}`),
  ...["logo-32x32.png", "logo-64x64.png", "logo-svg.svg"].map((name) => `dist/kernel/logos/${name}`),
  ...["index.js", "index.d.ts", "plots/index.js", "plots/index.d.ts"].map((name) => `dist/src/${name}`),
  ...["index.js", "index.d.ts"].map((name) => `dist/src/course/${name}`),
  ...["index.js", "index.d.ts", "playground.js"].map((name) => `dist/src/widgets/${name}`),
];

/** Uses both entries with their types; the second part does not type-check. */
const USER = `import { Neuron } from "axonlab";
import { classPoints } from "axonlab/plots";
import { exercise } from "axonlab/course";
import { playground } from "axonlab/widgets";
const neuron: Neuron = new Neuron({ weights: [1, 2], bias: 0.5 });
const sum: number = neuron.weightedSum([1, 1]);
exercise("sum", {}, ({ equal }) => equal("the sum", () => sum, 3.5));
if (sum !== 3.5 || typeof classPoints !== "function") throw new Error(String(sum));
if (!playground().get("_esm").includes("requestAnimationFrame")) throw new Error("the playground lacks its page");
`;

const CONFIG = {
  compilerOptions: {
    module: "nodenext",
    target: "es2023",
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: ["node"],
  },
  include: ["*.ts"],
};

/** Every file below a folder: its path, size, rights, time and content. */
const treeOf = (folder: string): string[] =>
  filesBelow(folder).map((name) => {
    const file = path.join(folder, name);
    const { size, mode, mtimeMs } = fs.statSync(file);
    return [name, size, mode, mtimeMs, hashOf(fs.readFileSync(file))].join(" ");
  });

/** Gives or takes the right to write, below a folder too. */
function setWritable(folder: string, writable: boolean): void {
  execFileSync("chmod", ["-R", writable ? "u+w" : "a-w", folder]);
}

describe("the package that npm pack makes", function () {
  this.timeout(600_000);
  const scratch = new Scratch();
  const project = scratch.at("project");
  let held: string[] = [];
  /** The environment of a user: nothing of the npm and the Jupyter around this test. */
  const env = Object.fromEntries(
    Object.entries({ ...jupyterEnvironment(), JUPYTER_DATA_DIR: scratch.at("data") }).filter(
      ([name]) => !/^npm_(?!config_(cache|registry))/.test(name),
    ),
  );
  const node = (...args: string[]) => start(process.execPath, args, { cwd: project, env }).ended;

  before(async () => {
    fs.mkdirSync(project);
    const [packed] = JSON.parse(
      execFileSync("npm", ["pack", "--json", "--pack-destination", scratch.folder], {
        cwd: ROOT,
        encoding: "utf8",
        stdio: ["ignore", "pipe", "ignore"],
      }),
    ) as { filename: string; files: { path: string }[] }[];
    held = (packed?.files ?? []).map((file) => file.path);
    scratch.write("project/package.json", { private: true, type: "module" });
    const flags = ["--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund", "--omit=dev"];
    const { code, stderr } = await start(
      "npm",
      ["install", ...flags, path.join(scratch.folder, packed?.filename ?? "")],
      { cwd: project, env },
    ).ended;
    expect(code, stderr).to.equal(0);
  });
  after(() => scratch.remove());

  it("holds what is needed and nothing else", () => {
    expect(held).to.include.members(MUST_HOLD);
    expect(held.filter((file) => !MAY_HOLD.some((allowed) => allowed.test(file)))).to.deep.equal([]);
  });

  it("can be imported, its plots too, and its kernel's own files cannot", async () => {
    scratch.write("project/user.mjs", USER.replace(/: (Neuron|number)/g, ""));
    const { code, stderr } = await node("user.mjs");
    expect(code, stderr).to.equal(0);
    expect((await node("-e", 'import("axonlab/dist/kernel/axonlab.js")')).stderr).to.include(
      "ERR_PACKAGE_PATH_NOT_EXPORTED",
    );
  });

  it("has types for both entries", async () => {
    scratch.write("project/tsconfig.json", CONFIG);
    scratch.write("project/right.ts", USER);
    const tsc = path.join("node_modules", "typescript", "bin", "tsc");
    const right = await node(tsc, "-p", ".");
    expect(right.code, right.stdout).to.equal(0);
    scratch.write(
      "project/wrong.ts",
      `${USER}const wrong: string = neuron.weightedSum([1]);\nclassPoints(3);\nexport {};\n`,
    );
    const wrong = await node(tsc, "-p", ".");
    expect(wrong.stdout).to.include("wrong.ts(10,7): error TS2322").and.to.include("wrong.ts(11,13): error TS2345");
  });

  it("registers its kernel with a Jupyter, which runs a notebook on it, and takes it away again", async () => {
    const prefix = scratch.at("jupyter");
    const bin = path.join("node_modules", ".bin", "axonlab");
    const place = ["--prefix", prefix, "--name", "packed"];
    expect((await start(bin, ["install", ...place], { cwd: project, env }).ended).code).to.equal(0);
    const cells = [
      cell(
        "import { Neuron } from 'axonlab';\nimport { classPoints } from 'axonlab/plots';\nnew Neuron({ weights: [1, 2], bias: 0.5 }).weightedSum([1, 1])",
      ),
      cell(
        "function twice(method: () => number, context: ClassMethodDecoratorContext) { return function (this: unknown) { return 2 * method.call(this) } }\nclass Counted { @twice one() { return 1 } }\nnew Counted().one()",
      ),
      cell("import * as tslab from 'tslab'; tslab.display.html('<b>x</b>')"),
    ];
    const kernelspec = { name: "packed", display_name: "x", language: "typescript" };
    const file = scratch.write("lesson/n.ipynb", notebookOf(cells, { kernelspec }));
    const arguments_ = ["-m", "nbconvert", "--to", "notebook", "--execute", "--inplace", file];
    const jupyter = { ...env, JUPYTER_PATH: path.join(prefix, "share", "jupyter"), AXONLAB_HISTORY: "off" };
    const ran = await start(VENV_PYTHON, arguments_, { cwd: scratch.folder, env: jupyter }).ended;
    expect(ran.code, ran.stderr).to.equal(0);
    const outputs = JSON.parse(fs.readFileSync(file, "utf8")).cells.map(
      (each: { outputs: { data: object }[] }) => each.outputs[0]?.data,
    );
    expect(outputs.slice(0, 2)).to.deep.equal([{ "text/plain": ["3.5"] }, { "text/plain": ["2"] }]);
    expect(outputs[2]["text/html"]).to.deep.equal(["<b>x</b>"]);
    expect((await start(bin, ["uninstall", ...place], { cwd: project, env }).ended).code).to.equal(0);
    expect(fs.readdirSync(prefix)).to.deep.equal([]);
  });

  it("runs a notebook without Jupyter", async () => {
    const file = scratch.write(
      "plain/n.ipynb",
      notebookOf([cell("import { gates } from 'axonlab'; Object.keys(gates).length > 3")]),
    );
    const bin = path.join("node_modules", ".bin", "axonlab");
    const { code, stdout } = await start(bin, ["run", file, "--output", "-"], { cwd: project, env }).ended;
    expect(code).to.equal(0);
    expect(JSON.parse(stdout).cells[0].outputs[0].data["text/plain"]).to.deep.equal(["true"]);
  });

  it("serves another user, who can read it and write nothing in it, and stays as it is to the last byte", async () => {
    // Only root can be another user; for everyone else their own rights are taken away.
    const root = process.getuid?.() === 0;
    const as = root ? { uid: 65534, gid: 65534 } : {};
    const installed = () => treeOf(path.join(project, "node_modules"));
    if (!root) setWritable(project, false);
    fs.chmodSync(scratch.folder, 0o755);
    try {
      const before = installed();
      expect(before.length).to.be.above(100);
      const home = scratch.at("home");
      fs.mkdirSync(home, { mode: 0o777 });
      fs.chmodSync(home, 0o777);
      const entry = path.join(project, "node_modules", "axonlab", "dist", "kernel", "axonlab.js");
      const client = await Client.start({ ...(root ? { uid: 65534 } : {}), entry, env: { HOME: home, TMPDIR: home } });
      expect(await client.value("import { gates } from 'axonlab'; gates.AND.X.length")).to.equal("4");
      expect(await client.value("enum E { A = 5 }\nnamespace N { export let n = E.A }\nN.n")).to.equal("5");
      expect((await client.execute("const wrong: number = 'text'")).reply.content.ename).to.equal("TS2322");
      const { reply } = await client.request("complete_request", { code: "gates.", cursor_pos: 6 });
      expect(reply.content.matches).to.include("AND");
      await client.stop();
      const file = scratch.write("shared/n.ipynb", notebookOf([cell("import { Neuron } from 'axonlab'; Neuron.name")]));
      const run = [entry, "run", file, "--output", "-"];
      const { code, stderr } = await start(process.execPath, run, { cwd: home, env: { ...env, HOME: home }, ...as })
        .ended;
      expect(code, stderr).to.equal(0);
      expect(installed()).to.deep.equal(before);
    } finally {
      if (!root) setWritable(project, true);
    }
  });
});
