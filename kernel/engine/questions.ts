import type { Content, Message } from "../wire/message.ts";
import type { Outlet } from "./outlet.ts";

/** One line of input that code waits for. */
interface Question {
  /** The runtime's number of it. */
  id: number;
  run: number;
  /** Its run goes on. */
  live: boolean;
  /** The message that asked the front end. */
  asked: string | undefined;
  /** The request whose code asks. */
  request: Message;
}

/** The lines of input that code waits for (protocol section "Messages on the stdin channel"). */
export class Questions {
  #open: Question[] = [];

  /** Asks the front end that sent the request. */
  ask(outlet: Outlet, request: Message, content: Content, { id, run }: Pick<Question, "id" | "run">): void {
    this.#open.push({ id, run, live: true, request, asked: outlet.askInput(request, content) });
  }

  /**
   * The runtime's number of the question that a reply answers, which is then answered. Undefined for a reply that comes
   * too late, or from a front end that was not asked. A reply that names no question answers the oldest, of runs that go on
   * where there is one.
   */
  answered({ identities, parent }: Message): number | undefined {
    const fitting = this.#open.filter(
      ({ request, asked }) =>
        (parent.msg_id === undefined || parent.msg_id === asked) && sameIdentities(identities, request.identities),
    );
    const question = fitting.find(({ live }) => live) ?? fitting[0];
    this.#open = this.#open.filter((other) => other !== question);
    return question?.id;
  }

  /** The run ended; where it was interrupted, nothing waits for its answers any more. */
  ended(run: number, interrupted: boolean): void {
    if (interrupted) this.#open = this.#open.filter((question) => question.run !== run);
    else for (const question of this.#open) question.live &&= question.run !== run;
  }

  /** The runtime ended. */
  forget(): void {
    this.#open = [];
  }
}

function sameIdentities(some: readonly Uint8Array[], others: readonly Uint8Array[]): boolean {
  return some.length === others.length && some.every((bytes, at) => Buffer.compare(bytes, others[at] ?? bytes) === 0);
}
