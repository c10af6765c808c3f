import { KernelError } from "../errors.ts";
import type { Content, Header, Message } from "./message.ts";
import type { Signature } from "./signature.ts";

const DELIMITER = "<IDS|MSG>";
const DELIMITER_BYTES = Buffer.from(DELIMITER);
/** How deep the values of a header may nest; the protocol's own do not nest at all. */
const HEADER_LEVELS = 20;

/** The frames of a message: identities, delimiter, signature, the four JSON parts, then the buffers. */
export function encodeMessage(message: Message, signature: Signature): (Uint8Array | string)[] {
  const parts = [message.header, message.parent, message.metadata, message.content].map((part) => JSON.stringify(part));
  return [...message.identities, DELIMITER, signature.of(parts), ...parts, ...message.buffers];
}

/**
 * Reads frames off a socket. The signature is verified over the raw bytes before any JSON is parsed.
 * @throws KernelError where the frames are no message, are unsigned or wrongly signed, or were seen before
 */
export function decodeMessage(frames: readonly Uint8Array[], signature: Signature): Message {
  const at = frames.findIndex((frame) => DELIMITER_BYTES.equals(frame));
  if (at < 0)
    throw new KernelError(`expected a frame ${DELIMITER}, got ${frames.length} frames without; message dropped`);
  const parts = frames.slice(at + 2, at + 6);
  if (parts.length < 4) {
    throw new KernelError(`expected 4 frames after the signature, got ${parts.length}; message dropped`);
  }
  const given = Buffer.from(frames[at + 1] ?? []).toString("latin1");
  if (!signature.verifies(given, parts)) {
    throw new KernelError("expected a signature made with the connection file's key, got another; message dropped");
  }
  if (signature.replayed(given)) throw new KernelError("expected a new message, got one seen before; message dropped");
  const [header, parent, metadata, content] = parts.map(parseObject) as [Header, Header, Content, Content];
  if (typeof header.msg_type !== "string" || typeof header.msg_id !== "string") {
    throw new KernelError("expected a header with msg_id and msg_type as text; message dropped");
  }
  // It is sent back with every answer; one that cannot be written as JSON again would fail each of them.
  if (isDeeper(header, HEADER_LEVELS))
    throw new KernelError("expected a flat header, got nested values; message dropped");
  return { identities: frames.slice(0, at), header, parent, metadata, content, buffers: frames.slice(at + 6) };
}

function parseObject(bytes: Uint8Array): Content {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8"));
  } catch (cause) {
    throw new KernelError("expected JSON in a signed frame, got text that does not parse; message dropped", { cause });
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new KernelError("expected a JSON object in a signed frame, got another value; message dropped");
  }
  return value as Content;
}

/** Whether a value of JSON nests deeper than so many levels. */
function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((each) => isDeeper(each, levels - 1));
}
