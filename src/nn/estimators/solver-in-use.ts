import type { Reals } from "./engines/matrix-product.ts";
import { type Solver, type SolverState, solverState, solvers } from "./engines/solvers.ts";
import { defaults, type MLPParameters } from "./parameters.ts";
import { allFinite } from "./table.ts";

const names = ["solver", "learningRate", "learningRateInit", "powerT", "momentum", "nesterovsMomentum"] as const;
const adamsNames = ["beta1", "beta2", "epsilon"] as const;

type SolverParameters = Pick<MLPParameters, (typeof names)[number] | (typeof adamsNames)[number]>;

/** A stochastic solver, and what it was made from: `setParams` changes nothing of that until the next fit. */
export interface SolverInUse {
  readonly rule: Solver;
  readonly madeFrom: SolverParameters;
}

/** The same for JSON. */
export interface SavedSolver extends SolverState {
  readonly madeFrom: SolverParameters;
}

/** The solver that the parameters ask for. */
export function takeSolver(parameters: SolverParameters): SolverInUse {
  const entries = [...names, ...adamsNames].map((name) => [name, parameters[name]]);
  const madeFrom = Object.fromEntries(entries) as SolverParameters;
  return { rule: solvers[madeFrom.solver as "adam" | "sgd"](madeFrom), madeFrom };
}

/** A solver and what it remembers, for JSON, which has no infinity; what a solver remembers of it helps nobody. */
export function savedSolver(inUse: SolverInUse | undefined, memory: readonly Reals[]): SavedSolver | null {
  if (!inUse || !memory.every(allFinite)) return null;
  return { ...solverState(inUse.rule, memory), madeFrom: inUse.madeFrom };
}

/** The solver that {@link savedSolver} gave; its memory is the engine's to keep. */
export function restoredSolver({ madeFrom, rate, steps }: SavedSolver): SolverInUse {
  const inUse = takeSolver({ ...defaults, ...madeFrom });
  Object.assign(inUse.rule, { rate, steps });
  return inUse;
}
