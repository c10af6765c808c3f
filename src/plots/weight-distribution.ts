import { expected } from "../errors.ts";
import { checkObject } from "../nn/options.ts";
import { checkList, type Vector } from "../nn/shapes.ts";
import { chartOptions } from "./arguments.ts";
import { type Chart, lines, sheet } from "./theme.ts";

/** How many bars a histogram has. */
const bars = 24;

/**
 * How the weights, or the activations, of each layer are distributed, as one histogram a layer on a common scale: weights
 * that all crowd around 0 learn little, activations that all lie at the ends of their function neither.
 * @param layers The numbers of each layer by its name; nested arrays are taken apart.
 * @throws {NnError} for no layer, or one without finite numbers.
 * @example
 * weightDistribution({ "layer 1": [[0.1, -0.2], [0.4, 0.3]] }).title // → "How the weights are distributed"
 */
export function weightDistribution(
  layers: Readonly<Record<string, ArrayLike<number> | ArrayLike<ArrayLike<number>>>>,
  options: { title?: string; valueName?: string } = {},
): Chart {
  chartOptions(options, { title: "text", valueName: "text" });
  const { title = "How the weights are distributed", valueName = "weight" } = options;
  const entries = Object.entries(checkObject(layers, "layers", '{ "layer 1": coefs_[0] }'));
  const rows = entries.map(([name, numbers]) => ({ name, numbers: numbersOf(numbers, `layers["${name}"]`) }));
  if (rows.length === 0) throw expected("at least one layer", layers, 'write { "layer 1": coefs_[0] }');
  const all = rows.flatMap(({ numbers }) => numbers);
  const low = all.reduce((a, b) => Math.min(a, b));
  const high = all.reduce((a, b) => Math.max(a, b));
  const step = (high - low) / bars || 1;
  const values = rows.flatMap(({ name, numbers }) => {
    const counts = new Array<number>(bars).fill(0);
    for (const value of numbers) {
      const bar = Math.min(bars - 1, Math.floor((value - low) / step));
      counts[bar] = (counts[bar] as number) + 1;
    }
    return counts.map((count, k) => ({
      layer: name,
      from: Number((low + k * step).toPrecision(5)),
      to: Number((low + (k + 1) * step).toPrecision(5)),
      share: Number((count / numbers.length).toPrecision(4)),
    }));
  });
  return {
    ...sheet,
    description: `${title}: a histogram each for ${rows.map(({ name }) => name).join(", ")}, from ${low.toPrecision(3)} to ${high.toPrecision(3)}.`,
    title,
    data: { values },
    facet: {
      row: {
        field: "layer",
        type: "nominal",
        title: null,
        sort: rows.map(({ name }) => name),
        header: { labelOrient: "top", labelAnchor: "start" },
      },
    },
    spec: {
      width: 400,
      height: 80,
      mark: { type: "bar", color: lines[0] as string, stroke: "white", strokeWidth: 0.5 },
      encoding: {
        x: {
          field: "from",
          type: "quantitative",
          title: valueName,
          scale: { nice: false, zero: false },
          axis: { grid: false },
        },
        x2: { field: "to" },
        y: { field: "share", type: "quantitative", title: "share", axis: { tickCount: 3, format: "~%" } },
        y2: { datum: 0 },
        tooltip: [
          { field: "from", format: ".3~f" },
          { field: "to", format: ".3~f" },
          { field: "share", format: ".1%" },
        ],
      },
    },
  };
}

/** A row of numbers, or several, of any kind, as one. */
function numbersOf(given: ArrayLike<number> | ArrayLike<ArrayLike<number>>, name: string): number[] {
  const rows = Array.from<unknown>(checkList(given, name));
  const numbers = rows.flatMap((row, i) =>
    typeof row === "number" ? row : Array.from(checkList(row as Vector, `${name}[${i}]`)),
  );
  if (numbers.length > 0 && numbers.every(Number.isFinite)) return numbers as number[];
  throw expected(`${name} to hold finite numbers`, given, "give the weights after a fit");
}
