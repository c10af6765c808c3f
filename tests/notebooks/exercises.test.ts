import { expect } from "chai";
import { faultsOf } from "../../src/course/release/faults.ts";
import { hiddenTestsOf } from "../../src/course/release/hidden-tests.ts";
import { indexOf } from "../../src/course/release/index-of.ts";
import {
  isSolution,
  isTest,
  type Notebook as Source,
  type Cell as SourceCell,
} from "../../src/course/release/notebook.ts";
import { type Cell, notebookNames, readNotebook, textOf } from "./notebook.ts";
import { isTrouble, ownCells, ranOf, resultOf, studentOf, troubleIn } from "./variants.ts";

const LIMIT = 600_000;

/** The names of a notebook's exercises, with its test cells. */
const testsOf = (cells: readonly Cell[]) =>
  cells
    .filter((cell) => isTest(cell as SourceCell))
    .map((cell) => ({ cell, name: (cell as SourceCell).metadata.nbgrader?.grade_id ?? "" }));

/** From the heading that says so to the next of its level. */
function partOf(cells: readonly Cell[], heading: RegExp): string {
  const texts = cells.map((cell) => (cell.cell_type === "markdown" ? textOf(cell.source) : ""));
  const from = texts.findIndex((text) => heading.test(text));
  if (from < 0) return "";
  const next = texts.findIndex((text, at) => at > from && /^## /m.test(text));
  return texts.slice(from, next < 0 ? undefined : next).join("\n");
}

describe("the exercises of the course", () => {
  it("can be released together: every mark is sound, every name its own", () => {
    const sources = notebookNames().map((file) => ({ file, notebook: readNotebook(file) as Source }));
    expect(faultsOf(sources)).to.deep.equal([]);
    const { notebooks } = indexOf(sources);
    const exercises = notebooks.flatMap((notebook) => notebook.exercises);
    const graded = exercises.filter(({ points }) => points > 0).length;
    console.log(`      ${exercises.length} exercises in ${notebooks.length} notebooks, ${graded} of them graded`);
  });
});

for (const name of notebookNames()) {
  describe(`the exercises of ${name}`, () => {
    const { cells } = readNotebook(name);
    const tests = testsOf(cells);

    it("are at least five, two or more of them graded, each with hints", () => {
      expect(tests.length).to.be.at.least(5);
      expect(
        tests.filter(({ cell }) => ((cell as SourceCell).metadata.nbgrader?.points ?? 0) > 0).length,
      ).to.be.at.least(2);
      for (const { cell, name: exercise } of tests)
        expect(textOf(cell.source), exercise).to.match(/hints:\s*\[\s*["'`]/);
      const hidden = tests.reduce((sum, { cell }) => sum + hiddenTestsOf(cell as SourceCell), 0);
      console.log(`      ${tests.length} exercises, ${hidden} hidden tests`);
    });

    it("stand in a notebook with a summary, a questionnaire of five to eight questions, and its sources", () => {
      expect(partOf(cells, /^## (What to take along|Summary)/m)).to.match(/^- /m);
      const questions = partOf(cells, /^## Questionnaire/m).match(/<details>/g) ?? [];
      expect(questions.length).to.be.within(5, 8);
      expect(cells.some(({ source }) => /\*\*Sources\.?\*\*/.test(textOf(source)))).to.equal(true);
    });

    it("are solved by the instructor's solutions, hidden tests too, and no cell has an error or a warning", async () => {
      const ran = await ranOf(name, "source");
      expect(troubleIn(ownCells(ran))).to.deep.equal([]);
      const results = testsOf(ran.cells).map(({ cell, name: exercise }) => [exercise, resultOf(cell)] as const);
      expect(results.filter(([exercise, text]) => !text.startsWith(`✓ ${exercise}: `))).to.deep.equal([]);
    }).timeout(LIMIT);

    it("are open in the student's version: every check fails, and nothing but a stub has an error", async () => {
      const ran = await ranOf(name, "student");
      const others = ran.cells.filter((cell) => !isSolution(cell as SourceCell));
      expect(troubleIn(others)).to.deep.equal([]);
      const stubs = ran.cells.filter((cell) => isSolution(cell as SourceCell)).flatMap(({ outputs = [] }) => outputs);
      expect(
        stubs
          .filter(isTrouble)
          .map(({ evalue = "" }) => evalue)
          .filter((text) => !text.startsWith("Not solved yet")),
      ).to.deep.equal([]);
      const results = testsOf(ran.cells).map(({ cell, name: exercise }) => [exercise, resultOf(cell)] as const);
      expect(results.filter(([exercise, text]) => !text.startsWith(`✗ ${exercise}: `))).to.deep.equal([]);
    }).timeout(LIMIT);

    it("tell the student that there are hidden tests, and show none", async () => {
      const student = studentOf(name);
      expect(JSON.stringify(student)).not.to.match(/(BEGIN|END) (SOLUTION|HIDDEN TESTS)/);
      const ran = await ranOf(name, "student");
      for (const { cell, name: exercise } of tests) {
        const hidden = hiddenTestsOf(cell as SourceCell);
        const shown = ran.cells.find(({ id }) => id === cell.id);
        if (hidden > 0 && shown) expect(resultOf(shown), exercise).to.include(`${hidden} hidden test`);
      }
    }).timeout(LIMIT);
  });
}
