import { expected } from "../errors.ts";
import { softmax } from "../nn/activations/softmax.ts";
import { written } from "../nn/notation.ts";
import type { Vector } from "../nn/shapes.ts";
import { chartOptions } from "./arguments.ts";
import { probabilityBars, probabilityRows } from "./probability-bars.ts";
import { type LayeredChart, sheet } from "./theme.ts";

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
    label: `${share.toFixed(3)}   from a = ${written(a[i] as number)}`,
    right: i === target ? "right class" : "other class",
  }));
  const right = target === undefined ? undefined : (p[target] as number);
  const subtitle =
    right === undefined
      ? "probabilities that add up to 1"
      : `cross-entropy −log₂ ${right.toFixed(3)} = ${Math.abs(Math.log2(right)).toFixed(3)} bits`;
  return {
    ...sheet,
    description: `Bars of the probabilities that softmax gives: ${values.map((value) => `${value.class} ${value.p.toFixed(3)}`).join(", ")}; ${subtitle}.`,
    title: { text: "Softmax", subtitle },
    width: 380,
    height: { step: 34 },
    data: { values },
    encoding: probabilityRows(names),
    layer: [...probabilityBars],
  };
}
