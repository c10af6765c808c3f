import type { Content, Header, Message } from "../wire/message.ts";

/** Where the engine's output goes; the session is one. */
export interface Outlet {
  /** Publishes under the request with this header. */
  publish(
    type: string,
    content: Content,
    parent: Header | undefined,
    extras?: { metadata?: Content; buffers?: Uint8Array[] },
  ): void;
  /** Asks the front end that sent `request` for a line of input; returns the question's msg_id, undefined where nobody is there. */
  askInput(request: Message, content: Content): string | undefined;
}
