import type { Checker } from "../checker/contract.ts";
import type { History } from "../history/history.ts";
import type { ErrorContent, ExpressionReply } from "../runtime/frames.ts";
import type { Content, Message } from "../wire/message.ts";
import { performAction } from "./actions.ts";
import { type CellOrders, readMagics, type TypePolicy } from "./magics.ts";
import type { Outlet } from "./outlet.ts";
import { Preparation, type Prepared } from "./preparation.ts";
import { publishError, publishEvent, publishText } from "./publisher.ts";
import { type Recipient, Recipients } from "./recipients.ts";
import { type SpawnRuntime, Supervisor } from "./supervisor.ts";

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

const INTERRUPTED: ErrorContent = {
  ename: "Interrupted",
  evalue: "The cell was interrupted before it ran.",
  traceback: ["\x1b[31mInterrupted\x1b[0m: The cell was interrupted before it ran."],
};

/** Runs cells: magics, type check, compilation, evaluation, one at a time as the session asks. */
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
  #interrupted = false;
  #question: number | undefined;

  constructor({ outlet, checker, spawn, history, memoryMb }: EngineParts) {
    this.#outlet = outlet;
    this.#checker = checker;
    this.#preparation = new Preparation(checker);
    this.#history = history;
    const event: ConstructorParameters<typeof Supervisor>[1]["event"] = (seen, buffers) => {
      const to = "run" in seen ? this.#recipients.of(seen.run) : undefined;
      if (seen.op === "exit") return;
      if (seen.op === "result" && to?.stored) history.addOutput(to.cell, String(seen.data["text/plain"] ?? ""));
      if (seen.op !== "input") return publishEvent(outlet, seen, buffers, to);
      this.#question = seen.id;
      if (to) outlet.askInput(to.request, { prompt: seen.prompt, password: seen.password });
    };
    const lost = (run: number | undefined, error: ErrorContent): void => {
      this.#forget();
      const to = run === undefined ? this.#recipients.of(-1) : undefined;
      if (to) publishError(outlet, to, error);
    };
    this.#supervisor = new Supervisor(spawn, { event, lost }, memoryMb);
  }

  /** Answers an execute_request; the session calls it one at a time. */
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

  /** Ends what runs, be it the check or the code. */
  interrupt(): void {
    this.#interrupted = true;
    if (this.#checking) this.#checker.interrupt();
    else this.#supervisor.interrupt();
  }

  /** Hands the user's answer to the code that asked for it. */
  answer(value: string): void {
    if (this.#question !== undefined) this.#supervisor.input(this.#question, value);
    this.#question = undefined;
  }

  async close(): Promise<void> {
    this.#supervisor.close();
    await this.#checker.dispose();
  }

  async #run(code: string, to: Recipient, expressions: Record<string, string>, allowStdin: boolean): Promise<Ending> {
    this.#interrupted = false;
    const run = ++this.#runs;
    this.#recipients.add(run, to);
    const orders = ordersOf(code);
    if ("ename" in orders) return { error: orders, expressions: {} };
    if (orders.notebookTypes) this.#policy = orders.notebookTypes;
    for (const action of orders.actions) publishText(this.#outlet, to, "stdout", await this.#act(action));
    const prepared = await this.#prepare(orders, run, to);
    if ("ename" in prepared) return { error: prepared, expressions: {} };
    publishText(this.#outlet, to, "stderr", prepared.note);
    this.#preparation.commit(prepared);
    const began = performance.now();
    const outcome = await this.#supervisor.run({
      op: "execute",
      run,
      cell: to.cell,
      code: prepared.compiled.code,
      maps: prepared.compiled.maps,
      source: orders.source,
      silent: to.silent,
      expressions: await this.#preparation.expressions(expressions, run, to.cell),
      allowStdin,
    });
    if (orders.time) publishText(this.#outlet, to, "stdout", `Wall time: ${duration(performance.now() - began)}\n`);
    return outcome.error ? { error: outcome.error, expressions: {} } : { expressions: outcome.expressions };
  }

  /** Checks and compiles, between the two places where an interrupt can end the cell before it runs. */
  async #prepare(orders: CellOrders, run: number, to: Recipient): Promise<Prepared | ErrorContent> {
    this.#checking = true;
    try {
      const prepared = await this.#preparation.prepare(orders.source, run, to.cell, orders.types ?? this.#policy);
      return this.#interrupted ? INTERRUPTED : prepared;
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

  /** The variables are gone, and their types with them. */
  #forget(): void {
    this.#question = undefined;
    this.#preparation.forget();
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
