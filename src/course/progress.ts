import { display } from "../nn/display.ts";
import type { CourseIndex, IndexedNotebook } from "./course-index.ts";
import { exercises } from "./exercise.ts";
import { escaped } from "./html.ts";
import { keptProgress, notebookFileOf } from "./keeping.ts";
import type { ProgressRecord } from "./progress-file.ts";

/** How far one notebook is. */
export interface NotebookProgress {
  /** Its title, or its file where the course does not list it. */
  title: string;
  /** The exercises whose visible checks have all passed at some time, by name. */
  solved: string[];
  /** The others. */
  left: string[];
}

/** How far the student is with the course; as a cell's last value it shows itself as a table. */
export class ProgressReport {
  /** One row a notebook, in the course's order. */
  readonly notebooks: readonly NotebookProgress[];

  constructor(notebooks: readonly NotebookProgress[]) {
    this.notebooks = notebooks;
  }

  /** In a notebook: a table with what is left. */
  [display](): Record<string, string> {
    return { "text/html": this.#html(), "text/plain": this.toString() };
  }

  /** The table as lines of text. */
  toString(): string {
    const lines = this.notebooks.map(
      (row) => `${counted(row)}  ${row.title}${row.left.length > 0 ? `; left: ${row.left.join(", ")}` : ""}`,
    );
    return [...lines, this.#sum()].join("\n");
  }

  #sum(): string {
    const solved = this.notebooks.reduce((sum, row) => sum + row.solved.length, 0);
    const all = this.notebooks.reduce((sum, row) => sum + row.solved.length + row.left.length, 0);
    if (all === 0) return "No exercise has been checked yet.";
    return `${solved} of ${all} exercises solved: their visible checks have passed.`;
  }

  #html(): string {
    const rows = this.notebooks.map((row) => {
      const left = row.left.length === 0 ? "✓" : row.left.map((name) => `<code>${escaped(name)}</code>`).join(" ");
      return `<tr><th scope="row" style="${LEFT}">${escaped(row.title)}</th>${cell(counted(row))}${cell(left)}</tr>`;
    });
    const head = ["notebook", "solved", "left"].map((text) => `<th style="${LEFT}">${text}</th>`).join("");
    const table =
      rows.length === 0 ? "" : `<table><thead><tr>${head}</tr></thead><tbody>${rows.join("")}</tbody></table>`;
    return `${table}<p>${this.#sum()}</p>`;
  }
}

/** Jupyter sets tables flush right. */
const LEFT = "text-align:left;vertical-align:top;font-weight:normal";
const cell = (text: string): string => `<td style="${LEFT}">${text}</td>`;

const counted = ({ solved, left }: NotebookProgress): string => `${solved.length} of ${solved.length + left.length}`;

/**
 * How far the student is, in every notebook of the course: by the list that `axonlab release` writes beside the notebooks;
 * without one, in what has been seen. It is kept on disk, so a restart of the kernel changes nothing.
 * @example
 * progress().notebooks.every(({ title }) => title !== "") // → true
 */
export function progress(): ProgressReport {
  const { index, record } = keptProgress();
  return new ProgressReport([...listed(index, record), ...unlisted(index, record)]);
}

const listed = (index: CourseIndex | undefined, record: ProgressRecord): NotebookProgress[] =>
  (index?.notebooks ?? [])
    .filter((notebook: IndexedNotebook) => notebook.exercises.length > 0)
    .map(({ title, exercises: those }) =>
      split(
        title,
        those.map(({ name }) => name),
        record,
      ),
    );

/** What was checked, or is defined here, but is on no list. */
function unlisted(index: CourseIndex | undefined, record: ProgressRecord): NotebookProgress[] {
  const known = new Set(index?.notebooks.flatMap((notebook) => notebook.exercises.map(({ name }) => name)));
  const names = new Set([...Object.keys(record), ...exercises.keys()].filter((name) => !known.has(name)));
  const groups = new Map<string, string[]>();
  for (const name of [...names].sort()) {
    const notebook = record[name]?.notebook ?? notebookFileOf(name) ?? "this notebook";
    groups.set(notebook, [...(groups.get(notebook) ?? []), name]);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([title, those]) => split(title, those, record));
}

const split = (title: string, names: readonly string[], record: ProgressRecord): NotebookProgress => ({
  title,
  solved: names.filter((name) => record[name]?.solved !== undefined),
  left: names.filter((name) => record[name]?.solved === undefined),
});
