import { expect } from "chai";
import type { Cell } from "../../../src/course/release/notebook.ts";
import { sourceOf } from "../../../src/course/release/notebook.ts";
import { pagesOf } from "../../../src/course/release/pages.ts";
import { STEPS } from "../../../src/course/release/steps.ts";
import { release } from "../../../src/course/release.ts";
import { COURSE, code, notebookOf, solution, test, text } from "./source.ts";

const file = "02-gates.ipynb";
const released = () => release([{ file, notebook: structuredClone(COURSE) }]);
const cellOf = (id: string) => released().notebooks[0]?.notebook.cells.find((cell) => cell.id === id) as Cell;
const faultsIn = (...cells: Cell[]) => {
  try {
    release([{ file, notebook: notebookOf(...cells) }]);
    return "";
  } catch (error) {
    return (error as Error).message;
  }
};

describe("the student's version of a notebook", () => {
  it("has stubs for solutions, indented as they were, and nothing of the solutions anywhere", () => {
    expect(sourceOf(cellOf("xor-solution"))).to.equal(
      'function xor(a: number, b: number): number {\n  throw new Error("Not solved yet: write your answer here.");\n}',
    );
    expect(JSON.stringify(released().notebooks)).not.to.match(/a === b|-1\.5|SOLUTION|HIDDEN|the solution is|1 \+ 1/);
  });

  it("has the stub that the source asks for", () => {
    expect(sourceOf(cellOf("weights-solution"))).to.equal("const w = [0, 0];\nconst b = 0;");
  });

  it("says how many tests are hidden where they were", () => {
    expect(sourceOf(cellOf("xor")).split("\n").slice(2, 5)).to.deep.equal([
      '  equal("xor(1, 1)", () => xor(1, 1), 0);',
      "  exercise.hidden(2);",
      "});",
    ]);
  });

  it("locks tests and texts, keeps answers from being deleted, and leaves other code free", () => {
    const locks = COURSE.cells.map(({ id = "" }) => {
      const { deletable, editable } = cellOf(id).metadata;
      return [id, deletable, editable];
    });
    expect(locks).to.deep.equal([
      ["title", false, false],
      ["imports", undefined, undefined],
      ["xor-solution", false, undefined],
      ["xor", false, false],
      ["weights-solution", false, undefined],
      ["weights", false, false],
      ["free", undefined, undefined],
    ]);
  });

  it("has no outputs and no counts, and leaves the source as it was", () => {
    const source = structuredClone(COURSE);
    release([{ file, notebook: source }]);
    expect(source).to.deep.equal(COURSE);
    for (const { cell_type: type, outputs, execution_count: count } of released().notebooks[0]?.notebook.cells ?? []) {
      if (type === "code") expect([outputs, count]).to.deep.equal([[], null]);
    }
  });

  it("leads links out of the folder to pages that the release brings along", () => {
    const source = notebookOf(text("a", "See [x](../docs/x.md#one), [y](y.md) and [z](../../z%20z.md)."));
    const [page] = release([{ file, notebook: source }]).notebooks;
    expect(page?.notebook.cells.map(sourceOf)).to.deep.equal(["See [x](docs/x.md#one), [y](y.md) and [z](z%20z.md)."]);
    expect(pagesOf(sourceOf(source.cells[0] as Cell))).to.deep.equal([
      { from: "../docs/x.md", name: "docs/x.md" },
      { from: "../../z z.md", name: "z z.md" },
    ]);
  });

  it("comes with a list of the exercises", () => {
    expect(released().index).to.deep.equal({
      version: 1,
      notebooks: [
        {
          file,
          title: "2 · Gates",
          exercises: [
            { name: "xor", points: 2, hidden: 2 },
            { name: "weights", points: 0, hidden: 0 },
          ],
        },
      ],
    });
  });

  it("is made by one list of steps, of which a second run changes no text", () => {
    expect(STEPS.length).to.be.above(5);
    const [once] = released().notebooks;
    const twice = STEPS.filter(({ name }) => !/stubs/.test(name)).reduce(
      (so, { apply }) => apply(so),
      once?.notebook ?? COURSE,
    );
    expect(twice).to.deep.equal(once?.notebook);
  });

  it("replaces a solution without a region as a whole, and a written answer by a place to write", () => {
    const written: Cell = {
      ...text("why", "Because."),
      metadata: {
        nbgrader: { ...solution("why", "").metadata.nbgrader, grade_id: "why", grade: true, points: 1 } as never,
      },
    };
    const { notebooks } = release([
      {
        file,
        notebook: notebookOf(
          written,
          solution("a-solution", "const a = 1;"),
          test("a", 'exercise("a", {}, ({ ok }) => ok("t", () => a));\ncheck("a")'),
        ),
      },
    ]);
    expect(notebooks[0]?.notebook.cells.map(sourceOf).slice(0, 2)).to.deep.equal([
      "*Write your answer here.*",
      'throw new Error("Not solved yet: write your answer here.");',
    ]);
  });
});

describe("what a release refuses", () => {
  const good = solution("a-solution", "// BEGIN SOLUTION\nconst a = 1;\n// END SOLUTION");
  const tests = (name = "a", last = `check("${name}");`) =>
    `exercise("${name}", {}, ({ ok }) => ok("t", () => a));\n${last}`;

  const CASES: Record<string, [cells: Cell[], says: RegExp]> = {
    "a solution that does not end": [
      [solution("a-solution", "// BEGIN SOLUTION\n1"), test("a", tests())],
      /cell a-solution: line 1: BEGIN SOLUTION without its END/,
    ],
    "a solution that begins in another": [
      [solution("a-solution", "// BEGIN SOLUTION\n// BEGIN SOLUTION\n// END SOLUTION"), test("a", tests())],
      /line 2: BEGIN SOLUTION inside/,
    ],
    "an end alone": [
      [good, test("a", `// END HIDDEN TESTS\n${tests()}`)],
      /line 1: END HIDDEN TESTS without its BEGIN/,
    ],
    "a solution in a cell that is not marked": [
      [code("free", "// BEGIN SOLUTION\n// END SOLUTION")],
      /cell free: expected solutions in a cell marked/,
    ],
    "hidden tests in a cell that is not marked": [
      [code("free", "// BEGIN HIDDEN TESTS\nok(1)\n// END HIDDEN TESTS")],
      /cell free: expected hidden tests in a test cell/,
    ],
    "hidden tests that are none": [
      [good, test("a", `// BEGIN HIDDEN TESTS\n// ok(1)\n// END HIDDEN TESTS\n${tests()}`)],
      /expected hidden tests, each at the beginning/,
    ],
    "two cells of one id": [[text("x", "a"), text("x", "b")], /expected a cell id of its own, got "x"/],
    "two cells of one grade id": [
      [good, test("a", tests()), { ...test("a", tests()), id: "b" }],
      /expected a grade id of its own, got "a"/,
    ],
    "a test without a solution": [[test("a", tests())], /expected a solution cell "a-solution" before the test "a"/],
    "a solution after its test": [[test("a", tests()), good], /expected a solution cell "a-solution" before/],
    "a solution without a test": [[good], /expected a test "a" after the solution "a-solution"/],
    "an exercise of another name": [
      [good, test("a", tests("b"))],
      /expected exercise\("a", …\) as its grade id says, got "b"/,
    ],
    "a test that does not check": [[good, test("a", tests("a", "1"))], /expected check\("a"\) as its last line/],
    "two exercises in a cell": [[good, test("a", tests() + tests())], /expected one exercise, got a, a/],
    "an exercise in a cell that is no test": [[code("free", tests())], /expected exercise\(…\) in a test cell/],
    "another schema": [[code("x", "", { schema_version: 2 })], /expected metadata.nbgrader.schema_version 3, got 2/],
    "an odd grade id": [[code("x", "", { grade_id: "A b" })], /grade_id of small letters.*got "A b"/],
    "points that are none": [[good, test("a", tests(), -1)], /points from 0 to 1000000, got -1/],
    "a stub outside of a solution": [[code("x", "// STUB: 1")], /expected \/\/ STUB: inside of a solution/],
  };
  for (const [what, [cells, says]] of Object.entries(CASES)) {
    it(`is ${what}`, () => expect(faultsIn(...cells)).to.match(says));
  }

  it("is told all at once, for all notebooks", () => {
    const broken = notebookOf(test("a", tests()));
    const make = () =>
      release([
        { file, notebook: broken },
        { file: "03.ipynb", notebook: broken },
      ]);
    expect(make).to.throw(
      /got 3 faults:[\s\S]*03.ipynb, cell a: expected a grade id of its own, got "a", as 02-gates.ipynb/,
    );
  });

  it("is a notebook whose cells have no ids", () => {
    const old = { ...notebookOf(), nbformat_minor: 4 };
    expect(() => release([{ file, notebook: old }])).to.throw(/expected nbformat 4.5/);
  });
});
