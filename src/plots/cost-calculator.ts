import { expected } from "../errors.ts";
import { checkOptions } from "../nn/options.ts";
import { examplePrices, type HardwarePrices } from "../nn/own-or-rent.ts";
import { checkWhole } from "../nn/shapes.ts";
import { chartOptions } from "./arguments.ts";
import { namedLines } from "./named-lines.ts";
import { type LayeredChart, pencil, sheet } from "./theme.ts";

/** What the calculator starts from. */
export interface CostCalculatorOptions {
  /** The prices at first; each has a slider. Default the dated example of the library. */
  prices?: HardwarePrices;
  /** The hours a month at first, 1 to 730. Default 160, a working month. */
  hoursPerMonth?: number;
  /** How many months to look ahead. Default 48. */
  months?: number;
  /** The currency, for the axis. Default "USD". */
  unit?: string;
  title?: string;
}

/** What can be moved: its name in {@link HardwarePrices}, what it is called, and how far it goes. */
const sliders: readonly { name: keyof HardwarePrices; label: string; most: number; step: number }[] = [
  { name: "purchase", label: "purchase", most: 20_000, step: 100 },
  { name: "watts", label: "watts", most: 1500, step: 10 },
  { name: "energyPerKwh", label: "price of 1 kWh", most: 1, step: 0.01 },
  { name: "carePerMonth", label: "care per month", most: 500, step: 5 },
  { name: "rentPerHour", label: "rent per hour", most: 10, step: 0.05 },
];

/** The rule of `ownOrRent`, in Vega's words. */
const formulas = {
  own: "purchase + datum.month * (watts / 1000 * energyPerKwh * hours + carePerMonth)",
  rent: "datum.month * hours * rentPerHour",
  saved: "hours * rentPerHour - watts / 1000 * energyPerKwh * hours - carePerMonth",
};

/**
 * A calculator for owning against renting hardware, with a slider for each price: what both have cost by each month,
 * and when they meet. It computes in the chart itself, so it works on a page without a kernel. (The lecture's
 * "in-house vs external solutions"; the same rule as `ownOrRent`.)
 * @throws {NnError} for hours outside 1 … 730, months that are no whole number above 0, or a price beyond its slider.
 * @example
 * costCalculator({ hoursPerMonth: 730 }).title // → { text: "Own or rent?", subtitle: "prices of 2022-10; move them to today's" }
 */
export function costCalculator(options: CostCalculatorOptions = {}): LayeredChart {
  chartOptions(options, { prices: "other", hoursPerMonth: "number", months: "number", unit: "text", title: "text" });
  const { prices = examplePrices, hoursPerMonth = 160, months = 48, unit = "USD", title = "Own or rent?" } = options;
  checkOptions(prices, Object.keys(examplePrices), "a price");
  checkWhole(months, "months");
  if (!(hoursPerMonth >= 1 && hoursPerMonth <= 730))
    throw expected("hoursPerMonth to be from 1 to 730", hoursPerMonth, "a month has 730 hours");
  for (const { name, most } of sliders) {
    const price = prices[name] as number;
    if (!(price >= 0 && price <= most))
      throw expected(`prices.${name} to be from 0 to ${most}`, price, "use ownOrRent for others");
  }
  const range = (name: string, value: number, label: string, min: number, max: number, step: number) => ({
    name,
    value,
    bind: { input: "range" as const, min, max, step, name: `${label} ` },
  });
  const when = [
    { calculate: formulas.saved, as: "saved" },
    { calculate: "datum.saved > 0 ? purchase / datum.saved : null", as: "meet" },
    {
      calculate: `datum.meet == null ? 'renting stays cheaper' : datum.meet > ${months} ? 'they meet after month ${months}' : 'owning pays from month ' + format(ceil(datum.meet), 'd') + ' on'`,
      as: "word",
    },
  ];
  return {
    ...sheet,
    title: { text: title, subtitle: `prices of ${prices.asOf}; move them to today's` },
    description: "What owning and what renting have cost, month by month, as two lines, with a slider for each price.",
    width: 420,
    height: 220,
    params: [
      range("hours", hoursPerMonth, "hours a month", 1, 730, 1),
      ...sliders.map(({ name, label, most, step }) => range(name, prices[name] as number, label, 0, most, step)),
    ],
    layer: [
      {
        data: { sequence: { start: 0, stop: months + 1, as: "month" } },
        transform: [
          { calculate: formulas.own, as: "own" },
          { calculate: formulas.rent, as: "rent" },
          { fold: ["own", "rent"], as: ["way", "cost"] },
        ],
        mark: { type: "line", strokeWidth: 2.5 },
        encoding: {
          x: {
            field: "month",
            type: "quantitative",
            title: "month",
            axis: { grid: false, tickMinStep: 1 },
            scale: { nice: false },
          },
          y: {
            field: "cost",
            type: "quantitative",
            title: `paid so far (${unit})`,
            axis: { labelExpr: "format(datum.value, '~s')" },
          },
          ...namedLines("way", ["own", "rent"]),
        },
      },
      {
        data: { values: [{ at: 0 }] },
        transform: [...when, { filter: `datum.meet != null && datum.meet <= ${months}` }],
        mark: { type: "rule", color: pencil, strokeDash: [2, 3], tooltip: null },
        encoding: { x: { field: "meet", type: "quantitative" } },
      },
      {
        data: { values: [{ at: 0 }] },
        transform: when,
        mark: {
          type: "text",
          align: "left",
          baseline: "top",
          fontStyle: "italic",
          fontSize: 13,
          color: pencil,
          tooltip: null,
        },
        encoding: { x: { value: 10 }, y: { value: 8 }, text: { field: "word", type: "nominal" } },
      },
    ],
  };
}
