/** A MIME bundle as Jupyter defines it: MIME type to text or JSON. */
export type MimeBundle = Record<string, unknown>;

/** What is shown for a value: MIME type to text or JSON, and Jupyter's metadata about it. */
export interface Shown {
  data: MimeBundle;
  metadata: MimeBundle;
}

/** The method by which an object shows itself (the convention that deno's kernel began): a MIME bundle, or a promise of one. */
export const SHOW: unique symbol = Symbol.for("Jupyter.display") as never;

/**
 * A MIME bundle fit for JSON: bytes become base64, undefined entries are dropped.
 * @throws TypeError for content that JSON cannot hold
 */
export function toJsonBundle(bundle: object): MimeBundle {
  const data: MimeBundle = {};
  for (const [type, content] of Object.entries(bundle)) {
    if (content === undefined) continue;
    if (typeof content !== "string" && !isBytes(content)) JSON.stringify(content);
    data[type] = isBytes(content) ? base64(content) : content;
  }
  return data;
}

/** Bytes as base64; text is taken to be base64 already. */
export function base64(content: Uint8Array | ArrayBuffer | string): string {
  if (typeof content === "string") return content;
  if (content instanceof ArrayBuffer) return Buffer.from(content).toString("base64");
  return Buffer.from(content.buffer, content.byteOffset, content.byteLength).toString("base64");
}

function isBytes(content: unknown): content is Uint8Array | ArrayBuffer {
  return content instanceof Uint8Array || content instanceof ArrayBuffer;
}
