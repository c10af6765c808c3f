import { expected } from "../../errors.ts";
import { display } from "../display.ts";
import { accuracyScore } from "../metrics/scores.ts";
import { Random } from "../random.ts";
import { type Label, LabelCoder, type Labels, readLabels, uniqueLabels } from "./labels.ts";
import { checkOwn, definedOnly, type Rule } from "./parameters.ts";
import { type Rows, readTable, readWeights, type Table } from "./table.ts";

/** The parameters of {@link Perceptron}: those of scikit-learn's that have a meaning without a penalty. */
export interface PerceptronParameters {
  /** Whether there is a bias. Default true. */
  fitIntercept: boolean;
  /** How many epochs at most. Default 1000. */
  maxIter: number;
  /** The least gain, for each sample, that counts; null: go on to the end. Default 1e-3. */
  tol: number | null;
  /** Whether the samples come in a new order in each epoch. Default true. */
  shuffle: boolean;
  /** $η$, the size of a step. Default 1. */
  eta0: number;
  /** For how many epochs nothing may improve. Default 5. */
  nIterNoChange: number;
  /** Where the random order starts; null: at a fixed seed. */
  randomState: number | null;
  /** Whether fit starts from the last weights. */
  warmStart: boolean;
}

const defaults: Readonly<PerceptronParameters> = {
  fitIntercept: true,
  maxIter: 1000,
  tol: 1e-3,
  shuffle: true,
  eta0: 1,
  nIterNoChange: 5,
  randomState: null,
  warmStart: false,
};

const isWhole = (value: unknown) => Number.isInteger(value) && (value as number) >= 1;
const yesOrNo: Rule = { what: "true or false", allows: (value) => typeof value === "boolean" };
const whole: Rule = { what: "a whole number of at least 1", allows: isWhole };
const rules: Readonly<Record<keyof PerceptronParameters, Rule>> = {
  fitIntercept: yesOrNo,
  maxIter: whole,
  tol: { what: "null or a number of at least 0", allows: (value) => value === null || (value as number) >= 0 },
  shuffle: yesOrNo,
  eta0: { what: "a number above 0", allows: (value) => (value as number) > 0 && Number.isFinite(value) },
  nIterNoChange: whole,
  randomState: {
    what: "null or a whole number from 0 to 4294967295",
    allows: (value) => value === null || value === 0 || (isWhole(value) && (value as number) <= 0xffffffff),
  },
  warmStart: yesOrNo,
};

/**
 * Rosenblatt's perceptron as an estimator, scikit-learn's `Perceptron`: the learning rule of `perceptronRule`, for any
 * number of classes (one neuron a class, each against the rest), with weights on samples. A neuron's sum of exactly 0
 * counts as wrong here, whatever the class. (The single unit is `Neuron`.)
 * @throws {NnError} for a parameter that is none or out of range; a Python spelling is told ours.
 * @example
 * new Perceptron({ shuffle: false }).fit(gates.AND.X, gates.AND.y).predict(gates.AND.X) // → [0, 0, 0, 1]
 */
export class Perceptron {
  /** The weights, one row a neuron: one neuron for two classes, else one a class. */
  coef_: number[][] | undefined;
  /** The biases, one a neuron. */
  intercept_: number[] | undefined;
  /** How many epochs the slowest neuron took. */
  nIter_: number | undefined;
  /** How many samples were seen, and one more, as in scikit-learn. */
  t_: number | undefined;
  private parameters: PerceptronParameters;
  private coder: LabelCoder | undefined;

  constructor(parameters: Partial<PerceptronParameters> = {}) {
    checkOwn(parameters, rules);
    this.parameters = { ...defaults, ...definedOnly(parameters) };
  }

  /** The classes, in order. */
  get classes_(): Label[] | undefined {
    return this.coder && [...this.coder.classes];
  }

  /** All parameters by their names. */
  getParams(): PerceptronParameters {
    return { ...this.parameters };
  }

  /** Changes parameters. @throws {NnError} for a name that is none, or a value out of range. */
  setParams(changes: Partial<PerceptronParameters>): this {
    checkOwn(changes, rules);
    this.parameters = { ...this.parameters, ...definedOnly(changes) };
    return this;
  }

  /** Learns from samples X with labels y. */
  fit(X: Table, y: Labels, { sampleWeight }: { sampleWeight?: ArrayLike<number> } = {}): this {
    const table = readTable(X);
    const labels = singleLabels(y, table.rows);
    const coder = LabelCoder.of(labels);
    if (coder.classes.length < 2) throw expected("at least two classes in y", coder.classes, "take samples of both");
    const keep = this.parameters.warmStart && this.coder?.classes.join() === coder.classes.join();
    if (!keep) this.begin(coder, table.columns);
    return this.learn(table, labels, readWeights(sampleWeight, table.rows), this.parameters.maxIter);
  }

  /** Learns from one pass. The first call needs `classes`, all that will ever come. */
  partialFit(
    X: Table,
    y: Labels,
    { classes, sampleWeight }: { classes?: readonly Label[]; sampleWeight?: ArrayLike<number> } = {},
  ): this {
    const table = readTable(X, "X", this.coef_?.[0]?.length);
    const labels = singleLabels(y, table.rows);
    if (!this.coder) {
      if (!classes) throw expected("classes in the first call of partialFit", classes, "pass { classes: [0, 1] }");
      this.begin(LabelCoder.for(uniqueLabels(classes)), table.columns);
    }
    return this.learn(table, labels, readWeights(sampleWeight, table.rows), 1);
  }

  private begin(coder: LabelCoder, inputs: number): void {
    this.coder = coder;
    this.coef_ = Array.from({ length: coder.outputs }, () => new Array<number>(inputs).fill(0));
    this.intercept_ = new Array<number>(coder.outputs).fill(0);
    this.t_ = 1;
  }

  private learn(table: Rows, labels: Label[], weights: Float64Array | undefined, epochs: number): this {
    const coder = this.coder as LabelCoder;
    const targets = coder.encode(labels);
    const took = (this.coef_ as number[][]).map((w, j) => {
      const signs = Float64Array.from({ length: table.rows }, (_, i) =>
        targets[i * coder.outputs + j] === 1 ? 1 : -1,
      );
      return this.learnOne(table, signs, weights, w, j, epochs);
    });
    this.nIter_ = Math.max(...took);
    this.t_ = (this.t_ as number) + this.nIter_ * table.rows;
    return this;
  }

  /** The rule for one neuron; returns how many epochs it took. */
  private learnOne(
    { data, rows, columns }: Rows,
    signs: Float64Array,
    weights: Float64Array | undefined,
    w: number[],
    j: number,
    epochs: number,
  ): number {
    const { eta0, tol, nIterNoChange, shuffle, randomState, fitIntercept } = this.parameters;
    const random = new Random(randomState ?? 0);
    const intercepts = this.intercept_ as number[];
    let order = Array.from({ length: rows }, (_, i) => i);
    let [best, waiting] = [Number.POSITIVE_INFINITY, 0];
    for (let epoch = 1; epoch <= epochs; epoch++) {
      if (shuffle) order = random.shuffle(order);
      let loss = 0;
      for (const i of order) {
        let h = intercepts[j] as number;
        for (let k = 0; k < columns; k++) h += (w[k] as number) * (data[i * columns + k] as number);
        const sign = signs[i] as number;
        if (h * sign > 0) continue;
        const weight = weights ? (weights[i] as number) : 1;
        loss -= (h * sign) / rows;
        const step = eta0 * sign * weight;
        for (let k = 0; k < columns; k++) w[k] = (w[k] as number) + step * (data[i * columns + k] as number);
        if (fitIntercept) intercepts[j] = (intercepts[j] as number) + step;
      }
      waiting = tol !== null && loss > best - tol ? waiting + 1 : 0;
      best = Math.min(best, loss);
      if (waiting >= nIterNoChange) return epoch;
    }
    return epochs;
  }

  /** Each neuron's weighted sum: a number a sample for two classes, else a row of them. */
  decisionFunction(X: Table): number[] | number[][] {
    const { coef_: coef, intercept_: intercept } = this;
    if (!coef || !intercept) throw expected("a fitted Perceptron", "one that is not", "call fit(X, y) first");
    const { data, rows, columns } = readTable(X, "X", coef[0]?.length);
    const sums = Array.from({ length: rows }, (_, i) =>
      coef.map((w, j) =>
        w.reduce((sum, value, k) => sum + value * (data[i * columns + k] as number), intercept[j] as number),
      ),
    );
    return coef.length === 1 ? sums.map(([h]) => h as number) : sums;
  }

  /** The class of each sample: that of the largest sum. */
  predict(X: Table): Label[] {
    const sums = this.decisionFunction(X);
    const { classes } = this.coder as LabelCoder;
    return sums.map((h) => {
      const place = typeof h === "number" ? (h > 0 ? 1 : 0) : h.indexOf(Math.max(...h));
      return classes[place] as Label;
    });
  }

  /** The share of samples answered rightly. */
  score(X: Table, y: Labels, { sampleWeight }: { sampleWeight?: ArrayLike<number> } = {}): number {
    const yHat = this.predict(X);
    const weights = readWeights(sampleWeight, yHat.length);
    return accuracyScore(singleLabels(y, yHat.length), yHat, weights ? { sampleWeight: weights } : {});
  }

  /** "Perceptron, fitted: 2 inputs, classes 0, 1" */
  toString(): string {
    return this.coef_
      ? `Perceptron, fitted: ${this.coef_[0]?.length} inputs, classes ${this.classes_?.join(", ")}`
      : "Perceptron";
  }

  /** In a notebook an estimator is shown as that line. */
  [display](): Record<string, string> {
    return { "text/plain": String(this) };
  }
}

/** Labels, one a sample. */
function singleLabels(y: Labels, rows: number): Label[] {
  const labels = readLabels(y, rows);
  if (Array.isArray(labels[0])) throw expected("one label a sample", labels[0], "MLPClassifier learns several at once");
  return labels as Label[];
}
