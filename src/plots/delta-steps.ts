import { expected } from "../errors.ts";
import type { DeltaTrace, DeltaUpdate } from "../nn/delta-rule.ts";
import { variable, written } from "../nn/notation.ts";
import { checkList, checkNumber, checkVector } from "../nn/shapes.ts";
import { chartOptions, checkNeuron } from "./arguments.ts";
import { namedLines } from "./named-lines.ts";
import { ink, type Layer, type LayeredChart, lines, pencil, sheet } from "./theme.ts";

/** Of a longer learning only so many steps are drawn, evenly spread. */
const most = 400;

/**
 * The delta rule step by step: how each weight and the bias went, and under a slider every factor of
 * $Δw_{ji} = η (y_j - \hat y_j) g'(h_j) x_i$ at the step where it stands.
 * @param trace What {@link deltaRule} returned, for a neuron of at most 5 inputs.
 * @throws {NnError} for another trace, or one without a step.
 * @example
 * deltaSteps(deltaRule(gates.AND, { activation: "sigmoid", epochs: 20 })).params?.length // → 1
 */
export function deltaSteps(trace: DeltaTrace, options: { title?: string } = {}): LayeredChart {
  const { title = "The delta rule, step by step" } = chartOptions(options, { title: "text" });
  const updates = checkedUpdates(trace);
  const names = [...trace.start.weights.map((_, i) => variable(i).replace("x", "w")), "b"];
  const epochs = Math.max(1, checkList(trace.losses, "trace.losses").length);
  const every = spacing(updates.length, Math.max(1, Math.round(updates.length / epochs)));
  const shown = updates.map((update, i) => ({ update, step: i + 1 })).filter(({ step }) => step % every === 0);
  const states = [
    { neuron: trace.start, step: 0 },
    ...shown.map(({ update, step }) => ({ neuron: update.neuron, step })),
  ];
  const values = states.flatMap(({ neuron, step }) =>
    [...neuron.weights, neuron.bias].map((value, i) => ({ step, name: names[i] as string, value: short(value) })),
  );
  const last = shown.at(-1)?.step as number;
  // A step that moved no weight shows little.
  const first = shown.find(({ update }) => update.weightChanges.some((change) => change !== 0))?.step ?? every;
  const texts = shown.map(({ update, step }) => ({ step, ...inWords(update) }));
  const end = states.at(-1)?.neuron;
  return {
    ...sheet,
    description: `${title}: the weights and the bias of a neuron over ${updates.length} step${updates.length === 1 ? "" : "s"}, from ${String(trace.start)} to ${String(end)}; a slider shows the factors of each step.`,
    title: { text: title, subtitle: "Δw = η · (y − ŷ) · g′(h) · x, at the step of the slider below:" },
    width: 440,
    height: 220,
    params: [
      { name: "step", value: first, bind: { input: "range", min: every, max: last, step: every, name: "step " } },
    ],
    layer: [
      weightLayer(values, names),
      {
        data: { values: texts },
        transform: [{ filter: "datum.step == step" }],
        mark: { type: "rule", color: pencil, strokeDash: [2, 3], tooltip: null },
        encoding: { x: { field: "step", type: "quantitative" } },
      },
      wordsLayer(texts, "factors", -30),
      wordsLayer(texts, "changes", -12),
    ],
  };
}

/** How far apart the drawn steps are: so that they come by each of the samples in turn, not always by the same few. */
function spacing(steps: number, samples: number): number {
  let every = Math.ceil(steps / most);
  while (commonDivisor(every, samples) > 1) every++;
  return every;
}

const commonDivisor = (a: number, b: number): number => (b === 0 ? a : commonDivisor(b, a % b));

/** The steps of a trace whose parts are all there. */
function checkedUpdates(trace: DeltaTrace): DeltaUpdate[] {
  const inputs = checkNeuron(trace?.start).weights.length;
  if (inputs >= lines.length)
    throw expected(`a neuron of at most ${lines.length - 1} inputs`, inputs, "of more, draw trace.losses by lossCurve");
  const updates = Array.from(checkList(trace.updates, "trace.updates"));
  if (updates.length === 0) throw expected("a trace with a step", trace.outcome, "make learningRate smaller");
  updates.forEach((update, i) => {
    const name = `trace.updates[${i}]`;
    checkNeuron(update?.neuron, inputs);
    checkVector(update.x, `${name}.x`, inputs);
    checkVector(update.weightChanges, `${name}.weightChanges`, inputs);
    for (const part of ["h", "yHat", "y", "error", "slope", "biasChange"] as const)
      checkNumber(update[part], `${name}.${part}`);
  });
  return updates;
}

/** The factors of a step, and what they come to. */
function inWords({ x, y, yHat, error, slope, weightChanges, biasChange }: DeltaUpdate) {
  const list = (numbers: readonly number[]) => numbers.map((value) => written(short(value))).join(", ");
  const factor = error * slope;
  const eta = factor === 0 ? "η" : written(short(biasChange / factor));
  const wrong = `${written(short(y))} − ${written(short(yHat))}`.replace("− −", "+ ");
  return {
    factors: `x = (${list(x)}):  η = ${eta},  y − ŷ = ${wrong} = ${written(short(error))},  g′(h) = ${written(short(slope))}`,
    changes: `so Δw = (${list(weightChanges)}),  Δb = ${written(short(biasChange))}`,
  };
}

function weightLayer(values: readonly { step: number; name: string; value: number }[], names: string[]): Layer {
  return {
    data: { values: [...values] },
    mark: { type: "line", strokeWidth: 2 },
    encoding: {
      x: {
        field: "step",
        type: "quantitative",
        title: "step (a sample each)",
        scale: { nice: false },
        axis: { grid: false, format: ",d", tickMinStep: 1 },
      },
      y: { field: "value", type: "quantitative", title: "weights and bias", axis: { tickCount: 6 } },
      ...namedLines("name", names),
      tooltip: [{ field: "name" }, { field: "step" }, { field: "value" }],
    },
  };
}

/** A line of text above the frame, that of the step where the slider stands. */
function wordsLayer(
  values: readonly { step: number; factors: string; changes: string }[],
  field: "factors" | "changes",
  y: number,
): Layer {
  return {
    data: { values: values.map((value) => ({ step: value.step, text: value[field] })) },
    transform: [{ filter: "datum.step == step" }],
    mark: { type: "text", x: 0, y, align: "left", color: ink, fontSize: 13, tooltip: null },
    encoding: { text: { field: "text", type: "nominal" } },
  };
}

const short = (value: number) => Number(value.toPrecision(3));
