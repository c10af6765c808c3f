import type { Config, TopLevelSpec } from "vega-lite";

/** A chart: a Vega-Lite 5 specification, typed, so that a wrong mark or channel is an error before it is drawn. */
export type Chart = TopLevelSpec;

/** A chart of several layers in one frame, the last on top. */
export type LayeredChart = Extract<Chart, { layer: unknown }>;

/** Charts side by side, which share their sliders. */
export type SideBySideChart = Extract<Chart, { hconcat: unknown }>;

/** One layer of a {@link LayeredChart}. */
export type Layer = LayeredChart["layer"][number];

/** The two classes, told apart by colour and by shape. Colours from Okabe and Ito's palette, safe for the colour-blind. */
export const classes = {
  names: ["0", "1"],
  colours: ["#0072B2", "#D55E00"],
  tints: ["#D9E8F2", "#FBE3D6"],
  shapes: ["circle", "triangle-up"],
};

/** The further colours of Okabe and Ito's palette that read well as lines on white. */
export const lines = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9"];

/** The colour of text and axes. */
export const ink = "#222222";

/** A quieter ink, for what is said in passing. */
export const pencil = "#666666";

/** Makes charts legible in a light and in a dark JupyterLab: they carry their own white paper. */
const config: Config = {
  font: "system-ui, -apple-system, 'Segoe UI', Helvetica, Arial, sans-serif",
  title: {
    anchor: "start",
    fontSize: 15,
    fontWeight: 600,
    color: ink,
    subtitleColor: pencil,
    subtitleFontSize: 12,
    offset: 12,
  },
  axis: {
    labelFontSize: 12,
    titleFontSize: 13,
    titleFontWeight: 500,
    labelColor: ink,
    titleColor: ink,
    gridColor: "#E6E6E6",
  },
  legend: { labelFontSize: 12, titleFontSize: 13, titleFontWeight: 500, labelColor: ink, titleColor: ink },
  header: { labelFontSize: 13, labelColor: ink, titleColor: ink },
  view: { stroke: "#BBBBBB" },
};

/**
 * What every chart begins with: white paper, fonts and colours. Put it first in a specification of your own, and it looks
 * like the others.
 * @example
 * sheet.background // → "white"
 */
export const sheet: {
  readonly $schema: "https://vega.github.io/schema/vega-lite/v5.json";
  readonly background: "white";
  readonly padding: 12;
  readonly config: Config;
} = {
  $schema: "https://vega.github.io/schema/vega-lite/v5.json",
  background: "white",
  padding: 12,
  config,
};
