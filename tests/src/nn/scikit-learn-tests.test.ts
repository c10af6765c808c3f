import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";

const read = (file: string) => readFileSync(join(import.meta.dirname, file), "utf8");

/** The tests of scikit-learn 1.9.1's test_mlp.py, by `grep "^def test_"`. */
const theirs = read("oracles/scikit-learn-tests.txt").trim().split("\n");
const rows = read("scikit-learn-tests.md")
  .split("\n")
  .filter((line) => line.startsWith("| ") && !line.startsWith("| there"))
  .map((line) => line.split("|").map((cell) => cell.trim()) as [string, string, string]);

describe("the table of scikit-learn's tests and ours", () => {
  it(`has a row for each of the ${theirs.length} tests there`, () => {
    const named = new Set(rows.flatMap(([, there]) => there.match(/test_\w+/g) ?? []));
    expect(theirs.length).to.be.above(40);
    expect(theirs.filter((name) => !named.has(name))).to.deep.equal([]);
  });

  it("names tests that exist", () => {
    const quoted = rows.flatMap(([, , here]) =>
      [...here.matchAll(/([\w-]+\.test\.ts): "([^"]+?)(?: …)?"/g)].map(([, file = "", title = ""]) => ({
        file,
        title,
      })),
    );
    expect(quoted.length).to.be.above(20);
    expect(quoted.filter(({ file, title }) => !read(file).includes(title))).to.deep.equal([]);
  });

  it("says where each counterpart is, or why there is none", () => {
    const vague = rows.filter(([, , here]) => !/\.test\.ts: |^no counterpart: \w/.test(here));
    expect(vague).to.deep.equal([]);
  });
});
