import { expected } from "../errors.ts";
import type { LearningCurve } from "../nn/metrics/learning-curve.ts";
import { checkVector } from "../nn/shapes.ts";
import { chartOptions } from "./arguments.ts";
import { curves } from "./curves.ts";
import type { LayeredChart } from "./theme.ts";

/** Scores further apart than this are worth a word. */
const apart = 0.05;

/**
 * A learning curve over the number of samples: the score on those learnt from and on others, which approach each other.
 * While they are apart, more samples help (overfitting); where they have met, only another model does.
 * @param curve What {@link learningCurve} returned.
 * @throws {NnError} unless there are as many scores as sizes.
 * @example
 * scoreCurve({ sizes: [10, 100], training: [1, 0.93], validation: [0.7, 0.91] }).title // → { text: "The score by the number of samples", subtitle: "0.02 apart at the end: more samples would hardly help" }
 */
export function scoreCurve(curve: LearningCurve, options: { title?: string; scoreName?: string } = {}): LayeredChart {
  chartOptions(options, { title: "text", scoreName: "text" });
  const { title = "The score by the number of samples", scoreName = "score" } = options;
  const sizes = checkVector(curve?.sizes, "curve.sizes");
  const training = checkVector(curve.training, "curve.training", sizes.length);
  const validation = checkVector(curve.validation, "curve.validation", sizes.length);
  const falls = sizes.findIndex((size, i) => i > 0 && size <= (sizes[i - 1] as number));
  if (falls !== -1) throw expected("sizes that rise", sizes, "give the shares in order, each once");
  const gap = (training.at(-1) as number) - (validation.at(-1) as number);
  const meaning = gap > apart ? "overfitting; more samples would help" : "more samples would hardly help";
  const pairs = (scores: readonly number[]) => sizes.map((size, i): [number, number] => [size, scores[i] as number]);
  return curves(
    { training: pairs(training), validation: pairs(validation) },
    {
      title,
      subtitle: `${Number(Math.abs(gap).toFixed(2))} apart at the end: ${meaning}`,
      xName: "samples learnt from",
      yName: scoreName,
      dots: true,
    },
  );
}
