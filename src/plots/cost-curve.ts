import type { OwnOrRent } from "../nn/own-or-rent.ts";
import { checkNumber, checkVector } from "../nn/shapes.ts";
import { chartOptions } from "./arguments.ts";
import { namedLines } from "./named-lines.ts";
import { type Layer, type LayeredChart, pencil, sheet } from "./theme.ts";

/**
 * What owning and renting have cost by each month, and where they meet. (The lecture's "in-house vs external solutions".)
 * @param costs What `ownOrRent` returned.
 * @param unit The currency, for the axis. Default "USD".
 * @throws {NnError} unless costs hold as many sums as months.
 * @example
 * costCurve(ownOrRent({ hoursPerMonth: 730 })).title // → { text: "Own or rent?", subtitle: "owning costs no more from month 8 on" }
 */
export function costCurve(costs: OwnOrRent, options: { title?: string; unit?: string } = {}): LayeredChart {
  const { title = "Own or rent?", unit = "USD" } = chartOptions(options, { title: "text", unit: "text" });
  checkVector(costs?.months, "costs.months");
  checkVector(costs.own, "costs.own", costs.months.length);
  checkVector(costs.rent, "costs.rent", costs.months.length);
  if (costs.breakEven !== undefined) checkNumber(costs.breakEven, "costs.breakEven");
  const values = costs.months.flatMap((month) => [
    { month, way: "own", cost: Math.round(costs.own[month] as number) },
    { month, way: "rent", cost: Math.round(costs.rent[month] as number) },
  ]);
  const { breakEven } = costs;
  return {
    ...sheet,
    description: `${title} Two lines over ${costs.months.length} months: owning costs ${Math.round(costs.own.at(-1) as number)} ${unit} in the end, renting ${Math.round(costs.rent.at(-1) as number)} ${unit}; ${breakEven === undefined ? "renting stays cheaper" : `owning costs no more from month ${breakEven} on`}.`,
    title: {
      text: title,
      subtitle:
        breakEven === undefined
          ? "renting stays cheaper all the time"
          : `owning costs no more from month ${breakEven} on`,
    },
    width: 420,
    height: 220,
    layer: [
      {
        data: { values },
        mark: { type: "line", strokeWidth: 2.5 },
        encoding: {
          x: {
            field: "month",
            type: "quantitative",
            title: "month",
            axis: { grid: false, format: "d", tickMinStep: 1 },
            scale: { nice: false },
          },
          y: {
            field: "cost",
            type: "quantitative",
            title: `cost so far (${unit})`,
            axis: { labelExpr: "format(datum.value, '~s')" },
          },
          ...namedLines("way", ["own", "rent"]),
          tooltip: [{ field: "way" }, { field: "month" }, { field: "cost", format: ",d" }],
        },
      },
      ...(breakEven === undefined ? [] : [meetingPoint(breakEven)]),
    ],
  };
}

/** A line at the month where both have cost the same. */
function meetingPoint(month: number): Layer {
  return {
    data: { values: [{ month }] },
    mark: { type: "rule", color: pencil, strokeDash: [2, 3], tooltip: null },
    encoding: { x: { field: "month", type: "quantitative" } },
  };
}
