import { expected, lookUp } from "../../errors.ts";
import { checkObject } from "../options.ts";
import { checkList, checkNumber, checkSizes } from "../shapes.ts";
import { countParameters } from "./engines/engine.ts";
import { outputFunctions } from "./engines/layer-functions.ts";
import { solvers } from "./engines/solvers.ts";
import { numbersAsText } from "./learnt.ts";
import { checkParameters, type MLPParameters } from "./parameters.ts";
import type { SavedSolver } from "./solver-in-use.ts";
import { plainRows } from "./table.ts";

/** An estimator's learnt state and parameters, for JSON. */
export interface SavedMLP {
  kind: string;
  version: 1;
  parameters: Record<string, unknown>;
  units: number[];
  weights: number[];
  learnt: Record<string, unknown>;
  solver: SavedSolver | null;
  /** What else the estimator needs. */
  own: unknown;
}

const example = "what toJSON() gave";

/** A matrix in any of its forms, or a row, as arrays. */
function asArrays(layer: unknown, name: string): unknown {
  const rows = plainRows(layer, name);
  return Array.from(rows as ArrayLike<unknown>, (row) => (ArrayBuffer.isView(row) ? Array.from(row as never) : row));
}

/** Parameters as JSON can hold them: it has no infinity, no typed arrays and no matrices. */
export function plainParameters(parameters: MLPParameters): Record<string, unknown> {
  const { nIterNoChange, initialCoefs, initialIntercepts } = parameters;
  return {
    ...parameters,
    nIterNoChange: numbersAsText(nIterNoChange),
    initialCoefs: initialCoefs && Array.from(initialCoefs, (layer, l) => asArrays(layer, `initialCoefs[${l}]`)),
    initialIntercepts:
      initialIntercepts && Array.from(initialIntercepts, (layer, l) => asArrays(layer, `initialIntercepts[${l}]`)),
  };
}

/**
 * Refuses what another class saved, or what was damaged since; returns the parameters, with the infinity that JSON lacks.
 */
export function savedParameters(saved: SavedMLP, kind: string): Record<string, unknown> {
  if (saved?.kind !== kind || saved.version !== 1) {
    throw expected(`what ${kind}.toJSON() gave`, saved?.kind, "load it with the class that saved it");
  }
  const { parameters, units, weights, learnt, solver } = saved;
  checkObject(parameters, "parameters", example);
  checkObject(learnt, "learnt", example);
  checkSizes(units);
  const { all } = countParameters(units);
  checkRow(weights, "weights", all);
  const { nFeaturesIn_: features, nOutputs_: outputs, outActivation_: output } = learnt;
  if (features !== units[0] || outputs !== units.at(-1))
    throw expected(`learnt for ${units[0]} inputs and ${units.at(-1)} outputs`, [features, outputs], "save it anew");
  lookUp(outputFunctions, output as string, "an output activation");
  if (solver !== null) {
    checkObject(solver, "solver", example);
    checkParameters(checkObject(solver.madeFrom, "solver.madeFrom", example), {});
    lookUp(solvers, solver.madeFrom.solver, "a solver that goes on");
    checkNumber(solver.rate, "solver.rate");
    checkNumber(solver.steps, "solver.steps");
    Array.from(checkList(solver.memory, "solver.memory"), (row, k) => checkRow(row, `solver.memory[${k}]`, all));
  }
  const { nIterNoChange } = parameters;
  return nIterNoChange === "Infinity" ? { ...parameters, nIterNoChange: Number.POSITIVE_INFINITY } : parameters;
}

/** Refuses what is not so many finite numbers. */
function checkRow(row: readonly number[], name: string, length: number): void {
  if (checkList(row, name).length !== length)
    throw expected(`${name} to hold ${length} numbers`, row.length, "save the estimator anew");
  Array.from(row, (value, i) => checkNumber(value, `${name}[${i}]`));
}
