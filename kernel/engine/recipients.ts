import type { Message } from "../wire/message.ts";

/** How many past evaluations still have their outputs led to their own cell, and how many messages to their own. */
const REMEMBERED = 5000;

/** Who asked for an evaluation, or sent a comm message. */
export interface Recipient {
  request: Message;
  cell: number;
  /** True: nothing of it is published (protocol section "Execute", `silent`). */
  silent: boolean;
  /** True: it counts, and its result goes into the history. */
  stored: boolean;
}

/** Leads what a run puts out, now or much later, to the request that caused it. */
export class Recipients {
  readonly #cells = new Map<number, Recipient>();
  readonly #messages = new Map<number, Recipient>();
  #last: Recipient | undefined;

  add(run: number, recipient: Recipient): void {
    this.#last = recipient;
    keep(this.#cells, run, recipient);
  }

  /** For the run of a comm message: apart, since a slider that is dragged sends so many of them. */
  addMessage(run: number, recipient: Recipient): void {
    keep(this.#messages, run, recipient);
  }

  /** The one who asked for `run`; for a run that is forgotten, or none at all, the latest who asked for a cell. */
  of(run: number): Recipient | undefined {
    return this.#cells.get(run) ?? this.#messages.get(run) ?? this.#last;
  }
}

function keep(all: Map<number, Recipient>, run: number, recipient: Recipient): void {
  all.set(run, recipient);
  if (all.size > REMEMBERED) for (const oldest of all.keys()) return void all.delete(oldest);
}
