import { randomUUID } from "node:crypto";
import { type Content, type Message, PROTOCOL_VERSION } from "../wire/message.ts";

/** An execute_request of our own making: nobody is there to answer questions. */
export function requestOf(content: Content & { code: string }): Message {
  const header = {
    msg_id: randomUUID(),
    session: "run",
    username: "run",
    date: new Date().toISOString(),
    msg_type: "execute_request",
    version: PROTOCOL_VERSION,
  };
  return { identities: [], header, parent: {}, metadata: {}, content: { allow_stdin: false, ...content }, buffers: [] };
}
