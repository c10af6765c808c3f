import type { OutputName } from "./engines/layer-functions.ts";

/** By what a fit tells whether it still gets better. */
export type Watched = "score" | "loss" | "nothing";

/**
 * What a fit leaves behind beside the weights, under scikit-learn's names. All are undefined before the first fit; the types
 * of those that a fit leaves if it was asked for them do not say so, since whoever reads them has asked.
 */
export class Learnt {
  /** The loss after the last epoch (lbfgs: at the end). */
  loss_!: number;
  /** The lowest loss of an epoch; null with early stopping. */
  bestLoss_: number | null | undefined;
  /** The loss of each epoch (lbfgs: after each step). */
  lossCurve_!: number[];
  /** The loss on the `validation` samples after each epoch, where such were given. */
  validationLossCurve_!: number[];
  /** With early stopping, the score on the samples set aside after each epoch; else null. */
  validationScores_: number[] | null | undefined;
  bestValidationScore_: number | null | undefined;
  /** How many epochs (lbfgs: steps) the last fit took. */
  nIter_!: number;
  /** How many samples were seen, each as often as it was. */
  t_!: number;
  nFeaturesIn_!: number;
  nOutputs_!: number;
  /** How many layers there are, inputs and outputs counted. */
  nLayers_!: number;
  /** "softmax", "logistic", "identity" or "exp". */
  outActivation_!: OutputName;
  /** For how many epochs nothing improved. */
  protected noImprovement = 0;

  /** Forgets all; with early stopping the score is watched, else the loss. */
  protected forget(units: readonly number[], watches: Watched): void {
    this.nFeaturesIn_ = units[0] as number;
    this.nOutputs_ = units.at(-1) as number;
    this.nLayers_ = units.length;
    this.nIter_ = 0;
    this.t_ = 0;
    this.lossCurve_ = [];
    // There is none unless samples for it are given.
    Reflect.deleteProperty(this, "validationLossCurve_");
    this.watch(watches);
  }

  /** Goes on from an earlier fit, and watches anew if that one watched something else. */
  protected watchOn(watches: Watched): void {
    const watched = this.validationScores_ ? "score" : typeof this.bestLoss_ === "number" ? "loss" : "nothing";
    if (watches !== "nothing" && watches !== watched) this.watch(watches);
  }

  private watch(watches: Watched): void {
    this.noImprovement = 0;
    this.validationScores_ = watches === "score" ? [] : null;
    this.bestValidationScore_ = watches === "score" ? Number.NEGATIVE_INFINITY : null;
    this.bestLoss_ = watches === "loss" ? Number.POSITIVE_INFINITY : null;
  }

  /** Counts an epoch whose score is no gain; says whether it is the best so far. */
  protected judgeScore(score: number, tol: number): boolean {
    (this.validationScores_ as number[]).push(score);
    const bestSoFar = this.bestValidationScore_ as number;
    this.noImprovement = score < bestSoFar + tol ? this.noImprovement + 1 : 0;
    if (!(score > bestSoFar)) return false;
    this.bestValidationScore_ = score;
    return true;
  }

  /** Counts an epoch whose loss is no gain. */
  protected judgeLoss(loss: number, tol: number): void {
    const bestSoFar = this.bestLoss_ as number;
    this.noImprovement = loss > bestSoFar - tol ? this.noImprovement + 1 : 0;
    if (loss < bestSoFar) this.bestLoss_ = loss;
  }

  /** All of it for JSON. */
  protected get learnt(): Record<string, unknown> {
    const values = Object.fromEntries(names.map((name) => [name, numbersAsText(this[name])]));
    return { ...values, noImprovement: this.noImprovement };
  }

  protected set learnt(saved: Record<string, unknown>) {
    for (const name of names) (this as Record<string, unknown>)[name] = textAsNumbers(saved[name]);
    this.noImprovement = saved.noImprovement as number;
  }
}

/** What is saved. */
const names = [
  "loss_",
  "bestLoss_",
  "lossCurve_",
  "validationLossCurve_",
  "validationScores_",
  "bestValidationScore_",
  "nIter_",
  "t_",
  "nFeaturesIn_",
  "nOutputs_",
  "nLayers_",
  "outActivation_",
] as const;

/** A number, or a list of some, for JSON, which has no infinity. */
export const numbersAsText = (value: unknown): unknown => {
  const asText = (one: unknown) => (typeof one === "number" && !Number.isFinite(one) ? String(one) : one);
  return Array.isArray(value) ? value.map(asText) : asText(value);
};

/** And back. */
const textAsNumbers = (value: unknown): unknown => {
  const asNumber = (one: unknown) => (["Infinity", "-Infinity", "NaN"].includes(one as string) ? Number(one) : one);
  return Array.isArray(value) ? value.map(asNumber) : asNumber(value);
};
