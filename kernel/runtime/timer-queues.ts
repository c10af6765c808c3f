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
 * The intervals that Node calls: it takes each out of its list, and puts it back by a `finally` that a termination skips.
 * So one of another run, which was only near when a termination struck, would be lost.
 */
export class Intervals {
  readonly #internals: NodeInternals;
  #due: LinkedTimer[] = [];
  #struck: LinkedTimer[] = [];

  constructor(internals: NodeInternals) {
    this.#internals = internals;
  }

  /** Processes timers, and knows afterwards what was due if that was terminated. */
  during<T>(now: number, processTimers: (now: number) => T): T {
    if (this.#due.length > 0) this.#struck = [...this.#struck, ...this.#due];
    this.#due = this.#listDue(now);
    try {
      return processTimers(now);
    } finally {
      this.#due = [];
    }
  }

  /** Gives what was struck its place again. */
  restore(): void {
    for (const one of [...this.#struck, ...this.#due]) {
      if (one._repeat && !one._destroyed && !one._idleNext) this.#internals.insert(one, one._repeat);
    }
    this.forget();
  }

  /** Leaves what was struck as it is. */
  forget(): void {
    this.#struck = [];
    this.#due = [];
  }

  #listDue(now: number): LinkedTimer[] {
    const found: LinkedTimer[] = [];
    for (const list of Object.values(this.#internals.timerListMap)) {
      if ((list.expiry ?? 0) > now) continue;
      for (let one = list._idleNext; one && one !== list; one = one._idleNext) {
        if (one._repeat) found[found.length] = one;
      }
    }
    return found;
  }
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
