import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect } from "chai";
import { layNotebooks } from "../../scripts/lib/notebooks.mjs";

describe("laying the student's copies of the notebooks", () => {
  let folder: string;
  const today = new Date(2026, 0, 31);
  const at = (...parts: string[]) => path.join(folder, ...parts);
  const read = (...parts: string[]) => fs.readFileSync(at(...parts), "utf8");
  const write = (text: string, ...parts: string[]) => {
    fs.mkdirSync(path.dirname(at(...parts)), { recursive: true });
    fs.writeFileSync(at(...parts), text);
  };
  const lay = () => layNotebooks({ sources: at("sources"), copies: at("work"), memory: at("memory.json"), today });

  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "axonlab-lay é "));
    write("first release", "sources", "01.ipynb");
    write("a,b", "sources", "data", "marks.csv");
  });
  afterEach(() => fs.rmSync(folder, { recursive: true }));

  it("copies notebooks and their data at first, and nothing the second time", () => {
    expect(lay().laid).to.deep.equal(["01.ipynb", path.join("data", "marks.csv")]);
    expect(read("work", "data", "marks.csv")).to.equal("a,b");
    expect(lay()).to.deep.equal({ laid: [], updated: [], beside: [] });
  });

  it("lets an unchanged copy follow the release", () => {
    lay();
    write("second release", "sources", "01.ipynb");
    expect(lay().updated).to.deep.equal(["01.ipynb"]);
    expect(read("work", "01.ipynb")).to.equal("second release");
  });

  it("never touches a changed copy, whose release is the one it came from", () => {
    lay();
    write("my answers", "work", "01.ipynb");
    expect(lay()).to.deep.equal({ laid: [], updated: [], beside: [] });
    expect(read("work", "01.ipynb")).to.equal("my answers");
  });

  it("lays a newer release beside a changed copy, once", () => {
    lay();
    write("my answers", "work", "01.ipynb");
    write("second release", "sources", "01.ipynb");
    expect(lay().beside).to.deep.equal(["01 (new 2026-01-31).ipynb"]);
    expect(read("work", "01.ipynb")).to.equal("my answers");
    expect(read("work", "01 (new 2026-01-31).ipynb")).to.equal("second release");
    fs.rmSync(at("work", "01 (new 2026-01-31).ipynb"));
    expect(lay().beside).to.deep.equal([]);
  });

  it("keeps a release laid beside that was changed too, when a third comes on the same day", () => {
    lay();
    write("my answers", "work", "01.ipynb");
    write("second release", "sources", "01.ipynb");
    lay();
    write("more answers", "work", "01 (new 2026-01-31).ipynb");
    write("third release", "sources", "01.ipynb");
    expect(lay().beside).to.deep.equal(["01 (new 2026-01-31 2).ipynb"]);
    expect(read("work", "01 (new 2026-01-31).ipynb")).to.equal("more answers");
  });

  it("does not overwrite a changed copy when its memory is lost or damaged", () => {
    lay();
    write("my answers", "work", "01.ipynb");
    write("{ half", "memory.json");
    lay();
    expect(read("work", "01.ipynb")).to.equal("my answers");
    expect(read("work", "01 (new 2026-01-31).ipynb")).to.equal("first release");
  });

  it("lays a deleted copy anew, and leaves the student's own files alone", () => {
    lay();
    fs.rmSync(at("work", "01.ipynb"));
    write("mine", "work", "own.ipynb");
    expect(lay().laid).to.deep.equal(["01.ipynb"]);
    expect(read("work", "own.ipynb")).to.equal("mine");
  });

  it("leaves Jupyter's checkpoints and hidden files where they are", () => {
    write("x", "sources", ".ipynb_checkpoints", "01.ipynb");
    write("x", "sources", ".hidden");
    lay();
    expect(fs.readdirSync(at("work")).sort()).to.deep.equal(["01.ipynb", "data"]);
  });
});
