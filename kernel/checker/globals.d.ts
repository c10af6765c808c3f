/* What every cell sees without importing it; the values are defined by kernel/runtime/globals.ts. */

/** How {@link display} shows a value. */
interface DisplayOptions {
  /** Names the output, so that a later call can replace it. Default: a fresh one. */
  id?: string;
  /** Replaces the outputs of that id instead of adding one. Default: false. */
  update?: boolean;
  /** The value is a MIME bundle itself: `{ "text/html": "<b>…</b>" }`. Default: false. */
  raw?: boolean;
  /** Jupyter's metadata, by MIME type. */
  metadata?: Record<string, unknown>;
}

/** An output that was displayed. */
interface DisplayHandle<Content = unknown> {
  readonly id: string;
  /** Shows other content in its place, in the same way as before. */
  update(content: Content, options?: { raw?: false; metadata?: Record<string, unknown> }): void;
  /** Shows a MIME bundle in its place. */
  update(bundle: Record<string, unknown>, options: { raw: true; metadata?: Record<string, unknown> }): void;
}

interface Display {
  (value: unknown, options?: DisplayOptions): DisplayHandle;
  /** Clears the cell's output; `wait` holds that back until there is something new. */
  clear(options?: { wait?: boolean }): void;
  text(content: string): DisplayHandle<string>;
  html(content: string): DisplayHandle<string>;
  markdown(content: string): DisplayHandle<string>;
  latex(content: string): DisplayHandle<string>;
  svg(content: string): DisplayHandle<string>;
  /** The image's bytes, or base64 text. */
  png(content: Uint8Array | string): DisplayHandle<Uint8Array | string>;
  jpeg(content: Uint8Array | string): DisplayHandle<Uint8Array | string>;
  gif(content: Uint8Array | string): DisplayHandle<Uint8Array | string>;
  /** Runs JavaScript in the page. */
  javascript(content: string): DisplayHandle<string>;
  json(content: unknown): DisplayHandle<unknown>;
  /** Records, or lists, as a table; `columns` chooses and orders them. */
  table(rows: Iterable<object>, columns?: readonly string[]): DisplayHandle<Iterable<object>>;
  /** A Vega-Lite or Vega specification, whatever its shape. */
  vegalite(content: object): DisplayHandle<object>;
}

/**
 * Shows a value below the cell: a chart's specification as a chart, HTML as HTML, anything else as readable text.
 *
 * @param value what to show
 * @param options `id` and `update` to replace an earlier output
 * @returns a handle by which the output can be replaced
 * @example display({ accuracy: 0.93 })
 */
declare var display: Display;

/**
 * Asks the reader for a line of text and waits for it, holding up everything else.
 *
 * @param question shown before the field; default: none
 * @param initial the answer when the reader gives an empty one
 * @returns the answer
 */
declare function prompt(question?: string, initial?: string): string | null;

/**
 * Asks the reader for a line of text, while other code goes on.
 *
 * @param question shown before the field; default: none
 * @param options `password`: hide what is typed; default: false
 */
declare function input(question?: string, options?: { password?: boolean }): Promise<string>;

/** What the front end sent. */
interface CommMessage {
  /** What JSON can say; most front ends send an object. */
  // biome-ignore lint/suspicious/noExplicitAny: its shape is a matter between the code and the front end
  readonly data: any;
  readonly metadata: Record<string, unknown>;
  /** Bytes beside it; each one has memory of its own, so that any typed array fits: `new Float32Array(buffers[0].buffer)`. */
  readonly buffers: Uint8Array<ArrayBuffer>[];
}

/** What goes to the front end beside the data. */
interface CommExtras {
  /** Jupyter's metadata. Default: none. */
  metadata?: Record<string, unknown>;
  /** Bytes, as they are at the time of the call: typed arrays, Buffers, ArrayBuffers. Default: none. */
  buffers?: readonly (ArrayBufferLike | ArrayBufferView)[];
}

/**
 * A conversation with a part of the front end, such as a widget. Messages are handled as they come, also while a cell
 * awaits something; while code computes they wait. What a handler prints belongs to the message, not to a cell.
 */
interface Comm {
  readonly id: string;
  readonly target: string;
  /** Whether either side has closed it. */
  readonly closed: boolean;
  /**
   * Sends a message.
   *
   * @param data what JSON can say; default: `{}`
   * @throws where the comm is closed
   * @example comm.send({ shape: [2, 3] }, { buffers: [new Float32Array(6)] })
   */
  send(data?: unknown, options?: CommExtras): void;
  /** Says goodbye to the front end; does nothing where the comm is closed already. */
  close(data?: unknown, options?: CommExtras): void;
  /** From here on, `handler` gets each message of the front end; earlier ones are lost. Several handlers are called in order. */
  onMessage(handler: (message: CommMessage) => unknown): void;
  /** `handler` is called when the front end closes the comm. */
  onClose(handler: (message: CommMessage) => unknown): void;
}

/** Conversations with parts of the front end: what widgets stand on (Jupyter's "custom messages"). */
interface Comms {
  /**
   * From here on, `handler` gets each comm that the front end opens for `target`; one that throws closes the comm.
   *
   * @param handler gets the comm and the message that opened it; it replaces an earlier one
   * @example comms.registerTarget("echo", (comm) => comm.onMessage(({ data }) => comm.send(data)))
   */
  registerTarget(target: string, handler: (comm: Comm, open: CommMessage) => unknown): void;
  /**
   * Opens a comm for a target that the front end knows; where it does not, it closes the comm.
   *
   * @param options `data` (default: `{}`), `metadata` and `buffers` of the opening message
   */
  open(target: string, options?: { data?: unknown } & CommExtras): Comm;
}

declare var comms: Comms;
