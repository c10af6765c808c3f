/** What the front end sent on a comm. */
export interface CommMessage {
  readonly data: unknown;
  readonly metadata: Record<string, unknown>;
  readonly buffers: Uint8Array<ArrayBuffer>[];
}

/** What goes to the front end beside the data. */
export interface CommExtras {
  metadata?: Record<string, unknown>;
  buffers?: readonly (ArrayBufferLike | ArrayBufferView)[];
}

/** A conversation with a part of the front end. */
export interface Comm {
  readonly id: string;
  readonly closed: boolean;
  send(data?: unknown, extras?: CommExtras): void;
  close(data?: unknown, extras?: CommExtras): void;
  onMessage(handler: (message: CommMessage) => unknown): void;
  onClose(handler: (message: CommMessage) => unknown): void;
}

/** The kernel's side of Jupyter's custom messages. */
export interface Comms {
  registerTarget(target: string, handler: (comm: Comm, open: CommMessage) => unknown): void;
  open(target: string, options?: { data?: unknown } & CommExtras): Comm;
}

/** A MIME bundle: the same content once for each MIME type. */
export type MimeBundle = Record<string, unknown>;

/** Something that code put out while it was captured. */
export type CapturedEvent =
  | { op: "stream"; name: "stdout" | "stderr"; text: string }
  | { op: "display"; data: MimeBundle; metadata: MimeBundle; displayId?: string | undefined; update: boolean }
  | { op: "clear"; wait: boolean };

/** How the kernel shows values and errors, and how output is led elsewhere. */
export interface Outputs {
  /** Calls `action`; what it prints and displays, also later, goes to `sink`, and to the page where that returns false. */
  capture<T>(sink: (event: CapturedEvent) => boolean, action: () => T): T;
  /** What a cell would show for its last value. */
  bundleOf(value: unknown): MimeBundle | Promise<MimeBundle>;
  /** Shows a MIME bundle; `update` replaces the outputs of that id. */
  show(data: MimeBundle, displayId: string, update: boolean): void;
  /** The cell is not done before this is. */
  waitFor(pending: Promise<unknown>): void;
  /** Calls `farewell` when an interrupt ends the cell; it has to be short. Returns what takes that back. */
  whenInterrupted(farewell: () => void): () => void;
  /** What a cell would show for an error. */
  describe(error: unknown): { ename: string; evalue: string; traceback: string[] };
}

const COMMS = Symbol.for("axonlab.comms");
const OUTPUTS = Symbol.for("axonlab.outputs");

const links = globalThis as { [COMMS]?: Comms; [OUTPUTS]?: Outputs };

/** The comms of the kernel that this code runs in; undefined outside of a notebook. */
export function findComms(): Comms | undefined {
  return links[COMMS];
}

/** The outputs of the kernel that this code runs in; undefined outside of a notebook. */
export function findOutputs(): Outputs | undefined {
  return links[OUTPUTS];
}
