import fs from "node:fs";
import path from "node:path";
import { highlighted, markdownHtml } from "./markdown.mjs";
import { outputsHtml } from "./outputs.mjs";
import { sectionsOf } from "./search.mjs";

/**
 * @typedef {object} Page
 * @property {string} file such as "07-gradient-descent.html"
 * @property {string} title
 * @property {string} body HTML
 * @property {import("./search.mjs").Section[]} sections
 * @property {string} [notebook] the executed notebook, to be downloaded
 */

/** @param {string | string[]} source */
const whole = (source) => (Array.isArray(source) ? source.join("") : source);

/**
 * A notebook as a page.
 * @param {import("./executed.mjs").Executed} executed
 * @param {Map<any, import("./charts.mjs").Drawn>} drawn
 * @param {string} [released] the folder of the student's version; then answers are open, as students find them
 * @returns {Page}
 */
export function chapterOf({ name, notebook }, drawn, released) {
  const open = released ? openCells(path.join(released, `${name}.ipynb`)) : new Map();
  const body = notebook.cells
    .map((/** @type {any} */ cell) => {
      if (cell.cell_type === "markdown") return markdownHtml(whole(cell.source));
      if (cell.cell_type !== "code") return "";
      const exercise = open.has(cell.id);
      const code = highlighted(whole(exercise ? open.get(cell.id) : cell.source), "typescript");
      const outputs = exercise ? "" : outputsHtml(cell.outputs, drawn);
      return `<div class="cell${exercise ? " exercise" : ""}"><pre class="code"><code>${code}</code></pre>${outputs && `<div class="outputs">${outputs}</div>`}</div>`;
    })
    .join("\n");
  const title = /^#\s+(.+)$/m.exec(whole(notebook.cells[0]?.source ?? ""))?.[1] ?? name;
  const file = `${name}.html`;
  return { file, title, body, sections: sectionsOf({ file, title, body }), notebook: `notebooks/${name}.ipynb` };
}

/**
 * The cells of exercises as students get them, by their ids.
 * @param {string} file
 * @returns {Map<string, string | string[]>}
 */
function openCells(file) {
  const { cells } = JSON.parse(fs.readFileSync(file, "utf8"));
  return new Map(
    cells.flatMap((/** @type {any} */ cell) =>
      cell.metadata.nbgrader && cell.cell_type === "code" ? [[cell.id, cell.source]] : [],
    ),
  );
}
