import type { ErrorContent, Event } from "../runtime/frames.ts";
import type { Content } from "../wire/message.ts";
import type { Outlet } from "./outlet.ts";
import type { Recipient } from "./recipients.ts";

/** Events that become messages on iopub. */
type Published = Exclude<Event, { op: "done" | "ready" | "input" | "exit" }>;

/** The message that each event becomes: its type, content and metadata. */
const MESSAGES: {
  [Op in Published["op"]]: (event: Extract<Published, { op: Op }>, to: Recipient) => [string, Content, Content?];
} = {
  stream: ({ name, text }) => ["stream", { name, text }],
  display: ({ data, metadata, displayId, update }) => [
    update ? "update_display_data" : "display_data",
    { data, metadata, transient: displayId === undefined ? {} : { display_id: displayId } },
  ],
  clear: ({ wait }) => ["clear_output", { wait }],
  result: ({ data, metadata }, { cell }) => ["execute_result", { execution_count: cell, data, metadata }],
  late: ({ error }) => ["error", { ...error }],
  comm: ({ kind, commId, target, data, metadata }) => [
    `comm_${kind}`,
    { comm_id: commId, data: data ?? {}, ...(target === undefined ? {} : { target_name: target }) },
    metadata ?? {},
  ],
};

/** Publishes what happened in the runtime under the request that caused it; a silent request has nothing published. */
export function publishEvent(outlet: Outlet, event: Published, buffers: Uint8Array[], to: Recipient | undefined): void {
  if (!to || (to.silent && event.op !== "comm")) return;
  const toMessage = MESSAGES[event.op] as (event: Published, to: Recipient) => [string, Content, Content?];
  const [type, content, metadata = {}] = toMessage(event, to);
  outlet.publish(type, content, to.request.header, { metadata, buffers });
}

/** Publishes text of the kernel's own. */
export function publishText(outlet: Outlet, to: Recipient, name: "stdout" | "stderr", text: string): void {
  if (!to.silent && text !== "") outlet.publish("stream", { name, text }, to.request.header);
}

/** Publishes an error as the cell's own. */
export function publishError(outlet: Outlet, to: Recipient, error: ErrorContent): void {
  if (!to.silent) outlet.publish("error", { ...error }, to.request.header);
}
