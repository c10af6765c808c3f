import { expected } from "../errors.ts";
import { checkVector, type Vector } from "../nn/shapes.ts";
import { chartOptions, namesOf } from "./arguments.ts";
import { ink, type LayeredChart, lines, sheet } from "./theme.ts";

/** The shapes of the answers, so that they are told apart without colour. */
const shapes = ["circle", "triangle-up", "square", "diamond", "cross", "triangle-down"];

/**
 * What was wanted after each step of a sequence, as a grey staircase, and what one or more networks answered, as points.
 * (The lecture's "Recurrent" networks, which are made for sequences.)
 * @param targets The number wanted after each step.
 * @param answers The numbers answered, by the names of those who answered; at most 6.
 * @throws {NnError} unless there is an answer to each step, and somebody who answers.
 * @example
 * answersOverTime([0, 1], { memory: [0.1, 0.9] }).title // → { text: "Answers, step by step" }
 */
export function answersOverTime(
  targets: Vector,
  answers: Readonly<Record<string, Vector>>,
  options: { title?: string; answerName?: string } = {},
): LayeredChart {
  chartOptions(options, { title: "text", answerName: "text" });
  const { title = "Answers, step by step", answerName = "answer ŷ" } = options;
  checkVector(targets, "targets");
  const names = namesOf(answers, "answers", "{ memory: [0.1, 0.9] }");
  if (names.length === 0 || names.length > lines.length)
    throw expected(`1 to ${lines.length} answering networks`, names, "write { memory: [0.1, 0.9] }");
  const points = names.flatMap((name) =>
    checkVector(answers[name] as Vector, `answers.${name}`, targets.length).map((answer, t) => ({
      name,
      t: t + 1,
      answer: Number(answer.toPrecision(4)),
    })),
  );
  const x = {
    field: "t",
    type: "quantitative" as const,
    title: "step t",
    scale: { domain: [0.4, targets.length + 0.6], nice: false },
    axis: { grid: false, format: "d", tickMinStep: 1 },
  };
  const y = { field: "answer", type: "quantitative" as const, title: answerName, axis: { tickCount: 5 } };
  const style = {
    field: "name",
    type: "nominal" as const,
    title: null,
    legend: { orient: "bottom" as const, columns: 3, labelLimit: 220 },
  };
  return {
    ...sheet,
    description: `${title}: the wanted value after each of ${targets.length} steps as a staircase, and the answers of ${names.join(" and ")} as points.`,
    title: { text: title },
    width: 460,
    height: 170,
    layer: [
      {
        data: { values: targets.map((answer, t) => ({ t: t + 1, answer })) },
        mark: { type: "line", interpolate: "step", color: "#BBBBBB", strokeWidth: 5, tooltip: null },
        encoding: { x, y },
      },
      {
        data: { values: points },
        mark: { type: "point", filled: true, size: 60, opacity: 1, stroke: ink, strokeWidth: 0.6 },
        encoding: {
          x,
          y,
          color: { ...style, scale: { domain: names, range: lines.slice(0, names.length) } },
          shape: { ...style, scale: { domain: names, range: shapes.slice(0, names.length) } },
          tooltip: [{ field: "name" }, { field: "t", title: "step" }, { field: "answer", title: answerName }],
        },
      },
    ],
  };
}
