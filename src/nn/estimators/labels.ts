import { expected } from "../../errors.ts";
import { type Label, listed, uniqueLabels } from "../label.ts";
import type { MathMatrix } from "../math-matrix.ts";
import { checkList } from "../shapes.ts";
import { type FlatTable, plainRows } from "./table.ts";

/**
 * Targets of a classifier: one label a sample, or a row of 0s and 1s (false and true) for several labels at once.
 * @example
 * new Perceptron().fit([[0], [1], [9]], ["no", "no", "yes"]).classes_ // → ["no", "yes"]
 * new Perceptron().fit([[0], [1]], [0.5, 1]) // throws a whole number or a word
 */
export type Labels = ArrayLike<Label> | readonly ArrayLike<number | boolean>[] | FlatTable | MathMatrix;

/** The targets as a plain array: labels, or rows of 0s and 1s. */
export function readLabels(y: Labels, samples: number, name = "y"): Label[] | number[][] {
  const plain = plainRows(y, name);
  const isList = Array.isArray(plain) || (ArrayBuffer.isView(plain) && "length" in plain);
  if (!isList) throw expected(`${name} to be an array of labels`, plain, "give each sample its class");
  const { length } = plain as ArrayLike<unknown>;
  if (length !== samples)
    throw expected(`${name} to hold ${samples} labels, one a sample`, length, "give each sample its class");
  const list = Array.from(plain as ArrayLike<Label | ArrayLike<number | boolean>>, (target) =>
    ArrayBuffer.isView(target) ? Array.from(target as ArrayLike<number>) : target,
  );
  if (!Array.isArray(list[0])) return checkKinds(list as Label[], name);
  const rows = list as (number | boolean)[][];
  if (rows.every((row) => Array.isArray(row) && row.length === 1)) {
    const only = rows.map((row) => row[0] as Label);
    return checkKinds(only, name);
  }
  return rows.map((row, i) => {
    const fits = Array.isArray(row) && row.length === rows[0]?.length;
    if (!fits)
      throw expected(`${name}[${i}] to be a row of ${rows[0]?.length} labels`, row, "give every sample all labels");
    const wrong = row.findIndex((value) => value !== 0 && value !== 1 && typeof value !== "boolean");
    if (wrong !== -1)
      throw expected(`${name}[${i}][${wrong}] to be 0 or 1`, row[wrong], "say of each label whether it holds");
    return row.map(Number);
  });
}

/** Refuses labels that are none, or of several kinds; returns them. */
function checkKinds(labels: Label[], name: string): Label[] {
  const kind = typeof labels[0];
  labels.forEach((label, i) => {
    const known = typeof label === "string" || typeof label === "boolean" || Number.isInteger(label);
    if (!known)
      throw expected(
        `${name}[${i}] to be a label: a whole number or a word`,
        label,
        "for other numbers use MLPRegressor",
      );
    if (typeof label !== kind)
      throw expected(`${name}[${i}] to be a ${kind}, as ${name}[0] is`, label, "name all classes in one way");
  });
  return labels;
}

/** Classes that a user names, in order. @throws {NnError} for what is no list of at least one label. */
export function readClasses(classes: readonly Label[]): Label[] {
  const list = checkList(classes, "classes");
  if (list.length === 0) throw expected("classes to hold at least one", classes, "name all that will ever come");
  return uniqueLabels(checkKinds(Array.from(list), "classes"));
}

/** How targets are coded. */
export type Coding = "binary" | "multiclass" | "multilabel";

/** Labels into rows of outputs and back, as scikit-learn's LabelBinarizer does it. */
export class LabelCoder {
  readonly classes: readonly Label[];
  readonly coding: Coding;
  private readonly places: Map<Label, number>;

  constructor(classes: readonly Label[], coding: Coding) {
    this.classes = classes;
    this.coding = coding;
    this.places = new Map(classes.map((label, k) => [label, k]));
  }

  /** The coder for the targets of a first fit. */
  static of(y: readonly Label[] | readonly (readonly number[])[]): LabelCoder {
    if (Array.isArray(y[0]))
      return new LabelCoder(
        y[0].map((_: number, k: number) => k),
        "multilabel",
      );
    return LabelCoder.for(uniqueLabels(y as readonly Label[]));
  }

  /** The coder for these classes, one label a sample. */
  static for(classes: readonly Label[]): LabelCoder {
    return new LabelCoder(classes, classes.length > 2 ? "multiclass" : "binary");
  }

  /** How many outputs the network has: 1 for two classes, else one a class. */
  get outputs(): number {
    return this.coding === "binary" ? 1 : this.classes.length;
  }

  /** The targets as rows of outputs. @throws {NnError} for a label that is none of the classes. */
  encode(y: readonly Label[] | readonly (readonly number[])[], name = "y"): Float64Array {
    const n = this.outputs;
    const rows = new Float64Array(y.length * n);
    y.forEach((target, i) => {
      if (Array.isArray(target) !== (this.coding === "multilabel")) {
        throw expected(`${name} to be ${this.coding} as before`, target, "fit a new classifier for other targets");
      }
      if (Array.isArray(target)) {
        if (target.length !== n)
          throw expected(`${name}[${i}] to hold ${n} labels`, target, "as many as in the first fit");
        rows.set(target as number[], i * n);
        return;
      }
      const place = this.places.get(target as Label);
      if (place === undefined)
        throw expected(
          `${name}[${i}] to be one of the classes ${listed(this.classes)}`,
          target,
          "fit anew with all classes",
        );
      if (this.coding === "binary") rows[i] = place;
      else rows[i * n + place] = 1;
    });
    return rows;
  }

  /** The labels of rows of outputs: the likeliest class, or all labels above ½. */
  decode(outputs: ArrayLike<number>, rows: number): Label[] | number[][] {
    const n = this.outputs;
    const first = this.classes[0] as Label;
    const second = this.classes[1] ?? first;
    const labels: (Label | number[])[] = new Array(rows);
    for (let i = 0, from = 0; i < rows; i++, from += n) {
      if (this.coding === "binary") labels[i] = (outputs[i] as number) > 0.5 ? second : first;
      else if (this.coding === "multilabel") {
        labels[i] = Array.from({ length: n }, (_, k) => ((outputs[from + k] as number) > 0.5 ? 1 : 0));
      } else {
        let best = 0;
        for (let k = 1; k < n; k++) if ((outputs[from + k] as number) > (outputs[from + best] as number)) best = k;
        labels[i] = this.classes[best] as Label;
      }
    }
    return labels as Label[] | number[][];
  }
}
