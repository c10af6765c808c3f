import { expected } from "../../errors.ts";
import { type LbfgsResult, type LbfgsState, lbfgsSteps } from "../lbfgs.ts";
import type { Engine, Samples } from "./engines/engine.ts";
import type { MLPParameters } from "./parameters.ts";

/**
 * L-BFGS on all samples at once, step by step, as SciPy's is called by scikit-learn; after each step the engine holds
 * the weights that it led to.
 * @throws {NnError} if the loss of the first weights is not finite.
 */
export function* lbfgsOn(
  engine: Engine,
  samples: Samples,
  { maxIter, maxFun, tol }: MLPParameters,
): Generator<LbfgsState, LbfgsResult> {
  let begun = false;
  const f = (x: Float64Array, gradient: Float64Array) => {
    engine.parameters.set(x);
    const loss = engine.lossAndGradient(samples);
    if (!begun && !Number.isFinite(loss))
      throw expected("a finite loss of the first weights", loss, "scale the inputs, or start from smaller weights");
    begun = true;
    gradient.set(engine.gradient);
    return loss;
  };
  const limits = { maxIterations: maxIter, maxEvaluations: maxFun, gradientTolerance: tol };
  const run = lbfgsSteps(f, Float64Array.from(engine.parameters), limits);
  let next = run.next();
  for (; !next.done; next = run.next()) {
    engine.parameters.set(next.value.x);
    yield next.value;
  }
  engine.parameters.set(next.value.x);
  return next.value;
}
