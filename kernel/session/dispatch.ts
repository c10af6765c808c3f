import { KernelError } from "../errors.ts";
import type { Channel } from "../sockets/ports.ts";
import { faultOf } from "../wire/fields.ts";
import type { Content, Header, Message } from "../wire/message.ts";
import type { Lane } from "./lane.ts";
import type { Session } from "./session.ts";
import type { Subshells } from "./subshells.ts";

/** Answers one kind of request: returns the reply's content, or undefined for a message that has no reply. */
export type Handler = (request: Message, channel: Channel) => Content | undefined | Promise<Content | undefined>;

/** The handlers by the type of message that they answer. */
export interface HandlerTable {
  /** Answered at once, side by side, while cells run too. */
  prompt: Readonly<Record<string, Handler>>;
  /** Answered one after the other in each shell, in order. */
  serial: Readonly<Record<string, Handler>>;
}

/** Requests that come by this channel alone (JEP 91). */
const CONTROL_ALONE = /_subshell_request$/;

/** Brings requests to their handlers: busy, the handler, one reply whatever happens, and idle last. */
export class Dispatcher {
  readonly #session: Session;
  readonly #handlers: HandlerTable;
  readonly #subshells: Subshells;
  readonly #underWay = new Set<Header>();

  constructor(session: Session, subshells: Subshells, handlers: HandlerTable) {
    this.#session = session;
    this.#subshells = subshells;
    this.#handlers = handlers;
  }

  async dispatch(channel: Channel, request: Message): Promise<void> {
    let lane: Lane;
    try {
      // Subshells are of the shell channel alone.
      lane = this.#subshells.laneOf(channel === "shell" ? request.header.subshell_id : undefined);
    } catch (error) {
      return this.#answer(channel, request, () => errorReply(error));
    }
    if (Object.hasOwn(this.#handlers.serial, request.header.msg_type)) return this.#serial(lane, channel, request);
    return this.#answer(channel, request, () => this.#handle(this.#handlers.prompt, channel, request));
  }

  #serial(lane: Lane, channel: Channel, request: Message): Promise<void> {
    const run = () =>
      this.#answer(channel, request, async () => {
        const reply = await this.#handle(this.#handlers.serial, channel, request);
        if (reply?.status === "error" && request.content.stop_on_error !== false) await lane.abortWaiting();
        return reply;
      });
    const aborted = () => this.#answer(channel, request, () => ({ status: "aborted" }));
    return lane.enter(run, aborted);
  }

  async #answer(channel: Channel, request: Message, handle: () => ReturnType<Handler>): Promise<void> {
    const { header } = request;
    this.#session.status("busy", header);
    this.#underWay.add(header);
    let reply: Content | undefined;
    try {
      reply = await handle();
    } catch (error) {
      reply = errorReply(error);
    }
    this.#underWay.delete(header);
    if (reply) this.#session.reply(channel, request, reply);
    this.#session.status("idle", header);
    // Front ends show the last status they saw: a completion's idle must not hide that a cell still runs.
    const other = [...this.#underWay].at(-1);
    if (other) this.#session.status("busy", other);
  }

  #handle(table: Readonly<Record<string, Handler>>, channel: Channel, request: Message): ReturnType<Handler> {
    const type = request.header.msg_type;
    const handler = Object.hasOwn(table, type) ? table[type] : undefined;
    if (!handler) {
      const known = [...Object.keys(this.#handlers.prompt), ...Object.keys(this.#handlers.serial)].join(", ");
      throw new KernelError(`expected a message that this kernel knows, got ${type}; it knows ${known}`);
    }
    if (CONTROL_ALONE.test(type) && channel !== "control") {
      throw new KernelError(`expected ${type} on the control channel, got it on ${channel}`);
    }
    const fault = faultOf(type, request.content);
    if (fault) throw new KernelError(fault);
    return handler(request, channel);
  }
}

function errorReply(error: unknown): Content {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  return { status: "error", ename: name, evalue: message, traceback: [`${name}: ${message}`] };
}
