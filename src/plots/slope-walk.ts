import { expected } from "../errors.ts";
import { extentOf } from "../nn/extent.ts";
import { checkFunction, checkNumber, checkPositive, checkWhole } from "../nn/shapes.ts";
import { chartOptions } from "./arguments.ts";
import { type LayeredChart, lines, pencil, sheet } from "./theme.ts";

/** The curve is drawn through so many places. */
const resolution = 120;

/** How to walk down a curve of one parameter. */
export interface SlopeWalkOptions {
  /** Where to start. Default 3. */
  start?: number;
  /** $η$, one or several to choose from under the chart. Default 0.1. */
  learningRates?: readonly number[];
  /** How many steps each walk has. Default 15. */
  steps?: number;
  /** The part of the axis that is drawn. Default −4 to 4. */
  range?: readonly [number, number];
  /** The heading. Default "Following the slope". */
  title?: string;
}

/**
 * Gradient descent on a curve of one parameter, $w ← w - η F'(w)$: the places where it has been, the slope where it
 * stands, a slider for the step and a choice of learning rates. A walk that leaves the chart goes on unseen.
 * @param F The loss as a function of w.
 * @param derivative F′.
 * @throws {NnError} for a range upside down, no learning rate, or one that is not above 0.
 * @example
 * slopeWalk((w) => w * w, (w) => 2 * w, { learningRates: [0.1, 0.95] }).title // → { text: "Following the slope", subtitle: "dots: where it has been; dashed: the slope where it stands" }
 */
export function slopeWalk(
  F: (w: number) => number,
  derivative: (w: number) => number,
  options: SlopeWalkOptions = {},
): LayeredChart {
  checkFunction(F, "F", "(w) => w ** 2");
  checkFunction(derivative, "derivative", "(w) => 2 * w");
  chartOptions(options, {
    ...{ start: "number", learningRates: "numbers", steps: "number", range: "range", title: "text" },
  });
  const { start = 3, learningRates = [0.1], steps = 15, range = [-4, 4], title = "Following the slope" } = options;
  const [left, right] = range;
  if (learningRates.length === 0) throw expected("at least one learning rate", learningRates, "write [0.1]");
  checkWhole(steps, "steps", 1, 1000);
  const rates = learningRates.map((rate) => checkPositive(rate, "a learning rate"));
  const curve = Array.from({ length: resolution + 1 }, (_, i) => left + ((right - left) * i) / resolution).map((w) => ({
    w,
    F: checkNumber(F(w), `F at ${w}`),
  }));
  const heights = curve.map((point) => point.F);
  const [low, high] = extentOf(heights);
  const reach = (right - left) / 7;
  const values = rates.flatMap((eta) =>
    walk(F, derivative, start, eta, steps).map((place, step) => ({
      eta,
      step,
      ...place,
      w1: place.w - reach,
      w2: place.w + reach,
      F1: place.F - reach * place.slope,
      F2: place.F + reach * place.slope,
    })),
  );
  const x = { field: "w", type: "quantitative" as const, title: "parameter w", axis: { grid: false } };
  const y = { field: "F", type: "quantitative" as const, title: "loss F(w)" };
  const room = (high - low) / 10;
  const position = {
    x: { ...x, scale: { domain: [left, right], nice: false } },
    y: { ...y, scale: { domain: [low - room, high], nice: false } },
  };
  const chosen = { filter: "datum.eta == eta && datum.step <= step" };
  const now = { filter: "datum.eta == eta && datum.step == step" };
  return {
    ...sheet,
    title: { text: title, subtitle: "dots: where it has been; dashed: the slope where it stands" },
    description: `Gradient descent on a curve, from w = ${start}, with the learning rate ${rates.join(" or ")}.`,
    width: 400,
    height: 240,
    params: [
      {
        name: "eta",
        value: rates[0] as number,
        bind: { input: "select", options: rates, name: "learning rate η " },
      },
      { name: "step", value: Math.min(4, steps), bind: { input: "range", min: 0, max: steps, step: 1, name: "step " } },
    ],
    layer: [
      {
        data: { values: curve },
        mark: { type: "line", color: pencil, strokeWidth: 2, clip: true, tooltip: null },
        encoding: position,
      },
      {
        data: { values },
        transform: [now],
        mark: {
          type: "rule",
          color: lines[1] as string,
          strokeDash: [5, 4],
          strokeWidth: 2,
          clip: true,
          tooltip: null,
        },
        encoding: {
          x: { ...position.x, field: "w1" },
          x2: { field: "w2" },
          y: { ...position.y, field: "F1" },
          y2: { field: "F2" },
        },
      },
      {
        data: { values },
        transform: [chosen],
        mark: { type: "line", color: lines[0] as string, strokeWidth: 1, opacity: 0.6, clip: true, tooltip: null },
        encoding: { ...position, order: { field: "step", type: "quantitative" } },
      },
      {
        data: { values },
        transform: [chosen],
        mark: { type: "point", filled: true, size: 50, color: lines[0] as string, opacity: 1, clip: true },
        encoding: {
          ...position,
          tooltip: [
            { field: "step", type: "quantitative" },
            { field: "w", type: "quantitative", format: ".4~g" },
            { field: "F", type: "quantitative", format: ".4~g" },
            { field: "slope", type: "quantitative", format: ".4~g" },
          ],
        },
      },
      {
        data: { values },
        transform: [now],
        mark: {
          type: "point",
          filled: true,
          size: 130,
          color: lines[1] as string,
          opacity: 1,
          clip: true,
          tooltip: null,
        },
        encoding: position,
      },
    ],
  };
}

/** Every place of a walk, the start first; it ends where the numbers do. */
function walk(
  F: (w: number) => number,
  derivative: (w: number) => number,
  start: number,
  eta: number,
  steps: number,
): { w: number; F: number; slope: number }[] {
  const places: { w: number; F: number; slope: number }[] = [];
  for (let w = start; places.length <= steps && Number.isFinite(F(w)); w -= eta * derivative(w)) {
    places.push({ w, F: F(w), slope: derivative(w) });
  }
  return places;
}
