import { separability } from "../nn/separability.ts";
import { allBits } from "../nn/threshold-circuits.ts";
import { cut } from "./half-plane.ts";
import { classes, ink, type LayeredChart, sheet } from "./theme.ts";

/** What logicians call the sixteen functions, by their column of the truth table. */
const functions = [
  ["0000", "never"],
  ["0001", "AND"],
  ["0010", "x₁ and not x₂"],
  ["0011", "x₁"],
  ["0100", "x₂ and not x₁"],
  ["0101", "x₂"],
  ["0110", "XOR"],
  ["0111", "OR"],
  ["1000", "NOR"],
  ["1001", "equal"],
  ["1010", "not x₂"],
  ["1011", "if x₂ then x₁"],
  ["1100", "not x₁"],
  ["1101", "if x₁ then x₂"],
  ["1110", "NAND"],
  ["1111", "always"],
] as const;

/** The side of a small plane in pixels, the distance between two, and what each shows. */
const [side, step, extent] = [76, 128, [-0.35, 1.35]] as const;

/** From a value of an input to pixels, in the small plane at a place. */
const across = (value: number) => ((value - extent[0]) / (extent[1] - extent[0])) * side;

/**
 * All sixteen Boolean functions of two inputs as small planes, each with a line that divides it, where there is one. The
 * lines are those that {@link separability} found.
 * @example
 * booleanFunctions().title // → { text: "All Boolean functions of two inputs", subtitle: "14 of 16 can be divided by a line" }
 */
export function booleanFunctions(): LayeredChart {
  const X = allBits(2);
  const tables = functions.map(([key, name], place) => {
    const y = [...key].map(Number);
    const [left, top] = [20 + (place % 4) * step, 26 + Math.floor(place / 4) * (side + 40)];
    return { name, y, left, top, answer: separability({ X, y }) };
  });
  const samples = tables.flatMap(({ name, y, left, top }) =>
    X.map((x, i) => ({
      x: left + across(x[0] as number),
      y: top + side - across(x[1] as number),
      class: String(y[i]),
      name,
      input: `(${x.join(", ")})`,
    })),
  );
  const borders = tables.flatMap(({ answer, left, top }) => {
    if (!answer.separable) return [];
    const [from, to] = cut(answer.neuron, extent, extent).line;
    if (!from || !to) return [];
    return [
      {
        x: left + across(from[0]),
        y: top + side - across(from[1]),
        x2: left + across(to[0]),
        y2: top + side - across(to[1]),
      },
    ];
  });
  const pixels = { type: "quantitative", scale: null, axis: null } as const;
  const at = { x: { field: "x", ...pixels }, y: { field: "y", ...pixels } } as const;
  const label = { field: "class", type: "nominal" as const, title: "answer" };
  const possible = tables.filter(({ answer }) => answer.separable).length;
  return {
    ...sheet,
    description: `Sixteen small planes with the four corners of the truth table each; a line divides the classes in ${possible} of them, in all but XOR and its opposite, "equal".`,
    title: {
      text: "All Boolean functions of two inputs",
      subtitle: `${possible} of ${tables.length} can be divided by a line`,
    },
    width: 500,
    height: 4 * (side + 40),
    view: { stroke: null },
    layer: [
      {
        data: {
          values: tables.map(({ left, top, answer }) => ({
            x: left,
            x2: left + side,
            y: top,
            y2: top + side,
            fill: answer.separable ? "white" : "#FBE3D6",
          })),
        },
        mark: { type: "rect", stroke: "#BBBBBB", tooltip: null },
        encoding: { ...at, x2: { field: "x2" }, y2: { field: "y2" }, fill: { field: "fill", scale: null } },
      },
      {
        data: { values: borders },
        mark: { type: "rule", color: ink, strokeWidth: 1.5, tooltip: null },
        encoding: { ...at, x2: { field: "x2" }, y2: { field: "y2" } },
      },
      {
        data: { values: samples },
        mark: { type: "point", filled: true, size: 80, opacity: 1 },
        encoding: {
          ...at,
          color: { ...label, scale: { domain: classes.names, range: classes.colours } },
          shape: { ...label, scale: { domain: classes.names, range: classes.shapes } },
          tooltip: [{ field: "name", title: "function" }, { field: "input" }, { field: "class", title: "answer" }],
        },
      },
      {
        data: {
          values: tables.map(({ name, left, top, answer }) => ({
            x: left + side / 2,
            y: top - 9,
            word: `${name}${answer.separable ? "" : ": no line"}`,
          })),
        },
        mark: { type: "text", fontSize: 12, color: ink, tooltip: null },
        encoding: { ...at, text: { field: "word", type: "nominal" } },
      },
    ],
  };
}
