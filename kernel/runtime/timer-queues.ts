import type { LinkedTimer, NodeInternals } from "./internals.ts";

/**
 * Node's `processImmediate`, able to begin anew after a termination. The original takes the whole queue, and what it has
 * not yet run it remembers by a `finally` that a termination skips: at its next call it would meet the immediate that was
 * ended, throw a TypeError, and be called again at once, for ever. So the ones that did not run are put back into the queue.
 */
export function restartableImmediates(internals: NodeInternals, tick: () => void): () => void {
  const { immediateQueue, immediateInfo, immediateField, refed } = internals;
  const { kCount, kRefCount, kHasOutstanding } = immediateField;
  let process = internals.getTimerCallbacks(tick).processImmediate;
  let taken: LinkedTimer[] = [];
  let entered = false;

  // A termination may strike here too; then this is done again, so `taken` is whole before the queue is touched.
  const restore = () => {
    taken = [...new Set([...taken, ...linked(immediateQueue.head)])].filter((one) => one._destroyed !== true);
    immediateQueue.head = null;
    immediateQueue.tail = null;
    taken.forEach((one, at) => {
      one._idlePrev = taken[at - 1] ?? null;
      one._idleNext = taken[at + 1] ?? null;
    });
    const refs = taken.filter((one) => one[refed]).length;
    process = internals.getTimerCallbacks(tick).processImmediate;
    immediateQueue.head = taken[0] ?? null;
    immediateQueue.tail = taken.at(-1) ?? null;
    immediateInfo[kCount] = taken.length;
    immediateInfo[kRefCount] = refs;
    immediateInfo[kHasOutstanding] = 0;
    entered = false;
  };

  return () => {
    // The rest waits for the next turn, so that an interrupt which comes now can still drop the interrupted run's.
    if (entered) {
      restore();
      return;
    }
    if (!immediateInfo[kHasOutstanding]) taken = linked(immediateQueue.head);
    entered = true;
    try {
      process();
    } finally {
      // Not where it was terminated.
      entered = false;
    }
  };
}

function linked(first: LinkedTimer | null): LinkedTimer[] {
  const all: LinkedTimer[] = [];
  for (let one = first; one; one = one._idleNext) all.push(one);
  return all;
}

/**
 * Puts every list of timers into Node's priority queue again. A termination in the midst of `setTimeout` can leave one
 * out, and then no timer of that duration would ever fire again.
 */
export function requeueTimers({ timerListQueue, timerListMap, scheduleTimer }: NodeInternals): void {
  while (timerListQueue.shift() !== undefined);
  for (const list of Object.values(timerListMap)) timerListQueue.insert(list);
  // Node finds out by itself when the first is due.
  scheduleTimer(1);
}
