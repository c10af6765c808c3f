import { Session } from "node:inspector";
import type { EventWriter } from "./events.ts";
import { describeFailure, interruptedError } from "./failure.ts";
import type { ErrorContent, ExecuteCommand } from "./frames.ts";
import { beginRun, type Run, runAs } from "./runs.ts";
import { ScriptPromises } from "./script-promises.ts";
import { LOCK, NO_RUN, SHARED, type Shield } from "./shield.ts";
import { addSource, cellUrl } from "./sources.ts";

/** What the evaluator needs of the rest of the runtime. */
export interface EvaluatorParts {
  events: EventWriter;
  shared: Int32Array;
  shield: Shield;
  /** To be called once the run of the present command is under way. */
  taken(): void;
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
const { connect, disconnect } = Session.prototype;
const post = Session.prototype.post as (method: string, parameters: object, answer?: unknown) => void;

/** Evaluates cells in V8's REPL mode, and calls what else belongs to a run of its own; while one awaits, others go on. */
export class Evaluator {
  readonly #parts: EvaluatorParts;
  readonly #promises: ScriptPromises;
  #session = new Session();
  #captor = "";
  #caller = "";
  readonly #running = new Set<Run>();
  #captured: unknown;
  #called: () => unknown = () => undefined;

  constructor(parts: EvaluatorParts) {
    this.#parts = parts;
    this.#promises = new ScriptPromises(parts.shield);
    this.#connect();
  }

  #connect(): void {
    connect.call(this.#session);
    this.#captor = this.#reach((value: unknown) => {
      this.#captured = value;
    });
    this.#caller = this.#reach(() => this.#called());
  }

  // A closed session watches no promise any more: what never settles would else be held for ever.
  #reconnect(): void {
    disconnect.call(this.#session);
    this.#promises.clear();
    this.#session = new Session();
    this.#connect();
  }

  execute(command: ExecuteCommand): void {
    const { run: id, cell, silent, allowStdin, source, maps, code } = command;
    addSource(cellUrl(cell, id), { label: `In [${cell}]`, text: source, maps });
    const run = this.#begin({ id, cell, silent, allowStdin });
    this.#whenPrepared(run, code, () => {
      this.#evaluate(run, code, (outcome) => {
        if (outcome.error) this.#settle(run, outcome);
        else this.#evaluateExpressions(run, Object.entries(command.expressions), () => this.#settle(run, outcome));
      });
    });
  }

  /** Calls `action` as a run that ends when the promise settles that it may return. */
  call(id: number, action: () => unknown): void {
    const run = this.#begin({ id, cell: 0, silent: false, allowStdin: false });
    this.#whenPrepared(run, "", () => {
      // By way of the inspector, since a termination then ends the call alone and not what called it.
      this.#called = action;
      const call = { objectId: this.#caller, functionDeclaration: "function () { return this(); }" };
      this.#perform(run, "Runtime.callFunctionOn", call, (outcome) => this.#settle(run, outcome));
    });
  }

  // Whole as well: a command that is struck before it is taken comes again.
  #begin(about: Parameters<typeof beginRun>[0]): Run {
    const { shield, shared, taken } = this.#parts;
    return shield.run(() => {
      taken();
      const run = beginRun(about);
      this.#running.add(run);
      Atomics.store(shared, SHARED.run, run.order);
      this.#shareRunning();
      return run;
    });
  }

  #whenPrepared(run: Run, code: string, action: () => void): void {
    if (run.order <= Atomics.load(this.#parts.shared, SHARED.unwanted)) {
      this.#finish(run, { error: interruptedError(), interrupted: true });
      return;
    }
    const preparation = this.#parts.prepare(code);
    // It may be interrupted meanwhile.
    if (preparation) void preparation.then(() => run.state === "running" && action());
    else action();
  }

  /** The control worker asked V8 to terminate what ran; the runs that only waited for something end here. */
  interrupted(order: number): void {
    for (const run of [...this.#running]) {
      if (run.order > order) continue;
      this.#parts.abandon(run);
      this.#sayFarewell(run);
      this.#finish(run, { error: interruptedError(), interrupted: true });
    }
    if (this.#running.size === 0 && this.#promises.some) this.#reconnect();
  }

  // Short work of modules, such as a last chart; what it throws has nobody left to tell.
  #sayFarewell(run: Run): void {
    for (const farewell of run.farewells) {
      try {
        runAs(run, farewell);
      } catch {}
    }
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
    this.#evaluate(run, code, ({ error }) => {
      delete run.expression;
      if (error) run.expressions[name] = { status: "error", ...error };
      else run.expressions[name] ??= { status: "ok", data: {}, metadata: {} };
      this.#evaluateExpressions(run, others, done);
    });
  }

  // Waits for what the run displays asynchronously.
  #settle(run: Run, outcome: Outcome): void {
    if (run.pending.length === 0) this.#finish(run, outcome);
    else void Promise.allSettled(run.pending).then(() => this.#finish(run, outcome));
  }

  // Whole: where a termination is on its way, it strikes before anything of this, and `interrupted` finishes the run.
  #finish(run: Run, outcome: Outcome): void {
    const { events, shield, mark } = this.#parts;
    shield.run(() => {
      if (!this.#running.delete(run)) return;
      run.state = outcome.interrupted ? "interrupted" : "ended";
      this.#shareRunning();
      events.flush();
      const raw = mark();
      const done = { op: "done" as const, run: run.id, ...outcome, expressions: run.expressions };
      events.send({ ...done, raw } as typeof done);
    });
  }

  #shareRunning(): void {
    const { shared } = this.#parts;
    const [oldest] = this.#running;
    Atomics.store(shared, SHARED.oldest, oldest?.order ?? NO_RUN);
    if (!oldest) Atomics.store(shared, SHARED.run, NO_RUN);
  }

  #evaluate(run: Run, expression: string, done: (outcome: Outcome) => void): void {
    this.#perform(run, "Runtime.evaluate", { expression, replMode: true }, done);
  }

  // A comm's handler may answer with a promise; what V8 makes for a script the inspector awaits by itself.
  #perform(run: Run, method: string, parameters: object, done: (outcome: Outcome) => void): void {
    const fail = (thrown: unknown) => this.#parts.whenTraced(() => done({ error: describeFailure(thrown) }));
    const answer = (failure: Error | null, reply?: EvaluateReply) => {
      if (failure) this.#failed(run, failure, done);
      else if (reply?.exceptionDetails) fail(this.#valueOf(reply.exceptionDetails.exception));
      else if (reply?.result.subtype !== "promise") done({});
      else void then.call(this.#valueOf(reply.result) as Promise<unknown>, () => done({}), fail);
    };
    runAs(run, () => {
      this.#parts.relax();
      this.#promises.during(() =>
        this.#post(method, { ...parameters, objectGroup: GROUP }, (failure, reply) => {
          answer(failure, reply as EvaluateReply);
          this.#post("Runtime.releaseObjectGroup", { objectGroup: GROUP });
        }),
      );
      this.#parts.relax();
    });
  }

  // Where it was terminated (Node 20 says so, later versions of an internal error) `interrupted` is yet to come and finishes
  // the run: the control worker hears of it, and frees the lock, only once all JavaScript has returned.
  #failed(run: Run, { message }: Error, done: (outcome: Outcome) => void): void {
    const { shared } = this.#parts;
    if (Atomics.load(shared, SHARED.lock) === LOCK.terminating) return;
    if (run.order <= Atomics.load(shared, SHARED.interrupted)) return;
    done({ error: describeFailure(new Error(message)) });
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

  // The inspector's name for a function of this code, so that it can call it: with a value that it holds, for one.
  #reach(value: (value: unknown) => unknown): string {
    let id = "";
    const key = "__axonlab_reach";
    Object.defineProperty(globalThis, key, { configurable: true, value });
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

/** A number or bigint that JSON cannot say. */
function primitiveOf(text: string): unknown {
  return text.endsWith("n") ? BigInt(text.slice(0, -1)) : Number(text);
}
