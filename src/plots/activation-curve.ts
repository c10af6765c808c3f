import { expected } from "../errors.ts";
import { type ActivationName, activation } from "../nn/activations.ts";
import { namedLines } from "./named-lines.ts";
import { type Chart, ink, sheet } from "./theme.ts";

/** From where to where h runs, and in how many steps. */
const [low, high, steps] = [-4, 4, 64];

/** The ones that the lecture names, and the two that the others are told by. */
const lectures: readonly ActivationName[] = ["identity", "step", "sigmoid", "tanh", "relu"];

/**
 * Activation functions as curves, each with its derivative (dashed) in the same frame; a jump is drawn as a gap.
 * (The lecture's "Activation functions".)
 * @param names Which ones; identity, step, sigmoid, tanh and relu if not said.
 * @throws {NnError} for an unknown name or none.
 * @example
 * activationCurve(["step", "sigmoid"]).title // → "Activation functions and their derivatives"
 */
export function activationCurve(names: readonly ActivationName[] = lectures): Chart {
  if (!Array.isArray(names) || names.length === 0)
    throw expected("at least one activation function", names, 'name one, such as ["sigmoid"]');
  const values = Array.from<ActivationName>(names).flatMap((name) => {
    const { f, derivative } = activation(name);
    return [...samples(f, { name, curve: "g(h)" }), ...samples(derivative, { name, curve: "derivative g′(h)" })];
  });
  return {
    ...sheet,
    description: `Curves of ${names.join(", ")}, each with its derivative dashed, for h from ${low} to ${high}.`,
    title: "Activation functions and their derivatives",
    data: { values },
    facet: { field: "name", type: "nominal", title: null, sort: [...names] },
    columns: 3,
    spec: {
      width: 145,
      height: 120,
      layer: [
        { mark: { type: "rule", color: "#BBBBBB" }, encoding: { x: { datum: 0 } } },
        { mark: { type: "rule", color: "#BBBBBB" }, encoding: { y: { datum: 0 } } },
        {
          mark: { type: "line", clip: true, strokeWidth: 2.5 },
          encoding: {
            x: { field: "h", type: "quantitative", title: "h", axis: { tickCount: 4, grid: false } },
            y: {
              field: "value",
              type: "quantitative",
              title: null,
              scale: { domain: [-1.25, 1.5] },
              axis: { values: [-1, 0, 1], grid: false, labelColor: ink },
            },
            detail: { field: "piece", type: "nominal" },
            ...namedLines("curve", ["g(h)", "derivative g′(h)"]),
          },
        },
      ],
    },
  };
}

/** The function's values, cut into pieces where it jumps by more than any slope here could climb. */
function samples(f: (h: number) => number, labels: { name: string; curve: string }) {
  const width = (high - low) / steps;
  let piece = 0;
  let before = f(low);
  return Array.from({ length: steps + 1 }, (_, i) => {
    const h = low + i * width;
    const value = f(h);
    if (Math.abs(value - before) > 4 * width) piece++;
    before = value;
    return { ...labels, h: rounded(h), value: rounded(value), piece };
  });
}

/** Four decimals are finer than a pixel, and keep the chart's text short. */
function rounded(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
