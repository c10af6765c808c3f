import { expected } from "../../errors.ts";
import { activation } from "../activations.ts";
import { plainArray } from "../math-matrix.ts";
import type { Random } from "../random.ts";
import type { Engine } from "./engines/engine.ts";
import type { MLPParameters } from "./parameters.ts";
import { plainRows } from "./table.ts";

/**
 * Sets an engine's weights and biases: those given by the user, else evenly from $±\sqrt{6 / (n_{in} + n_{out})}$, for
 * the logistic activation $±\sqrt{2 / …}$, the biases too (Glorot and Bengio 2010; scikit-learn's way).
 */
export function setFirstWeights(
  engine: Engine,
  units: readonly number[],
  parameters: MLPParameters,
  random: Random,
): void {
  const { initialCoefs, initialIntercepts, activation: name } = parameters;
  const factor = activation(name).name === "sigmoid" ? 2 : 6;
  const all = engine.parameters;
  for (const [what, given] of Object.entries({ initialCoefs, initialIntercepts })) {
    if (given && given.length !== units.length - 1)
      throw expected(`${what} to have ${units.length - 1} layers`, given.length, "as hiddenLayerSizes and y ask for");
  }
  let [weight, bias] = [0, engine.weightCount];
  units.slice(1).forEach((outputs, l) => {
    const inputs = units[l] as number;
    const bound = Math.sqrt(factor / (inputs + outputs));
    const draw = (from: number, n: number) => {
      for (let i = from; i < from + n; i++) all[i] = random.uniform(-bound, bound);
    };
    draw(weight, inputs * outputs);
    draw(bias, outputs);
    if (initialCoefs) all.set(flatMatrix(initialCoefs[l], inputs, outputs, `initialCoefs[${l}]`), weight);
    if (initialIntercepts) {
      const row = [plainArray(initialIntercepts[l])];
      all.set(flatMatrix(row, 1, outputs, `initialIntercepts[${l}]`), bias);
    }
    weight += inputs * outputs;
    bias += outputs;
  });
}

/** The numbers of a matrix, row by row. @throws {NnError} unless it is so many rows of so many finite numbers. */
function flatMatrix(given: unknown, rows: number, columns: number, name: string): number[] {
  const plain = plainRows(given, name);
  const isRow = (row: unknown) => (Array.isArray(row) || ArrayBuffer.isView(row)) && (row as []).length === columns;
  if (Array.isArray(plain) && plain.length === rows) {
    const numbers = Array.from(plain, (row) => (isRow(row) ? Array.from(row as number[]) : [Number.NaN])).flat();
    if (numbers.every(Number.isFinite)) return numbers;
  }
  throw expected(
    `${name} to be ${rows} × ${columns} finite numbers`,
    plain,
    "its layer has so many inputs and neurons",
  );
}
