import { randomUUID } from "node:crypto";
import { userInfo } from "node:os";
import type { Channel, Ports } from "../sockets/ports.ts";
import { encodeMessage } from "../wire/frames.ts";
import { type Content, type Header, type Message, PROTOCOL_VERSION } from "../wire/message.ts";
import type { Signature } from "../wire/signature.ts";

/** Parts of an outgoing message that most messages leave out. */
export interface Extras {
  metadata?: Content;
  buffers?: Uint8Array[];
}

/** What is sent from this kernel: replies to requests, and publications under the request that caused them. */
export class Session {
  readonly id = randomUUID();
  readonly #signature: Signature;
  readonly #username = nameOfUser();
  #ports: Ports | undefined;
  #sent = 0;

  constructor(signature: Signature) {
    this.#signature = signature;
  }

  /** From here on messages leave by these ports; what is sent before is lost. */
  connect(ports: Ports): void {
    this.#ports = ports;
  }

  /** Publishes on iopub. `parent` is the header of the request that caused it, undefined where none did. */
  publish(type: string, content: Content, parent: Header | undefined, extras: Extras = {}): void {
    this.#ports?.iopub.send(this.#frames(topicOf(type), type, content, parent, extras));
  }

  /** Publishes busy, idle or starting. */
  status(state: "busy" | "idle" | "starting", parent: Header | undefined): void {
    this.publish("status", { execution_state: state }, parent);
  }

  /** Answers a request on the channel it came by: `execute_request` by `execute_reply`. */
  reply(channel: Channel, request: Message, content: Content, extras: Extras = {}): void {
    const type = request.header.msg_type.replace(/(_request)?$/, "_reply");
    this.#ports?.[channel].send(this.#frames(request.identities, type, content, request.header, extras));
  }

  /** Asks the front end that sent `request` for a line of input; returns the question's msg_id. */
  askInput(request: Message, content: Content): string {
    const header = this.#header("input_request");
    this.#ports?.stdin.send(this.#signed(header, request.identities, content, request.header, {}));
    return header.msg_id;
  }

  /** Greets a new subscriber of iopub (JEP 65), so that it knows that nothing later is missed. */
  welcome(topic: Uint8Array): void {
    const content = { subscription: Buffer.from(topic).toString("utf8") };
    this.#ports?.iopub.sendFirst(this.#frames([topic], "iopub_welcome", content, undefined, {}));
  }

  #frames(identities: Uint8Array[], type: string, content: Content, parent: Header | undefined, extras: Extras) {
    return this.#signed(this.#header(type), identities, content, parent, extras);
  }

  #header(type: string): Header {
    return {
      msg_id: `${this.id}_${this.#sent++}`,
      session: this.id,
      username: this.#username,
      date: new Date().toISOString(),
      msg_type: type,
      version: PROTOCOL_VERSION,
    };
  }

  #signed(header: Header, identities: Uint8Array[], content: Content, parent: Header | undefined, extras: Extras) {
    const { metadata = {}, buffers = [] } = extras;
    return encodeMessage({ identities, header, parent: parent ?? {}, metadata, content, buffers }, this.#signature);
  }
}

function topicOf(type: string): Uint8Array[] {
  return [Buffer.from(type)];
}

/** Users that exist in no password file (containers) have no name to ask for. */
function nameOfUser(): string {
  try {
    return userInfo().username;
  } catch {
    return "kernel";
  }
}
