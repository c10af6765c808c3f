import type { MimeBundle } from "./bundle.ts";
import { peek } from "./peek.ts";
import { readable } from "./readable.ts";

/** Rows and columns shown at most. */
const ROWS = 100;
const COLUMNS = 50;

/** A list of records (or of lists) as an HTML table; `columns` chooses and orders them. */
export function showTable(rows: Iterable<object>, columns?: readonly string[]): MimeBundle {
  const all = [...rows];
  const shown = all.slice(0, ROWS);
  const keys = columns ?? [...new Set(shown.flatMap((row) => Object.keys(row)))];
  const head = keys.slice(0, COLUMNS);
  const line = (tag: string, cells: string[]) =>
    `<tr>${cells.map((cell) => `<${tag}>${escapeHtml(cell)}</${tag}>`).join("")}</tr>`;
  const body = shown.map((row) =>
    line(
      "td",
      head.map((key) => cellText(peek(row, key))),
    ),
  );
  const left = [
    ...(all.length > ROWS ? [`${(all.length - ROWS).toLocaleString("en")} more rows`] : []),
    ...(keys.length > COLUMNS ? [`${keys.length - COLUMNS} more columns`] : []),
  ];
  const note = left.length === 0 ? "" : `<p>… ${left.join(", ")}</p>`;
  const html = `<table><thead>${line("th", [...head])}</thead><tbody>${body.join("")}</tbody></table>${note}`;
  return { "text/html": html, "text/plain": readable(all) };
}

function cellText(value: unknown): string {
  if (value === undefined) return "";
  return typeof value === "string" ? value : readable(value);
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (one) => ENTITIES[one] ?? one);
}
