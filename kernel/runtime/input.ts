import { type MessagePort, receiveMessageOnPort } from "node:worker_threads";
import type { ControlMessage } from "./control.ts";
import type { EventWriter } from "./events.ts";
import { currentRun, type Run } from "./runs.ts";
import { SHARED } from "./shield.ts";

/** What the control worker says besides answers. */
export type OtherMessage = Exclude<ControlMessage, { op: "input" }>;

/** Asks the user by the front: `prompt` waits synchronously, `input` gives a promise. */
export class Inputs {
  readonly #events: EventWriter;
  readonly #shared: Int32Array;
  readonly #port: MessagePort;
  readonly #take: (message: OtherMessage) => void;
  readonly #waiting = new Map<number, { run: Run; settle(value: string | null): void }>();
  #next = 1;

  /** `take` gets the other messages of the control worker, which come while a prompt waits too. */
  constructor(events: EventWriter, shared: Int32Array, port: MessagePort, take: (message: OtherMessage) => void) {
    this.#events = events;
    this.#shared = shared;
    this.#port = port;
    this.#take = take;
    port.on("message", (message: ControlMessage) => this.#dispatch(message));
  }

  /** The line that the user types; the default where it is empty. */
  prompt(question: string, fallback: string | undefined): string | null {
    let answer: string | null | undefined;
    this.#ask(question, false, (value) => {
      answer = value;
    });
    while (answer === undefined) {
      const seen = Atomics.load(this.#shared, SHARED.messages);
      const received = receiveMessageOnPort(this.#port) as { message: ControlMessage } | undefined;
      if (received) this.#dispatch(received.message);
      else Atomics.wait(this.#shared, SHARED.messages, seen);
    }
    if (answer === null) throw interrupted();
    return answer === "" && fallback !== undefined ? fallback : answer;
  }

  /** The same as a promise; `password` hides what is typed. */
  input(question: string, password: boolean): Promise<string> {
    return new Promise((resolve, reject) => {
      this.#ask(question, password, (value) => (value === null ? reject(interrupted()) : resolve(value)));
    });
  }

  /** Forgets what a run still asks. */
  abandon(run: Run): void {
    for (const [id, waiting] of this.#waiting) if (waiting.run === run) this.#waiting.delete(id);
  }

  #ask(question: string, password: boolean, settle: (value: string | null) => void): void {
    const run = currentRun();
    if (!run.allowStdin) {
      throw Object.assign(
        new Error("This frontend cannot ask the user (allow_stdin is off): set the value in the code instead."),
        {
          name: "StdinNotAllowed",
        },
      );
    }
    const id = this.#next++;
    this.#waiting.set(id, { run, settle });
    this.#events.send({ op: "input", run: run.id, id, prompt: question, password });
  }

  #dispatch(message: ControlMessage): void {
    if (message.op !== "input") {
      this.#take(message);
      return;
    }
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    waiting?.settle(message.value);
  }
}

function interrupted(): Error {
  return Object.assign(new Error("The input was interrupted."), { name: "Interrupted" });
}
