import { Socket } from "node:net";
import path from "node:path";
import { MessageChannel, Worker } from "node:worker_threads";
import { hideAsyncMarks } from "./async-marks.ts";
import { FrameDecoder } from "./channel.ts";
import { Comms, defineComms } from "./comms.ts";
import type { ControlData } from "./control.ts";
import { Evaluator } from "./evaluator.ts";
import { EventWriter, writeWhole } from "./events.ts";
import type { Command } from "./frames.ts";
import { defineGlobals } from "./globals.ts";
import { Inputs } from "./input.ts";
import { loadInternals } from "./internals.ts";
import { CommonJs } from "./loader/commonjs.ts";
import { LocalCompiler } from "./loader/compiled.ts";
import { Linker } from "./loader/linker.ts";
import { guardProcess } from "./process.ts";
import type { Run } from "./runs.ts";
import { NO_RUN, SHARED, Shield } from "./shield.ts";
import { installStackFormat, setTracer } from "./stack.ts";
import { installStreams } from "./streams.ts";
import { surviveTermination } from "./termination.ts";
import { requeueTimers } from "./timer-queues.ts";
import { clearTimersOf, dropTicksOfInterrupted } from "./timers.ts";

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

const markBytes = Buffer.from(`${mark}\n`);
const shared = new Int32Array(new SharedArrayBuffer(SHARED.length * Int32Array.BYTES_PER_ELEMENT));
for (const field of ["run", "oldest", "interrupted", "unwanted"] as const) shared[SHARED[field]] = NO_RUN;
const { port1, port2 } = new MessageChannel();
const workerData: ControlData = { shared, port: port2 };
new Worker(control, { workerData, transferList: [port2], execArgv: [], stdin: false });

const shield = new Shield(shared);
const events = new EventWriter(shield);
const internals = loadInternals();
const relax = internals ? surviveTermination(internals) : () => undefined;

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
  if (message.op === "idle?") Atomics.add(shared, SHARED.answers, 1);
  else {
    if (internals) requeueTimers(internals);
    evaluator.interrupted(message.run);
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

const decoder = new FrameDecoder<Command>();
const pipe = new Socket({ fd: COMMANDS, readable: true, writable: false });
pipe.on("data", (piece: Buffer) => {
  for (const { body, buffers } of decoder.push(piece)) {
    (handlers[body.op] as (command: Command, buffers: Uint8Array[]) => void)(body, buffers);
  }
});

process.chdir(folder);
events.send({ op: "ready", node: process.version, pid: process.pid });
