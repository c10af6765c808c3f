import { expected } from "../errors.ts";
import { softmax } from "../nn/activations/softmax.ts";
import type { Vector } from "../nn/shapes.ts";
import { chartOptions } from "./arguments.ts";
import { classes, ink, type LayeredChart, lines, sheet } from "./theme.ts";

/**
 * The outputs of a last layer and the probabilities that softmax makes of them, class by class. With `target` the bar
 * of the right class is orange, and the cross-entropy (in bits, as on the slide) stands above.
 * @param a The weighted sums, one a class.
 * @param names What the classes are called. Default their places from 0.
 * @param target The right class, as its place from 0.
 * @throws {NnError} unless there is a name for each class, and the target is one of them.
 * @example
 * softmaxBars([2, 1, 0.1], { names: ["cat", "dog", "bird"], target: 0 }).title // → { text: "Softmax", subtitle: "cross-entropy −log₂ 0.659 = 0.602 bits" }
 */
export function softmaxBars(a: Vector, options: { names?: readonly string[]; target?: number } = {}): LayeredChart {
  chartOptions(options, { names: "words", target: "number" });
  const p = softmax(a);
  const { names = a.map((_, i) => String(i)), target } = options;
  if (names.length !== a.length)
    throw expected(`names to hold ${a.length} names, one a class`, names, "name each class once");
  if (target !== undefined && p[target] === undefined) {
    throw expected(`target to be a class from 0 to ${a.length - 1}`, target, "give the place of the right class");
  }
  const values = p.map((share, i) => ({
    class: names[i] as string,
    p: share,
    label: `${share.toFixed(3)}   from a = ${Number((a[i] as number).toPrecision(4))}`,
    right: i === target ? "right class" : "other class",
  }));
  const right = target === undefined ? undefined : (p[target] as number);
  const subtitle =
    right === undefined
      ? "probabilities that add up to 1"
      : `cross-entropy −log₂ ${right.toFixed(3)} = ${Math.abs(Math.log2(right)).toFixed(3)} bits`;
  const position = { field: "class", type: "nominal" as const, title: null, sort: [...names] };
  return {
    ...sheet,
    description: `Bars of the probabilities that softmax gives: ${values.map((value) => `${value.class} ${value.p.toFixed(3)}`).join(", ")}; ${subtitle}.`,
    title: { text: "Softmax", subtitle },
    width: 380,
    height: { step: 34 },
    data: { values },
    encoding: {
      y: position,
      x: {
        field: "p",
        type: "quantitative",
        title: "probability p",
        scale: { domain: [0, 1.45] },
        axis: { values: [0, 0.25, 0.5, 0.75, 1], format: ".2f", grid: false },
      },
    },
    layer: [
      {
        mark: { type: "bar", height: 22 },
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
        mark: { type: "text", align: "left", dx: 5, color: ink, fontSize: 12 },
        encoding: { text: { field: "label", type: "nominal" } },
      },
    ],
  };
}
