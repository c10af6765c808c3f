import fs from "node:fs";
import { expect } from "chai";
import { PROGRESS_FILE } from "../../src/course/progress-file.ts";
import { COURSE } from "../src/course/source.ts";
import { axonlab, cell, notebookOf, Scratch } from "./axonlab.ts";

interface Ran {
  cells: { outputs: { output_type: string; ename?: string; data?: Record<string, string[]> }[] }[];
}

const IMPORT = 'import { check, exercise, progress } from "axonlab/course";';
const DEFINE = `exercise("double", { hints: ["a hint"] }, ({ equal }) => {
  equal("2 · 3", () => double(3), 6);
  equal("2 · 0", () => double(0), 0);
});
check("double")`;

describe("exercises in a notebook", () => {
  let scratch: Scratch;
  beforeEach(() => {
    scratch = new Scratch();
  });
  afterEach(() => scratch.remove());

  // Other tests keep no progress, and may run in the same process.
  const here = (env = {}) => ({ cwd: scratch.folder, env: { AXONLAB_PROGRESS: "on", ...env } });

  /** Runs cells in a kernel of their own, and returns each one's result as text, or its error's name. */
  async function run(cells: string[], ...options: string[]): Promise<string[]> {
    scratch.write("a.ipynb", notebookOf(cells.map((source) => cell(source))));
    await axonlab(["run", "a.ipynb", "--allow-errors", "--output", "ran.ipynb", ...options], here());
    const { cells: ran } = JSON.parse(fs.readFileSync(scratch.at("ran.ipynb"), "utf8")) as Ran;
    return ran.map(({ outputs }) => {
      const last = outputs.at(-1);
      return last?.ename ?? last?.data?.["text/plain"]?.join("") ?? "";
    });
  }

  it("are checked on what the student's cell says now, and a wrong answer's place is named", async () => {
    const [, , wrong, thrown, right] = await run([
      IMPORT,
      "function double(x: number): number { return x; }",
      DEFINE,
      'function double(x: number): number {\n  if (x === 3)\n    throw new RangeError("no 3");\n  return 2 * x;\n}\ncheck("double")',
      'function double(x: number): number { return 2 * x; }\ncheck("double")',
    ]);
    expect(wrong).to.match(/^✗ double: 1 of 2 checks passed\.[\s\S]*expected: 6\n {6}got: 3[\s\S]*Hint 1: a hint/);
    expect(thrown).to.include("your code threw: RangeError: no 3 (In [4], line 3)");
    expect(right).to.match(/^✓ double: all 2 checks passed\./);
  });

  it("keep how far one is over a restart, in the folder of the notebook, for the whole course", async () => {
    scratch.write("source/02-gates.ipynb", COURSE);
    await axonlab(["release", "source", "--to", "."], here());
    const solved = "function xor(a: number, b: number) { return a === b ? 0 : 1; }";
    const tests = 'exercise("xor", {}, ({ equal }) => equal("one", () => xor(1, 0), 1));\ncheck("xor")';
    expect((await run([IMPORT, solved, tests]))[2]).to.match(/^✓ xor/);
    const [, table] = await run([IMPORT, "progress()"]);
    expect(table).to.equal(
      "1 of 2  2 · Gates; left: weights\n1 of 2 exercises solved: their visible checks have passed.",
    );
    const { exercises } = JSON.parse(fs.readFileSync(scratch.at(PROGRESS_FILE), "utf8")) as { exercises: object };
    expect(exercises).to.have.nested.property("xor.notebook", "02-gates.ipynb");
  });

  it("stay solved when the answer is changed later, and without a list are those that were seen", async () => {
    const right = "const double = (x: number) => 2 * x;";
    await run([IMPORT, right, DEFINE]);
    const [, , , table] = await run([IMPORT, "const double = (x: number) => x;", DEFINE, "progress()"]);
    expect(table).to.match(/^1 of 1 {2}.*\n1 of 1 exercises solved/);
  });

  it("end by an interrupt when the student's code loops for ever, and others go on", async () => {
    const [, , , looping, waiting, after] = await run(
      [
        IMPORT,
        "function double(x: number): number { while (x !== 0); return 0; }",
        DEFINE.replace('check("double")', ""),
        'check("double")',
        'exercise("late", {}, ({ equal }) => equal("never", () => new Promise(() => undefined), 1));\ncheck("late")',
        'function double(x: number): number { return 2 * x; }\ncheck("double")',
      ],
      "--timeout",
      "5",
    );
    expect([looping, waiting]).to.deep.equal(["CellTimeout", "CellTimeout"]);
    expect(after).to.match(/^✓ double/);
    expect(fs.readdirSync(scratch.folder).filter((name) => name.endsWith(".lock"))).to.deep.equal([]);
  });

  it("fail for nbgrader by an error, or by standard error where the student's code is asynchronous", async () => {
    const graded = (answer: string) => {
      scratch.write("a.ipynb", notebookOf([IMPORT, `const double = ${answer};`, DEFINE].map((source) => cell(source))));
      const options = here({ NBGRADER_EXECUTION: "autograde" });
      return axonlab(["run", "a.ipynb", "--allow-errors", "--output", "-"], options);
    };
    const troubled = ({ stdout }: { stdout: string }) => /"output_type": "error"|"name": "stderr"/.test(stdout);
    const answers = [
      "(x: number) => 2 * x",
      "async (x: number) => 2 * x",
      "(x: number) => x",
      "async (x: number) => x",
    ];
    const outcomes: boolean[] = [];
    for (const answer of answers) outcomes.push(troubled(await graded(answer)));
    expect(outcomes).to.deep.equal([false, false, true, true]);
    expect(fs.existsSync(scratch.at(PROGRESS_FILE))).to.equal(false);
  });

  it("are checked where nothing can be written, and say that progress lasts as long as the kernel", async () => {
    // Whoever runs this as root may write anywhere, but not even root in the place of a folder.
    scratch.write(`${PROGRESS_FILE}.lock/held`, "");
    const [, , report, table] = await run([IMPORT, "const double = (x: number) => 2 * x;", DEFINE, "progress()"]);
    expect(report).to.match(/^✓ double[\s\S]*kept until the kernel ends, but not on disk/);
    expect(table).to.include("1 of 1 exercises solved");
  });
});
