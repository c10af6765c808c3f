import { lookUp } from "../errors.ts";
import type { PerceptronOutcome, PerceptronTrace } from "../nn/perceptron-rule.ts";
import { checkVector } from "../nn/shapes.ts";
import { chartOptions } from "./arguments.ts";
import { classes, type LayeredChart, sheet } from "./theme.ts";

/** What each end of the learning means, for the line under the heading. */
const meanings: Record<PerceptronOutcome, string> = {
  converged: "An epoch without a mistake: it has learnt.",
  cycle: "The weights came back to earlier ones: it goes round for ever.",
  stopped: "Stopped before an epoch without a mistake; that proves nothing yet.",
};

/**
 * How many samples the neuron got wrong in each epoch, and how the learning ended.
 * @param trace What {@link perceptronRule} returned.
 * @example
 * errorCurve(perceptronRule(gates.AND), { title: "Learning AND" }).height // → 180
 */
export function errorCurve(trace: PerceptronTrace, options: { title?: string } = {}): LayeredChart {
  const { title = "Mistakes in each epoch" } = chartOptions(options, { title: "text" });
  checkVector(trace?.errors, "trace.errors");
  lookUp(meanings, trace.outcome, "an outcome");
  const values = trace.errors.map((errors, epoch) => ({ epoch: epoch + 1, errors }));
  const most = Math.max(1, ...trace.errors);
  return {
    ...sheet,
    description: `${title}, epoch by epoch: ${trace.errors.slice(0, 20).join(", ")}${trace.errors.length > 20 ? ` … ${trace.errors.at(-1)}` : ""}; ${meanings[trace.outcome]}`,
    title: { text: title, subtitle: meanings[trace.outcome] },
    width: 440,
    height: 180,
    data: { values },
    encoding: {
      x: {
        field: "epoch",
        type: "quantitative",
        title: "epoch",
        scale: { domain: [1, Math.max(2, values.length)], nice: false, padding: 12 },
        axis: { values: ticks(values.length), grid: false, format: "d" },
      },
      y: {
        field: "errors",
        type: "quantitative",
        title: "mistakes",
        scale: { domain: [0, most] },
        axis: { values: [0, ...ticks(most)], format: "d" },
      },
    },
    layer: [
      { mark: { type: "line", color: classes.colours[0] as string, strokeWidth: 2 } },
      {
        mark: { type: "point", filled: true, size: 70, color: classes.colours[0] as string, opacity: 1 },
        encoding: {
          tooltip: [
            { field: "epoch", title: "epoch" },
            { field: "errors", title: "mistakes" },
          ],
        },
      },
    ],
  };
}

/** Whole numbers from 1, at most about ten of them; the scale's own ticks would fall between epochs. */
function ticks(last: number): number[] {
  const every = Math.ceil(last / 10);
  return Array.from({ length: Math.floor(last / every) }, (_, i) => (i + 1) * every);
}
