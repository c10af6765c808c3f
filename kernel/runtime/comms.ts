import { randomUUID } from "node:crypto";
import { KernelError } from "../errors.ts";
import type { EventWriter } from "./events.ts";
import type { CommCommand } from "./frames.ts";
import { currentRun } from "./runs.ts";

/** What the front end sent. */
export interface CommMessage {
  /** What JSON can say; most front ends send an object. */
  data: unknown;
  metadata: Record<string, unknown>;
  /** Bytes beside it; each one has memory of its own, from its beginning, so that any typed array fits on it. */
  buffers: Uint8Array[];
}

/** What goes to the front end beside the data. */
export interface CommExtras {
  metadata?: Record<string, unknown>;
  /** Bytes as they are at the time of the call. */
  buffers?: readonly (ArrayBufferLike | ArrayBufferView)[];
}

type Handler = (message: CommMessage) => unknown;

/** Called with each comm that the front end opens for a target. */
export type TargetHandler = (comm: Comm, open: CommMessage) => unknown;

/** Sends one message of a comm to the front end. */
type Send = (kind: CommCommand["kind"], comm: Comm, data: unknown, extras: CommExtras) => void;

/** One side of a conversation with a part of the front end (protocol section "Custom Messages"). */
export class Comm {
  readonly id: string;
  readonly target: string;
  readonly #send: Send;
  readonly #handlers: Record<"msg" | "close", Handler[]> = { msg: [], close: [] };
  #closed = false;

  constructor(id: string, target: string, send: Send) {
    this.id = id;
    this.target = target;
    this.#send = send;
  }

  /** Whether either side has closed it. */
  get closed(): boolean {
    return this.#closed;
  }

  send(data: unknown = {}, extras: CommExtras = {}): void {
    if (this.#closed) {
      throw new KernelError(`expected an open comm, got a closed one of target ${this.target}; open another`);
    }
    this.#send("msg", this, data, extras);
  }

  close(data: unknown = {}, extras: CommExtras = {}): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#send("close", this, data, extras);
  }

  onMessage(handler: Handler): void {
    this.#handlers.msg.push(requireFunction(handler, "onMessage"));
  }

  onClose(handler: Handler): void {
    this.#handlers.close.push(requireFunction(handler, "onClose"));
  }

  /** Hands a message of the front end to the handlers; returns what settles once all of them are done. */
  static take(comm: Comm, kind: "msg" | "close", message: CommMessage): unknown {
    if (kind === "close") comm.#closed = true;
    const results = [...comm.#handlers[kind]].map((handler) => handler(message));
    return results.some((result) => result instanceof Promise) ? Promise.all(results) : undefined;
  }
}

/** All comms of the runtime. */
export class Comms {
  readonly #events: EventWriter;
  readonly #targets = new Map<string, TargetHandler>();
  readonly #open = new Map<string, Comm>();

  constructor(events: EventWriter) {
    this.#events = events;
  }

  /** From here on, `handler` gets the comms that the front end opens for this target. */
  registerTarget(target: string, handler: TargetHandler): void {
    this.#targets.set(String(target), requireFunction(handler, "registerTarget"));
  }

  /** Opens a comm for a target that the front end knows. */
  open(target: string, { data = {}, ...extras }: { data?: unknown } & CommExtras = {}): Comm {
    const comm = this.#add(randomUUID(), String(target));
    this.#send("open", comm, data, extras);
    return comm;
  }

  /** Takes a message of the front end; returns what settles once its handlers are done. */
  take(command: CommCommand, buffers: readonly Uint8Array[]): unknown {
    const { kind, commId, target = "", data, metadata } = command;
    // A buffer lies anywhere in the frame that brought it, which fits bytes alone.
    const message = { data, metadata, buffers: buffers.map((buffer) => new Uint8Array(buffer)) };
    if (kind === "open") return this.#accept(commId, target, message);
    const comm = this.#open.get(commId);
    if (kind === "close") this.#open.delete(commId);
    // One that was closed while the message was on its way has nobody left to take it.
    return comm && Comm.take(comm, kind, message);
  }

  #accept(id: string, target: string, message: CommMessage): unknown {
    const handler = this.#targets.get(target);
    const comm = this.#add(id, target);
    // The protocol's answer to a target that nobody registered
    if (!handler) return comm.close();
    const fail = (error: unknown): never => {
      comm.close();
      throw error;
    };
    try {
      const result = handler(comm, message);
      return result instanceof Promise ? result.catch(fail) : undefined;
    } catch (error) {
      return fail(error);
    }
  }

  #add(id: string, target: string): Comm {
    if (this.#open.has(id)) throw new KernelError(`expected a comm of a new id, got ${id}, which is open already`);
    const comm = new Comm(id, target, (kind, from, data, extras) => this.#send(kind, from, data, extras));
    this.#open.set(id, comm);
    return comm;
  }

  #send(kind: CommCommand["kind"], { id, target }: Comm, data: unknown, { metadata = {}, buffers = [] }: CommExtras) {
    if (kind === "close") this.#open.delete(id);
    const about = kind === "open" ? { target } : {};
    const event = { op: "comm" as const, run: currentRun().id, kind, commId: id, ...about, data, metadata };
    this.#events.send(event, buffers.map(bytesOf));
  }
}

const LINK = Symbol.for("axonlab.comms");

/** Defines the global `comms`, and the same under a symbol for modules, since a cell may replace the name. */
export function defineComms(comms: Comms): void {
  const value = Object.freeze({
    registerTarget: (target: string, handler: TargetHandler) => comms.registerTarget(target, handler),
    open: (target: string, options?: Parameters<Comms["open"]>[1]) => comms.open(target, options),
  });
  Object.defineProperty(globalThis, "comms", { value, configurable: true, writable: true });
  Object.defineProperty(globalThis, LINK, { value });
}

function bytesOf(buffer: ArrayBufferLike | ArrayBufferView): Uint8Array {
  if (ArrayBuffer.isView(buffer)) return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
  if (buffer instanceof ArrayBuffer || buffer instanceof SharedArrayBuffer) return new Uint8Array(buffer);
  throw new KernelError(`expected buffers of a comm to be ArrayBuffers or views of such, got ${typeof buffer}`);
}

function requireFunction<T>(handler: T, where: string): T {
  if (typeof handler === "function") return handler;
  throw new KernelError(`expected a function in ${where}, got ${handler === null ? "null" : typeof handler}`);
}
