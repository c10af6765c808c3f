import { expected } from "../../errors.ts";
import { r2Score } from "../metrics/scores.ts";
import type { OutputName } from "./engines/layer-functions.ts";
import type { FitOptions } from "./fit-options.ts";
import { rowsOf } from "./layer-matrices.ts";
import { MLP } from "./mlp.ts";
import { type MLPParameters, oneOf } from "./parameters.ts";
import { type SavedMLP, savedParameters } from "./saved.ts";
import { allFinite, plainArray, readTable, scoreWeights, type Table } from "./table.ts";

/** The parameters of {@link MLPRegressor}. */
export interface MLPRegressorParameters extends MLPParameters {
  /** "squared_error", or "poisson" for counts: half its deviance, with exp as the last activation. */
  loss: "squared_error" | "poisson";
}

/** Targets of a regressor: a number a sample, or a row of numbers for several outputs. */
export type Targets = ArrayLike<number> | Table;

/** Which output activation goes with which loss. */
const outputs: Readonly<Record<MLPRegressorParameters["loss"], OutputName>> = {
  squared_error: "identity",
  poisson: "exp",
};

/**
 * A multi-layer perceptron that predicts numbers, with scikit-learn 1.9's parameters, defaults and results; see
 * {@link MLPClassifier}.
 * @throws {NnError} for a parameter that is none or out of range; a Python spelling is told ours.
 * @example
 * const line = new MLPRegressor({ hiddenLayerSizes: [], solver: "lbfgs", alpha: 0 }).fit([[0], [1], [2]], [1, 3, 5]);
 * (line.predict([[10]])[0] as number).toFixed(2) // → "21.00"
 */
export class MLPRegressor extends MLP<MLPRegressorParameters, Targets> {
  protected readonly kind = "MLPRegressor";

  constructor(parameters: Partial<MLPRegressorParameters> = {}) {
    super(parameters, { loss: "squared_error" }, { loss: oneOf("squared_error", "poisson") });
  }

  /** Learns from one pass over the samples, from where the last call ended. */
  partialFit(X: Table, y: Targets, options: FitOptions<Targets> = {}): this {
    return this.oneEpoch(X, y, options);
  }

  /** A number a sample, or a row of numbers where there are several outputs. */
  predict(X: Table): number[] | number[][] {
    const { outputs: all, rows } = this.outputsFor(X);
    const n = all.length / rows;
    return n === 1 ? Array.from(all) : rowsOf(all, n);
  }

  /** $R^2$ of the predictions, averaged over the outputs. */
  score(X: Table, y: Targets, options: { sampleWeight?: ArrayLike<number> } = {}): number {
    const yHat = this.predict(X);
    const { data, columns } = readTargets(y, yHat.length);
    const rows =
      columns === 1 ? Array.from(data) : yHat.map((_, i) => Array.from(data.subarray(i * columns, (i + 1) * columns)));
    const weights = scoreWeights(options, yHat.length);
    return r2Score(rows, yHat, weights ? { sampleWeight: weights } : {});
  }

  /** A regressor from what {@link toJSON} gave, ready to predict or to learn on. */
  static fromJSON(saved: SavedMLP): MLPRegressor {
    const parameters = savedParameters(saved, "MLPRegressor");
    return new MLPRegressor(parameters as Partial<MLPRegressorParameters>).restore(saved);
  }

  protected encode(y: Targets, rows: number) {
    const { data, columns } = readTargets(y, rows);
    const { loss } = this.parameters;
    const negative = loss === "poisson" ? data.findIndex((value) => value < 0) : -1;
    if (negative !== -1)
      throw expected("y to hold counts of at least 0 for the Poisson loss", data[negative], "use squared_error");
    return { y: data, outputs: columns, output: outputs[loss] };
  }

  protected encodeMore(y: Targets, rows: number): Float64Array {
    const { data, columns } = readTargets(y, rows);
    if (columns === this.nOutputs_) return data;
    throw expected(`validation.y to have ${this.nOutputs_} outputs`, columns, "as many as y has");
  }

  protected extraWeights(): undefined {
    return undefined;
  }

  protected scoreOutputs(all: ArrayLike<number>, y: Float64Array, rows: number, weights?: Float64Array): number {
    if (!allFinite(Float64Array.from(all))) return Number.NaN;
    const n = y.length / rows;
    const cut = (from: ArrayLike<number>) =>
      Array.from({ length: rows }, (_, i) => Array.from({ length: n }, (_unused, k) => from[i * n + k] as number));
    return r2Score(cut(y), cut(all), weights ? { sampleWeight: weights } : {});
  }

  protected saveOwn(): unknown {
    return null;
  }

  protected restoreOwn(): void {}
}

/** Targets in any of their forms as rows of outputs. */
function readTargets(y: Targets, rows: number): { data: Float64Array; columns: number } {
  const plain = plainArray(y);
  const single = ArrayBuffer.isView(plain) || (Array.isArray(plain) && typeof plain[0] === "number");
  const table = readTable((single ? Array.from(plain as number[], (value) => [value]) : plain) as Table, "y");
  if (table.rows !== rows)
    throw expected(`y to hold ${rows} targets, one a sample`, table.rows, "give each sample its target");
  return { data: Float64Array.from(table.data), columns: table.columns };
}
