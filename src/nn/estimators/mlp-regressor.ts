import { expected } from "../../errors.ts";
import { r2Score } from "../metrics/scores.ts";
import type { Weighted } from "../sample-weights.ts";
import type { OutputName } from "./engines/layer-functions.ts";
import type { FitOptions } from "./fit-options.ts";
import { rowsOf } from "./layer-matrices.ts";
import { MLP } from "./mlp.ts";
import { type MLPParameters, oneOf } from "./parameters.ts";
import { type SavedMLP, savedParameters } from "./saved.ts";
import { allFinite, type Table } from "./table.ts";
import { readTargets, type Targets } from "./targets.ts";

/** The parameters of {@link MLPRegressor}. */
export interface MLPRegressorParameters extends MLPParameters {
  /** "squared_error", or "poisson" for counts: half its deviance, with exp as the last activation. */
  loss: "squared_error" | "poisson";
}

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

  /** A number a sample; of several outputs a row of them, which TypeScript is told by `predict<number[]>`. */
  predict<T extends number | number[] = number>(X: Table): T[] {
    const { outputs: all, rows } = this.outputsFor(X);
    const n = all.length / rows;
    return (n === 1 ? Array.from(all) : rowsOf(all, n)) as T[];
  }

  /** $R^2$ of the predictions, averaged over the outputs. */
  score(X: Table, y: Targets, options: Weighted = {}): number {
    const yHat = this.predict(X);
    const { data, columns } = readTargets(y, yHat.length);
    return r2Score(columns === 1 ? Array.from(data) : rowsOf(data, columns), yHat, options);
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
    const { data, columns } = readTargets(y, rows, "validation.y");
    if (columns === this.nOutputs_) return data;
    throw expected(`validation.y to have ${this.nOutputs_} outputs`, columns, "as many as y has");
  }

  protected extraWeights(): undefined {
    return undefined;
  }

  protected scoreOutputs(all: Float64Array, y: Float64Array, rows: number, weights?: Float64Array): number {
    if (!allFinite(all)) return Number.NaN;
    const n = y.length / rows;
    return r2Score(rowsOf(y, n), rowsOf(all, n), { sampleWeight: weights });
  }

  protected saveOwn(): unknown {
    return null;
  }

  protected restoreOwn(): void {}
}
