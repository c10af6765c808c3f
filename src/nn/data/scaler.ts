import { expected } from "../../errors.ts";
import { type Rows, readTable, type Table } from "../estimators/table.ts";
import { checkClasses, checkLabels, type Label, listed, uniqueLabels } from "../label.ts";
import { checkList } from "../shapes.ts";
import { toRows } from "./rows.ts";

/**
 * Each feature's mean and variance, in two passes whose second mends what the first lost to rounding. Sample after sample,
 * as they lie in memory.
 */
function moments({ data, rows, columns }: Rows): { mean: number; variance: number }[] {
  const zeros = () => new Float64Array(columns);
  const [rough, rest, squares] = [zeros(), zeros(), zeros()];
  const each = (visit: (value: number, k: number) => void) => {
    for (let at = 0; at < data.length; at++) visit(data[at] as number, at % columns);
  };
  each((value, k) => {
    rough[k] = (rough[k] as number) + value;
  });
  rough.forEach((sum, k) => {
    rough[k] = sum / rows;
  });
  each((value, k) => {
    const off = value - (rough[k] as number);
    rest[k] = (rest[k] as number) + off;
    squares[k] = (squares[k] as number) + off ** 2;
  });
  return Array.from(rough, (mean, k) => {
    const lost = (rest[k] as number) / rows;
    return { mean: mean + lost, variance: Math.max(0, (squares[k] as number) / rows - lost ** 2) };
  });
}

/**
 * Standardisation: takes each feature's mean away and divides by its standard deviation, so that all features weigh
 * alike at the start; training is much faster so. Learn it from the training samples only. A feature that is always the
 * same becomes 0. Samples come as rows, as a typed array with its shape, or as a mathjs matrix, and go as rows.
 * @example
 * const scaler = new StandardScaler().fit([[1, 10], [3, 10]]);
 * scaler.transform([[1, 10], [2, 10], [3, 11]]) // → [[-1, 0], [0, 0], [1, 1]]
 * scaler.inverseTransform([[1, 0]]) // → [[3, 10]]
 */
export class StandardScaler {
  /** Each feature's mean. */
  mean_!: number[];
  /** Each feature's standard deviation (divided by n); 1 where it is 0. */
  scale_!: number[];

  /** Learns means and deviations. @throws {NnError} unless X holds samples of one length. */
  fit(X: Table): this {
    const table = readTable(X);
    const features = moments(table);
    this.mean_ = features.map(({ mean }) => mean);
    this.scale_ = features.map(({ mean, variance }) => {
      // What rounding leaves of a constant column is no deviation.
      const lost = table.rows * Number.EPSILON;
      const nothing = lost * (variance + lost * mean ** 2);
      return variance <= nothing ? 1 : Math.sqrt(variance);
    });
    return this;
  }

  /** $(x - μ) / σ$ @throws {NnError} before fit, or for another number of features. */
  transform(X: Table): number[][] {
    const { rows, mean, scale } = this.learnt(X);
    return rows.map((x) => x.map((value, k) => (value - (mean[k] as number)) / (scale[k] as number)));
  }

  /** fit, then transform. */
  fitTransform(X: Table): number[][] {
    return this.fit(X).transform(X);
  }

  /** $x σ + μ$: back again. @throws {NnError} before fit, or for another number of features. */
  inverseTransform(X: Table): number[][] {
    const { rows, mean, scale } = this.learnt(X);
    return rows.map((x) => x.map((value, k) => value * (scale[k] as number) + (mean[k] as number)));
  }

  private learnt(X: Table): { rows: number[][]; mean: number[]; scale: number[] } {
    const { mean_: mean, scale_: scale } = this;
    if (!mean || !scale) throw expected("a fitted StandardScaler", "one that is not", "call fit(X) first");
    const rows = toRows(X);
    const inputs = (rows[0] as number[]).length;
    if (inputs !== mean.length)
      throw expected(`X to have ${mean.length} features, as in fit`, inputs, "give the same features");
    return { rows, mean, scale };
  }
}

/**
 * Classes as rows with a 1 in the place of the class and 0 elsewhere.
 * @param classes In which order; those that occur, sorted, if not said.
 * @throws {NnError} for a label that is none of the classes or no label, or a class that is named twice.
 * @example
 * oneHot(["cat", "dog", "cat"]) // → [[1, 0], [0, 1], [1, 0]]
 * oneHot([2, 0], [0, 1, 2]) // → [[0, 0, 1], [1, 0, 0]]
 */
export function oneHot<T extends Label>(labels: readonly T[], classes?: readonly T[]): number[][] {
  checkLabels(checkList(labels, "labels"), "labels");
  if (classes !== undefined) checkClasses(checkList(classes, "classes"), "classes");
  const order = classes ? Array.from(classes) : uniqueLabels(labels);
  if (labels.length * order.length > 1e8)
    throw expected("at most 1e8 places", [labels.length, order.length], "are these numbers rather than classes?");
  return Array.from(labels, (label, i) => {
    if (!order.includes(label)) throw expected(`labels[${i}] to be one of ${listed(order)}`, label, "name all classes");
    return order.map((name) => (name === label ? 1 : 0));
  });
}
