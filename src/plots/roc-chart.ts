import { expected } from "../errors.ts";
import type { Roc } from "../nn/metrics/probabilities.ts";
import { checkList, checkNumber, checkVector } from "../nn/shapes.ts";
import { chartOptions } from "./arguments.ts";
import { type LayeredChart, lines, pencil, sheet } from "./theme.ts";

/**
 * A receiver operating characteristic: how many of class 1 are found against how many of class 0 are falsely reported,
 * threshold by threshold; the diagonal is guessing.
 * @param roc What `rocCurve` returned.
 * @throws {NnError} unless roc holds as many rates as thresholds.
 * @example
 * rocChart(rocCurve([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8])).title // → { text: "Found and falsely reported", subtitle: "area below the curve 0.75" }
 */
export function rocChart(roc: Roc, options: { title?: string } = {}): LayeredChart {
  const { title = "Found and falsely reported" } = chartOptions(options, { title: "text" });
  const points = checkVector(roc?.falsePositiveRate, "roc.falsePositiveRate").length;
  checkVector(roc.truePositiveRate, "roc.truePositiveRate", points);
  if (checkList(roc.thresholds, "roc.thresholds").length !== points)
    throw expected(`roc.thresholds to hold ${points} numbers`, roc.thresholds, "give what rocCurve returned");
  checkVector([0, ...roc.thresholds.slice(1)], "roc.thresholds");
  checkNumber(roc.auc, "roc.auc");
  const values = thinned(
    roc.falsePositiveRate.map((fpr, i) => ({
      fpr,
      tpr: roc.truePositiveRate[i] as number,
      threshold: i === 0 ? "none" : String(Number((roc.thresholds[i] as number).toPrecision(4))),
      step: i,
    })),
  );
  const axis = (field: string, label: string) => ({
    field,
    type: "quantitative" as const,
    title: label,
    scale: { domain: [0, 1], nice: false },
    axis: { tickCount: 5, grid: false },
  });
  const position = { x: axis("fpr", "false positive rate"), y: axis("tpr", "true positive rate") };
  return {
    ...sheet,
    description: `${title}: the true positive rate over the false positive rate, from 0, 0 to 1, 1, in ${points} points; the area below the curve is ${Number(roc.auc.toPrecision(3))}, that of guessing 0.5.`,
    title: { text: title, subtitle: `area below the curve ${Number(roc.auc.toPrecision(3))}` },
    width: 280,
    height: 280,
    layer: [
      {
        data: {
          values: [
            { fpr: 0, tpr: 0 },
            { fpr: 1, tpr: 1 },
          ],
        },
        mark: { type: "line", color: pencil, strokeDash: [4, 4], tooltip: null },
        encoding: position,
      },
      {
        data: { values },
        mark: {
          type: "line",
          color: lines[0] as string,
          strokeWidth: 2.5,
          point: { size: 30, filled: true, color: lines[0] as string },
        },
        encoding: {
          ...position,
          order: { field: "step", type: "quantitative" },
          tooltip: [{ field: "threshold" }, { field: "fpr", format: ".3f" }, { field: "tpr", format: ".3f" }],
        },
      },
    ],
  };
}

/** How near two points may be, as a part of the frame, before one of them is left out. */
const near = 1 / 280;

/** The points without those that would lie on others, the ends kept. */
function thinned<T extends { fpr: number; tpr: number }>(points: readonly T[]): T[] {
  let last: T | undefined;
  return points.filter((point, i) => {
    const far = !last || point.fpr - last.fpr + (point.tpr - last.tpr) >= near || i === points.length - 1;
    if (far) last = point;
    return far;
  });
}
