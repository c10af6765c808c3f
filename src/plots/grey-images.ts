import { expected } from "../errors.ts";
import { checkVector, type Vector } from "../nn/shapes.ts";
import { chartOptions } from "./arguments.ts";
import { type Chart, sheet } from "./theme.ts";

/** So many pictures stand in a row. */
const columns = 6;

/**
 * Square pictures of greys, each with a word above: handwritten digits, or what a neuron looks for in them.
 * @param images The greys of each, row by row; a dot for each of side × side. 0 is white, the largest value black.
 * @param labels What stands above each. Default nothing.
 * @throws {NnError} without a picture, for one that is no square, or labels that are not one a picture.
 * @example
 * greyImages(digits().X.slice(0, 3), { labels: ["0", "1", "2"] }).background // → "white"
 */
export function greyImages(
  images: readonly Vector[],
  options: { labels?: readonly string[]; title?: string } = {},
): Chart {
  chartOptions(options, { labels: "words", title: "text" });
  if (!Array.isArray(images) || images.length === 0)
    throw expected("at least one picture", images, "write digits().X.slice(0, 6)");
  const { labels = images.map(() => ""), title } = options;
  if (labels.length !== images.length) {
    throw expected(`labels to hold ${images.length} words, one a picture`, labels, "name each once");
  }
  const values = Array.from<Vector>(images).flatMap((image, n) => {
    const side = Math.sqrt(checkVector(image, `images[${n}]`).length);
    if (!Number.isInteger(side)) throw expected(`images[${n}] to be a square of greys`, image.length, "8 × 8 are 64");
    return image.map((grey, i) => ({ n, x: i % side, y: Math.floor(i / side), grey }));
  });
  const darkest = values.reduce((most, { grey }) => Math.max(most, grey), 0) || 1;
  const place = { type: "ordinal" as const, axis: null };
  return {
    ...sheet,
    description: `${images.length} square grey pictures${labels.some(Boolean) ? `: ${labels.join(", ")}` : ""}.`,
    ...(title ? { title } : {}),
    data: { values },
    facet: {
      field: "n",
      type: "ordinal",
      title: null,
      header: { labelExpr: `${JSON.stringify(labels)}[datum.value]`, labelFontSize: 12 },
    },
    columns,
    spacing: 10,
    spec: {
      width: 80,
      height: 80,
      mark: { type: "rect", tooltip: null },
      encoding: {
        x: { field: "x", ...place },
        y: { field: "y", ...place },
        color: {
          field: "grey",
          type: "quantitative",
          legend: null,
          scale: { domain: [0, darkest], range: ["white", "black"] },
        },
      },
    },
  };
}
