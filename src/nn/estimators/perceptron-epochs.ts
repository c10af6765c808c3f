import { NnError } from "../../errors.ts";
import type { ProgressLine } from "../progress-line.ts";
import { Random } from "../random.ts";
import { Penalty } from "./penalty.ts";
import type { PerceptronParameters } from "./perceptron-parameters.ts";
import type { Rows } from "./table.ts";

/** What one neuron is to learn. */
export interface NeuronTask {
  samples: Rows;
  /** 1 for the samples that it should answer to, −1 for the others. */
  signs: Float64Array;
  /** How much each sample counts; all 1 if undefined. */
  weights: Float64Array | undefined;
  /** The places of the samples to learn from. */
  train: readonly number[];
  /** The places of those that are set aside, and how much they count. */
  held: { places: readonly number[]; weights: Float64Array | undefined } | undefined;
  /** What its lines are told by when they are printed. */
  name: string;
  /** What says how far it is when nothing is printed. */
  line: ProgressLine;
}

/** A neuron's weights and bias, and how many epochs they took. */
interface Learnt {
  w: number[];
  b: number;
  epochs: number;
}

/**
 * Rosenblatt's rule for one neuron, epoch after epoch: whoever is on the wrong side, or on the line, pulls the weights
 * over. Ends when neither the mean of the losses $\max(0, -y h)$ with the penalty (or the score on the samples set
 * aside) got better for long.
 * @throws {NnError} if the weights leave all bounds.
 */
export function learnNeuron(
  task: NeuronTask,
  start: { w: readonly number[]; b: number },
  parameters: PerceptronParameters,
  epochs: number,
): Learnt {
  const { eta0, tol, nIterNoChange, shuffle, randomState, fitIntercept, verbose } = parameters;
  const { signs, weights, train, held, name } = task;
  const { data, columns } = task.samples;
  const random = new Random(randomState ?? 0);
  const w = [...start.w];
  const penalty = parameters.penalty ? new Penalty(parameters.penalty, parameters, w) : undefined;
  // The bias comes last: whether a sample is on the line hangs on the last bit, and scikit-learn adds in this order.
  const sum = (i: number) => {
    let h = 0;
    for (let k = 0; k < columns; k++) h += (w[k] as number) * (data[i * columns + k] as number);
    return h + b;
  };
  let b = start.b;
  let order = train;
  let [best, waiting] = [Number.POSITIVE_INFINITY, 0];

  for (let epoch = 1; epoch <= epochs; epoch++) {
    if (shuffle) order = random.shuffle(order);
    let loss = 0;
    for (const i of order) {
      const h = sum(i);
      const sign = signs[i] as number;
      const wrong = h * sign <= 0;
      loss += (wrong ? -h * sign : 0) + (penalty?.cost ?? 0);
      penalty?.shrink(w);
      const step = wrong ? eta0 * sign * (weights ? (weights[i] as number) : 1) : 0;
      if (step !== 0) {
        for (let k = 0; k < columns; k++) w[k] = (w[k] as number) + step * (data[i * columns + k] as number);
        penalty?.measure(w);
        if (fitIntercept) b += step;
      }
      penalty?.cut(w);
    }
    if (!Number.isFinite(b) || !w.every(Number.isFinite)) {
      throw new NnError(
        `expected finite weights, got some that are not in epoch ${epoch}: scale the inputs, as StandardScaler does`,
      );
    }
    // What is watched is the smaller the better: the loss, or the share that is answered wrongly.
    const watched = held ? -scoreOn(held, signs, sum) : loss / train.length;
    const value = () => (held ? `validation score = ${(-watched).toFixed(6)}` : `loss = ${watched.toFixed(8)}`);
    if (verbose) console.log(`${name}epoch ${epoch}, ${value()}`);
    else task.line.tell(() => `${name}epoch ${epoch} of at most ${epochs} done, ${value()}`);
    waiting = tol !== null && watched > best - tol ? waiting + 1 : 0;
    best = Math.min(best, watched);
    if (waiting >= nIterNoChange) return { w, b, epochs: epoch };
  }
  return { w, b, epochs };
}

/** The share of samples that are on their own side, by their weights. */
function scoreOn(
  { places, weights }: NonNullable<NeuronTask["held"]>,
  signs: Float64Array,
  sum: (i: number) => number,
): number {
  let [right, all] = [0, 0];
  for (const i of places) {
    const weight = weights ? (weights[i] as number) : 1;
    all += weight;
    if (sum(i) > 0 === (signs[i] as number) > 0) right += weight;
  }
  return right / all;
}
