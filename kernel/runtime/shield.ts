/** What the runtime's main thread and its control worker share: an Int32Array over a SharedArrayBuffer. */
export const SHARED = {
  /** Who may act: see `Shield`. */
  lock: 0,
  /** The `order` of the run that began last, or `NO_RUN` where none is under way. */
  run: 1,
  /** Counts the messages from the worker, so that a synchronous prompt can wait for the next. */
  messages: 2,
  /** What `run` was when the last interrupt struck, or `NO_RUN`: it struck all that were under way up to this one. */
  interrupted: 3,
  /** Counts the main thread's answers to `idle?`. */
  answers: 4,
  /** The `order` of the run that began first of those under way, or `NO_RUN`. */
  oldest: 5,
  /** Runs up to this `order` are to end as soon as they begin. */
  unwanted: 6,
  /** Where the text that waits ends, and where the last piece of it begins: see `WaitingText`. */
  textEnd: 7,
  lastPiece: 8,
  /** 1: the control worker will soon look for text that waits. */
  watched: 9,
  /** 1: the control worker waits for the lock, and wants to be told that it is free. */
  waiting: 10,
  length: 11,
} as const;

/** Stands for no run. */
export const NO_RUN = -1;

/**
 * States of `SHARED.lock`: nobody, the main thread does what a termination must not cut in half, the worker terminates, the
 * worker sends text that waits.
 */
export const LOCK = { free: 0, shielded: 1, terminating: 2, sending: 3 } as const;

const compareExchange = Atomics.compareExchange;
const load = Atomics.load;
const store = Atomics.store;
const notify = Atomics.notify;
const wait = Atomics.wait;

/** Runs what must be done whole although `Runtime.terminateExecution` can strike at any call or loop. */
export class Shield {
  readonly #shared: Int32Array;
  #depth = 0;

  constructor(shared: Int32Array) {
    this.#shared = shared;
  }

  /** Runs `action` whole. While a termination is on its way it waits, and is itself what gets terminated. */
  run<T>(action: () => T): T {
    if (this.#depth > 0) return action();
    for (let state = this.#take(); state !== LOCK.free; state = this.#take())
      wait(this.#shared, SHARED.lock, state, 20);
    this.#depth = 1;
    try {
      return action();
    } finally {
      this.#depth = 0;
      store(this.#shared, SHARED.lock, LOCK.free);
      if (load(this.#shared, SHARED.waiting) === 1) notify(this.#shared, SHARED.lock);
    }
  }

  #take(): number {
    return compareExchange(this.#shared, SHARED.lock, LOCK.free, LOCK.shielded);
  }
}
