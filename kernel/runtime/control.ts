import { Session } from "node:inspector";
import { Socket } from "node:net";
import { type MessagePort, workerData } from "node:worker_threads";
import { FrameDecoder } from "./channel.ts";
import { writeEvents } from "./events.ts";
import type { Control } from "./frames.ts";
import { LOCK, NO_RUN, SHARED } from "./shield.ts";
import { WaitingText } from "./waiting-text.ts";

/** What the main thread hands to its control worker. */
export interface ControlData {
  shared: Int32Array;
  /** The memory of `WaitingText`. */
  text: SharedArrayBuffer;
  port: MessagePort;
}

/** From the control worker to the main thread. */
export type ControlMessage =
  /** A termination was asked for while `run` was under way (or NO_RUN). */
  | { op: "interrupted"; run: number }
  /** Is the main thread free? `asked`: the front interrupted while nothing was under way, and waits for the answer too. */
  | { op: "idle?"; asked: boolean }
  | { op: "input"; id: number; value: string | null };

/** From the main thread to the control worker: text waits, and should be seen soon. */
export type WatchMessage = "watch";

/** The descriptor of the control pipe. */
const CONTROL = 5;

const { shared, port, text } = workerData as ControlData;
const waitingText = new WaitingText(shared, text);
const session = new Session();
session.connectToMainThread();

function tell(message: ControlMessage): void {
  port.postMessage(message);
  Atomics.add(shared, SHARED.messages, 1);
  Atomics.notify(shared, SHARED.messages);
}

/** How long a main thread on which nothing should be under way may take to say that it is free (milliseconds). */
const ANSWER_MS = 100;

// Where no run that is meant is under way there is mostly nothing to end, and a termination could strike a command as it
// arrives. Only where the main thread does not answer does something loop there: a timer of an earlier cell.
function interrupt({ meant }: { meant: number }): void {
  // In this order, since the main thread first says what it begins and then looks whether that is wanted.
  Atomics.store(shared, SHARED.unwanted, meant);
  if (isMeant(meant)) {
    terminate(meant, false);
    return;
  }
  endWhatBlocks(meant, true);
}

function endWhatBlocks(meant: number, asked: boolean): void {
  const answers = Atomics.load(shared, SHARED.answers);
  tell({ op: "idle?", asked });
  setTimeout(() => {
    if (Atomics.load(shared, SHARED.answers) === answers) terminate(meant, true);
  }, ANSWER_MS);
}

/** Whether a run up to this one is under way; where none is at all, it is what `idle` says. */
function isMeant(meant: number, idle = false): boolean {
  const oldest = Atomics.load(shared, SHARED.oldest);
  return oldest === NO_RUN ? idle : oldest <= meant;
}

function terminate(meant: number, idle: boolean): void {
  const state = Atomics.compareExchange(shared, SHARED.lock, LOCK.free, LOCK.terminating);
  if (state === LOCK.terminating) return;
  if (state !== LOCK.free) {
    Atomics.store(shared, SHARED.waiting, 1);
    Atomics.wait(shared, SHARED.lock, state, 20);
    Atomics.store(shared, SHARED.waiting, 0);
    setImmediate(terminate, meant, idle);
    return;
  }
  // No run begins or ends without the lock, so what is found now stays.
  if (!isMeant(meant, idle)) {
    free();
    return;
  }
  const run = Atomics.load(shared, SHARED.run);
  Atomics.store(shared, SHARED.interrupted, run);
  session.post("Runtime.terminateExecution", () => {
    free();
    tell({ op: "interrupted", run });
    // It may have struck beside what loops: just before the microtasks, of which the next is the loop of an ended run.
    endWhatBlocks(run, false);
  });
}

function free(): void {
  Atomics.store(shared, SHARED.lock, LOCK.free);
  Atomics.notify(shared, SHARED.lock);
}

/** How long text may wait while the main thread computes (milliseconds), and for how long the lock may be another's. */
const SOON_MS = 50;
const RETRY_MS = 5;

function sendWaiting(): void {
  if (Atomics.compareExchange(shared, SHARED.lock, LOCK.free, LOCK.sending) !== LOCK.free) {
    setTimeout(sendWaiting, RETRY_MS);
    return;
  }
  try {
    Atomics.store(shared, SHARED.watched, 0);
    writeEvents(waitingText.take());
  } finally {
    free();
  }
}

port.on("message", (_message: WatchMessage) => setTimeout(sendWaiting, SOON_MS));

const handlers: { [Op in Control["op"]]: (control: Extract<Control, { op: Op }>) => void } = {
  interrupt,
  input: ({ id, value }) => tell({ op: "input", id, value }),
};

// The front is gone: so are this process, even in an endless loop, and every process that it started.
function endGroup(): void {
  try {
    process.kill(-process.pid, "SIGKILL");
  } finally {
    process.kill(process.pid, "SIGKILL");
  }
}

const decoder = new FrameDecoder<Control>();
const pipe = new Socket({ fd: CONTROL, readable: true, writable: false });
pipe.on("data", (piece: Buffer) => {
  for (const { body } of decoder.push(piece)) (handlers[body.op] as (control: Control) => void)(body);
});
pipe.on("end", endGroup);
pipe.on("error", endGroup);
