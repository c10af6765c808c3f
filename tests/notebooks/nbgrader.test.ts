import { expect } from "chai";
import type { Notebook } from "../../src/course/release/notebook.ts";
import { sourceOf } from "../../src/course/release/notebook.ts";
import { release } from "../../src/course/release.ts";
import { COURSE } from "../src/course/source.ts";
import { NbgraderCourse } from "./nbgrader.ts";
import { notebookNames, readNotebook } from "./notebook.ts";

/** What both make of a cell; nbgrader locks no plain text. */
const made = ({ cells }: Notebook) =>
  cells.map((cell) => {
    const { nbgrader, deletable, editable } = cell.metadata;
    return { id: cell.id, source: sourceOf(cell), nbgrader, ...(nbgrader ? { deletable, editable } : {}) };
  });

/** Solves the student's version in one way or another. */
const solved = (notebook: Notebook, answer: string): Notebook => ({
  ...notebook,
  cells: notebook.cells.map((cell) =>
    sourceOf(cell).includes("function xor")
      ? { ...cell, source: sourceOf(cell).replace(/throw new Error.*/, answer) }
      : cell,
  ),
});

describe("nbgrader with the settings that we ship", () => {
  const course = new NbgraderCourse();
  const [ours] = release([{ file: "02-gates.ipynb", notebook: structuredClone(COURSE) }]).notebooks;

  before(async function () {
    this.timeout(600_000);
    course.write("source/gates/02-gates.ipynb", COURSE);
    await course.nbgrader("generate_assignment", "gates", "--create");
  });
  after(() => course.remove());

  it("makes the same student's version as `axonlab release`, checksums included", () => {
    const theirs = course.read("release/gates/02-gates.ipynb");
    expect(ours && made(ours.notebook)).to.deep.equal(made(theirs));
    expect(made(theirs).filter(({ nbgrader }) => nbgrader?.checksum)).to.have.length(4);
  });

  it("makes the same of every chapter of the course", async () => {
    const sources = notebookNames().map((file) => ({ file, notebook: readNotebook(file) as Notebook }));
    for (const { file, notebook } of sources) course.write(`source/course/${file}`, notebook);
    await course.nbgrader("generate_assignment", "course", "--create");
    for (const { file, notebook } of release(sources).notebooks) {
      const locked = ({ nbgrader }: ReturnType<typeof made>[number]) => nbgrader !== undefined;
      const theirs = made(course.read(`release/course/${file}`)).filter(locked);
      expect(made(notebook).filter(locked), file).to.deep.equal(theirs);
    }
  }).timeout(600_000);

  it("finds the checksums of our release to be its own, for points and ids of all kinds", async () => {
    const points = [0, 1, 2.5, 0.1, 1e-5, 1234567 / 7, 1e6];
    const sources = points.map((each, at) => {
      const notebook = structuredClone(COURSE);
      for (const cell of notebook.cells)
        if (cell.metadata.nbgrader?.points !== undefined) cell.metadata.nbgrader.points = each;
      return { file: `${at}.ipynb`, notebook: rename(notebook, at) };
    });
    for (const { file, notebook } of release(sources).notebooks) course.write(`checked/${file}`, notebook);
    const code = `
import glob, json, nbformat
from nbgrader.utils import compute_checksum
cells = [cell for name in glob.glob("checked/*.ipynb") for cell in nbformat.read(name, 4).cells if "nbgrader" in cell.metadata]
print(json.dumps([[cell.metadata.nbgrader.checksum, compute_checksum(cell)] for cell in cells]))`;
    const pairs = JSON.parse(await course.python(code)) as [string, string][];
    expect(pairs).to.have.length(4 * points.length);
    for (const [written, computed] of pairs) expect(written).to.equal(computed);
  }).timeout(600_000);

  it("gives a solved exercise its points and one that fails none, be it by a hidden test alone", async () => {
    const answers = {
      right: "return a === b ? 0 : 1;",
      wrong: "return a;",
      stub: "throw new Error()",
      visible: "return a < b ? 1 : 0;",
    };
    for (const [student, answer] of Object.entries(answers)) {
      if (ours) course.write(`submitted/${student}/gates/02-gates.ipynb`, solved(ours.notebook, answer));
    }
    await course.nbgrader("autograde", "gates", "--create");
    const code = `
import json
from nbgrader.api import Gradebook
with Gradebook("sqlite:///gradebook.db") as book:
    print(json.dumps({each.student.id: each.score for each in book.assignment_submissions("gates")}))`;
    expect(JSON.parse(await course.python(code))).to.deep.equal({ right: 2, wrong: 0, stub: 0, visible: 0 });
  }).timeout(600_000);
});

/** The same notebook under grade ids of its own. */
function rename(notebook: Notebook, at: number): Notebook {
  const text = JSON.stringify(notebook).replaceAll(/(xor|weights)(?=(-solution)?\\?")/g, `$1-${at}`);
  return JSON.parse(text) as Notebook;
}
