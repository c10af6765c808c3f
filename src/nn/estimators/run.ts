import { expected } from "../../errors.ts";
import { progressLine } from "../progress-line.ts";
import { othersTurn } from "./pace.ts";
import type { MLPParameters } from "./parameters.ts";

/** What a progress line tells of an estimator. */
interface Trained {
  readonly nIter_: number | undefined;
  readonly loss_: number | undefined;
}

/** A training: when it pauses it gives others a turn, or the sum that an engine computes elsewhere, to be handed back. */
export type Run = Generator<undefined | Promise<number>, void, number>;

/** Runs a training to its end, on an engine that does not wait. @throws {NnError} for one that does. */
export function finish(run: Run, parameters: MLPParameters, name: string, model: Trained): void {
  const { engine, solver, maxIter, verbose } = parameters;
  if (engine === "onnx" && solver !== "lbfgs") {
    throw expected(
      "await model.fitAsync(X, y) for the engine onnx, whose steps wait",
      "fit or partialFit",
      "write that",
    );
  }
  const line = verbose ? undefined : progressLine(name);
  const loss = () => `loss ${model.loss_?.toPrecision(4) ?? "not known yet"}`;
  while (!run.next(0).done) line?.tell(() => `epoch ${model.nIter_ ?? 0} of at most ${maxIter} done, ${loss()}`);
  line?.end(() => `${model.nIter_} epochs, ${loss()}`);
}

/** Runs a training to its end or until the signal, and gives others their turn whenever it pauses. */
export async function finishBeside(run: Run, signal: AbortSignal | undefined): Promise<void> {
  try {
    for (let next = run.next(0); !next.done; ) {
      const sum = await next.value;
      if (signal?.aborted) return;
      if (sum === undefined) await othersTurn();
      next = run.next(sum ?? 0);
    }
  } finally {
    // Ends what is not at its end.
    run.return();
  }
}

/** @throws {NnError} where a training cannot be done one epoch a call. */
export function checkOneEpoch({ solver, earlyStopping }: MLPParameters): void {
  if (solver === "lbfgs") {
    throw expected('a solver that takes one epoch at a time: "adam" or "sgd"', solver, "partialFit needs one of them");
  }
  if (earlyStopping) {
    throw expected("earlyStopping to be false for partialFit", true, "watch a validation set of your own");
  }
}
