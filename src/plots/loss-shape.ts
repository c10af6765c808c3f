import { expected } from "../errors.ts";
import { type LossName, loss } from "../nn/losses.ts";
import { chartOptions } from "./arguments.ts";
import { namedLines } from "./named-lines.ts";
import { type LayeredChart, pencil, sheet } from "./theme.ts";

/** How many answers are tried. */
const steps = 120;

/**
 * What each answer ŷ to one target costs, by several loss functions: where the cost is least, and how steeply it grows.
 * @param names Which losses. Default squared, absolute and huber.
 * @param target y, the right answer. Default 0.
 * @param range From which to which answer. Default −3 to 3.
 * @throws {NnError} for an unknown loss or none, a target that a loss does not know, or a range upside down.
 * @example
 * lossShape(["binaryCrossEntropy"], { target: 1, range: [0, 1] }).title // → { text: "What an answer costs", subtitle: "target y = 1" }
 */
export function lossShape(
  names: readonly LossName[] = ["squared", "absolute", "huber"],
  options: { target?: number; range?: readonly [number, number] } = {},
): LayeredChart {
  const { target = 0, range = [-3, 3] } = chartOptions(options, { target: "number", range: "range" });
  if (!Array.isArray(names) || names.length === 0)
    throw expected("at least one loss function", names, 'name one, such as ["squared"]');
  const [low, high] = range;
  const values = Array.from<LossName>(names).flatMap((name) => {
    const { f, accepts, targets } = loss(name);
    if (!accepts(target)) throw expected(`the target of ${name} to be ${targets}`, target, "choose another target");
    return Array.from({ length: steps + 1 }, (_, i) => low + ((high - low) * i) / steps)
      .map((yHat) => ({ loss: name, yHat: rounded(yHat), cost: rounded(f(yHat, target)) }))
      .filter(({ cost }) => Number.isFinite(cost));
  });
  return {
    ...sheet,
    description: `What answers from ${low} to ${high} cost by the losses ${names.join(", ")}, when the target is ${target}.`,
    title: { text: "What an answer costs", subtitle: `target y = ${target}` },
    width: 380,
    height: 220,
    layer: [
      {
        data: { values: [{ y: target }] },
        mark: { type: "rule", color: pencil, strokeDash: [2, 3], tooltip: null },
        encoding: { x: { field: "y", type: "quantitative" } },
      },
      {
        data: { values },
        mark: { type: "line", strokeWidth: 2.5, clip: true },
        encoding: {
          x: {
            field: "yHat",
            type: "quantitative",
            title: "answer ŷ",
            scale: { domain: [low, high], nice: false },
            axis: { grid: false },
          },
          y: { field: "cost", type: "quantitative", title: "cost C(ŷ, y)" },
          ...namedLines("loss", names, { columns: 2, labelLimit: 240 }),
        },
      },
    ],
  };
}

function rounded(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
