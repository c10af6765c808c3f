import { expected } from "../errors.ts";
import type { ConvergenceBound } from "../nn/convergence-bound.ts";
import type { PerceptronTrace } from "../nn/perceptron-rule.ts";
import { checkAtLeast0, checkList, checkPositive } from "../nn/shapes.ts";
import { chartOptions, checkNeuron } from "./arguments.ts";
import { legendOfLines } from "./named-lines.ts";
import { type Layer, type LayeredChart, lines, pencil, sheet } from "./theme.ts";

/** From how many times the corrections made on the bound is so far off that both axes go by equal ratios. */
const farOff = 8;

/** A curve is drawn through so many places. */
const places = 60;

/**
 * The convergence theorem's proof in one picture: after t corrections the squared length of the weights (bias included,
 * in units of η²) is at most $R^2 t$, since a correction adds no more than a sample's own length, and at least
 * $γ^2 t^2$, since each goes some way towards the separating neuron. A parabola overtakes every line, so the rule must
 * have stopped where they meet, at $(R/γ)^2$.
 * @param trace What {@link perceptronRule} returned, from zero weights.
 * @param bound What {@link convergenceBound} says of the same data.
 * @param options log: equal ratios equally far apart; default where the bound is more than 8 times what was needed.
 * @throws {NnError} for a trace that began elsewhere, or numbers that do not belong together.
 * @example
 * const trace = perceptronRule(gates.AND);
 * convergenceProof(trace, convergenceBound(gates.AND, gates.AND.neuron)).title // → { text: "Why the rule must stop", subtitle: "11 corrections were made; the theorem allows 51" }
 */
export function convergenceProof(
  trace: PerceptronTrace,
  bound: ConvergenceBound,
  options: { title?: string; log?: boolean } = {},
): LayeredChart {
  chartOptions(options, { title: "text", log: "flag" });
  const made = squaredLengths(trace);
  const radius2 = checkPositive(bound?.radius, "bound.radius") ** 2;
  const margin2 = checkPositive(bound.margin, "bound.margin") ** 2;
  const allowed = checkAtLeast0(bound.corrections, "bound.corrections");
  const corrections = made.length;
  if (corrections > allowed)
    throw expected(`at most ${allowed} corrections`, corrections, "take the bound of the same data");
  const { title = "Why the rule must stop", log = allowed > farOff * corrections } = options;
  const meeting = radius2 / margin2;
  const most = meeting * (log ? 1.6 : 1.08);
  /** Places from the first to `end`, equally far apart in the picture. */
  const spread = (end: number) =>
    Array.from({ length: places + 1 }, (_, k) => (log ? end ** (k / places) : (end * k) / places));
  const steps = spread(most);
  const names = ["at most R²t", "at least γ²t²", "the rule"];
  const limits = steps.flatMap((t) => [
    { t, length: radius2 * t, curve: names[0] as string },
    { t, length: margin2 * t * t, curve: names[1] as string },
  ]);
  // Of thousands of corrections as many are drawn as can be told apart.
  const drawn = [...new Set(spread(corrections).map(Math.round))].filter((t) => t > 0 && t <= corrections);
  const points = drawn.map((t) => ({ t, length: made[t - 1] as number, curve: names[2] as string }));
  return {
    ...sheet,
    description: `${title}: the squared length of the weights over the corrections. It stays between a parabola and a straight line, which meet at ${allowed} corrections; the rule made ${corrections} and ended at ${short(made.at(-1) ?? 0)}.`,
    title: {
      text: title,
      subtitle: `${corrections} correction${corrections === 1 ? " was" : "s were"} made; the theorem allows ${allowed}`,
    },
    width: 440,
    height: 240,
    layer: [...curveLayers([...limits, ...points], names, log), ...meetingLayers(meeting, allowed)],
  };
}

/** $\|w\|^2 + b^2$ after each correction, in units of η². */
function squaredLengths(trace: PerceptronTrace): number[] {
  const start = checkNeuron(trace?.start);
  if (start.bias !== 0 || start.weights.some((w) => w !== 0))
    throw expected(
      "a trace that starts from zero weights",
      String(start),
      "leave out start: the theorem is about those",
    );
  const updates = Array.from(checkList(trace.updates, "trace.updates"));
  for (const update of updates) checkNeuron(update?.neuron, start.weights.length);
  // The first correction moves the bias from 0 by just η.
  const eta2 = (updates[0]?.neuron.bias ?? 1) ** 2;
  return updates.map(({ neuron: { weights, bias } }) => weights.reduce((sum, w) => sum + w * w, bias * bias) / eta2);
}

/** The two limits as lines, what the rule did as points. */
function curveLayers(
  values: readonly { t: number; length: number; curve: string }[],
  names: string[],
  log: boolean,
): Layer[] {
  const type = log ? ("log" as const) : ("linear" as const);
  const axis = (field: string, title: string) => ({
    field,
    type: "quantitative" as const,
    title,
    scale: { type, nice: false, ...(log ? { domainMin: 1 } : { zero: true }) },
    axis: { grid: false, tickCount: 6, format: "~s" },
  });
  const position = { x: axis("t", "corrections t"), y: axis("length", "‖w‖² + b², in units of η²") };
  const style = { field: "curve", type: "nominal" as const, title: null };
  const isRule = `datum.curve === '${names[2]}'`;
  return [
    {
      data: { values: values.map(({ t, length, curve }) => ({ t: short(t), length: short(length), curve })) },
      transform: [{ filter: log ? "datum.length >= 1" : "true" }],
      mark: { type: "line", strokeWidth: 2, clip: true, tooltip: null },
      encoding: {
        ...position,
        color: {
          ...style,
          legend: legendOfLines,
          scale: { domain: names, range: [lines[1] as string, lines[0] as string, "#222222"] },
        },
        strokeDash: {
          ...style,
          legend: legendOfLines,
          scale: {
            domain: names,
            range: [
              [6, 3],
              [2, 2],
              [1, 0],
            ],
          },
        },
      },
    },
    {
      data: {
        values: values
          .filter(({ curve }) => curve === names[2])
          .map(({ t, length, curve }) => ({ t, length: short(length), curve })),
      },
      transform: [{ filter: isRule }],
      mark: { type: "point", filled: true, size: 45, color: "#222222", opacity: 1 },
      encoding: {
        ...position,
        tooltip: [
          { field: "t", title: "corrections" },
          { field: "length", title: "‖w‖² + b²" },
        ],
      },
    },
  ];
}

/** Where the parabola overtakes the line, with its name. */
function meetingLayers(meeting: number, allowed: number): Layer[] {
  const values = [{ t: short(meeting), word: `(R/γ)²: never more than ${allowed}` }];
  const x = { field: "t", type: "quantitative" as const };
  return [
    { data: { values }, mark: { type: "rule", color: pencil, strokeDash: [2, 3], tooltip: null }, encoding: { x } },
    {
      data: { values },
      mark: { type: "text", align: "right", dx: -6, color: pencil, fontStyle: "italic", fontSize: 12, tooltip: null },
      encoding: { x, y: { value: 228 }, text: { field: "word", type: "nominal" } },
    },
  ];
}

const short = (value: number) => Number(value.toPrecision(5));
