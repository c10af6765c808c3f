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
