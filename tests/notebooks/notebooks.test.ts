import { copyFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { normalised } from "../../scripts/lib/normalise-notebook.mjs";
import * as plots from "../../src/plots/index.ts";
import { draw } from "../src/plots/snapshot.ts";
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
const broken = (output: Output) => output.output_type === "error" || output.name === "stderr";

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
          .filter((line) => line.length > 88),
      );
      expect(long).to.deep.equal([]);
    });

    describe("run from top to bottom, in a folder that is not ours", () => {
      let folder: string;
      let ran: Notebook;
      before(async () => {
        folder = mkdtempSync(join(tmpdir(), "axonlab notebook é "));
        copyFileSync(join(FOLDER, name), join(folder, name));
        ran = await execute(join(folder, name));
      }).timeout(240_000);
      after(() => {
        rmSync(folder, { recursive: true, force: true });
      });

      it("has no error and no warning in any cell", () => {
        const trouble = ran.cells.flatMap(({ id, outputs = [] }) =>
          outputs.filter(broken).map((output) => `${id}: ${output.evalue ?? ""}${textOf(output.text)}`),
        );
        expect(trouble).to.deep.equal([]);
      });

      it("executes every code cell, once and in order", () => {
        const counts = ran.cells
          .filter(({ cell_type }) => cell_type === "code")
          .map(({ execution_count }) => execution_count);
        expect(counts.length).to.be.above(0);
        expect(counts).to.deep.equal(counts.map((_, i) => i + 1));
      });

      it("shows a chart under every cell that ends in one, and under no other", () => {
        const code = ran.cells.filter(({ cell_type }) => cell_type === "code");
        const wanted = code.filter(makesChart).map(({ id }) => id);
        expect(wanted).to.have.length.above(0);
        expect(code.filter((cell) => charts(cell).length > 0).map(({ id }) => id)).to.deep.equal(wanted);
      });

      it("shows only charts that can be drawn without a warning", async () => {
        for (const chart of ran.cells.flatMap(charts)) expect(await draw(chart as plots.Chart)).to.include("<svg");
      });
    });
  });
}
