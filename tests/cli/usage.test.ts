import { expect } from "chai";
import { axonlab, Scratch } from "./axonlab.ts";

/** Wrong uses, and what is said about them. */
const WRONG: readonly [args: string[], says: string][] = [
  [["instal"], 'did you mean "install"?'],
  [["__proto__"], "expected a command"],
  [["help", "runn"], 'did you mean "run"?'],
  [["run"], "expected axonlab run NOTEBOOK… [options], got nothing"],
  [["run", "--inpalce", "a.ipynb"], 'no option --inpalce (did you mean "--inplace"?)'],
  [["run", "-x", "a.ipynb"], "no option -x"],
  [["run", "a.ipynb", "--output"], "expected --output FILE, got nothing after it"],
  [["run", "a.ipynb", "--output", "--inplace"], "expected --output FILE, got --inplace after it"],
  [["run", "a.ipynb", "--inplace=yes"], 'expected --inplace without a value, got "yes"'],
  [["run", "a.ipynb", "--output", "x", "--inplace"], "expected --output or --inplace, got both"],
  [["run", "a.ipynb", "b.ipynb", "--output", "x"], "expected one notebook for --output, got 2"],
  [["run", "a.ipynb", "a.ipynb"], "expected each notebook once, got a.ipynb twice"],
  [["run", "-", "--inplace"], "expected a file for --inplace, got standard input"],
  [["run", "missing.ipynb"], "expected a notebook, got missing.ipynb: it is not there"],
  [["run", "."], "expected a notebook, got .: it is a folder"],
  [["run", "empty.ipynb", "--timeout", "soon"], 'expected --timeout as seconds, at most 2000000, got "soon"'],
  [["run", "empty.ipynb", "--timeout", "0"], "expected --timeout as seconds"],
  [["run", "empty.ipynb", "--memory", "lots"], "expected --memory as megabytes"],
  [["run", "empty.ipynb", "--output", "no/such/folder/x.ipynb"], "expected a folder that can be written to"],
  [["run", "empty.ipynb", "--output", "."], "expected --output FILE, got the folder ."],
  [["install", "here"], 'expected axonlab install [options], got "here"'],
  [["install", "--user", "--prefix", "x"], "expected one place, got --user and --prefix"],
  [["install", "--prefix="], "expected --prefix DIR"],
  [["install", "--name", "My Kernel"], 'did you mean "my-kernel"?'],
  [["install", "--name", ".."], "expected --name of a-z"],
  [["install", "--name", "a/b"], "expected --name of a-z"],
  [["install", "--display-name", " "], "expected --display-name TEXT"],
  [["install", "--memory", "1", "--memory", "2"], "expected --memory once"],
  [["uninstall", "--display-name", "x"], "no option --display-name"],
  [["kernel"], "expected axonlab kernel CONNECTION_FILE [options], got nothing"],
  [["kernel", "a", "b"], 'got "a" "b"'],
];

describe("axonlab on the command line", () => {
  const scratch = new Scratch();
  before(() => {
    scratch.write("empty.ipynb", { cells: [], metadata: {}, nbformat: 4, nbformat_minor: 5 });
  });
  after(() => scratch.remove());

  it("says its commands without one, and each command's options", async () => {
    for (const args of [[], ["--help"], ["-h"], ["help"]]) {
      const { code, stdout } = await axonlab(args);
      expect(code).to.equal(0);
      for (const name of ["install", "uninstall", "run", "kernel"]) expect(stdout).to.include(`axonlab ${name}`);
    }
    const pages = await Promise.all([
      axonlab(["run", "--help"]),
      axonlab(["help", "run"]),
      axonlab(["run", "x", "-h"]),
    ]);
    expect(new Set(pages.map(({ stdout }) => stdout)).size).to.equal(1);
    for (const option of ["--inplace", "--output FILE", "--timeout SECONDS", "--allow-errors", "Exit code"])
      expect(pages[0]?.stdout).to.include(option);
  });

  it("says the versions", async () => {
    const { code, stdout } = await axonlab(["--version"]);
    expect(code).to.equal(0);
    expect(stdout).to.match(/^axonlab \d+\.\d+\.\d+ \(TypeScript 7\.\S+, Node \d+\.\S+\)\n$/);
  });

  for (const [args, says] of WRONG) {
    it(`answers ${JSON.stringify(args.join(" "))} with a remedy and exit code 2`, async () => {
      const { code, stdout, stderr } = await axonlab(args, { cwd: scratch.folder, input: "" });
      expect(stderr)
        .to.match(/^\[kernel\] /)
        .and.to.include(says);
      expect(stderr, "no stack").not.to.include("    at ");
      expect({ code, stdout }).to.deep.equal({ code: 2, stdout: "" });
    });
  }

  it("ends with exit code 1 where a connection file is not there, and leaves nothing running", async () => {
    const { code, stderr } = await axonlab(["kernel", scratch.at("none.json")]);
    expect(code).to.equal(1);
    expect(stderr).to.include("expected a connection file");
  });
});
