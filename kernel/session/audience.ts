/**
 * How long the first request waits for a listener at most, in milliseconds: sockets that found nobody try again every 100 to 200
 * milliseconds, later on a busy machine. Only a client that never listens waits so long, once.
 */
const PATIENCE = 5000;

/**
 * Holds the first requests back until someone listens on iopub. A client connects all its sockets at once, but they come up one by
 * one: answered on shell before its subscription has arrived, it would miss what is published, idle included, and wait for ever.
 */
export class Audience {
  #waiting: (() => void)[] | undefined = [];
  #patience: NodeJS.Timeout | undefined;
  readonly #limit: number;

  /** @param limit How long to wait for a listener at most, in milliseconds. */
  constructor(limit = PATIENCE) {
    this.#limit = limit;
  }

  /** Answers at once where someone listens or nobody came in time, else as soon as one of that is so; in the order asked. */
  admit(answer: () => void): void {
    if (this.#waiting) {
      this.#waiting.push(answer);
      this.#patience ??= setTimeout(() => this.arrived(), this.#limit);
    } else answer();
  }

  /** Someone listens. */
  arrived(): void {
    clearTimeout(this.#patience);
    const waiting = this.#waiting ?? [];
    this.#waiting = undefined;
    for (const answer of waiting) answer();
  }
}
