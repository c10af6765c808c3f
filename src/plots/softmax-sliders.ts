import { expected } from "../errors.ts";
import { checkVector, type Vector } from "../nn/shapes.ts";
import { chartOptions } from "./arguments.ts";
import { probabilityBars, probabilityRows } from "./probability-bars.ts";
import { type LayeredChart, pencil, sheet } from "./theme.ts";

/** How far a slider goes to either side, and how many classes there may be. */
const [reach, most] = [10, 8];

/**
 * Softmax to play with: a slider for each weighted sum and one that is added to all of them, which changes nothing. The
 * bar of the right class is orange; the cross-entropy stands above, in bits. (The lecture's "Softmax".)
 * @param a Where the sliders stand at first: a sum for each class, from −10 to 10.
 * @param names What the classes are called. Default their places from 0.
 * @param target The right class, as its place from 0. Default 0.
 * @throws {NnError} unless there are 2 to 8 classes with a name and a sum in range for each, and the target is one.
 * @example
 * softmaxSliders([2, 1, 0.1]).params?.length // → 4
 */
export function softmaxSliders(a: Vector, options: { names?: readonly string[]; target?: number } = {}): LayeredChart {
  chartOptions(options, { names: "words", target: "number" });
  checkVector(a, "a");
  const { names = a.map((_, i) => String(i)), target = 0 } = options;
  if (a.length < 2 || a.length > most || a.some((value) => Math.abs(value) > reach)) {
    throw expected(`2 to ${most} sums from -${reach} to ${reach}`, a, "the sliders go no further");
  }
  if (names.length !== a.length) {
    throw expected(`names to hold ${a.length} names, one a class`, names, "name each class once");
  }
  if (a[target] === undefined) {
    throw expected(`target to be a class from 0 to ${a.length - 1}`, target, "give the place of the right class");
  }
  const sums = a.map((_, i) => `(a${i} + c)`);
  const largest = `max(${sums.join(", ")})`;
  const powers = sums.map((sum) => `exp(${sum} - ${largest})`);
  const total = powers.join(" + ");
  const bits = `(log(${total}) + ${largest} - ${sums[target]}) / LN2`;
  const slider = (name: string, label: string, value: number) => {
    return { name, value, bind: { input: "range" as const, min: -reach, max: reach, step: 0.1, name: `${label} ` } };
  };
  const values = names.map((name, i) => ({ i, class: name, right: i === target ? "right class" : "other class" }));
  return {
    ...sheet,
    description: `Bars of the probabilities that softmax gives to ${names.join(", ")}, with a slider for each sum, now ${a.join(", ")}, and one that is added to all.`,
    title: { text: "Softmax, to play with", subtitle: "move a sum, then move them all" },
    width: 380,
    height: { step: 34 },
    params: [...a.map((value, i) => slider(`a${i}`, `a for ${names[i]}`, value)), slider("c", "added to all", 0)],
    data: { values },
    transform: [
      { calculate: `[${sums.join(", ")}][datum.i]`, as: "sum" },
      { calculate: `[${powers.join(", ")}][datum.i] / (${total})`, as: "p" },
      { calculate: 'format(datum.p, ".3f") + "   from a = " + format(datum.sum, ".1f")', as: "label" },
    ],
    encoding: probabilityRows(names),
    layer: [
      ...probabilityBars,
      {
        transform: [
          { filter: `datum.i == ${target}` },
          {
            calculate: `${JSON.stringify(`cross-entropy of ${names[target]}: `)} + format(${bits}, ".3f") + " bits"`,
            as: "cost",
          },
        ],
        mark: { type: "text", x: 376, y: -9, align: "right", color: pencil, fontSize: 12, tooltip: null },
        encoding: { x: { value: 376 }, y: { value: -9 }, text: { field: "cost", type: "nominal" } },
      },
    ],
  };
}
