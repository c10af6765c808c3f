import { expected } from "../errors.ts";
import { checkObject } from "../nn/options.ts";
import { checkNumber } from "../nn/shapes.ts";
import { chartOptions, namesOf } from "./arguments.ts";
import { ink, type LayeredChart, lines, pencil, sheet } from "./theme.ts";

/** The shapes of the models, so that they are told apart without colour. */
const shapes = ["circle", "triangle-up", "square", "diamond", "cross", "triangle-down"];

/** Scores by what they were measured on, and by model: one number a run. */
export type Scores = Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>;

/** What can be said about compared scores. */
export interface ScoreComparisonOptions {
  /** The heading. Default "Scores compared". */
  title?: string;
  /** A quieter second line. */
  subtitle?: string;
  /** What is measured. Default "accuracy on samples not learnt from". */
  scoreName?: string;
  /** A score that is to be had without any model, as a dashed line. */
  baseline?: number;
  /** What it is called. Default "baseline". */
  baselineName?: string;
  /** From which to which score. Default from a little below the lowest to 1. */
  range?: readonly [number, number];
}

/**
 * Compares models on several data sets (or anything else with a score): a row each, a shape and colour a model, a small
 * mark a run and a large one their mean. A baseline shows what is to be had without learning at all.
 * @param scores `{ "clean data": { "one neuron": [0.97, 0.95], "network": [0.96, 0.97] }, … }`
 * @throws {NnError} unless there is a row with a run, every score is finite, and there are at most 6 models.
 * @example
 * scoreComparison({ clean: { neuron: [0.9, 0.8] } }, { baseline: 0.5 }).layer.length // → 4
 */
export function scoreComparison(scores: Scores, options: ScoreComparisonOptions = {}): LayeredChart {
  chartOptions(options, {
    ...{ title: "text", subtitle: "text", scoreName: "text", baselineName: "text", baseline: "number", range: "range" },
  });
  const { title = "Scores compared", subtitle, scoreName = "accuracy on samples not learnt from" } = options;
  const { baseline, baselineName = "baseline" } = options;
  const rows = namesOf(scores, "scores", "{ data: { model: [0.9] } }");
  for (const row of rows) checkObject(scores[row], `scores["${row}"]`, "{ model: [0.9] }");
  const models = [...new Set(rows.flatMap((row) => Object.keys(scores[row] ?? {})))];
  const runs = rows.flatMap((row) =>
    Object.entries(scores[row] ?? {}).flatMap(([model, all]) => {
      if (!Array.isArray(all))
        throw expected(`the scores of "${row}", "${model}" as an array`, all, "write [0.9, 0.8]");
      return Array.from<number>(all).map((score, i) => ({
        row,
        model,
        score: checkNumber(score, `the scores of "${row}", "${model}"[${i}]`),
      }));
    }),
  );
  if (runs.length === 0) throw expected("at least one score", scores, "write { data: { model: [0.9] } }");
  if (models.length > lines.length) throw expected(`at most ${lines.length} models`, models, "draw some of them apart");
  const lowest = Math.min(...runs.map(({ score }) => score), baseline ?? 1);
  const range = options.range ?? [Math.max(0, Math.floor(lowest * 20 - 1) / 20), 1];
  const x = {
    field: "score",
    type: "quantitative" as const,
    title: scoreName,
    scale: { domain: [...range], nice: false, clamp: true },
    axis: { tickCount: 6 },
  };
  const y = {
    field: "row",
    type: "nominal" as const,
    title: null,
    sort: rows,
    axis: { labelLimit: 280, ticks: false },
  };
  const style = {
    field: "model",
    type: "nominal" as const,
    title: null,
    legend: models.length > 1 ? { orient: "bottom" as const, columns: 3, labelLimit: 220, symbolOpacity: 1 } : null,
  };
  const own = {
    yOffset: { field: "model", sort: models },
    color: { ...style, scale: { domain: models, range: lines.slice(0, models.length) } },
    shape: { ...style, scale: { domain: models, range: shapes.slice(0, models.length) } },
  };
  return {
    ...sheet,
    description: `${title}. ${means(rows, models, scores)}`,
    title: { text: title, ...(subtitle === undefined ? {} : { subtitle }) },
    width: 330,
    height: { step: 17 },
    layer: [
      ...(baseline === undefined ? [] : baselineLayers(baseline, baselineName, x)),
      {
        data: { values: runs },
        mark: { type: "point", filled: true, size: 40, opacity: 0.45, tooltip: null },
        encoding: { x, y, ...own },
      },
      {
        data: { values: runs },
        transform: [{ aggregate: [{ op: "mean", field: "score", as: "score" }], groupby: ["row", "model"] }],
        mark: { type: "point", filled: true, size: 130, opacity: 1, stroke: ink, strokeWidth: 1 },
        encoding: {
          x,
          y,
          ...own,
          tooltip: [
            { field: "row", title: "on" },
            { field: "model" },
            { field: "score", type: "quantitative", title: "mean", format: ".3f" },
          ],
        },
      },
    ],
  };
}

function baselineLayers(baseline: number, label: string, x: { scale: unknown }): LayeredChart["layer"] {
  const values = [{ score: baseline, label }];
  const shared = { field: "score", type: "quantitative", scale: x.scale as { domain: number[] } } as const;
  return [
    {
      data: { values },
      mark: { type: "rule", color: ink, strokeDash: [5, 4], strokeWidth: 1.5, tooltip: null },
      encoding: { x: shared },
    },
    {
      data: { values },
      mark: { type: "text", align: "left", dx: 4, y: -7, color: pencil, fontSize: 12, tooltip: null },
      encoding: { x: shared, text: { field: "label", type: "nominal" } },
    },
  ];
}

/** The means in words, for those who cannot see the chart. */
function means(rows: readonly string[], models: readonly string[], scores: Scores): string {
  return rows
    .map((row) => {
      const each = models.flatMap((model) => {
        const all = scores[row]?.[model] ?? [];
        const mean = all.reduce((sum, score) => sum + score, 0) / all.length;
        return all.length === 0 ? [] : [`${model} ${mean.toFixed(2)}`];
      });
      return `${row}: ${each.join(", ")}.`;
    })
    .join(" ");
}
