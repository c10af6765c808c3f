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
interface DisplayHandle {
  readonly id: string;
  /** Shows another value in its place. */
  update(value: unknown, options?: Pick<DisplayOptions, "raw" | "metadata">): void;
}

interface Display {
  (value: unknown, options?: DisplayOptions): DisplayHandle;
  /** Clears the cell's output; `wait` holds that back until there is something new. */
  clear(options?: { wait?: boolean }): void;
  text(content: string): DisplayHandle;
  html(content: string): DisplayHandle;
  markdown(content: string): DisplayHandle;
  latex(content: string): DisplayHandle;
  svg(content: string): DisplayHandle;
  /** The image's bytes, or base64 text. */
  png(content: Uint8Array | string): DisplayHandle;
  jpeg(content: Uint8Array | string): DisplayHandle;
  gif(content: Uint8Array | string): DisplayHandle;
  /** Runs JavaScript in the page. */
  javascript(content: string): DisplayHandle;
  json(content: unknown): DisplayHandle;
  /** Records, or lists, as a table; `columns` chooses and orders them. */
  table(rows: Iterable<object>, columns?: readonly string[]): DisplayHandle;
  /** A Vega-Lite or Vega specification, whatever its shape. */
  vegalite(content: object): DisplayHandle;
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
