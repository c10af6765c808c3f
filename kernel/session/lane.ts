/** How long to look for more requests on their way, once a failed cell has others behind it. In milliseconds. */
const COLLECT = 20;

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
   * Aborts all that wait now. Where any do, others of the same "run all" may still be on their way, so it looks a moment
   * longer; the caller holds its own reply back until then, so that nothing asked after that reply is aborted.
   */
  async abortWaiting(): Promise<void> {
    if (this.#waiting.size === 0) return;
    await new Promise((resolve) => setTimeout(resolve, COLLECT));
    for (const ticket of this.#waiting) ticket.aborted = true;
  }
}
