import { Session } from "node:inspector";
import { Socket } from "node:net";
import { type MessagePort, workerData } from "node:worker_threads";
import { FrameDecoder } from "./channel.ts";
import type { Control } from "./frames.ts";
import { LOCK, NO_RUN, SHARED } from "./shield.ts";

/** What the main thread hands to its control worker. */
export interface ControlData {
  shared: Int32Array;
  port: MessagePort;
}

/** From the control worker to the main thread. */
export type ControlMessage =
  /** A termination was asked for while `run` was under way (or NO_RUN). */
  | { op: "interrupted"; run: number }
  /** An interrupt came while nothing was under way: is the main thread free? */
  | { op: "idle?" }
  | { op: "input"; id: number; value: string | null };

/** The descriptor of the control pipe. */
const CONTROL = 5;

const { shared, port } = workerData as ControlData;
const session = new Session();
session.connectToMainThread();

function tell(message: ControlMessage): void {
  port.postMessage(message);
  Atomics.add(shared, SHARED.messages, 1);
  Atomics.notify(shared, SHARED.messages);
}

/** How long a main thread without a run may take to say that it is free (milliseconds). */
const ANSWER_MS = 100;

// Without a run there is mostly nothing to end, and a termination could strike the next command as it arrives. Only where
// the main thread does not answer does something loop there: a timer of an earlier cell.
function interrupt({ idle }: { idle: boolean }): void {
  if (!idle) {
    terminate();
    return;
  }
  const answers = Atomics.load(shared, SHARED.answers);
  tell({ op: "idle?" });
  setTimeout(() => {
    const free = Atomics.load(shared, SHARED.answers) !== answers;
    if (!free && Atomics.load(shared, SHARED.run) === NO_RUN) terminate();
  }, ANSWER_MS);
}

function terminate(): void {
  const state = Atomics.compareExchange(shared, SHARED.lock, LOCK.free, LOCK.terminating);
  if (state === LOCK.terminating) return;
  if (state === LOCK.shielded) {
    Atomics.wait(shared, SHARED.lock, LOCK.shielded, 20);
    setImmediate(terminate);
    return;
  }
  Atomics.store(shared, SHARED.interrupted, Atomics.load(shared, SHARED.run));
  session.post("Runtime.terminateExecution", () => {
    // Read again: where a run began only just before the termination struck, it is the one that was struck.
    const run = Atomics.load(shared, SHARED.run);
    if (run !== NO_RUN) Atomics.store(shared, SHARED.interrupted, run);
    Atomics.store(shared, SHARED.lock, LOCK.free);
    Atomics.notify(shared, SHARED.lock);
    tell({ op: "interrupted", run });
  });
}

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
