/** A message header (Jupyter messaging protocol, "General message format"). */
export interface Header {
  msg_id: string;
  session: string;
  username: string;
  /** ISO 8601. */
  date: string;
  msg_type: string;
  /** Version of the protocol, "5.5". */
  version: string;
  /** Set where the message belongs to a subshell. */
  subshell_id?: string | null;
}

export type Content = Record<string, unknown>;

/** A message off the wire, its signature verified. */
export interface Message {
  /** Routing prefixes, to be sent back with the reply. */
  identities: Uint8Array[];
  header: Header;
  /** Empty where the message answers nothing. */
  parent: Header | Record<string, never>;
  metadata: Content;
  content: Content;
  buffers: Uint8Array[];
}

/** The messaging protocol that the kernel speaks: 5.5 has subshells (JEP 91) and supported_features (JEP 92). */
export const PROTOCOL_VERSION = "5.5";
