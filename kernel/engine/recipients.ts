import type { Message } from "../wire/message.ts";

/** How many past evaluations still have their outputs led to their own cell. */
const REMEMBERED = 5000;

/** Who asked for an evaluation. */
export interface Recipient {
  request: Message;
  cell: number;
  /** True: nothing of it is published (protocol section "Execute", `silent`). */
  silent: boolean;
  /** True: it counts, and its result goes into the history. */
  stored: boolean;
}

/** Leads what an evaluation puts out, now or much later, to the request that caused it. */
export class Recipients {
  readonly #byRun = new Map<number, Recipient>();
  #last: Recipient | undefined;

  add(run: number, recipient: Recipient): void {
    this.#byRun.set(run, recipient);
    this.#last = recipient;
    if (this.#byRun.size > REMEMBERED) for (const oldest of this.#byRun.keys()) return void this.#byRun.delete(oldest);
  }

  /** The one who asked for `run`; for a run that is forgotten, or none at all, the latest. */
  of(run: number): Recipient | undefined {
    return this.#byRun.get(run) ?? this.#last;
  }
}
