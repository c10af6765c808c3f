import { expected } from "../errors.ts";
import { checkList } from "../nn/shapes.ts";
import { chartOptions } from "./arguments.ts";
import { ink, type LayeredChart, lines, sheet } from "./theme.ts";

/**
 * A confusion matrix as a table of counts, a cell the darker the larger its share of its row: what lies off the diagonal
 * was taken for something else.
 * @param counts What `confusionMatrix` returned.
 * @param names What the classes are called. Default their places from 0.
 * @throws {NnError} unless counts is a square table with a name for each class.
 * @example
 * confusionChart([[5, 1], [0, 4]], { names: ["cat", "dog"] }).title // → { text: "What was taken for what", subtitle: "9 of 10 right" }
 */
export function confusionChart(
  counts: readonly (readonly number[])[],
  options: { names?: readonly string[]; title?: string } = {},
): LayeredChart {
  chartOptions(options, { names: "words", title: "text" });
  const n = counts?.length;
  const isCount = (count: number) => Number.isFinite(count) && count >= 0;
  const isRow = (row: readonly number[]) => Array.isArray(row) && row.length === n && [...row].every(isCount);
  if (checkList(counts, "counts").length === 0 || ![...counts].every(isRow)) {
    throw expected("a square table of counts", counts, "give what confusionMatrix returned");
  }
  const { names = counts.map((_, i) => String(i)), title = "What was taken for what" } = options;
  if (names.length !== n) throw expected(`names to hold ${n} names, one a class`, names, "name each class once");
  const values = counts.flatMap((row, i) => {
    const total = row.reduce((sum, count) => sum + count, 0);
    return row.map((count, j) => ({
      target: names[i] as string,
      answer: names[j] as string,
      count,
      share: total === 0 ? 0 : count / total,
    }));
  });
  const total = counts.flat().reduce((sum, count) => sum + count, 0);
  const right = counts.reduce((sum, row, i) => sum + (row[i] as number), 0);
  const told = values
    .filter(({ count }) => count > 0)
    .map(({ target, answer, count }) => `${target} taken for ${answer} ${count}`);
  const longest = Math.max(...names.map((name) => name.length));
  // Where names would run into each other below their columns, the columns are wider.
  const cell = Math.max(44, Math.min(7.5 * longest + 8, 420 / n));
  const axis = { labelAngle: 0, domain: false, ticks: false, labelLimit: 120 };
  return {
    ...sheet,
    description: `${title}: ${told.join(", ")}; ${right} of ${total} right.`,
    title: { text: title, subtitle: `${right} of ${total} right` },
    width: cell * n,
    height: 44 * n,
    data: { values },
    encoding: {
      x: { field: "answer", type: "nominal", title: "answer", sort: [...names], axis: { ...axis, orient: "top" } },
      y: { field: "target", type: "nominal", title: "target", sort: [...names], axis },
      tooltip: [{ field: "target" }, { field: "answer" }, { field: "count" }, { field: "share", format: ".1%" }],
    },
    layer: [
      {
        mark: { type: "rect", stroke: "white", strokeWidth: 2 },
        encoding: {
          color: {
            field: "share",
            type: "quantitative",
            legend: null,
            scale: { domain: [0, 1], range: ["#F4F7FA", lines[0] as string] },
          },
        },
      },
      {
        mark: { type: "text", fontSize: 13, tooltip: null },
        encoding: {
          text: { field: "count", type: "quantitative" },
          color: { condition: { test: "datum.share > 0.55", value: "white" }, value: ink },
        },
      },
    ],
  };
}
