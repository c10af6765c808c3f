import { expected } from "../../errors.ts";
import { display } from "../display.ts";
import { type Label, listed, uniqueLabels } from "../label.ts";
import { accuracyScore } from "../metrics/scores.ts";
import { checkObject } from "../options.ts";
import { progressLine } from "../progress-line.ts";
import { Random } from "../random.ts";
import { readWeights, type Weighted } from "../sample-weights.ts";
import { checkList, checkNumber, checkVector, checkWhole } from "../shapes.ts";
import { weightOfClass } from "./class-weights.ts";
import { checkFitOptions, notConverged } from "./fit-options.ts";
import { LabelCoder, type Labels, readClasses, readLabels } from "./labels.ts";
import { checkOwn, definedOnly } from "./parameters.ts";
import { learnNeuron } from "./perceptron-epochs.ts";
import { type PerceptronParameters, perceptronDefaults, perceptronRules } from "./perceptron-parameters.ts";
import { checkBatches, setAside } from "./split.ts";
import { type Rows, readTable, type Table } from "./table.ts";

export type { PerceptronParameters };

/** What a fit can be told beside the data. */
export interface PerceptronFitOptions {
  /** How much each sample counts. */
  sampleWeight?: ArrayLike<number>;
  /** Weights to start from, one row a neuron, and biases. */
  coefInit?: Table;
  interceptInit?: ArrayLike<number>;
}

/** A perceptron's learnt state and parameters, for JSON. */
export interface SavedPerceptron {
  kind: "Perceptron";
  version: 1;
  parameters: PerceptronParameters;
  classes: readonly Label[];
  coef: number[][];
  intercept: number[];
  nIter: number;
  t: number;
}

/**
 * Rosenblatt's perceptron as an estimator, scikit-learn's `Perceptron`: the learning rule of `perceptronRule`, for any
 * number of classes (one neuron a class, each against the rest), with all its parameters. A neuron's sum of exactly 0
 * counts as wrong here, whatever the class. (The single unit is `Neuron`.)
 * @throws {NnError} for a parameter that is none or out of range; a Python spelling is told ours.
 * @example
 * new Perceptron({ shuffle: false }).fit(gates.AND.X, gates.AND.y).predict(gates.AND.X) // → [0, 0, 0, 1]
 */
export class Perceptron {
  /** The weights, one row a neuron: one neuron for two classes, else one a class. */
  coef_!: number[][];
  /** The biases, one a neuron. */
  intercept_!: number[];
  /** How many epochs the slowest neuron took. */
  nIter_!: number;
  /** How many samples were seen since the last fit began, and one more, as in scikit-learn. */
  t_!: number;
  private parameters: PerceptronParameters;
  private coder: LabelCoder | undefined;

  constructor(parameters: Partial<PerceptronParameters> = {}) {
    checkOwn(parameters, perceptronRules);
    this.parameters = { ...perceptronDefaults, ...definedOnly(parameters) };
  }

  /** The classes, in order. */
  get classes_(): Label[] {
    return (this.coder && [...this.coder.classes]) as Label[];
  }

  /** How many features a sample has. */
  get nFeaturesIn_(): number | undefined {
    return this.coef_?.[0]?.length;
  }

  /** All parameters by their names. */
  getParams(): PerceptronParameters {
    return { ...this.parameters };
  }

  /** Changes parameters. @throws {NnError} for a name that is none, or a value out of range. */
  setParams(changes: Partial<PerceptronParameters>): this {
    checkOwn(changes, perceptronRules);
    this.parameters = { ...this.parameters, ...definedOnly(changes) };
    return this;
  }

  /**
   * Learns from samples X with labels y.
   * @throws {NnError} that names the argument, for data of a wrong shape or kind; or if the weights left all bounds.
   */
  fit(X: Table, y: Labels, options: PerceptronFitOptions = {}): this {
    checkFitOptions(options, ["sampleWeight", "coefInit", "interceptInit"]);
    const { warmStart, maxIter, tol } = this.parameters;
    const goesOn = warmStart && this.coder !== undefined;
    const table = readTable(X, "X", goesOn ? this.nFeaturesIn_ : undefined);
    const labels = singleLabels(y, table.rows);
    const classes = uniqueLabels(labels);
    if (goesOn) this.checkClasses(classes, "y to have the classes", "set warmStart to false");
    else this.begin(classes, table.columns);
    if (options.coefInit)
      this.coef_ = rowsOf(readTable(options.coefInit, "coefInit", table.columns), this.outputs, "coefInit");
    if (options.interceptInit) {
      const biases = checkList(options.interceptInit, "interceptInit");
      if (biases.length !== this.outputs)
        throw expected(
          `interceptInit to hold ${this.outputs} biases, one a neuron`,
          biases.length,
          "give each its own",
        );
      this.intercept_ = Array.from(biases, (bias, j) => checkNumber(bias, `interceptInit[${j}]`));
    }
    this.t_ = 1;
    this.learn(table, labels, options.sampleWeight, maxIter);
    if (tol !== null && this.nIter_ === maxIter) console.warn(`[nn] Perceptron: ${notConverged(maxIter)}`);
    return this;
  }

  /** Learns from one pass. The first call needs `classes`, all that will ever come. */
  partialFit(
    X: Table,
    y: Labels,
    options: { classes?: readonly Label[]; sampleWeight?: ArrayLike<number> } = {},
  ): this {
    checkFitOptions(options, ["sampleWeight", "classes"]);
    const { classes, sampleWeight } = options;
    const given = classes && readClasses(classes);
    if (!this.coder && this.parameters.classWeight === "balanced")
      throw expected(
        "class weights by name for partialFit",
        "balanced",
        "one part need not hold the classes as all do",
      );
    const table = readTable(X, "X", this.nFeaturesIn_);
    const labels = singleLabels(y, table.rows);
    if (this.coder && given) this.checkClasses(given, "classes to be", "leave them out");
    else if (!this.coder) {
      if (!given) throw expected("classes in the first call of partialFit", classes, "pass { classes: [0, 1] }");
      this.begin(given, table.columns);
    }
    return this.learn(table, labels, sampleWeight, 1);
  }

  private get outputs(): number {
    return (this.coder as LabelCoder).outputs;
  }

  private checkClasses(classes: readonly Label[], what: string, todo: string): void {
    const before = (this.coder as LabelCoder).classes;
    if (classes.join() !== before.join()) throw expected(`${what} ${listed(before)}, as before`, classes, todo);
  }

  private begin(classes: readonly Label[], inputs: number): void {
    if (classes.length < 2) throw expected("at least two classes", classes, "take samples of both");
    this.coder = LabelCoder.for(classes);
    this.coef_ = Array.from({ length: this.outputs }, () => new Array<number>(inputs).fill(0));
    this.intercept_ = new Array<number>(this.outputs).fill(0);
    this.t_ = 1;
  }

  private learn(samples: Rows, labels: Label[], given: ArrayLike<number> | undefined, epochs: number): this {
    const { classWeight, earlyStopping, validationFraction, randomState } = this.parameters;
    const { classes, outputs } = this.coder as LabelCoder;
    const targets = (this.coder as LabelCoder).encode(labels);
    const ownWeights = readWeights(given, samples.rows);
    const ofClass = classWeight === null ? undefined : weightOfClass(classWeight, labels, classes);
    const parts = earlyStopping
      ? setAside(samples.rows, validationFraction, new Random(randomState ?? 0), labels)
      : undefined;
    if (parts) checkBatches(ownWeights, parts.validation, parts.validation.length);
    const train = parts ? [...parts.train].sort((a, b) => a - b) : labels.map((_, i) => i);
    const line = progressLine("Perceptron");
    const learnt = (this.coef_ as number[][]).map((w, j) => {
      const signs = Float64Array.from(labels, (_, i) => (targets[i * outputs + j] === 1 ? 1 : -1));
      // One class against the rest: the rest count as they are.
      const counts = (i: number) =>
        (ownWeights?.[i] ?? 1) * (ofClass && (outputs === 1 || signs[i] === 1) ? ofClass(labels[i] as Label) : 1);
      const weights = ownWeights || ofClass ? Float64Array.from(labels, (_, i) => counts(i)) : undefined;
      const held = parts && { places: [...parts.validation], weights: ownWeights };
      const name = outputs === 1 ? "" : `class ${classes[j]}, `;
      const start = { w, b: (this.intercept_ as number[])[j] as number };
      return learnNeuron({ samples, signs, weights, train, held, name, line }, start, this.parameters, epochs);
    });
    this.coef_ = learnt.map(({ w }) => w);
    this.intercept_ = learnt.map(({ b }) => b);
    this.nIter_ = Math.max(...learnt.map(({ epochs: took }) => took));
    this.t_ = (this.t_ as number) + this.nIter_ * samples.rows;
    line.end(() => `${this.nIter_} epochs`);
    return this;
  }

  /** Each neuron's weighted sum: a number a sample for two classes; else a row, which TypeScript is told by `<number[]>`. */
  decisionFunction<T extends number | number[] = number>(X: Table): T[] {
    const { coef_: coef, intercept_: intercept } = this;
    if (!coef || !intercept) throw expected("a fitted Perceptron", "one that is not", "call fit(X, y) first");
    const { data, rows, columns } = readTable(X, "X", coef[0]?.length);
    const sums = Array.from({ length: rows }, (_, i) =>
      coef.map(
        (w, j) =>
          w.reduce((sum, value, k) => sum + value * (data[i * columns + k] as number), 0) + (intercept[j] as number),
      ),
    );
    return (coef.length === 1 ? sums.map(([h]) => h as number) : sums) as T[];
  }

  /** The class of each sample: that of the largest sum. */
  predict(X: Table): Label[] {
    const sums = this.decisionFunction<number | number[]>(X);
    const { classes } = this.coder as LabelCoder;
    return sums.map((h) => {
      const place = typeof h === "number" ? (h > 0 ? 1 : 0) : largestOf(h);
      return classes[place] as Label;
    });
  }

  /** The share of samples answered rightly. */
  score(X: Table, y: Labels, options: Weighted = {}): number {
    const yHat = this.predict(X);
    return accuracyScore(singleLabels(y, yHat.length), yHat, options);
  }

  /** Parameters and everything learnt, for JSON.stringify. @throws {NnError} before a fit. */
  toJSON(): SavedPerceptron {
    const { coef_: coef, intercept_: intercept, nIter_: nIter, t_: t, coder, parameters } = this;
    if (!coef || !intercept || !coder || nIter === undefined || t === undefined)
      throw expected("a fitted Perceptron", "one that is not", "call fit(X, y) first");
    return { kind: "Perceptron", version: 1, parameters, classes: coder.classes, coef, intercept, nIter, t };
  }

  /** A perceptron from what {@link toJSON} gave, ready to predict or to learn on. */
  static fromJSON(saved: SavedPerceptron): Perceptron {
    if (saved?.kind !== "Perceptron" || saved.version !== 1)
      throw expected("what Perceptron.toJSON() gave", saved?.kind, "load it with the class that saved it");
    const model = new Perceptron(checkObject(saved.parameters, "parameters", "what toJSON() gave"));
    const classes = readClasses(saved.classes);
    if (classes.length < 2) throw expected("at least two classes", classes, "save the perceptron anew");
    model.coder = LabelCoder.for(classes);
    model.coef_ = rowsOf(readTable(saved.coef, "coef"), model.outputs, "coef");
    model.intercept_ = [...checkVector(saved.intercept, "intercept", model.outputs)];
    model.nIter_ = checkWhole(saved.nIter, "nIter");
    model.t_ = checkWhole(saved.t, "t", 1, Number.MAX_SAFE_INTEGER);
    return model;
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

/** Where the largest of some numbers is; of those that are none, only the first counts. */
function largestOf(numbers: readonly number[]): number {
  return numbers.reduce((best, value, k) => (value > (numbers[best] as number) ? k : best), 0);
}

/** Labels, one a sample. */
function singleLabels(y: Labels, rows: number): Label[] {
  const labels = readLabels(y, rows);
  if (Array.isArray(labels[0])) throw expected("one label a sample", labels[0], "MLPClassifier learns several at once");
  return labels as Label[];
}

/** Rows as arrays. @throws {NnError} unless they are so many. */
function rowsOf({ data, rows, columns }: Rows, wanted: number, name: string): number[][] {
  if (rows !== wanted)
    throw expected(`${name} to have ${wanted} rows, one a neuron`, rows, "two classes take one neuron");
  return Array.from({ length: rows }, (_, j) => Array.from(data.subarray(j * columns, (j + 1) * columns)));
}
