import fs from "node:fs";
import { expect } from "chai";
import { axonlab, cell, Scratch } from "../cli/axonlab.ts";
import { ours, python } from "./jupyter.ts";

/** Cells that show every kind of output; each tool must make the same of them. */
const CELLS = [
  cell(
    "interface Point { x: number }\nconst p: Point = { x: 1 };\nconsole.log('a'); console.error('b'); console.log('c');\np",
  ),
  { cell_type: "markdown", metadata: {}, source: "# A title" },
  cell("const shown = display.html('<b>one</b>', ); undefined"),
  cell("shown.update('<i>two</i>'); console.log('gone'); display.clear({ wait: true }); console.log('kept')"),
  cell("await new Promise((resolve) => setTimeout(resolve, 50)); [1, 2, 3].map((n) => n * 2)"),
  cell("throw new RangeError('meant')", ["raises-exception"]),
  cell("const wrong: number = 'text'", ["raises-exception"]),
  cell("display({ a: 1 }); new Map([['k', 1]])"),
];

// biome-ignore lint/suspicious/noExplicitAny: a notebook is looked into freely
const read = (file: string): any => JSON.parse(fs.readFileSync(file, "utf8"));

describe("tools that run notebooks", function () {
  // Each starts a Python or three, and a kernel for each.
  this.timeout(300_000);
  const scratch = new Scratch();
  let byUs: ReturnType<typeof read>;
  before(async () => {
    const file = scratch.write("n.ipynb", ours(CELLS));
    const { code, stderr } = await axonlab(["run", file, "--output", scratch.at("by-us.ipynb")]);
    expect(code, stderr).to.equal(0);
    byUs = read(scratch.at("by-us.ipynb"));
  });
  after(() => scratch.remove());

  it("nbclient gets what `axonlab run` gets, byte for byte but for its own times", async () => {
    const { code, stderr } = await python(
      ["-m", "nbconvert", "--to", "notebook", "--execute", "--output", "by-nbclient", "n.ipynb"],
      scratch.folder,
    );
    expect(code, stderr).to.equal(0);
    const theirs = read(scratch.at("by-nbclient.ipynb"));
    for (const { metadata } of theirs.cells) delete metadata.execution;
    expect(byUs).to.deep.equal(theirs);
    fs.writeFileSync(scratch.at("again.ipynb"), `${JSON.stringify(theirs, null, 1)}\n`);
    expect(fs.readFileSync(scratch.at("by-us.ipynb"), "utf8")).to.equal(
      fs.readFileSync(scratch.at("again.ipynb"), "utf8"),
    );
  });

  it("nbformat finds what `axonlab run` writes valid, and writes the very same text", async () => {
    const script =
      "import nbformat, sys; n = nbformat.read(sys.argv[1], 4); nbformat.validate(n); sys.stdout.write(nbformat.writes(n))";
    const { code, stdout, stderr } = await python(["-c", script, "by-us.ipynb"], scratch.folder);
    expect(code, stderr).to.equal(0);
    expect(stderr).to.equal("");
    expect(stdout.trimEnd()).to.equal(fs.readFileSync(scratch.at("by-us.ipynb"), "utf8").trimEnd());
  });

  it("nbconvert makes HTML with highlighted TypeScript, and a .ts file of the code", async () => {
    // Without --execute it reads the outputs that are there; with it, it makes its own.
    for (const [file, flags] of [
      ["by-us", []],
      ["n", ["--execute"]],
    ] as const) {
      const { code, stderr } = await python(
        ["-m", "nbconvert", "--to", "html", ...flags, `${file}.ipynb`],
        scratch.folder,
      );
      expect(code, stderr).to.equal(0);
      const html = fs.readFileSync(scratch.at(`${file}.html`), "utf8");
      expect(html).to.include("RangeError").and.to.include("<i>two</i>");
      // It chooses its lexer before it executes: by the language_info that any front end had written.
      if (file === "by-us") expect(html).to.match(/<span class="k\w*">interface<\/span>/);
    }
    const script = await python(["-m", "nbconvert", "--to", "script", "by-us.ipynb"], scratch.folder);
    expect(script.code, script.stderr).to.equal(0);
    expect(fs.readFileSync(scratch.at("by-us.ts"), "utf8")).to.include("interface Point { x: number }");
  });

  it("papermill runs a notebook; it says itself that it can pass no parameters to TypeScript", async () => {
    const run = await python(["-m", "papermill", "--no-progress-bar", "n.ipynb", "out.ipynb"], scratch.folder);
    // Papermill runs all cells, as their tags allow, and then complains of the last error nevertheless.
    expect(run.code).to.equal(1);
    expect(run.stderr).to.include('Exception encountered at "In [6]"').and.to.include("TS2322");
    scratch.write("sound.ipynb", ours([cell("const epochs = 5;", ["parameters"]), cell("epochs * 2")]));
    const sound = await python(["-m", "papermill", "--no-progress-bar", "sound.ipynb", "out.ipynb"], scratch.folder);
    expect(sound.code, sound.stderr).to.equal(0);
    expect(read(scratch.at("out.ipynb")).cells[1].outputs[0].data["text/plain"]).to.deep.equal(["10"]);
    const passed = await python(
      ["-m", "papermill", "--no-progress-bar", "-p", "epochs", "7", "sound.ipynb", "out.ipynb"],
      scratch.folder,
    );
    expect(passed.code).to.equal(1);
    expect(passed.stderr).to.include(
      "No parameter translator functions specified for kernel 'axonlab' or language 'typescript'",
    );
  });

  it("jupytext pairs a notebook with a .ts file, both ways, and runs the pair", async () => {
    scratch.write(
      "pair.ipynb",
      ours([{ cell_type: "markdown", metadata: {}, source: "# Title" }, cell("const a: number = 1"), cell("a + 1")]),
    );
    const pair = await python(["-m", "jupytext", "--set-formats", "ipynb,ts:percent", "pair.ipynb"], scratch.folder);
    expect(pair.code, pair.stderr).to.equal(0);
    const text = fs.readFileSync(scratch.at("pair.ts"), "utf8");
    expect(text).to.include("// %% [markdown]\n// # Title").and.to.include("// %%\nconst a: number = 1");
    fs.writeFileSync(scratch.at("pair.ts"), text.replace("= 1", "= 41"));
    const later = new Date(Date.now() + 5000);
    fs.utimesSync(scratch.at("pair.ts"), later, later);
    const sync = await python(["-m", "jupytext", "--sync", "pair.ts"], scratch.folder);
    expect(sync.code, sync.stderr).to.equal(0);
    expect((await axonlab(["run", scratch.at("pair.ipynb"), "--inplace"])).code).to.equal(0);
    expect(read(scratch.at("pair.ipynb")).cells[2].outputs[0].data["text/plain"]).to.deep.equal(["42"]);
  });

  it("jupyter console shows results, errors and prints, and keeps variables", async () => {
    const input =
      // It may end before it has fetched what its last cell shows.
      "const kept: number = 20\nconsole.log('printed'); kept * 2 + 2\nconst wrong: number = 'text'\nkept + 1\n'last'\nexit\n";
    const { stdout, stderr } = await python(
      ["-m", "jupyter_console", "--simple-prompt", "--kernel", "axonlab"],
      scratch.folder,
      input,
    );
    expect(stdout, stderr)
      .to.include("printed")
      .and.to.match(/Out\[2\]:\s+42/);
    expect(stdout + stderr).to.include("TS2322");
    expect(stdout).to.match(/Out\[4\]:\s+21/);
  });
});
