import { arrows, boxes, words } from "./sketch.ts";
import { type LayeredChart, pencil, sheet } from "./theme.ts";

/** The columns and the two lanes, in pixels. */
const columns = [58, 164, 270, 376, 482];
const [above, below] = [62, 182];
const size = [86, 46] as const;
const at = (column: number, y: number) => ({ x: columns[column] as number, y });

const learning = ["past data\nX and y", "clean", "features", "learning\nalgorithm"];
const using = ["new data\nX", "clean", "features", "model", "prediction\nŷ"];

/** The arrow from a box to the next one in its lane. */
function step(from: number, y: number) {
  return {
    x: (columns[from] as number) + size[0] / 2,
    y,
    x2: (columns[from + 1] as number) - size[0] / 2 - 4,
    y2: y,
  };
}

/**
 * The machine-learning pipeline: above, past data go through cleaning and features into the learning algorithm, which
 * makes the model; below, new data go through the very same steps into that model, which predicts.
 * (The lecture's "Recalling the Machine Learning pipeline"; the picture is our own.)
 * @example
 * learningPipeline().title // → "The machine-learning pipeline"
 */
export function learningPipeline(): LayeredChart {
  return {
    ...sheet,
    description:
      "Two rows of boxes. Learning: past data, clean, features, learning algorithm, which trains the model. Using: new data, clean, features, model, prediction. Cleaning and features are the same steps in both rows.",
    title: "The machine-learning pipeline",
    width: 530,
    height: 244,
    view: { stroke: null },
    layer: [
      words(
        [
          { word: "Learning, once in a while", x: 14, y: 20 },
          { word: "Using, every day", x: 14, y: 232 },
        ],
        { align: "left", fontSize: 12, color: pencil },
      ),
      ...arrows([...[0, 1, 2].map((i) => step(i, above)), ...[0, 1, 2, 3].map((i) => step(i, below))]),
      ...arrows([{ ...at(3, above + 23), x2: columns[3] as number, y2: below - 28 }], { color: "#D55E00" }),
      ...arrows(
        [1, 2].map((i) => ({ ...at(i, above + 23), x2: columns[i] as number, y2: below - 28 })),
        { color: pencil, dashed: true },
      ),
      boxes([...[0, 1, 2, 3].map((i) => at(i, above)), ...[0, 1, 2, 4].map((i) => at(i, below))], size),
      boxes([at(3, below)], size, "#FBE3D6", "#D55E00"),
      words(
        [
          ...learning.map((word, i) => ({ word, ...at(i, above) })),
          ...using.map((word, i) => ({ word, ...at(i, below) })),
        ],
        { fontSize: 12.5 },
      ),
      words(
        [
          { word: "the same steps", x: ((columns[1] as number) + (columns[2] as number)) / 2, y: 122 },
          { word: "trains", x: (columns[3] as number) + 24, y: 122 },
        ],
        { fontSize: 12, color: pencil },
      ),
    ],
  };
}
