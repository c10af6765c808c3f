import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { expect } from "chai";
import { descendantsOf } from "../../scripts/lib/processes.mjs";
import { allGone } from "../scripts/slow/clone.ts";
import { axonlab, BUNDLE, cell, notebookOf, Scratch, start } from "./axonlab.ts";

// biome-ignore lint/suspicious/noExplicitAny: a notebook is looked into freely
const read = (file: string): any => JSON.parse(fs.readFileSync(file, "utf8"));
const text = (output: { text: string[] }) => output.text.join("");

describe("axonlab run", () => {
  let scratch: Scratch;
  beforeEach(() => {
    scratch = new Scratch();
  });
  afterEach(() => scratch.remove());

  /** Runs cells and gives back the executed ones. */
  async function run(cells: object[], args: string[] = []) {
    const file = scratch.write("n.ipynb", notebookOf(cells));
    const output = scratch.at("out.ipynb");
    const ended = await axonlab(["run", file, "--output", output, ...args]);
    return { ...ended, notebook: read(output), cells: read(output).cells, file };
  }

  it("writes outputs, counts and the language, and leaves the source as it was", async () => {
    const { code, notebook, cells, file, stderr } = await run([
      { cell_type: "markdown", metadata: {}, source: ["# Title\n", "text"] },
      cell("console.log(1); console.log(2); console.error(3); console.log(4);\n21 * 2"),
      cell("   "),
      cell("display.html('<b>x</b>\\n<i>y</i>')"),
    ]);
    expect(code, stderr).to.equal(0);
    expect(read(file).cells[1].outputs[0].text).to.equal("of an earlier run\n");
    expect(cells[1].outputs).to.deep.equal([
      { output_type: "stream", name: "stdout", text: ["1\n", "2\n"] },
      { output_type: "stream", name: "stderr", text: ["3\n"] },
      { output_type: "stream", name: "stdout", text: ["4\n"] },
      { output_type: "execute_result", execution_count: 1, data: { "text/plain": ["42"] }, metadata: {} },
    ]);
    expect(cells.map((each: { execution_count?: number }) => each.execution_count)).to.deep.equal([
      undefined,
      1,
      null,
      2,
    ]);
    expect(cells[2].outputs).to.deep.equal([]);
    expect(cells[3].outputs[0].data["text/html"]).to.deep.equal(["<b>x</b>\n", "<i>y</i>"]);
    expect(notebook.metadata.language_info).to.include({ name: "typescript", file_extension: ".ts" });
    expect(stderr)
      .to.match(/\[1\/2\].*\d+ ms/)
      .and.to.match(/2 of 2 cells ran/);
  });

  it("updates displays of earlier cells, and clears at once or with the next output", async () => {
    const { cells } = await run([
      cell("const shown = display.html('one'); display('kept', { id: 'named' }); undefined"),
      cell("shown.update('two'); display('again', { id: 'named', update: true }); undefined"),
      cell("console.log('gone'); display.clear(); console.log('stays')"),
      cell("console.log('gone'); display.clear({ wait: true }); console.log('new')"),
      cell("console.log('remains'); display.clear({ wait: true })"),
    ]);
    const data = cells[0].outputs.map((output: { data: Record<string, string[]> }) => output.data);
    expect(data[0]["text/html"]).to.deep.equal(["two"]);
    expect(data[1]["text/plain"]).to.deep.equal(["'again'"]);
    expect(cells[1].outputs).to.deep.equal([]);
    expect(cells.slice(2).map(({ outputs }: { outputs: { text: string[] }[] }) => outputs.map(text))).to.deep.equal([
      ["stays\n"],
      ["new\n"],
      ["remains\n"],
    ]);
  });

  it("collects what comes late under the cell that began it, until nothing more goes on", async () => {
    const { code, cells } = await run([
      cell("setTimeout(() => console.log('timer'), 1200); setTimeout(() => console.log('soon'), 1);"),
      cell(
        "import { exec } from 'node:child_process'; exec('sleep 0.5; echo child', (_, out) => console.log(out.trim()));",
      ),
      cell("console.log('last')"),
    ]);
    expect(code).to.equal(0);
    const printed = cells.map(({ outputs }: { outputs: { text?: string[] }[] }) =>
      outputs.flatMap(({ text: lines = [] }) => lines).join(""),
    );
    expect(printed).to.deep.equal(["soon\ntimer\n", "child\n", "last\n"]);
  });

  it("waits no longer than --linger for what never ends", async () => {
    const { code, cells } = await run([cell("setInterval(() => {}, 50); console.log('on')")], ["--linger", "0.3"]);
    expect(code).to.equal(0);
    expect(text(cells[0].outputs[0])).to.equal("on\n");
  });

  it("stops at the first error with exit code 1, and leaves no outputs of an earlier run behind it", async () => {
    const { code, cells, stderr } = await run([cell("1"), cell("throw new Error('broken')"), cell("3")]);
    expect(code).to.equal(1);
    expect(cells[1].outputs[0]).to.deep.include({ output_type: "error", ename: "Error", evalue: "broken" });
    expect(cells[2]).to.deep.include({ outputs: [], execution_count: null });
    expect(stderr).to.include("broken").and.to.include("2 of 3 cells ran, 1 failed");
    expect(stderr, "no colours in a pipe").not.to.include("\x1b");
  });

  it("reports a type error and does not run the cell", async () => {
    const { code, cells } = await run([cell("console.log('ran'); const n: number = 'text'")]);
    expect(code).to.equal(1);
    expect(cells[0].outputs.map((output: { ename: string }) => output.ename)).to.deep.equal(["TS2322"]);
  });

  it("goes on after errors with --allow-errors, and calls that no failure", async () => {
    const { code, cells } = await run([cell("throw 1"), cell("2")], ["--allow-errors"]);
    expect(code).to.equal(0);
    expect(cells[0].outputs[0].output_type).to.equal("error");
    expect(cells[1].outputs[0].data["text/plain"]).to.deep.equal(["2"]);
  });

  it("respects the tags raises-exception and skip-execution", async () => {
    const { code, cells } = await run([
      cell("throw new Error('meant')", ["raises-exception"]),
      cell("console.log('not run')", ["skip-execution"]),
      cell("'end'"),
    ]);
    expect(code).to.equal(0);
    expect(cells[0].outputs[0].evalue).to.equal("meant");
    expect(cells[1]).to.deep.include({ execution_count: 77 });
    expect(text({ text: [cells[1].outputs[0].text].flat() })).to.equal("of an earlier run\n");
    expect(cells[2].execution_count).to.equal(2);
  });

  it("fails a notebook whose cell fails after it had ended", async () => {
    const { code, cells, stderr } = await run([
      cell("setTimeout(() => { throw new Error('late') }, 300); 1"),
      cell("2"),
    ]);
    expect(code).to.equal(1);
    expect(cells[0].outputs.at(-1)).to.include({ output_type: "error", evalue: "late" });
    expect(cells[1].execution_count).to.equal(2);
    expect(stderr).to.include("[1] failed after it had ended");
  });

  it("interrupts a cell that takes longer than --timeout, be it a loop or a wait", async () => {
    // The other cells must keep to it on however busy a machine.
    const limit = ["--timeout", "4"];
    const [begin, end] = [cell("let kept = 5"), cell("kept")];
    const [loop, wait] = [cell("for (;;);"), cell("await new Promise(() => setTimeout(() => {}, 1e6))")];
    const stopped = await run([begin, loop, end], limit);
    expect(stopped.code).to.equal(1);
    expect(stopped.cells[2].outputs).to.deep.equal([]);
    const { code, cells } = await run([begin, loop, wait, end], [...limit, "--allow-errors"]);
    expect(code).to.equal(0);
    for (const { outputs } of [stopped.cells[1], cells[1], cells[2]]) {
      expect(outputs).to.have.length(1);
      expect(outputs[0]).to.include({ output_type: "error", ename: "CellTimeout" });
    }
    expect(cells[3].outputs[0].data["text/plain"]).to.deep.equal(["5"]);
  });

  it("survives code that ends its runtime, and says what happened", async () => {
    const { code, cells } = await run([cell("process.exit(3)"), cell("'on'")], ["--allow-errors"]);
    expect(code).to.equal(0);
    expect(cells[0].outputs[0]).to.include({ ename: "Exited" });
    expect(cells[1].outputs[0].data["text/plain"]).to.deep.equal(["'on'"]);
  });

  it("tells code that asks a question that nobody answers", async () => {
    const { code, cells } = await run([cell("prompt('Who?')")]);
    expect(code).to.equal(1);
    expect(cells[0].outputs[0].output_type).to.equal("error");
  });

  it("runs several notebooks, each in its own folder and kernel, and fails where one did", async () => {
    const first = scratch.write("a/one.ipynb", notebookOf([cell("const mine = 1; process.cwd()")]));
    const second = scratch.write("b/two.ipynb", notebookOf([cell("mine")]));
    const third = scratch.write("c/three.ipynb", notebookOf([cell("import { x } from './x'; x")]));
    scratch.write("c/x.ts", "export const x: number = 7;");
    const { code, stderr } = await axonlab(["run", first, second, third, "--inplace"]);
    expect(code).to.equal(1);
    expect(read(first).cells[0].outputs[0].data["text/plain"].join("")).to.include(
      path.join(path.basename(scratch.folder), "a"),
    );
    expect(read(second).cells[0].outputs[0].ename).to.equal("TS2304");
    expect(read(third).cells[0].outputs[0].data["text/plain"]).to.deep.equal(["7"]);
    expect(stderr).to.include(`${third}: 1 of 1 cells ran`);
  });

  it("writes in place through a link, keeps the file's rights, and leaves no other file", async () => {
    const file = scratch.write("n.ipynb", notebookOf([cell("1")]));
    fs.chmodSync(file, 0o640);
    const link = scratch.at("link.ipynb");
    fs.symlinkSync(file, link);
    expect((await axonlab(["run", link, "--inplace"])).code).to.equal(0);
    expect(fs.lstatSync(link).isSymbolicLink()).to.equal(true);
    expect(fs.statSync(file).mode & 0o777).to.equal(0o640);
    expect(read(file).cells[0].outputs).to.have.length(1);
    expect(fs.readdirSync(scratch.folder).sort()).to.deep.equal(["link.ipynb", "n.ipynb"]);
  });

  it("does not overwrite a notebook that was edited while it ran", async () => {
    const file = scratch.write(
      "n.ipynb",
      notebookOf([cell("import fs from 'node:fs'; fs.appendFileSync('n.ipynb', ' '); 1")]),
    );
    const { code, stderr } = await axonlab(["run", file, "--inplace"]);
    expect(code).to.equal(0);
    expect(stderr).to.include("edited meanwhile");
    expect(read(file).cells[0].execution_count).to.equal(77);
    expect(read(scratch.at("n.executed.ipynb")).cells[0].execution_count).to.equal(1);
  });

  it("is a filter between standard input and output", async () => {
    const input = `\uFEFF${JSON.stringify(notebookOf([cell("console.log('x'.repeat(300000))")]))}`;
    const { code, stdout } = await axonlab(["run", "-"], { input, cwd: scratch.folder });
    expect(code).to.equal(0);
    expect(text(JSON.parse(stdout).cells[0].outputs[0])).to.have.length(300_001);
  });

  it("ends on Ctrl-C with exit code 130: nothing is written, nothing goes on", async () => {
    const mark = scratch.at("begun");
    const begin = `import fs from "node:fs"; fs.writeFileSync(${JSON.stringify(mark)}, "")`;
    const file = scratch.write("n.ipynb", notebookOf([cell(`${begin}; for (;;);`)]));
    const before = fs.readFileSync(file, "utf8");
    const { child, printed, ended } = start(process.execPath, [BUNDLE, "run", file, "--inplace"]);
    while (!fs.existsSync(mark)) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(printed.stderr).to.include("[1/1]");
    const family = descendantsOf(child.pid ?? 0);
    expect(family.length).to.be.greaterThan(1);
    child.kill("SIGINT");
    expect((await ended).code).to.equal(130);
    await allGone(family);
    expect(fs.readFileSync(file, "utf8")).to.equal(before);
  });

  it("leaves no history, no file and no process", async () => {
    const history = scratch.at("history");
    const file = scratch.write("n.ipynb", notebookOf([cell("1")]));
    const child = spawn(process.execPath, [BUNDLE, "run", file], { env: { ...process.env, AXONLAB_HISTORY: history } });
    const family = await new Promise<ReturnType<typeof descendantsOf>>((resolve) =>
      child.stderr.on("data", () => resolve(descendantsOf(child.pid ?? 0))),
    );
    expect(await new Promise((resolve) => child.once("close", resolve))).to.equal(0);
    await allGone(family);
    expect(fs.readdirSync(scratch.folder)).to.deep.equal(["n.ipynb"]);
  });

  it("takes --memory as the limit of the notebook's code", async () => {
    const { code, cells } = await run(
      [cell("const all: number[][] = []; for (;;) all.push(new Array(1e6).fill(1))")],
      ["--memory", "100"],
    );
    expect(code).to.equal(1);
    expect(cells[0].outputs[0]).to.include({ ename: "OutOfMemory" });
    expect(cells[0].outputs[0].evalue).to.include("100 MB");
  });
});
