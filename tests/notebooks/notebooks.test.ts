import { copyFileSync, existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { normalised } from "../../scripts/lib/normalise-notebook.mjs";
import * as plots from "../../src/plots/index.ts";
import { draw } from "../src/plots/snapshot.ts";
import { CHAPTERS } from "./chapters.ts";
import { foreignFolder } from "./foreign-folder.ts";
import {
  type Cell,
  execute,
  FOLDER,
  type Notebook,
  notebookNames,
  type Output,
  readNotebook,
  textOf,
} from "./notebook.ts";
import { ownCells, ranOf, troubleIn } from "./variants.ts";

const VEGA_LITE = "application/vnd.vegalite.v5+json";

/** A cell whose last statement calls a chart function: it should show a chart. */
function makesChart({ source }: Cell): boolean {
  const statements = textOf(source)
    .split("\n")
    .filter((line) => /^\w/.test(line));
  const last = statements.at(-1) ?? "";
  return Object.keys(plots).some((name) => last.startsWith(`${name}(`));
}

const charts = ({ outputs = [] }: Cell) => outputs.flatMap(({ data }) => (data?.[VEGA_LITE] ? [data[VEGA_LITE]] : []));

it("there are notebooks", () => expect(notebookNames()).to.have.length.above(0));

for (const name of notebookNames()) {
  describe(`the notebook ${name}`, () => {
    it("is kept in the form that scripts/normalise-notebooks.mjs gives it: no outputs, our kernel, ids that are names", () => {
      const text = readFileSync(join(FOLDER, name), "utf8");
      expect(text, "run node scripts/normalise-notebooks.mjs").to.equal(normalised(text));
    });

    it("has a different id for each cell", () => {
      const ids = readNotebook(name).cells.map(({ id }) => id);
      expect(ids.filter((id, i) => ids.indexOf(id) !== i)).to.deep.equal([]);
      for (const id of ids) expect(id).to.match(/^[a-z0-9-]{1,64}$/);
    });

    it("begins with a heading and says what it is about before its first code", () => {
      const [first] = readNotebook(name).cells;
      expect(first?.cell_type).to.equal("markdown");
      expect(textOf(first?.source)).to.match(/^# \d+ · /);
    });

    it("closes every formula and every fold that it opens", () => {
      for (const { id, source, cell_type } of readNotebook(name).cells) {
        if (cell_type !== "markdown") continue;
        const text = textOf(source).replace(/`[^`]*`/g, "");
        expect((text.match(/\$/g) ?? []).length % 2, `$ in ${id}`).to.equal(0);
        expect((text.match(/<details>/g) ?? []).length, `<details> in ${id}`).to.equal(
          (text.match(/<\/details>/g) ?? []).length,
        );
      }
    });

    it("has code that fits into a notebook's column", () => {
      const code = readNotebook(name).cells.filter(({ cell_type }) => cell_type === "code");
      const long = code.flatMap(({ source }) =>
        textOf(source)
          .split("\n")
          // A text or a template cannot be broken: what stands around it counts.
          .filter((line) => line.replace(/"[^"]*"|`[^`]*`/g, '""').length > 88),
      );
      expect(long).to.deep.equal([]);
    });

    it("leads to headings and notebooks that exist", () => {
      const { cells } = readNotebook(name);
      const texts = cells.filter(({ cell_type: type }) => type === "markdown").map(({ source }) => textOf(source));
      const headings = texts.flatMap((text) =>
        [...text.matchAll(/^#+ +(.+)$/gm)].map(([, heading = ""]) => heading.trim()),
      );
      const links = texts.flatMap((text) =>
        [...text.replace(/`[^`]*`/g, "").matchAll(/\]\(([^()\s]+)\)/g)].map(([, to = ""]) => to),
      );
      const lost = links.filter((link) => {
        if (/^https?:/.test(link)) return false;
        const [file = "", anchor] = link.split("#");
        // JupyterLab's own rule for the anchor of a heading.
        if (file === "")
          return !headings.some((heading) => heading.replaceAll(" ", "-") === decodeURIComponent(anchor ?? ""));
        return !existsSync(join(FOLDER, decodeURIComponent(file))) && !CHAPTERS.includes(file.replace(/\.ipynb$/, ""));
      });
      expect(lost).to.deep.equal([]);
    });

    describe("run from top to bottom, in a folder that is not ours", () => {
      let ran: Notebook;
      before(async () => {
        // Both versions at once: other tests want the student's.
        const student = ranOf(name, "student");
        ran = await ranOf(name, "source");
        await student;
      }).timeout(600_000);

      it("has no error and no warning in any cell", () => expect(troubleIn(ownCells(ran))).to.deep.equal([]));

      it("executes every code cell, once and in order", () => {
        const counts = ownCells(ran)
          .filter(({ cell_type }) => cell_type === "code")
          .map(({ execution_count }) => execution_count);
        expect(counts.length).to.be.above(0);
        expect(counts).to.deep.equal(counts.map((_, i) => i + 1));
      });

      it("shows a chart under every cell that ends in one", () => {
        const code = ownCells(ran).filter(({ cell_type }) => cell_type === "code");
        const wanted = code.filter(makesChart);
        expect(wanted).to.have.length.above(0);
        expect(wanted.filter((cell) => charts(cell).length === 0).map(({ id }) => id)).to.deep.equal([]);
      });

      it("shows only charts that can be drawn without a warning", async () => {
        for (const chart of ran.cells.flatMap(charts)) expect(await draw(chart as plots.Chart)).to.include("<svg");
      }).timeout(600_000);
    });
  });
}

/** What a training says of itself when it takes long, as on a busy machine: "learningCurve: 12 of 60 fits done, 3 s". */
const isProgress = ({ output_type: type, data = {} }: Output) =>
  type === "display_data" && /^\w+: .*, \d+ s$/.test(textOf(data["text/plain"] as string | undefined));

/** The kinds of a cell's outputs; text that comes in several pieces is one. */
const kinds = (cells: readonly Cell[]) =>
  cells.map(({ id, outputs = [] }) => {
    const each = outputs
      .filter((output) => !isProgress(output))
      .map(({ output_type: type, data = {} }) => [type, ...Object.keys(data).sort()].join(" "));
    return [id, ...each.filter((kind, at) => kind !== "stream" || each[at - 1] !== "stream")];
  });

describe("a sample of the notebooks, run by nbclient", () => {
  const sample = notebookNames().filter((_, at, all) => at === 0 || at === all.length - 1);
  for (const name of sample) {
    it(`is ${name}: no error, no warning, and the charts and results of our own runner`, async () => {
      const folder = foreignFolder();
      try {
        copyFileSync(join(FOLDER, name), join(folder, name));
        const theirs = await execute(join(folder, name));
        expect(troubleIn(theirs.cells)).to.deep.equal([]);
        const ours = ownCells(await ranOf(name, "source"));
        expect(kinds(theirs.cells)).to.deep.equal(kinds(ours));
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    }).timeout(600_000);
  }
});
