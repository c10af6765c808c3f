import fs from "node:fs";
import path from "node:path";
import { STATE } from "../lib/paths.mjs";
import { hashOf, writeWhole } from "../lib/stamp.mjs";
import { escapeHtml } from "./html.mjs";

/** @typedef {import("./executed.mjs").Executed} Executed */

/**
 * @typedef {object} Drawn a chart as a picture, and as a specification that the page brings to life
 * @property {string} id such as "07-gradient-descent-3"
 * @property {string} alt what it shows, in words
 * @property {number} width pixels
 * @property {number} height pixels
 */

/** Pictures already drawn, by their specification's hash. */
const KEPT = path.join(STATE, "drawn");

const VEGA_LITE = /^application\/vnd\.vegalite\.v\d+\+json$/;

/**
 * The Vega-Lite specification among an output's forms, if there is one.
 * @param {any} output
 */
export function specOf(output) {
  const mime = Object.keys(output.data ?? {}).find((type) => VEGA_LITE.test(type));
  return mime ? output.data[mime] : undefined;
}

/**
 * Draws every chart of the notebooks: a picture and a script for each in charts/, and in notebooks/ a copy of each
 * executed notebook with the picture beside the specification, for readers that know no Vega-Lite.
 * @param {readonly Executed[]} executed
 * @param {string} folder the site's
 * @param {(line: string) => void} say
 * @returns {Promise<Map<any, Drawn>>} by the output that showed it
 */
export async function drawCharts(executed, folder, say) {
  for (const name of ["charts", "notebooks"]) fs.mkdirSync(path.join(folder, name), { recursive: true });
  const drawn = new Map();
  for (const { name, notebook } of executed) {
    say(`drawing ${name}`);
    let count = 0;
    for (const output of notebook.cells.flatMap((/** @type {any} */ cell) => cell.outputs ?? [])) {
      const spec = specOf(output);
      if (!spec) continue;
      const id = `${name}-${++count}`;
      const svg = await pictureOf(spec);
      const [, width, height] = /<svg[^>]* width="([\d.]+)" height="([\d.]+)"/.exec(svg) ?? [];
      fs.writeFileSync(path.join(folder, "charts", `${id}.svg`), svg);
      fs.writeFileSync(
        path.join(folder, "charts", `${id}.js`),
        `axonlab.draw(${JSON.stringify(id)}, ${JSON.stringify(spec)});\n`,
      );
      output.data["image/svg+xml"] = svg;
      drawn.set(output, { id, alt: altOf(spec), width: Number(width), height: Number(height) });
    }
    fs.writeFileSync(path.join(folder, "notebooks", `${name}.ipynb`), `${JSON.stringify(notebook, null, 1)}\n`);
  }
  return drawn;
}

/** @param {any} spec */
async function pictureOf(spec) {
  const kept = path.join(KEPT, `${hashOf(JSON.stringify(spec))}.svg`);
  if (fs.existsSync(kept)) return fs.readFileSync(kept, "utf8");
  const [vega, { compile }] = await Promise.all([import("vega"), import("vega-lite")]);
  // vega numbers the parts of pictures through the whole process; each is to be the same whatever was drawn before.
  /** @type {any} */ (vega).resetSVGDefIds();
  const svg = await new vega.View(vega.parse(compile(spec).spec), { renderer: "none" }).toSVG();
  writeWhole(kept, svg);
  return svg;
}

/** @param {any} spec */
function altOf({ description, title }) {
  const heading = typeof title === "string" ? title : [title?.text, title?.subtitle].flat().filter(Boolean).join(". ");
  if (!description) return heading || "A chart";
  // Many descriptions begin with the heading already.
  const first = typeof title === "string" ? title : String(title?.text ?? "");
  return description.startsWith(first) ? description : `${heading}. ${description}`;
}

/**
 * The chart on its page: the picture, which the page's script replaces by the live chart when it comes into sight.
 * @param {Drawn} drawn
 */
export const chartHtml = ({ id, alt, width, height }) =>
  `<figure class="chart" data-chart="${id}"><img src="charts/${id}.svg" alt="${escapeHtml(alt)}" width="${width}" height="${height}" loading="lazy"></figure>`;
