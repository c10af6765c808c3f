import { expected } from "../../errors.ts";
import { readTargets, type Targets } from "../estimators/targets.ts";

/**
 * Targets in any of their forms as rows of outputs. Whole numbers, one a sample, stand for classes where there are
 * several outputs: a 1 in the place of the class.
 * @example
 * const even = new Sequential([layers.dense(2, "softmax")], { inputs: 1 });
 * even.evaluate([[0]], [1]) === even.evaluate([[0]], [[0, 1]]) // → true
 */
export function readTargetRows(y: Targets, rows: number, outputs: number, name: string): Float64Array {
  const { data, columns } = readTargets(y, rows, name);
  if (columns === outputs) return data;
  if (columns !== 1)
    throw expected(`${name} to have rows of ${outputs}, one an output`, columns, "as many as the last layer has");
  const all = new Float64Array(rows * outputs);
  data.forEach((label, i) => {
    if (!Number.isInteger(label) || label < 0 || label >= outputs) {
      throw expected(
        `${name}[${i}] to be a class from 0 to ${outputs - 1}, or a row of ${outputs} numbers`,
        label,
        "number the classes from 0",
      );
    }
    all[i * outputs + label] = 1;
  });
  return all;
}
