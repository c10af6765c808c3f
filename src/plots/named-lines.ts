import { lines } from "./theme.ts";

/** How lines are told apart without colour; the first is drawn through. */
export const dashes: readonly (readonly number[])[] = [
  [1, 0],
  [6, 3],
  [2, 2],
  [8, 3, 2, 3],
  [12, 3],
  [8, 3, 2, 3, 2, 3],
];

/** A legend below the chart, of lines long enough to show their dashes, even where dots are drawn on them. */
export const legendOfLines = {
  orient: "bottom" as const,
  symbolType: "stroke",
  symbolSize: 600,
  symbolStrokeWidth: 2.2,
  symbolFillColor: "transparent",
};

/**
 * Two channels that tell the lines of these names apart, by colour and by dashes, with one legend for both.
 * @param first The place of the first line's dashes in {@link dashes}.
 * @param legend Whether there is one. Default true.
 */
export function namedLines(
  field: string,
  names: readonly string[],
  options: { first?: number; legend?: boolean; columns?: number; labelLimit?: number } = {},
) {
  const { first = 0, legend = true, ...room } = options;
  const channel = {
    field,
    type: "nominal" as const,
    title: null,
    legend: legend ? { ...legendOfLines, ...room } : null,
  };
  const of = dashes.slice(first, first + names.length).map((dash) => [...dash]);
  return {
    color: { ...channel, scale: { domain: [...names], range: lines.slice(0, names.length) } },
    strokeDash: { ...channel, scale: { domain: [...names], range: of } },
  };
}
