import fs from "node:fs";
import path from "node:path";
import { expect } from "chai";
import { filesBelow } from "../../scripts/lib/stamp.mjs";
import { COURSE, notebookOf, solution, text } from "../src/course/source.ts";
import { axonlab, Scratch } from "./axonlab.ts";

describe("axonlab release", () => {
  let scratch: Scratch;
  const release = (...args: string[]) => axonlab(["release", ...args], { cwd: scratch.folder });
  const read = (name: string) => fs.readFileSync(scratch.at(name), "utf8");
  beforeEach(() => {
    scratch = new Scratch();
    scratch.write("source/02-gates.ipynb", COURSE);
    scratch.write("source/data/marks.csv", "a,b");
    scratch.write("source/README.md", "See [the terms](../docs/terms.md#a).");
    scratch.write("source/slides.json", "[]");
    scratch.write("source/.ipynb_checkpoints/02-gates.ipynb", COURSE);
    scratch.write("docs/terms.md", "# Terms");
  });
  afterEach(() => scratch.remove());

  it("writes the student's version of a folder, its data, and the list of exercises", async () => {
    const { code, stderr } = await release("source", "--to", "out");
    expect([code, stderr]).to.deep.equal([0, "one notebook released to out\n"]);
    const files = ["02-gates.ipynb", "README.md", "course.json", path.join("data", "marks.csv")];
    expect(filesBelow(scratch.at("out"))).to.deep.equal(files.sort());
    expect(read("out/02-gates.ipynb")).to.include("exercise.hidden(2);").and.not.to.include("SOLUTION");
    expect(JSON.parse(read("out/course.json"))).to.have.nested.property("notebooks[0].exercises[0].name", "xor");
    expect(read("out/README.md")).to.equal("See [the terms](docs/terms.md#a).");
    expect(JSON.parse(read("source/02-gates.ipynb"))).to.deep.equal(COURSE);
  });

  it("brings the pages along that a notebook links to", async () => {
    scratch.write(
      "source/01.ipynb",
      notebookOf(text("a", "# One\n\n[terms](../docs/terms.md#a), [lost](../docs/lost.md)")),
    );
    expect((await release("source", "--to", "out")).code).to.equal(0);
    expect(read("out/docs/terms.md")).to.equal("# Terms");
    expect(fs.existsSync(scratch.at("out/docs/lost.md"))).to.equal(false);
  });

  it("writes the same once more, but replaces what somebody changed only with --force", async () => {
    expect((await release("source")).code).to.equal(0);
    expect((await release("source")).code).to.equal(0);
    const released = read("release/02-gates.ipynb");
    fs.writeFileSync(scratch.at("release", "02-gates.ipynb"), "my answers");
    fs.rmSync(scratch.at("release", "README.md"));
    const { code, stderr } = await release("source");
    expect(code).to.equal(1);
    expect(stderr).to.include("got other files of these names: 02-gates.ipynb; --force replaces them");
    expect(fs.existsSync(scratch.at("release", "README.md"))).to.equal(false);
    expect((await release("source", "--force")).code).to.equal(0);
    expect(read("release/02-gates.ipynb")).to.equal(released);
  });

  it("takes notebooks by name, and with --check only looks at them", async () => {
    const { code, stderr } = await release("source/02-gates.ipynb", "--check");
    expect([code, stderr]).to.deep.equal([0, "one notebook can be released\n"]);
    expect(fs.existsSync(scratch.at("release"))).to.equal(false);
    expect((await release("source/02-gates.ipynb")).code).to.equal(0);
    expect(filesBelow(scratch.at("release"))).to.deep.equal(["02-gates.ipynb", "course.json"]);
  });

  it("writes nothing where a source has a fault, and says where", async () => {
    scratch.write("source/03.ipynb", notebookOf(solution("a-solution", "// BEGIN SOLUTION")));
    const { code, stderr } = await release("source");
    expect(code).to.equal(1);
    expect(stderr).to.include("03.ipynb, cell a-solution: line 1: BEGIN SOLUTION without its END");
    expect(fs.existsSync(scratch.at("release"))).to.equal(false);
  });

  const WRONG: Record<string, [args: string[], says: string]> = {
    "no source": [[], "expected axonlab release SOURCE"],
    "a source that is not there": [["nowhere"], "expected a notebook or a folder, got nowhere: it is not there"],
    "a folder without notebooks": [["docs"], "expected notebooks, got none in docs"],
    "the sources' own folder": [["source", "--to", "source"], "expected --to another folder than the sources'"],
    "two files of one name": [["source", "source/02-gates.ipynb"], "got 02-gates.ipynb twice"],
  };
  for (const [what, [args, says]] of Object.entries(WRONG)) {
    it(`refuses ${what}`, async () => {
      const { code, stderr } = await release(...args);
      expect(code).to.equal(2);
      expect(stderr).to.include(says);
    });
  }

  it("writes a notebook that runs on our kernel: its checks fail, and nothing else", async () => {
    await release("source");
    const { code } = await axonlab(["run", "release/02-gates.ipynb", "--output", "ran.ipynb"], { cwd: scratch.folder });
    expect(code, "the last cell calls a stub").to.equal(1);
    const ran = read("ran.ipynb");
    expect(ran).to.include(
      "✗ xor: the cell above waits for your answer; 0 of 2 visible checks passed. 2 hidden tests run",
    );
    expect(ran).to.include("✗ weights: 0 of 1 check passed");
  });
});
