import { KernelError } from "../errors.ts";
import type { Channel } from "../sockets/ports.ts";
import { faultOf } from "../wire/fields.ts";
import type { Content, Header, Message } from "../wire/message.ts";
import { Lane } from "./lane.ts";
import type { Session } from "./session.ts";

/** Answers one kind of request: returns the reply's content, or undefined for a message that has no reply. */
export type Handler = (request: Message, channel: Channel) => Content | undefined | Promise<Content | undefined>;

/** The handlers by the type of message that they answer. */
export interface HandlerTable {
  /** Answered at once, side by side, while cells run too. */
  prompt: Readonly<Record<string, Handler>>;
  /** Answered one after the other, in order. */
  serial: Readonly<Record<string, Handler>>;
}

/** Brings requests to their handlers: busy, the handler, one reply whatever happens, and idle last. */
export class Dispatcher {
  readonly #session: Session;
  readonly #handlers: HandlerTable;
  readonly #lane = new Lane();
  #running: Header | undefined;

  constructor(session: Session, handlers: HandlerTable) {
    this.#session = session;
    this.#handlers = handlers;
  }

  async dispatch(channel: Channel, request: Message): Promise<void> {
    if (Object.hasOwn(this.#handlers.serial, request.header.msg_type)) return this.#serial(channel, request);
    await this.#answer(channel, request, () => this.#handle(this.#handlers.prompt, channel, request));
    // Front ends show the last status they saw: a completion's idle must not hide that a cell still runs.
    if (this.#running) this.#session.status("busy", this.#running);
  }

  #serial(channel: Channel, request: Message): Promise<void> {
    const run = async (): Promise<void> => {
      this.#running = request.header;
      await this.#answer(channel, request, async () => {
        const reply = await this.#handle(this.#handlers.serial, channel, request);
        if (reply?.status === "error" && request.content.stop_on_error !== false) await this.#lane.abortWaiting();
        this.#running = undefined;
        return reply;
      });
      this.#running = undefined;
    };
    const aborted = () => this.#answer(channel, request, () => ({ status: "aborted" }));
    return this.#lane.enter(run, aborted);
  }

  async #answer(channel: Channel, request: Message, handle: () => ReturnType<Handler>): Promise<void> {
    this.#session.status("busy", request.header);
    let reply: Content | undefined;
    try {
      reply = await handle();
    } catch (error) {
      reply = errorReply(error);
    }
    if (reply) this.#session.reply(channel, request, reply);
    this.#session.status("idle", request.header);
  }

  #handle(table: Readonly<Record<string, Handler>>, channel: Channel, request: Message): ReturnType<Handler> {
    const type = request.header.msg_type;
    const handler = Object.hasOwn(table, type) ? table[type] : undefined;
    if (!handler) {
      const known = [...Object.keys(this.#handlers.prompt), ...Object.keys(this.#handlers.serial)].join(", ");
      throw new KernelError(`expected a message that this kernel knows, got ${type}; it knows ${known}`);
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
