import type { LinkedTimer, NodeInternals } from "./internals.ts";
import { belongsTo, currentRun, type Run } from "./runs.ts";
import { SHARED } from "./shield.ts";

const { clearTimeout, clearImmediate } = globalThis;

/**
 * Has `process.nextTick` forget what an interrupted run still had to do: ticks run before anything else does, so a chain of
 * them would go on after the termination and never let the rest of the runtime have its turn.
 */
export function dropTicksOfInterrupted(shared: Int32Array): void {
  const { nextTick } = process;
  const { load } = Atomics;
  // The order to end a run, which sets its state, waits for its turn like all else.
  const isStruck = ({ state, order }: Run) =>
    state === "interrupted" || (state === "running" && order <= load(shared, SHARED.interrupted));
  process.nextTick = (callback: (...values: unknown[]) => void, ...values: unknown[]) => {
    if (typeof callback !== "function") return nextTick(callback, ...values);
    const run = currentRun();
    nextTick(() => {
      if (!isStruck(run)) callback(...values);
    });
  };
}

/** Clears every timer, interval and immediate that a run started. */
export function clearTimersOf(run: Run, internals: NodeInternals): void {
  const found: LinkedTimer[] = [];
  for (const list of Object.values(internals.timerListMap)) {
    for (let timer = list._idleNext; timer !== null && timer !== list; timer = timer._idleNext) found.push(timer);
  }
  for (const timer of found) if (belongsTo(timer, run)) clearTimeout(timer as never);
  const immediates: LinkedTimer[] = [];
  for (let one = internals.immediateQueue.head; one !== null && one !== undefined; one = one._idleNext)
    immediates.push(one);
  for (const one of immediates) if (belongsTo(one, run)) clearImmediate(one as never);
}
