import type { NodeInternals } from "./internals.ts";
import { type Intervals, restartableImmediates } from "./timer-queues.ts";

const tick = (process as unknown as { _tickCallback(): void })._tickCallback;

/**
 * Makes the process survive `Runtime.terminateExecution` wherever it strikes: a timer, a promise's continuation, an event
 * handler. A termination unwinds JavaScript without running `finally`, so Node's stack of async ids keeps what it should
 * have popped, and Node ends the process when it next compares that stack. So the comparison is switched off, and what
 * was left is cleared at each of the three doors by which Node enters JavaScript: ticks, timers and immediates.
 * Returns what to call after anything that switches the comparison on again (an AsyncLocalStorage's first use).
 */
export function surviveTermination(internals: NodeInternals, intervals: Intervals): () => void {
  const { hookFields, fieldIndex, tickInfo, clearAsyncIdStack } = internals;
  const { kStackLength, kTotals, kCheck } = fieldIndex;

  const relax = () => {
    hookFields[kTotals] = 0;
    hookFields[kCheck] = 0;
  };
  const repair = (expectedDepth: number) => {
    relax();
    if ((hookFields[kStackLength] ?? 0) > expectedDepth) clearAsyncIdStack();
  };

  const processImmediate = restartableImmediates(internals, tick);
  const { processTimers } = internals.getTimerCallbacks(tick);
  internals.setupTimers(
    () => {
      repair(1);
      processImmediate();
    },
    (now) => {
      repair(1);
      return intervals.during(now, processTimers);
    },
  );
  internals.setTickCallback(() => {
    repair(0);
    try {
      tick();
    } finally {
      relax();
      tickInfo[0] = 1;
    }
  });
  tickInfo[0] = 1;
  relax();
  return relax;
}
