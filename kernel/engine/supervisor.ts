import type { CommCommand, ErrorContent, Event, ExecuteCommand } from "../runtime/frames.ts";
import type { Runtime, RuntimeExit, RuntimeListener } from "../runtime/handle.ts";

/** How an evaluation ended. */
export type Outcome = Extract<Event, { op: "done" }>;

/** Starts a runtime that reports to the listener. */
export type SpawnRuntime = (listener: RuntimeListener) => Runtime;

const RESET = "Another cell asked for a fresh runtime (%reset), so this one was ended.";

/** What the supervisor reports besides outcomes. */
export interface SupervisorListener {
  event(event: Exclude<Event, { op: "done" | "ready" }>, buffers: Uint8Array[]): void;
  /** The runtime ended; the runs that it was `busy` with settle with the error. */
  lost(busy: boolean, error: ErrorContent): void;
}

/** Keeps one runtime alive: what ends it ends at most the cells that run, and a fresh one takes its place. */
export class Supervisor {
  readonly #spawn: SpawnRuntime;
  readonly #listener: SupervisorListener;
  readonly #memoryMb: number | undefined;
  #runtime: Runtime;
  readonly #pending = new Map<number, (outcome: Outcome) => void>();
  #closed = false;

  constructor(spawn: SpawnRuntime, listener: SupervisorListener, memoryMb: number | undefined) {
    this.#spawn = spawn;
    this.#listener = listener;
    this.#memoryMb = memoryMb;
    this.#runtime = this.#start();
  }

  /** Evaluates, or hands over a comm message; always settles, with an error where the runtime ended meanwhile. */
  run(command: ExecuteCommand | CommCommand, buffers: Uint8Array[] = []): Promise<Outcome> {
    return new Promise((resolve) => {
      // What cannot be sent fails here, and is not waited for.
      this.#runtime.send(command, buffers);
      this.#pending.set(command.run, resolve);
    });
  }

  /** Whether the runtime has something to do. */
  get busy(): boolean {
    return this.#pending.size > 0;
  }

  interrupt(): void {
    this.#runtime.interrupt();
  }

  /** The answer to an input request. */
  input(id: number, value: string | null): void {
    this.#runtime.input(id, value);
  }

  /** Ends the runtime and starts a fresh one, as `%reset` asks. */
  restart(): void {
    const old = this.#runtime;
    this.#runtime = this.#start();
    old.kill();
    this.#fail({ ename: "Reset", evalue: RESET, traceback: [`\x1b[31mReset\x1b[0m: ${RESET}`] });
  }

  close(): void {
    this.#closed = true;
    this.#runtime.kill();
  }

  #start(): Runtime {
    const runtime: Runtime = this.#spawn({
      onEvent: (event, buffers) => {
        if (runtime === this.#runtime) this.#take(event, buffers);
      },
      onExit: (exit) => {
        if (runtime === this.#runtime && !this.#closed) this.#replace(exit);
      },
    });
    return runtime;
  }

  #take(event: Event, buffers: Uint8Array[]): void {
    if (event.op === "ready") return;
    if (event.op !== "done") this.#listener.event(event, buffers);
    else {
      this.#pending.get(event.run)?.(event);
      this.#pending.delete(event.run);
    }
  }

  #replace(exit: RuntimeExit): void {
    this.#runtime = this.#start();
    const error = describeExit(exit, this.#memoryMb);
    this.#listener.lost(this.busy, error);
    this.#fail(error);
  }

  #fail(error: ErrorContent): void {
    const pending = [...this.#pending];
    this.#pending.clear();
    for (const [run, settle] of pending) settle({ op: "done", run, error, expressions: {} });
  }
}

/** Says what ended the runtime, and that variables are gone. */
function describeExit(exit: RuntimeExit, memoryMb: number | undefined): ErrorContent {
  const [ename, reason] = reasonOf(exit, memoryMb);
  const evalue = `${reason} Variables are gone; the next cell starts in a fresh runtime.`;
  const tail = exit.stderrTail.trim();
  return { ename, evalue, traceback: [`\x1b[31m${ename}\x1b[0m: ${evalue}`, ...(tail === "" ? [] : [tail])] };
}

function reasonOf(exit: RuntimeExit, memoryMb: number | undefined): [string, string] {
  if (exit.oom) {
    const limit = memoryMb === undefined ? "Node's default limit" : `the limit of ${memoryMb} MB`;
    return ["OutOfMemory", `The code needed more memory than ${limit} (raise it with --memory MB).`];
  }
  if (exit.unresponsive) {
    return ["Interrupted", "The code sat in a native call that cannot be interrupted, so its runtime was replaced."];
  }
  if (exit.signal) return ["RuntimeDied", `The runtime was ended by ${exit.signal}.`];
  return ["Exited", `The code ended its runtime with exit code ${exit.code ?? 0} (process.exit or the like).`];
}
