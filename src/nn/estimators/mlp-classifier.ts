import { expected } from "../../errors.ts";
import { checkClasses, type Label, listed } from "../label.ts";
import { accuracyScore } from "../metrics/scores.ts";
import { checkObject } from "../options.ts";
import type { Weighted } from "../sample-weights.ts";
import { checkList } from "../shapes.ts";
import { type ClassWeight, classWeightRule, weightOfClass } from "./class-weights.ts";
import type { OutputName } from "./engines/layer-functions.ts";
import type { FitOptions } from "./fit-options.ts";
import { LabelCoder, type Labels, readClasses, readLabels } from "./labels.ts";
import { rowsOf } from "./layer-matrices.ts";
import { MLP } from "./mlp.ts";
import type { MLPParameters } from "./parameters.ts";
import { type SavedMLP, savedParameters } from "./saved.ts";
import type { Table } from "./table.ts";

/** The parameters of {@link MLPClassifier}. */
export interface MLPClassifierParameters extends MLPParameters {
  /** How much each class counts: "balanced" makes up for rare ones, or a weight by class. Default null, all alike. */
  classWeight: ClassWeight;
}

/**
 * A multi-layer perceptron that tells classes apart, with scikit-learn 1.9's parameters, defaults and results: the same
 * weights from the same start, to 1e-6 (with `shuffle: false` and `initialCoefs`). Two classes: one logistic output;
 * more: softmax; rows of 0s and 1s as targets: several labels at once. (The lecture's "MLP in Scikit-Learn".)
 * @throws {NnError} for a parameter that is none or out of range; a Python spelling is told ours.
 * @example
 * const xor = new MLPClassifier({ hiddenLayerSizes: [6], activation: "tanh", solver: "lbfgs", randomState: 1 });
 * xor.fit(gates.XOR.X, gates.XOR.y).predict(gates.XOR.X) // → [0, 1, 1, 0]
 */
export class MLPClassifier extends MLP<MLPClassifierParameters, Labels> {
  protected readonly kind = "MLPClassifier";
  private coder: LabelCoder | undefined;

  constructor(parameters: Partial<MLPClassifierParameters> = {}) {
    super(parameters, { classWeight: null }, classWeightRule);
  }

  /** The classes, in order; for several labels at once their places. */
  get classes_(): Label[] {
    return (this.coder && [...this.coder.classes]) as Label[];
  }

  /**
   * Learns from one pass over the samples, from where the last call ended.
   * @param options The first call needs `classes`, all that will ever come; of several labels at once they may be named.
   */
  partialFit(X: Table, y: Labels, options: FitOptions<Labels> & { classes?: readonly Label[] } = {}): this {
    return this.oneEpoch(X, y, options, options?.classes);
  }

  /** The class of each sample, or its row of labels. */
  predict(X: Table): Label[] | number[][] {
    const { outputs, rows } = this.outputsFor(X);
    return (this.coder as LabelCoder).decode(outputs, rows);
  }

  /** The probability of each class, one row a sample, in the order of `classes_`. */
  predictProba(X: Table): number[][] {
    const { outputs, rows } = this.outputsFor(X);
    const n = outputs.length / rows;
    return n === 1 ? Array.from(outputs, (p) => [1 - p, p]) : rowsOf(outputs, n);
  }

  /** The natural logarithm of {@link predictProba}. */
  predictLogProba(X: Table): number[][] {
    return this.predictProba(X).map((row) => row.map(Math.log));
  }

  /** The share of samples answered rightly. */
  score(X: Table, y: Labels, options: Weighted = {}): number {
    const yHat = this.predict(X);
    return accuracyScore(readLabels(y, yHat.length), yHat, options);
  }

  /** A classifier from what {@link toJSON} gave, ready to predict or to learn on. */
  static fromJSON(saved: SavedMLP): MLPClassifier {
    const parameters = savedParameters(saved, "MLPClassifier");
    return new MLPClassifier(parameters as Partial<MLPClassifierParameters>).restore(saved);
  }

  protected encode(y: Labels, rows: number, mode: "fit" | "partialFit", first: boolean, classes?: readonly Label[]) {
    const labels = readLabels(y, rows);
    const coder = mode === "fit" ? this.coderForFit(labels, first) : this.coderForPart(labels, first, classes);
    const encoded = coder.encode(labels);
    this.coder = coder;
    const output: OutputName = coder.coding === "multiclass" ? "softmax" : "logistic";
    const strata = coder.coding === "multilabel" ? undefined : labels;
    return { y: encoded, outputs: coder.outputs, output, ...(strata ? { strata } : {}) };
  }

  private coderForFit(labels: Label[] | number[][], first: boolean): LabelCoder {
    const fresh = LabelCoder.of(labels);
    if (first || !this.coder) return fresh;
    if (fresh.classes.join() === this.coder.classes.join()) return this.coder;
    throw expected(
      `y to have the classes ${listed(this.coder.classes)}, as in the fit before`,
      fresh.classes,
      "set warmStart to false",
    );
  }

  private coderForPart(labels: Label[] | number[][], first: boolean, classes?: readonly Label[]): LabelCoder {
    const given = classes && readClasses(classes);
    if (!first && this.coder) {
      if (!given || given.join() === this.coder.classes.join()) return this.coder;
      throw expected(`classes to be ${listed(this.coder.classes)}, as in the first call`, given, "leave them out");
    }
    if (Array.isArray(labels[0])) {
      const coder = LabelCoder.of(labels);
      if (!given) return coder;
      if (given.length === coder.outputs) return new LabelCoder(given, "multilabel");
      throw expected(`classes to name the ${coder.outputs} labels of a row`, given, "name each, or leave them out");
    }
    if (given) return LabelCoder.for(given);
    throw expected(
      "classes in the first call of partialFit",
      classes,
      "pass { classes: [0, 1] }: all that will ever come",
    );
  }

  protected encodeMore(y: Labels, rows: number): Float64Array {
    return (this.coder as LabelCoder).encode(readLabels(y, rows, "validation.y"), "validation.y");
  }

  protected extraWeights(y: Labels, rows: number): Float64Array | undefined {
    const { classWeight } = this.parameters;
    if (classWeight === null) return undefined;
    const labels = readLabels(y, rows);
    if (Array.isArray(labels[0]))
      throw expected("one label a sample for classWeight", "rows of labels", "use sampleWeight");
    const list = labels as Label[];
    return Float64Array.from(list, weightOfClass(classWeight, list, this.classes_ ?? []));
  }

  protected scoreOutputs(outputs: Float64Array, y: Float64Array, rows: number, weights?: Float64Array): number {
    const coder = this.coder as LabelCoder;
    return accuracyScore(coder.decode(y, rows), coder.decode(outputs, rows), { sampleWeight: weights });
  }

  protected saveOwn(): unknown {
    return { classes: this.coder?.classes, coding: this.coder?.coding };
  }

  protected restoreOwn(own: unknown): void {
    const { classes, coding } = checkObject(own, "own", "what toJSON() gave") as {
      classes: Label[];
      coding: LabelCoder["coding"];
    };
    checkClasses(checkList(classes, "own.classes"), "own.classes");
    const coder = new LabelCoder(Array.from(classes), coding);
    if (coder.outputs !== this.nOutputs_)
      throw expected(`classes for ${this.nOutputs_} outputs`, classes, "save the classifier anew");
    this.coder = coder;
  }
}
