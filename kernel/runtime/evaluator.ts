import { Session } from "node:inspector";
import type { EventWriter } from "./events.ts";
import { describeFailure, interruptedError } from "./failure.ts";
import type { ErrorContent, ExecuteCommand } from "./frames.ts";
import { type Run, runAs } from "./runs.ts";
import { NO_RUN, SHARED } from "./shield.ts";
import { addSource, cellUrl } from "./sources.ts";

/** What the evaluator needs of the rest of the runtime. */
export interface EvaluatorParts {
  events: EventWriter;
  shared: Int32Array;
  /** To be called after code that may switch Node's async checks on. */
  relax(): void;
  /** Ends what a run left pending. */
  abandon(run: Run): void;
  /** Writes the marks on the raw streams that let the handle drain them before `done`. */
  mark(): number[];
  /** Loads what the code needs at once; undefined where it is there. */
  prepare(code: string): Promise<unknown> | undefined;
  /** Calls back once positions in errors can be mapped; at once where they can already. */
  whenTraced(action: () => void): void;
}

interface Outcome {
  error?: ErrorContent;
  interrupted?: boolean;
}

const GROUP = "axonlab";
const { then } = Promise.prototype;
const post = Session.prototype.post as (method: string, parameters: object, answer?: unknown) => void;

/** Evaluates cells, one at a time, in V8's REPL mode. */
export class Evaluator {
  readonly #session = new Session();
  readonly #parts: EvaluatorParts;
  readonly #captor: string;
  #captured: unknown;
  #current: { run: Run; finish(outcome: Outcome): void } | undefined;

  constructor(parts: EvaluatorParts) {
    this.#parts = parts;
    this.#session.connect();
    this.#captor = this.#makeCaptor();
  }

  execute(command: ExecuteCommand): void {
    const { run: id, cell, silent, allowStdin, source, maps } = command;
    const run: Run = { id, cell, silent, allowStdin, pending: [], expressions: {} };
    addSource(cellUrl(cell, id), { label: `In [${cell}]`, text: source, maps });
    Atomics.store(this.#parts.shared, SHARED.run, id);
    this.#current = { run, finish: (outcome) => this.#finish(run, outcome) };
    const preparation = this.#parts.prepare(command.code);
    if (preparation) void preparation.then(() => this.#begin(run, command));
    else this.#begin(run, command);
  }

  #begin(run: Run, command: ExecuteCommand): void {
    this.#evaluate(run, command.code, (outcome) => {
      if (outcome.error) this.#settle(run, outcome);
      else this.#evaluateExpressions(run, Object.entries(command.expressions), () => this.#settle(run, outcome));
    });
  }

  /** The control worker asked V8 to terminate what ran; a run that only waited for something ends here. */
  interrupted(id: number): void {
    if (this.#current?.run.id !== id) return;
    this.#parts.abandon(this.#current.run);
    this.#current.finish({ error: interruptedError(), interrupted: true });
  }

  #evaluateExpressions(run: Run, rest: [string, string][], done: () => void): void {
    const [first, ...others] = rest;
    if (first === undefined) {
      done();
      return;
    }
    const [name, code] = first;
    run.expression = (data, metadata) => {
      run.expressions[name] = { status: "ok", data, metadata };
    };
    this.#evaluate(run, code, ({ error, interrupted }) => {
      delete run.expression;
      if (error) run.expressions[name] = { status: "error", ...error };
      else run.expressions[name] ??= { status: "ok", data: {}, metadata: {} };
      if (interrupted) done();
      else this.#evaluateExpressions(run, others, done);
    });
  }

  // Waits for what the run displays asynchronously.
  #settle(run: Run, outcome: Outcome): void {
    if (run.pending.length === 0) this.#finish(run, outcome);
    else void Promise.allSettled(run.pending).then(() => this.#finish(run, outcome));
  }

  #finish(run: Run, outcome: Outcome): void {
    if (this.#current?.run !== run) return;
    this.#current = undefined;
    Atomics.store(this.#parts.shared, SHARED.run, NO_RUN);
    const { events } = this.#parts;
    events.flush();
    const raw = this.#parts.mark();
    const done = { op: "done" as const, run: run.id, ...outcome, expressions: run.expressions };
    events.send({ ...done, raw } as typeof done);
  }

  // Code with an await answers with a promise. The inspector could await it, but tells of one that is collected in the midst of the
  // collection, where the call into JavaScript ends the process; a cell that awaits what never settles has such a promise.
  #evaluate(run: Run, expression: string, done: (outcome: Outcome) => void): void {
    const fail = (thrown: unknown) => this.#parts.whenTraced(() => done({ error: describeFailure(thrown) }));
    const answer = (failure: Error | null, reply?: EvaluateReply) => {
      if (failure) done(this.#outcomeOfFailure(run, failure));
      else if (reply?.exceptionDetails) fail(this.#valueOf(reply.exceptionDetails.exception));
      else if (reply?.result.subtype !== "promise") done({});
      else then.call(this.#valueOf(reply.result) as Promise<unknown>, () => done({}), fail);
    };
    runAs(run, () => {
      this.#parts.relax();
      this.#post("Runtime.evaluate", { expression, replMode: true, objectGroup: GROUP }, (failure, reply) => {
        answer(failure, reply as EvaluateReply);
        this.#post("Runtime.releaseObjectGroup", { objectGroup: GROUP });
      });
      this.#parts.relax();
    });
  }

  // Node 20 says that execution was terminated, later versions that there was an internal error.
  #outcomeOfFailure(run: Run, failure: Error): Outcome {
    const asked = Atomics.load(this.#parts.shared, SHARED.interrupted) === run.id;
    return asked ? { error: interruptedError(), interrupted: true } : outcomeOfFailure(failure);
  }

  /** The value behind the inspector's description of it. */
  #valueOf(remote: RemoteObject | undefined): unknown {
    if (remote === undefined) return undefined;
    if (remote.objectId === undefined) {
      return remote.unserializableValue === undefined ? remote.value : primitiveOf(remote.unserializableValue);
    }
    const captor = { objectId: this.#captor, functionDeclaration: "function (value) { this(value); }" };
    this.#post("Runtime.callFunctionOn", { ...captor, arguments: [{ objectId: remote.objectId }] });
    const value = this.#captured;
    this.#captured = undefined;
    return value;
  }

  // A function that the inspector can call with a value that it holds, to hand it over to this code.
  #makeCaptor(): string {
    let id = "";
    const key = "__axonlab_capture";
    Object.defineProperty(globalThis, key, {
      configurable: true,
      value: (value: unknown) => {
        this.#captured = value;
      },
    });
    this.#post("Runtime.evaluate", { expression: key }, (_failure, reply) => {
      id = (reply as EvaluateReply).result.objectId ?? "";
    });
    Reflect.deleteProperty(globalThis, key);
    return id;
  }

  #post(method: string, parameters: object, answer?: (failure: Error | null, reply: unknown) => void): void {
    post.call(this.#session, method, parameters, answer);
  }
}

interface RemoteObject {
  subtype?: string;
  objectId?: string;
  value?: unknown;
  unserializableValue?: string;
}

interface EvaluateReply {
  result: RemoteObject;
  exceptionDetails?: { exception?: RemoteObject };
}

function outcomeOfFailure({ message }: Error): Outcome {
  return { error: describeFailure(new Error(message)) };
}

/** A number or bigint that JSON cannot say. */
function primitiveOf(text: string): unknown {
  return text.endsWith("n") ? BigInt(text.slice(0, -1)) : Number(text);
}
