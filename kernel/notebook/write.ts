import type { Cell, Multiline, Notebook, Output } from "./format.ts";

/**
 * A notebook as Jupyter itself writes it: keys in order, texts as lines, one space of indentation, so that a later save
 * in JupyterLab moves nothing.
 */
export function writeNotebook(notebook: Notebook): string {
  const cells = notebook.cells.map(writtenCell);
  return `${JSON.stringify(sorted({ ...notebook, cells }), null, 1)}\n`;
}

function writtenCell(cell: Cell): Cell {
  const source = linesOf(cell.source);
  if (cell.cell_type !== "code") return { ...cell, source };
  return { ...cell, source, outputs: (cell.outputs as Output[]).map(writtenOutput) };
}

function writtenOutput(output: Output): object {
  if (output.output_type === "stream") return { ...output, text: linesOf(output.text) };
  if (!("data" in output)) return output;
  const data = Object.entries(output.data).map(([mime, value]) => [
    mime,
    typeof value === "string" && !isJson(mime) ? linesOf(value) : value,
  ]);
  return { ...output, data: Object.fromEntries(data) };
}

const isJson = (mime: string): boolean => /^application\/(.+\+)?json$/.test(mime);

/** An empty text is no line. */
function linesOf(text: Multiline): string[] {
  return typeof text === "string" ? text.split(/(?<=\n)/).filter((line) => line !== "") : text;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}
