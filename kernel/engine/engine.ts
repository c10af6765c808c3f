import type { Checker } from "../checker/contract.ts";
import type { History } from "../history/history.ts";
import type { CommCommand, ErrorContent, ExpressionReply } from "../runtime/frames.ts";
import type { Content, Message } from "../wire/message.ts";
import { performAction } from "./actions.ts";
import { Gate } from "./gate.ts";
import { type CellOrders, readMagics, type TypePolicy } from "./magics.ts";
import { OpenComms } from "./open-comms.ts";
import type { Outlet } from "./outlet.ts";
import { Preparation, type Prepared } from "./preparation.ts";
import { publishError, publishEvent, publishText } from "./publisher.ts";
import { Questions } from "./questions.ts";
import { type Recipient, Recipients } from "./recipients.ts";
import { type Outcome, type SpawnRuntime, Supervisor } from "./supervisor.ts";

/** What the engine is made of. */
export interface EngineParts {
  outlet: Outlet;
  checker: Checker;
  spawn: SpawnRuntime;
  history: History;
  /** The heap limit given to the runtime, for the text of an out-of-memory error; undefined is Node's default. */
  memoryMb?: number;
}

/** How a cell ended. */
interface Ending {
  error?: ErrorContent;
  expressions: Record<string, ExpressionReply>;
}

/** A cell on its way to the runtime. */
interface Departure {
  interrupted: boolean;
}

/** What goes along with a cell. */
interface Going {
  run: number;
  to: Recipient;
  expressions: Record<string, string>;
  allowStdin: boolean;
}

const INTERRUPTED: ErrorContent = {
  ename: "Interrupted",
  evalue: "The cell was interrupted before it ran.",
  traceback: ["\x1b[31mInterrupted\x1b[0m: The cell was interrupted before it ran."],
};

/**
 * Runs cells: magics, type check, compilation, evaluation. Several may run at once, of which all but one await something;
 * on their way to the runtime they pass one after the other, and comm messages with them, in the order asked.
 */
export class Engine {
  readonly #outlet: Outlet;
  readonly #checker: Checker;
  readonly #supervisor: Supervisor;
  readonly #recipients = new Recipients();
  readonly #preparation: Preparation;
  readonly #history: History;
  #policy: TypePolicy = "stop";
  #count = 0;
  #runs = 0;
  #checking = false;
  readonly #gate = new Gate();
  readonly #departures = new Set<Departure>();
  readonly #questions = new Questions();
  readonly #comms = new OpenComms();

  constructor({ outlet, checker, spawn, history, memoryMb }: EngineParts) {
    this.#outlet = outlet;
    this.#checker = checker;
    this.#preparation = new Preparation(checker);
    this.#history = history;
    const event: ConstructorParameters<typeof Supervisor>[1]["event"] = (seen, buffers) => {
      const to = "run" in seen ? this.#recipients.of(seen.run) : undefined;
      if (seen.op === "exit") return;
      if (seen.op === "result" && to?.stored) history.addOutput(to.cell, String(seen.data["text/plain"] ?? ""));
      if (seen.op === "comm") this.#comms.note(seen);
      if (seen.op !== "input") return publishEvent(outlet, seen, buffers, to);
      const { prompt, password } = seen;
      if (to) this.#questions.ask(outlet, to.request, { prompt, password }, seen);
    };
    const lost = (busy: boolean, error: ErrorContent): void => {
      this.#forget();
      const to = busy ? undefined : this.#recipients.of(-1);
      if (to) publishError(outlet, to, error);
    };
    this.#supervisor = new Supervisor(spawn, { event, lost }, memoryMb);
  }

  /** Answers an execute_request; the session calls it one at a time for the main shell and each subshell. */
  async execute(request: Message): Promise<Content> {
    const { code, silent = false, store_history, user_expressions, allow_stdin = false } = request.content;
    const stored = silent !== true && store_history !== false;
    if (stored) this.#count++;
    const to: Recipient = { request, cell: this.#count, silent: silent === true, stored };
    if (stored) this.#history.add(to.cell, String(code));
    if (!to.silent) this.#outlet.publish("execute_input", { code, execution_count: to.cell }, request.header);
    const expressions = (user_expressions ?? {}) as Record<string, string>;
    const { error, expressions: values } = await this.#run(String(code), to, expressions, allow_stdin === true);
    if (error) publishError(this.#outlet, to, error);
    const ending = error ? { status: "error", ...error } : { status: "ok", user_expressions: values, payload: [] };
    return { ...ending, execution_count: to.cell };
  }

  /**
   * Brings a message of a comm to the code, at once or when that next awaits something. Settles when its handlers are done;
   * what they throw is published under the message.
   */
  async comm(kind: CommCommand["kind"], request: Message): Promise<undefined> {
    const run = ++this.#runs;
    // Thousands are remembered, and the buffers of each may be large.
    const bare = { ...request, content: {}, buffers: [] };
    const to: Recipient = { request: bare, cell: this.#count, silent: false, stored: false };
    this.#recipients.addMessage(run, to);
    const { comm_id, target_name, data = {} } = request.content;
    const target = kind === "open" ? { target: String(target_name) } : {};
    const about = { kind, commId: String(comm_id), ...target };
    const { outcome } = await this.#gate.pass(() => {
      this.#comms.note(about);
      const command = { op: "comm" as const, run, ...about, data, metadata: request.metadata };
      return { outcome: this.#supervisor.run(command, request.buffers) };
    });
    const { error } = await outcome;
    if (error) publishError(this.#outlet, to, error);
  }

  /** The open comms of a target, or all. */
  openComms(target: unknown): Content {
    return this.#comms.of(target);
  }

  /** Ends all that runs, be it a check or code, of the main shell, of subshells and of comms' handlers. */
  interrupt(): void {
    for (const departure of this.#departures) departure.interrupted = true;
    if (this.#checking) this.#checker.interrupt();
    if (this.#supervisor.busy || this.#departures.size === 0) this.#supervisor.interrupt();
  }

  /** Hands an input_reply to the code that asked for it. */
  answer(reply: Message): void {
    const question = this.#questions.answered(reply);
    const { value } = reply.content;
    if (question !== undefined) this.#supervisor.input(question, typeof value === "string" ? value : "");
  }

  async close(): Promise<void> {
    this.#supervisor.close();
    await this.#checker.dispose();
  }

  async #run(code: string, to: Recipient, expressions: Record<string, string>, allowStdin: boolean): Promise<Ending> {
    const run = ++this.#runs;
    this.#recipients.add(run, to);
    const orders = ordersOf(code);
    if ("ename" in orders) return { error: orders, expressions: {} };
    const departure: Departure = { interrupted: false };
    this.#departures.add(departure);
    const departed = this.#gate.pass(() => this.#depart(departure, orders, { run, to, expressions, allowStdin }));
    const left = await departed.finally(() => this.#departures.delete(departure));
    if ("ename" in left) return { error: left, expressions: {} };
    const outcome = await left.outcome.finally(() => this.#checker.rest());
    this.#questions.ended(run, outcome.interrupted === true);
    const took = duration(performance.now() - left.began);
    if (orders.time) publishText(this.#outlet, to, "stdout", `Wall time: ${took}\n`);
    return outcome.error ? { error: outcome.error, expressions: {} } : { expressions: outcome.expressions };
  }

  /** Checks and compiles a cell and sends it to the runtime, unless an error or an interrupt ends it before. */
  async #depart(
    departure: Departure,
    orders: CellOrders,
    { run, to, expressions, allowStdin }: Going,
  ): Promise<{ outcome: Promise<Outcome>; began: number } | ErrorContent> {
    if (orders.notebookTypes) this.#policy = orders.notebookTypes;
    for (const action of orders.actions) publishText(this.#outlet, to, "stdout", await this.#act(action));
    const prepared = await this.#prepare(orders, run, to);
    if ("ename" in prepared) return departure.interrupted ? INTERRUPTED : prepared;
    const compiled = await this.#preparation.expressions(expressions, run, to.cell);
    if (departure.interrupted) return INTERRUPTED;
    publishText(this.#outlet, to, "stderr", prepared.note);
    this.#preparation.commit(prepared);
    const { code, maps } = prepared.compiled;
    const about = { op: "execute" as const, run, cell: to.cell, silent: to.silent, allowStdin };
    const command = { ...about, code, maps, source: orders.source, expressions: compiled };
    return { began: performance.now(), outcome: this.#supervisor.run(command) };
  }

  async #prepare(orders: CellOrders, run: number, to: Recipient): Promise<Prepared | ErrorContent> {
    this.#checking = true;
    try {
      return await this.#preparation.prepare(orders.source, run, to.cell, orders.types ?? this.#policy);
    } finally {
      this.#checking = false;
    }
  }

  #act(action: CellOrders["actions"][number]): Promise<string> {
    return performAction(action, {
      policy: this.#policy,
      checker: this.#checker,
      names: this.#preparation.names,
      reset: () => {
        this.#supervisor.restart();
        this.#forget();
      },
    });
  }

  /** The variables are gone, their types with them, and so is the other side of every comm. */
  #forget(): void {
    this.#questions.forget();
    this.#preparation.forget();
    const parent = this.#recipients.of(-1)?.request.header;
    for (const id of this.#comms.drain()) this.#outlet.publish("comm_close", { comm_id: id, data: {} }, parent);
  }
}

function ordersOf(code: string): CellOrders | ErrorContent {
  try {
    return readMagics(code);
  } catch (error) {
    const { name, message } = error as Error;
    return { ename: name, evalue: message, traceback: [`\x1b[31m${name}\x1b[0m: ${message}`] };
  }
}

function duration(ms: number): string {
  return ms < 1000 ? `${ms.toPrecision(3)} ms` : `${(ms / 1000).toPrecision(3)} s`;
}
