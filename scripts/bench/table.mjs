import { quantile } from "./outcomes.mjs";

/** @typedef {import("./rows.mjs").Figure} Figure */
/** @typedef {import("./rows.mjs").Row} Row */
/** @typedef {Record<string, Record<string, Figure[]>>} Results peer → row's key → a figure for each run */

/**
 * The figure of several runs: the median when every run did the work, else the first failure and how often it failed.
 * @param {readonly Figure[]} figures
 * @returns {Figure}
 */
export function middle(figures) {
  const numbers = figures.filter((figure) => typeof figure === "number");
  if (numbers.length === figures.length && numbers.length > 0) return quantile(numbers, 0.5);
  const words = figures.filter((figure) => typeof figure === "string");
  const often = numbers.length > 0 ? ` (${words.length} of ${figures.length} runs)` : "";
  return `${words[0] ?? "not measured"}${often}`;
}

/** @param {number} value */
const rounded = (value) => (value < 10 ? value.toFixed(1) : Math.round(value).toString());

/**
 * One cell of the table: the figure, and for a peer how many times ours it is.
 * @param {Figure} figure
 * @param {Figure | undefined} ours nothing for our own column
 */
function cell(figure, ours) {
  if (typeof figure === "string") return figure;
  const ratio = typeof ours === "number" && ours > 0 ? ` (×${(figure / ours).toPrecision(2)})` : "";
  return rounded(figure) + ratio;
}

/**
 * The results as a Markdown table, ours first; a peer's ratio in brackets is to ours, so above 1 ours is better.
 * @param {readonly Row[]} rows
 * @param {readonly { name: string, version: string }[]} peers
 * @param {Results} results
 */
export function table(rows, peers, results) {
  const head = ["", ...peers.map(({ name, version }) => `${name} ${version}`), "goal"];
  const body = rows.map((row) => {
    const figures = peers.map(({ name }) => middle(results[name]?.[row.key] ?? []));
    const ours = peers[0]?.name === "axonlab" ? figures[0] : undefined;
    const cells = figures.map((figure, index) => cell(figure, index === 0 ? undefined : ours));
    return [row.title, ...cells, typeof row.goal === "number" ? `≤ ${row.goal}` : row.goal];
  });
  const all = [head, ...body];
  const widths = head.map((_, column) => Math.max(...all.map((line) => line[column]?.length ?? 0)));
  const line = (/** @type {string[]} */ cells) =>
    `| ${cells.map((text, column) => text.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...body.map(line)].join("\n");
}
