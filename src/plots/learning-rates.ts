import { expected } from "../errors.ts";
import { checkObject } from "../nn/options.ts";
import { checkPositive } from "../nn/shapes.ts";
import { chartOptions } from "./arguments.ts";
import { ink, type Layer, type LayeredChart, lines, pencil, sheet } from "./theme.ts";

/** Numbers as they are, powers of ten where they would be long. */
const short = "datum.value >= 1e5 || datum.value < 1e-3 ? format(datum.value, '.0e') : format(datum.value, '~g')";

/** What came of training with one learning rate. */
export interface RateOutcome {
  /** $η$ */
  readonly rate: number;
  /** The loss at the end; anything that is not a finite number counts as diverged. */
  readonly loss: number;
}

/**
 * The loss that training ends at, for learning rates from too small to too large, both in powers of ten: the valley
 * between the rate that hardly moves and the one that runs away. Rates that diverged stand as crosses at the top; the
 * best one is named.
 * @param outcomes One for each rate, after equally many steps.
 * @throws {NnError} for fewer than two rates, a rate that is not above 0, or if all of them diverged.
 * @example
 * const rates = [0.01, 0.1, 0.9, 1.1].map((rate) => ({ rate, loss: minimise("bowl", { learningRate: rate, steps: 20 }).values.at(-1)! }));
 * learningRates(rates).title // → { text: "The loss by learning rate", subtitle: "best of these: η = 0.1" }
 */
export function learningRates(
  outcomes: readonly RateOutcome[],
  options: { title?: string; lossName?: string } = {},
): LayeredChart {
  chartOptions(options, { title: "text", lossName: "text" });
  const { title = "The loss by learning rate", lossName = "loss at the end" } = options;
  if (!Array.isArray(outcomes) || outcomes.length < 2) {
    throw expected("at least two learning rates with their losses", outcomes, "write [{ rate: 0.1, loss: 0.5 }, …]");
  }
  Array.from<RateOutcome>(outcomes).forEach((one, i) => {
    const { rate, loss } = checkObject(one, `outcomes[${i}]`, "{ rate: 0.1, loss: 0.5 }");
    checkPositive(rate, `outcomes[${i}].rate`);
    if (typeof loss !== "number")
      throw expected(`outcomes[${i}].loss to be a number`, loss, "Infinity where it diverged");
  });
  const sorted = [...outcomes].sort((a, b) => a.rate - b.rate);
  const sound = sorted.filter(({ loss }) => Number.isFinite(loss) && loss > 0);
  if (sound.length === 0)
    throw expected(
      "a rate that did not diverge",
      sorted.map(({ loss }) => loss),
      "add smaller rates",
    );
  const best = sound.reduce((a, b) => (b.loss < a.loss ? b : a));
  const lost = sorted.filter(({ loss }) => !Number.isFinite(loss)).map(({ rate }) => ({ rate, outcome: "diverged" }));
  const x = {
    field: "rate",
    type: "quantitative" as const,
    title: "learning rate η",
    scale: { type: "log" as const, nice: false },
    axis: { format: "~g", grid: false, tickCount: 6 },
  };
  const y = {
    field: "loss",
    type: "quantitative" as const,
    title: lossName,
    scale: { type: "log" as const },
    axis: { labelExpr: short, tickCount: 5 },
  };
  const crosses: Layer[] = [
    {
      data: { values: lost },
      mark: {
        type: "point",
        shape: "cross",
        angle: 45,
        filled: true,
        size: 130,
        color: lines[1] as string,
        opacity: 1,
      },
      encoding: { x, y: { value: 8 }, tooltip: [{ field: "rate", title: "η" }, { field: "outcome" }] },
    },
    {
      data: { values: lost.slice(0, 1).map((one) => ({ ...one, word: "diverged" })) },
      mark: { type: "text", align: "right", dx: -10, color: lines[1] as string, fontSize: 12, tooltip: null },
      encoding: { x, y: { value: 8 }, text: { field: "word", type: "nominal" } },
    },
  ];
  return {
    ...sheet,
    description: `${title}: ${sorted.map(({ rate, loss }) => `${rate} gives ${loss}`).join(", ")}.`,
    title: { text: title, subtitle: `best of these: η = ${best.rate}` },
    width: 420,
    height: 220,
    layer: [
      {
        data: { values: sound.map(({ rate, loss }) => ({ rate, loss: Number(loss.toPrecision(6)) })) },
        mark: {
          type: "line",
          strokeWidth: 2,
          color: lines[0] as string,
          point: { filled: true, size: 50, color: lines[0] as string },
        },
        encoding: {
          x,
          y,
          tooltip: [
            { field: "rate", title: "η" },
            { field: "loss", format: ".4~g" },
          ],
        },
      },
      {
        data: { values: [{ rate: best.rate, loss: best.loss }] },
        mark: { type: "point", shape: "circle", size: 260, stroke: ink, strokeWidth: 1.6, opacity: 1, tooltip: null },
        encoding: { x, y },
      },
      {
        data: { values: [{ rate: sorted[0]?.rate, word: "too small: hardly moves" }] },
        mark: {
          type: "text",
          align: "left",
          baseline: "bottom",
          dx: 6,
          dy: -4,
          color: pencil,
          fontStyle: "italic",
          tooltip: null,
        },
        encoding: { x, y: { value: 220 }, text: { field: "word", type: "nominal" } },
      },
      ...(lost.length > 0 ? crosses : []),
    ],
  };
}
