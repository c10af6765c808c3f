import { expected } from "../errors.ts";
import { McCullochPitts } from "../nn/mcculloch-pitts.ts";
import { variable } from "../nn/notation.ts";
import { chartOptions } from "./arguments.ts";
import { arrows, circles, strokes, words } from "./sketch.ts";
import { type LayeredChart, sheet } from "./theme.ts";

/** The picture's size in pixels; one input takes `rowHeight`. */
const [width, rowHeight, inputX, unitX, outputX, radius] = [420, 54, 110, 270, 390, 30];

/**
 * A McCulloch-Pitts unit as they drew theirs: its threshold in the circle, an arrow from each input that excites it, and
 * a small ring at the end of a line from each that inhibits it.
 * @param inputNames One name an input. Default x₁, x₂ …
 * @throws {NnError} unless given such a unit of at most 12 inputs, and a name for each if any.
 * @example
 * unitDiagram(new McCullochPitts({ inputs: 3, threshold: 2, inhibitory: [2] })).width // → 420
 */
export function unitDiagram(
  unit: McCullochPitts,
  options: { inputNames?: readonly string[]; title?: string } = {},
): LayeredChart {
  const { inputNames, title = "A McCulloch-Pitts unit" } = chartOptions(options, {
    inputNames: "words",
    title: "text",
  });
  if (!(unit instanceof McCullochPitts) || unit.inputs > 12)
    throw expected(
      "a McCullochPitts of at most 12 inputs",
      unit instanceof McCullochPitts ? `one of ${unit.inputs}` : unit,
      "write new McCullochPitts({ inputs: 2, threshold: 2 })",
    );
  if (inputNames && inputNames.length !== unit.inputs)
    throw expected(`inputNames to hold ${unit.inputs} names`, inputNames, "name each input once");
  const height = Math.max(2, unit.inputs) * rowHeight + 20;
  const middle = height / 2;
  const ends = Array.from({ length: unit.inputs }, (_, i) => {
    const y = middle + (i - (unit.inputs - 1) / 2) * rowHeight;
    const length = Math.hypot(unitX - inputX, middle - y);
    // Each line ends at the rim of the unit's circle, a ring just before it.
    const at = (before: number) => {
      const share = (length - radius - before) / length;
      return { x: inputX + share * (unitX - inputX), y: y + share * (middle - y) };
    };
    return { name: inputNames?.[i] ?? variable(i), y, inhibits: unit.inhibitory.includes(i), tip: at(3), ring: at(8) };
  });
  const [vetoes, drives] = [ends.filter(({ inhibits }) => inhibits), ends.filter(({ inhibits }) => !inhibits)];
  const line = (y: number, { x: x2, y: y2 }: { x: number; y: number }) => ({ x: inputX, y, x2, y2 });
  const spoken = ends.map(({ name, inhibits }) => `${name} ${inhibits ? "inhibits" : "excites"} it`).join(", ");
  return {
    ...sheet,
    description: `${title}: a circle with the threshold ${unit.threshold}; ${spoken}. ${unit.sentence(inputNames)}.`,
    title: { text: title, subtitle: unit.sentence(inputNames) },
    width,
    height,
    view: { stroke: null },
    layer: [
      ...arrows(drives.map(({ y, tip }) => line(y, tip))),
      strokes(vetoes.map(({ y, ring }) => line(y, ring))),
      ...arrows([{ x: unitX + radius, y: middle, x2: outputX - 18, y2: middle }]),
      circles([{ x: unitX, y: middle }], 3400),
      circles(
        vetoes.map(({ ring }) => ring),
        120,
      ),
      circles(
        ends.map(({ y }) => ({ x: inputX, y })),
        160,
      ),
      words(
        ends.map(({ name: word, y }) => ({ word, x: inputX - 14, y })),
        { align: "right", fontSize: 14 },
      ),
      words([{ word: `≥ ${unit.threshold}`, x: unitX, y: middle }], { fontSize: 18 }),
      words([{ word: "ŷ", x: outputX, y: middle }], { fontSize: 18 }),
      words([{ word: "○ inhibits", x: unitX, y: middle + radius + 18 }].slice(vetoes.length === 0 ? 1 : 0), {
        fontSize: 12,
      }),
    ],
  };
}
