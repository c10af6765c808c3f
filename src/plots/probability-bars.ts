import { classes, ink, type Layer, lines } from "./theme.ts";

/** A class a row, its probability `p` to the right, with room for words behind the longest bar. */
export const probabilityRows = (names: readonly string[]) => ({
  y: { field: "class", type: "nominal" as const, title: null, sort: [...names] },
  x: {
    field: "p",
    type: "quantitative" as const,
    title: "probability p",
    scale: { domain: [0, 1.45] },
    axis: { values: [0, 0.25, 0.5, 0.75, 1], format: ".2f", grid: false },
  },
});

/** The bars, that of the right class (by `right`) in another colour, with their `label` behind. */
export const probabilityBars: readonly Layer[] = [
  {
    mark: { type: "bar", height: 22, tooltip: null },
    encoding: {
      color: {
        field: "right",
        type: "nominal",
        legend: null,
        scale: {
          domain: ["right class", "other class"],
          range: [classes.colours[1] as string, lines[5] as string],
        },
      },
    },
  },
  {
    mark: { type: "text", align: "left", dx: 5, color: ink, fontSize: 12, tooltip: null },
    encoding: { text: { field: "label", type: "nominal" } },
  },
];
