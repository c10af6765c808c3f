import { expected } from "../errors.ts";
import { checkLabels, uniqueLabels } from "../nn/label.ts";
import { checkObject } from "../nn/options.ts";
import { checkFunction, checkList, checkSamples, type Vector } from "../nn/shapes.ts";
import { chartOptions } from "./arguments.ts";
import { checkDrawable } from "./plane.ts";
import { ink, type LayeredChart, lines, sheet } from "./theme.ts";

/** The plane is asked in so many places along each axis. */
const cells = 48;

/** The shapes of the classes, so that they are told apart without colour. */
const shapes = ["circle", "triangle-up", "square", "diamond", "cross", "triangle-down"];

/** Something that answers a class for each sample. */
export interface Answering {
  predict(X: number[][]): readonly unknown[];
}

/**
 * What a classifier of two inputs answers in every part of the plane, the samples on top; those it answers wrongly have
 * a black ring. (The lecture's "Linear vs Non-linear problems".)
 * @throws {NnError} unless the samples have 2 inputs and at most 6 classes, and there is a label for each.
 * @example
 * const xor = new MLPClassifier({ hiddenLayerSizes: [4], activation: "tanh", solver: "lbfgs", randomState: 1 });
 * decisionRegions(xor.fit(gates.XOR.X, gates.XOR.y), gates.XOR).title // → { text: "What the classifier answers", subtitle: "4 of 4 right" }
 */
export function decisionRegions(
  classifier: Answering,
  data: { readonly X: readonly Vector[]; readonly y: readonly (string | number | boolean)[] },
  options: { title?: string; inputNames?: readonly [string, string] } = {},
): LayeredChart {
  chartOptions(options, { title: "text", inputNames: "two words" });
  const { title = "What the classifier answers", inputNames = ["x₁", "x₂"] } = options;
  checkFunction(classifier?.predict, "the classifier's predict", "new MLPClassifier().fit(X, y)");
  const { X, y } = checkObject(data, "data", "{ X: [[0, 0], [0, 1]], y: [0, 1] }");
  if (checkSamples(X) !== 2 || checkList(y, "y").length !== X.length) {
    throw expected("samples of 2 inputs with a label each, to be drawn in a plane", X[0]?.length, "choose two inputs");
  }
  checkDrawable(X);
  checkLabels(y, "y");
  const names = uniqueLabels(y).map(String);
  if (names.length > lines.length)
    throw expected(`at most ${lines.length} classes`, names.length, "draw fewer of them");
  const [[left, right], [bottom, top]] = [0, 1].map((k) => extent(X.map((x) => x[k] as number))) as [Range, Range];
  const [dx, dy] = [(right - left) / cells, (top - bottom) / cells];
  const middles = Array.from({ length: cells * cells }, (_, i) => [
    left + ((i % cells) + 0.5) * dx,
    bottom + (Math.floor(i / cells) + 0.5) * dy,
  ]);
  const regions = merged(classifier.predict(middles).map(String)).map(({ column, row, length, answer }) => ({
    x: round(left + column * dx),
    x2: round(left + (column + length) * dx),
    y: round(bottom + row * dy),
    y2: round(bottom + (row + 1) * dy),
    class: answer,
  }));
  const answers = classifier.predict(X.map((x) => [...x])).map(String);
  const points = X.map((x, i) => ({
    x: x[0] as number,
    y: x[1] as number,
    class: String(y[i]),
    answer: answers[i] as string,
  }));
  const wrong = points.filter((point) => point.class !== point.answer);
  const axis = (field: string, label: string, domain: Range) => ({
    field,
    type: "quantitative" as const,
    title: label,
    scale: { domain: [...domain], nice: false },
    axis: { grid: false, tickCount: 5 },
  });
  const position = { x: axis("x", inputNames[0], [left, right]), y: axis("y", inputNames[1], [bottom, top]) };
  const label = { field: "class", type: "nominal" as const, title: "class", legend: { symbolOpacity: 1 } };
  const colour = { ...label, scale: { domain: names, range: lines.slice(0, names.length) } };
  const size = Math.max(36, Math.min(150, 6000 / X.length));
  return {
    ...sheet,
    description: `${title}: the plane of ${inputNames[0]} and ${inputNames[1]}, coloured by the class that is answered, with the samples on top; ${X.length - wrong.length} of ${X.length} are answered rightly.`,
    title: { text: title, subtitle: `${X.length - wrong.length} of ${X.length} right` },
    width: 340,
    height: 320,
    layer: [
      {
        data: { values: regions },
        mark: { type: "rect", opacity: 0.25, tooltip: null },
        encoding: { ...position, x2: { field: "x2" }, y2: { field: "y2" }, color: colour },
      },
      {
        data: { values: points },
        mark: { type: "point", filled: true, size, opacity: 1, stroke: "white", strokeWidth: 0.8 },
        encoding: {
          ...position,
          color: colour,
          shape: { ...label, scale: { domain: names, range: shapes.slice(0, names.length) } },
          tooltip: [
            { field: "x", title: inputNames[0] },
            { field: "y", title: inputNames[1] },
            { field: "class" },
            { field: "answer" },
          ],
        },
      },
      {
        data: { values: wrong },
        mark: {
          type: "point",
          shape: "circle",
          size: size * 2.6,
          stroke: ink,
          strokeWidth: 1.6,
          opacity: 1,
          tooltip: null,
        },
        encoding: position,
      },
    ],
  };
}

type Range = readonly [number, number];

function extent(values: readonly number[]): Range {
  const low = values.reduce((a, b) => Math.min(a, b));
  const high = values.reduce((a, b) => Math.max(a, b));
  const room = (high - low) / 10 || 0.5;
  return [low - room, high + room];
}

/** Cells of one answer that lie side by side, as one: fewer to draw, and no seams between them. */
function merged(answers: readonly string[]) {
  const runs: { column: number; row: number; length: number; answer: string }[] = [];
  answers.forEach((answer, i) => {
    const [column, row] = [i % cells, Math.floor(i / cells)];
    const last = runs.at(-1);
    if (last && last.row === row && last.answer === answer) last.length++;
    else runs.push({ column, row, length: 1, answer });
  });
  return runs;
}

function round(value: number): number {
  return Number(value.toPrecision(6));
}
