/** After a failure, requests of the same "run all" may still be on their way: no more come once none came for this long (ms). */
const QUIET = 20;
/** However many come, the failed cell's reply waits no longer than this (ms). */
const LONGEST = 500;

/** One waiting task. */
interface Ticket {
  aborted: boolean;
}

/** Lets tasks through one at a time, in the order in which they came; those still waiting can be aborted. */
export class Lane {
  readonly #waiting = new Set<Ticket>();
  #last: Promise<unknown> = Promise.resolve();

  /** Runs `task` when its turn comes, or `aborted` instead where `abortWaiting` was called before that. */
  async enter<T>(task: () => Promise<T>, aborted: () => Promise<T>): Promise<T> {
    const ticket: Ticket = { aborted: false };
    this.#waiting.add(ticket);
    const turn = this.#last.then(() => {
      this.#waiting.delete(ticket);
      return ticket.aborted ? aborted() : task();
    });
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  /**
   * Aborts all that wait, and those still on their way. The caller holds its own reply back until this settles, so that
   * nothing asked after that reply is aborted.
   */
  async abortWaiting(): Promise<void> {
    const limit = performance.now() + LONGEST;
    let waiting: number;
    do {
      waiting = this.#waiting.size;
      await new Promise((resolve) => setTimeout(resolve, QUIET));
    } while (this.#waiting.size > waiting && performance.now() < limit);
    this.abort();
  }

  /** Aborts all that wait now. */
  abort(): void {
    for (const ticket of this.#waiting) ticket.aborted = true;
  }
}
