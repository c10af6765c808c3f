import { expected } from "../errors.ts";
import { extentOf } from "../nn/extent.ts";
import { chartOptions, namesOf } from "./arguments.ts";
import { everyNth } from "./every-nth.ts";
import { namedLines } from "./named-lines.ts";
import { type LayeredChart, lines, pencil, sheet } from "./theme.ts";

/** More points than these a curve does not need; a longer one is thinned out. */
const most = 200;

/** A validation loss that ends so much above its lowest, as a share of it, has turned; less is a ripple. */
const notable = 0.05;

/** What can be said about a loss curve. */
export interface LossCurveOptions {
  /** The heading. Default "The loss, epoch by epoch". */
  title?: string;
  /** Equal ratios are drawn equally far apart: for losses that fall through several powers of ten. Default false. */
  log?: boolean;
  /** What the loss is called on its axis. Default "loss". */
  lossName?: string;
  /** What is counted on the other axis. Default "epoch". */
  stepName?: string;
}

/**
 * Losses epoch by epoch, one curve a name: learning rates or optimizers compared, or training beside validation. Where
 * there is a curve called "validation", the epoch is marked in which it was lowest; what follows is called overfitting
 * if the loss ends more than 5 % above it, and what came before underfitting. A curve that ends in an infinite number is
 * drawn as far as it is finite.
 * @param losses The curves by their names; at most 6.
 * @throws {NnError} unless there is a curve, and each is an array that begins with a finite number; with log, one above 0.
 * @example
 * lossCurve({ "η = 0.1": minimise("bowl").values }, { log: true }).height // → 220
 */
export function lossCurve(
  losses: Readonly<Record<string, readonly number[]>>,
  options: LossCurveOptions = {},
): LayeredChart {
  chartOptions(options, { title: "text", log: "flag", lossName: "text", stepName: "text" });
  const names = namesOf(losses, "losses", "{ training: model.lossCurve_ }");
  if (names.length === 0 || names.length > lines.length) {
    throw expected(`1 to ${lines.length} curves`, names, 'write { "training": losses }');
  }
  const { title = "The loss, epoch by epoch", log = false, lossName = "loss", stepName = "epoch" } = options;
  const values = names.flatMap((name) => {
    const curve = losses[name] as readonly number[];
    if (!Array.isArray(curve) || !Number.isFinite(curve[0]) || ![...curve].every((c) => typeof c === "number")) {
      throw expected(
        `losses.${name} to begin with a finite number`,
        curve,
        "give it the losses that training returned",
      );
    }
    const drawn = everyNth(
      curve.map((loss, i) => ({ curve: name, step: i + 1, loss })),
      most,
    ).filter(({ loss }) => Number.isFinite(loss) && (!log || loss > 0));
    if (drawn.length > 0) return drawn;
    throw expected(`losses.${name} to have one above 0, for the logarithm`, curve, "leave log out");
  });
  const scale = log ? ({ type: "log" } as const) : ({ zero: true } as const);
  return {
    ...sheet,
    description: `${title}: ${names.map((name) => spoken(name, losses[name] as readonly number[], lossName, stepName)).join("; ")}.`,
    title: { text: title },
    width: 440,
    height: 220,
    layer: [
      {
        data: { values },
        mark: { type: "line", strokeWidth: 2 },
        encoding: {
          x: {
            field: "step",
            type: "quantitative",
            title: stepName,
            axis: { grid: false, format: "~s", tickMinStep: 1 },
            scale: { nice: false },
          },
          y: {
            field: "loss",
            type: "quantitative",
            title: lossName,
            scale,
            axis: { tickCount: 6, ...(log ? { format: "~g" } : {}) },
          },
          ...namedLines("curve", names, { columns: 3, labelLimit: 200 }),
          tooltip: [
            { field: "curve" },
            { field: "step", title: stepName },
            { field: "loss", title: lossName, format: ".4~g" },
          ],
        },
      },
      ...turningPoint(losses.validation),
    ],
  };
}

/** A curve in words. */
function spoken(name: string, curve: readonly number[], lossName: string, stepName: string): string {
  const [first, last] = [curve[0], curve.at(-1)].map((value) => Number((value as number).toPrecision(3)));
  return `${name} ${lossName} from ${first} to ${last} after ${curve.length} ${stepName}s`;
}

/** A line and a word at the epoch of the lowest validation loss, unless that is the last. */
function turningPoint(validation: readonly number[] | undefined): LayeredChart["layer"] {
  if (!validation) return [];
  const best = validation.indexOf(extentOf(validation.filter(Number.isFinite))[0]);
  const rise = ((validation.at(-1) as number) - (validation[best] as number)) / Math.abs(validation[best] as number);
  const over = best < validation.length - 1;
  const word = !over
    ? "still falling"
    : rise > notable
      ? `overfitting after epoch ${best + 1}`
      : `lowest in epoch ${best + 1}`;
  const values = [{ step: best + 1, word }];
  // A word that would not fit between the mark and the frame stands before the mark.
  const before = !over || best > 0.6 * validation.length;
  const x = { field: "step", type: "quantitative" as const };
  // What comes before the turn has its name too, where there is room for it.
  const early = over && rise > notable && !before && best > 0.25 * validation.length;
  const underfitting: LayeredChart["layer"] = [
    {
      data: { values: [{ step: best + 1, word: "underfitting" }] },
      mark: { type: "text", align: "right", dx: -5, color: pencil, fontStyle: "italic", fontSize: 12, tooltip: null },
      encoding: { x, y: { value: 10 }, text: { field: "word", type: "nominal" } },
    },
  ];
  return [
    ...(early ? underfitting : []),
    { data: { values }, mark: { type: "rule", color: pencil, strokeDash: [2, 3], tooltip: null }, encoding: { x } },
    {
      data: { values },
      mark: {
        type: "text",
        align: before ? "right" : "left",
        dx: before ? -5 : 5,
        color: pencil,
        fontStyle: "italic",
        fontSize: 12,
        tooltip: null,
      },
      encoding: { x, y: { value: 10 }, text: { field: "word", type: "nominal" } },
    },
  ];
}
