/** The kernel of every notebook, and the language that viewers without our kernel should colour it by. */
const METADATA = {
  kernelspec: { display_name: "TypeScript (Axonlab)", language: "typescript", name: "axonlab" },
  language_info: {
    codemirror_mode: "typescript",
    file_extension: ".ts",
    mimetype: "text/x.typescript",
    name: "typescript",
    pygments_lexer: "typescript",
  },
};

/** What a cell's metadata may say: numbers in its prose, its exercise, how it runs. All else is an editor's. */
const KEPT = ["axonlab", "nbgrader", "tags"];

/**
 * @typedef {object} Cell
 * @property {string} [id]
 * @property {string} cell_type
 * @property {Record<string, unknown>} [metadata]
 * @property {string | string[]} source
 */

/**
 * The form in which a notebook is committed (nbformat 4.5): no outputs, no counts, no traces of the editor, sources as
 * lines. Metadata that the course itself reads stay. An id that is there stays; a cell without one is named after its place.
 * @param {string} text the .ipynb as JSON
 * @returns {string}
 * @throws {SyntaxError} if it is not JSON
 */
export function normalised(text) {
  /** @type {{ cells: Cell[] }} */
  const { cells } = JSON.parse(text);
  const notebook = { cells: cells.map(normalisedCell), metadata: METADATA, nbformat: 4, nbformat_minor: 5 };
  return `${JSON.stringify(notebook, null, 1)}\n`;
}

/**
 * @param {Cell} cell
 * @param {number} place
 */
function normalisedCell({ id = "", cell_type, metadata = {}, source }, place) {
  const whole = typeof source === "string" ? source : source.join("");
  const lines = whole.trimEnd().split(/(?<=\n)/);
  const kept = KEPT.flatMap((key) => (Object.hasOwn(metadata, key) ? [[key, metadata[key]]] : []));
  const named = { id: id || `cell-${place + 1}`, metadata: Object.fromEntries(kept) };
  // The keys in nbformat's own order, so that a save in JupyterLab moves nothing.
  return cell_type === "code"
    ? { cell_type, execution_count: null, ...named, outputs: [], source: lines }
    : { cell_type, ...named, source: lines };
}
