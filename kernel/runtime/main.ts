import { Socket } from "node:net";
import path from "node:path";
import { MessageChannel, MessagePort, Worker } from "node:worker_threads";
import { hideAsyncMarks } from "./async-marks.ts";
import { FrameDecoder } from "./channel.ts";
import { Comms, defineComms } from "./comms.ts";
import type { ControlData, WatchMessage } from "./control.ts";
import { Evaluator } from "./evaluator.ts";
import { EventWriter, writeWhole } from "./events.ts";
import type { Command, Frame } from "./frames.ts";
import { defineGlobals } from "./globals.ts";
import { Inputs } from "./input.ts";
import { loadInternals } from "./internals.ts";
import { CommonJs } from "./loader/commonjs.ts";
import { LocalCompiler } from "./loader/compiled.ts";
import { Linker } from "./loader/linker.ts";
import { guardProcess } from "./process.ts";
import type { Run } from "./runs.ts";
import { LOCK, NO_RUN, SHARED, Shield } from "./shield.ts";
import { installStackFormat, setTracer } from "./stack.ts";
import { installStreams } from "./streams.ts";
import { surviveTermination } from "./termination.ts";
import { Intervals, requeueTimers } from "./timer-queues.ts";
import { clearTimersOf, dropTicksOfInterrupted } from "./timers.ts";
import { WaitingText } from "./waiting-text.ts";

/** What the front passes on the command line, as JSON. */
export interface RuntimeArguments {
  folder: string;
  provided: Record<string, string>;
  /** Absolute path of the control worker's script. */
  control: string;
  /** Written to the raw streams before `done`, followed by a line feed, so that the handle knows that it has read all. */
  mark: string;
}

/** The descriptor of the command pipe. */
const COMMANDS = 4;

const { folder, provided, control, mark } = JSON.parse(process.argv[2] ?? "{}") as RuntimeArguments;
process.argv.length = 1;
process.execArgv.length = 0;

const { postMessage } = MessagePort.prototype;
const markBytes = Buffer.from(`${mark}\n`);
const shared = new Int32Array(new SharedArrayBuffer(SHARED.length * Int32Array.BYTES_PER_ELEMENT));
for (const field of ["run", "oldest", "interrupted", "unwanted"] as const) shared[SHARED[field]] = NO_RUN;
const { port1, port2 } = new MessageChannel();
const text = WaitingText.makeMemory();
const workerData: ControlData = { shared, port: port2, text };
new Worker(control, { workerData, transferList: [port2], execArgv: [], stdin: false });

const shield = new Shield(shared);
const watch = () => {
  if (Atomics.load(shared, SHARED.watched) === 1) return;
  postMessage.call(port1, "watch" satisfies WatchMessage);
  Atomics.store(shared, SHARED.watched, 1);
};
const events = new EventWriter(shield, new WaitingText(shared, text), watch);
const internals = loadInternals();
const intervals = internals && new Intervals(internals);
const relax = internals && intervals ? surviveTermination(internals, intervals) : () => undefined;

let traced = false;
const tracing = import("../compile/positions.ts").then(({ tracePosition }) => {
  setTracer(tracePosition);
  traced = true;
});

function whenTraced(action: () => void): void {
  if (traced) action();
  else void tracing.then(action, action);
}

const compiler = new LocalCompiler(folder);
const commonJs = new CommonJs(path.join(folder, "notebook.ts"), provided, compiler);
const linker = new Linker(provided, compiler, commonJs);

const evaluator = new Evaluator({
  events,
  shared,
  shield,
  taken: () => void inbox.shift(),
  relax,
  whenTraced,
  abandon,
  mark: markRawStreams,
  // V8 formats an error's stack when it is thrown, and `require` cannot wait: so the first cell that needs either waits.
  prepare: (code) => {
    const needsCompiler = !compiler.isLoaded && code.includes("require");
    if (traced && !needsCompiler) return undefined;
    return Promise.allSettled([tracing, needsCompiler && compiler.load()]);
  },
});
const inputs = new Inputs(events, shared, port1, (message) => {
  if (message.op === "idle?") {
    // Only once the microtasks and ticks that are due now are done, which may not end.
    setImmediate(() => Atomics.add(shared, SHARED.answers, 1));
    if (!message.asked) return;
  } else {
    // Where no run was under way, an interval that was struck is what looped.
    if (message.run === NO_RUN) intervals?.forget();
    else intervals?.restore();
    if (internals) requeueTimers(internals);
    evaluator.interrupted(message.run);
    setImmediate(work);
  }
  events.send({ op: "interrupted" });
});

function abandon(run: Run): void {
  inputs.abandon(run);
  linker.reset();
  if (internals) clearTimersOf(run, internals);
}

function markRawStreams(): number[] {
  const marked: number[] = [];
  for (const descriptor of [1, 2]) {
    try {
      writeWhole(descriptor, markBytes);
      marked.push(descriptor);
    } catch {
      // The user's code closed it.
    }
  }
  return marked;
}

const inbox: Frame<Command>[] = [];
const comms = new Comms(events);
const handlers: { [Op in Command["op"]]: (command: Extract<Command, { op: Op }>, buffers: Uint8Array[]) => void } = {
  execute: (command) => evaluator.execute(command),
  comm: (command, buffers) => evaluator.call(command.run, () => comms.take(command, buffers)),
  shutdown: () => process.exit(0),
};

installStreams(events);
dropTicksOfInterrupted(shared);
installStackFormat(folder);
hideAsyncMarks();
guardProcess(events, whenTraced);
defineGlobals({ folder, events, inputs, linker, require: commonJs.require });
defineComms(comms);

// Where the last one was struck, no run can begin before this has returned: the rest is done after the interrupt.
function work(): void {
  for (let next = inbox[0]; next; next = inbox[0]) {
    if (Atomics.load(shared, SHARED.lock) === LOCK.terminating) return;
    (handlers[next.body.op] as (command: Command, buffers: Uint8Array[]) => void)(next.body, next.buffers);
  }
}

const decoder = new FrameDecoder<Command>();
const pipe = new Socket({ fd: COMMANDS, readable: true, writable: false });
pipe.on("data", (piece: Buffer) => {
  inbox.push(...decoder.push(piece));
  work();
});

process.chdir(folder);
events.send({ op: "ready", node: process.version, pid: process.pid });
