import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import type { Readable, Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import { encodeFrame, FrameDecoder } from "./channel.ts";
import type { PrivateEvent } from "./events.ts";
import type { Command, Control, Event, Frame } from "./frames.ts";
import type { RuntimeArguments } from "./main.ts";
import { RawOutput } from "./raw-output.ts";
import { NO_RUN } from "./shield.ts";

/** How a runtime ended. */
export interface RuntimeExit {
  /** The exit code; null where a signal ended it. */
  code: number | null;
  signal: string | null;
  /** It ran out of memory. */
  oom: boolean;
  /** It did not answer an interrupt in time, so the handle ended it. */
  unresponsive: boolean;
  /** The end of what Node itself wrote to stderr as it died. */
  stderrTail: string;
}

/** What a runtime tells its owner. */
export interface RuntimeListener {
  /** Something happened, in the order in which it did. */
  onEvent(event: Event, buffers: Uint8Array[]): void;
  /** The process ended; no event follows. */
  onExit(exit: RuntimeExit): void;
}

/** How to start a runtime. */
export interface RuntimeOptions extends RuntimeListener {
  /** The notebook's folder: where imports resolve from, and the working directory. */
  folder: string;
  /** Packages that the kernel itself provides: bare specifier to the absolute path of its JavaScript. */
  provided: Record<string, string>;
  /** Limit of the old generation's heap. Default: Node's own. */
  memoryMb?: number;
  /** The Node executable. Default: this process's. */
  node?: string;
  /** Absolute paths of the two bundles. Default: beside this one. */
  scripts?: { runtime: string; control: string };
  /**
   * How long code may ignore an interrupt before its process is ended (milliseconds). Default 5000: a collection of garbage
   * may take seconds, and so may a busy machine.
   */
  graceMs?: number;
}

/** A runtime child process as the front sees it. */
export interface Runtime {
  readonly pid: number | undefined;
  /** Settles once the child can evaluate; rejects where it ends before. Commands may be sent earlier. */
  readonly ready: Promise<void>;
  send(command: Command, buffers?: Uint8Array[]): void;
  /** Ends all that runs: each run answers `done`, or else the process is ended after the grace time. */
  interrupt(): void;
  /** The answer to an `input` event; null: the user interrupted. */
  input(id: number, value: string | null): void;
  /** Ends the process and all that it started. */
  kill(): void;
}

/** How often an interrupt is repeated until it is answered (milliseconds). */
const AGAIN_MS = 40;
/** How long a busy runtime has before the processes that it waits for get a SIGINT (milliseconds). */
const NUDGE_MS = 150;
/** How long the pipes of an ended process may still carry output (milliseconds): a process that it left behind may hold them open. */
const DRAIN_MS = 300;

const FLAGS = [
  "--expose-internals",
  "--experimental-vm-modules",
  "--experimental-import-meta-resolve",
  "--disable-warning=ExperimentalWarning",
  "--disable-warning=internal/test/binding",
];

const defaultScripts = () => ({
  runtime: fileURLToPath(new URL("./runtime.js", import.meta.url)),
  control: fileURLToPath(new URL("./control.js", import.meta.url)),
});

/** Starts a runtime child process. */
export function spawnRuntime(options: RuntimeOptions): Runtime {
  return new ChildRuntime(options);
}

class ChildRuntime implements Runtime {
  readonly ready: Promise<void>;
  readonly #options: RuntimeOptions;
  readonly #child: ChildProcess;
  readonly #commands: Writable;
  readonly #control: Writable;
  readonly #raw: RawOutput;
  /** The open runs by their ids, each with its place among all that were sent, which is the child's `order`. */
  readonly #running = new Map<number, number>();
  #sent = 0;
  /** The last run that is being interrupted. */
  #meant = NO_RUN;
  #lastRun = 0;
  #queue: { frame: Frame<Event>; marks: number[] }[] = [];
  #exitCode: number | undefined;
  #unresponsive = false;
  #ended = false;
  #interrupting: NodeJS.Timeout[] = [];
  #becomeReady: () => void = () => undefined;
  #neverReady: (reason: Error) => void = () => undefined;

  constructor(options: RuntimeOptions) {
    this.#options = options;
    const mark = `\u0000axonlab-${randomUUID()}`;
    this.#child = start(options, mark);
    const [, stdout, stderr, events, commands, control] = this.#child.stdio as unknown as [
      null,
      Readable,
      Readable,
      Readable,
      Writable,
      Writable,
    ];
    this.#commands = commands;
    this.#control = control;
    for (const pipe of [stdout, stderr, events, commands, control]) pipe.on("error", () => undefined);
    this.ready = new Promise((resolve, reject) => {
      this.#becomeReady = resolve;
      this.#neverReady = reject;
    });
    this.ready.catch(() => undefined);
    this.#raw = new RawOutput(mark, (name, text) => {
      options.onEvent({ op: "stream", run: this.#lastRun, name, text }, []);
    });
    this.#raw.read(1, "stdout", stdout, () => this.#advance());
    this.#raw.read(2, "stderr", stderr, () => this.#advance());
    const decoder = new FrameDecoder<Event | PrivateEvent>();
    events.on("data", (piece: Buffer) => {
      for (const frame of decoder.push(piece)) this.#take(frame);
    });
    this.#child.once("error", (error) => this.#end(null, `could not start: ${error.message}`));
    this.#child.once("exit", (_code, signal) => {
      const finish = () => this.#end(signal, this.#raw.obituary);
      this.#child.once("close", finish);
      // Not at once: after a pause of this process itself, what has come is still to be read.
      setTimeout(() => setImmediate(finish), DRAIN_MS).unref();
    });
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  send(command: Command, buffers: Uint8Array[] = []): void {
    // First, since data that nests too deep cannot be written: no run is open then.
    const frame = encodeFrame(command, buffers);
    if ("run" in command) this.#running.set(command.run, ++this.#sent);
    if (command.op === "execute") this.#lastRun = command.run;
    if (!this.#ended) this.#commands.write(frame);
  }

  interrupt(): void {
    if (this.#ended) return;
    this.#meant = this.#running.size === 0 ? NO_RUN : this.#sent;
    const ask = () => this.#tell({ op: "interrupt", meant: this.#meant });
    ask();
    if (this.#interrupting.length > 0) return;
    // Only a native call keeps the child from answering. It mostly waits for another process, so that one is ended first.
    this.#interrupting = [
      // A callback that began just after the first was served would loop on: it is asked again until the child answers.
      setInterval(ask, AGAIN_MS),
      setTimeout(() => this.#signal("SIGINT"), NUDGE_MS),
      setTimeout(() => {
        this.#unresponsive = true;
        this.kill();
      }, this.#options.graceMs ?? 5000),
    ];
  }

  input(id: number, value: string | null): void {
    this.#tell({ op: "input", id, value });
  }

  kill(): void {
    this.#signal("SIGKILL");
  }

  #tell(control: Control): void {
    if (!this.#ended) this.#control.write(encodeFrame(control));
  }

  #signal(signal: NodeJS.Signals): void {
    const { pid } = this.#child;
    if (pid === undefined || this.#ended) return;
    try {
      process.kill(-pid, signal);
    } catch {
      // The whole group is gone already.
    }
  }

  #take(frame: Frame<Event | PrivateEvent>): void {
    const { raw = [], ...body } = frame.body as (Event | PrivateEvent) & { raw?: number[] };
    if (body.op === "interrupted") {
      this.#answered();
      return;
    }
    // Code that exits ends its cell by that: what its evaluation says while everything falls is no outcome.
    if (body.op === "done" && this.#exitCode !== undefined) return;
    if (body.op === "exit") this.#exitCode = body.code;
    if (body.op === "done") this.#close(body.run);
    this.#queue.push({ frame: { body, buffers: frame.buffers }, marks: raw });
    this.#advance();
  }

  // `done` waits until the raw streams are read up to their marks, and everything after it waits behind it.
  #advance(): void {
    for (let next = this.#queue[0]; next !== undefined; next = this.#queue[0]) {
      if (!this.#raw.takeMarks(next.marks)) return;
      this.#queue.shift();
      this.#pass(next.frame);
    }
  }

  #pass({ body, buffers }: Frame<Event>): void {
    if (body.op === "ready") this.#becomeReady();
    this.#options.onEvent(body, buffers);
  }

  #close(run: number): void {
    this.#running.delete(run);
    const open = [...this.#running.values()];
    if (this.#meant !== NO_RUN && !open.some((order) => order <= this.#meant)) this.#answered();
  }

  #answered(): void {
    for (const timer of this.#interrupting) clearTimeout(timer);
    this.#interrupting = [];
  }

  #end(signal: string | null, stderrTail: string): void {
    if (this.#ended) return;
    // What it started goes with it.
    this.#signal("SIGKILL");
    this.#ended = true;
    this.#answered();
    this.#raw.end();
    for (const { frame } of this.#queue.splice(0)) this.#pass(frame);
    for (const pipe of this.#child.stdio) pipe?.destroy();
    this.#neverReady(new Error(`[kernel] the runtime ended before it was ready: ${stderrTail}`));
    const code = this.#exitCode ?? this.#child.exitCode;
    const oom = /heap out of memory|Allocation failed|ERR_WORKER_OUT_OF_MEMORY/.test(stderrTail);
    this.#options.onExit({
      code,
      signal: code === null ? signal : null,
      oom,
      unresponsive: this.#unresponsive,
      stderrTail,
    });
  }
}

function start({ folder, provided, memoryMb, node, scripts }: RuntimeOptions, mark: string): ChildProcess {
  const { runtime, control } = scripts ?? defaultScripts();
  const own: RuntimeArguments = { folder, provided, control, mark };
  const limit = memoryMb === undefined ? [] : [`--max-old-space-size=${memoryMb}`];
  const { NODE_OPTIONS: _options, FORCE_COLOR: _colour, ...env } = process.env;
  return spawn(node ?? process.execPath, [...FLAGS, ...limit, runtime, JSON.stringify(own)], {
    cwd: folder,
    // A group of its own: the SIGINT that Jupyter sends to the kernel's group must not reach it.
    detached: true,
    stdio: ["ignore", "pipe", "pipe", "pipe", "pipe", "pipe"],
    env,
  });
}
