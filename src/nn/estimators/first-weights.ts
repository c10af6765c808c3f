import { expected } from "../../errors.ts";
import { activation } from "../activations.ts";
import type { Random } from "../random.ts";
import type { Engine } from "./engines/engine.ts";
import type { MLPParameters } from "./parameters.ts";
import { plainArray, plainRows } from "./table.ts";

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
  let [weight, bias] = [0, engine.weightCount];
  units.slice(1).forEach((outputs, l) => {
    const inputs = units[l] as number;
    const bound = Math.sqrt(factor / (inputs + outputs));
    const draw = (n: number) => Array.from({ length: n }, () => random.uniform(-bound, bound));
    const [coefs, intercepts] = [draw(inputs * outputs), draw(outputs)];
    const W = initialCoefs ? flatMatrix(initialCoefs[l], inputs, outputs, `initialCoefs[${l}]`) : coefs;
    const given = initialIntercepts && [plainArray(initialIntercepts[l])];
    const b = given ? flatMatrix(given, 1, outputs, `initialIntercepts[${l}]`) : intercepts;
    engine.parameters.set(W, weight);
    engine.parameters.set(b, bias);
    weight += W.length;
    bias += b.length;
  });
}

function flatMatrix(given: unknown, rows: number, columns: number, name: string): number[] {
  const plain = plainRows(given, name);
  const isRow = (row: unknown) => Array.isArray(row) || ArrayBuffer.isView(row);
  const matrix = Array.isArray(plain) ? plain.map((row) => (isRow(row) ? Array.from(row as number[]) : [])) : [];
  const fits = matrix.length === rows && matrix.every((row) => row.length === columns && row.every(Number.isFinite));
  if (fits) return matrix.flat();
  throw expected(
    `${name} to be ${rows} × ${columns} finite numbers`,
    matrix.map((row) => row.length),
    "its layer has so many inputs and neurons",
  );
}
