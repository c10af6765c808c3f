import type { LinkedTimer, NodeInternals } from "./internals.ts";
import { belongsTo, type Run } from "./runs.ts";

const { clearTimeout, clearImmediate } = globalThis;

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
