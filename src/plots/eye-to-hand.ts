import { type LayeredChart, lines, pencil, sheet } from "./theme.ts";

/** The stations, and when the first and the typical signals leave them, in milliseconds after the picture was shown. */
const stations = [
  ["retina", 20, 40],
  ["LGN, thalamus", 30, 50],
  ["V1: edges", 40, 60],
  ["V2", 50, 70],
  ["V4", 60, 80],
  ["PIT", 70, 90],
  ["AIT: objects", 80, 100],
  ["prefrontal: decides", 100, 130],
  ["premotor", 120, 160],
  ["motor cortex", 140, 190],
  ["spinal cord", 160, 220],
  ["finger muscles", 180, 260],
] as const;

/**
 * From the eye to the hand: when a signal reaches each level between seeing an animal and pressing a button, in a
 * monkey's brain, in milliseconds; each bar runs from the earliest to a typical signal (Thorpe and Fabre-Thorpe 2001).
 * (The lecture's "only about ten levels between the retina and the actuator muscles".)
 * @example
 * eyeToHand().title // → { text: "From the eye to the hand", subtitle: "about ten levels, a fifth to a quarter of a second" }
 */
export function eyeToHand(): LayeredChart {
  const values = stations.map(([station, earliest, typical]) => ({ station, earliest, typical }));
  const y = {
    field: "station",
    type: "nominal" as const,
    title: null,
    sort: stations.map(([station]) => station),
    axis: { labelLimit: 240, ticks: false },
  };
  const x = {
    field: "earliest",
    type: "quantitative" as const,
    title: "milliseconds after the picture appeared",
    scale: { domain: [0, 280], nice: false },
  };
  return {
    ...sheet,
    description: `Twelve stations from retina to finger, each with the time of its earliest and its typical signal: from ${stations[0][1]} to ${stations.at(-1)?.[2]} milliseconds.`,
    title: { text: "From the eye to the hand", subtitle: "about ten levels, a fifth to a quarter of a second" },
    width: 360,
    height: { step: 21 },
    data: { values },
    layer: [
      {
        mark: { type: "bar", size: 12, color: lines[5] as string },
        encoding: {
          y,
          x,
          x2: { field: "typical" },
          tooltip: [
            { field: "station" },
            { field: "earliest", title: "ms at the earliest" },
            { field: "typical", title: "ms typically" },
          ],
        },
      },
      {
        mark: { type: "text", align: "left", dx: 5, fontSize: 11, color: pencil, tooltip: null },
        encoding: { y, x: { ...x, field: "typical" }, text: { field: "typical", type: "quantitative" } },
      },
    ],
  };
}
