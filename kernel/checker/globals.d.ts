/** A function or value of the kernel's that every cell sees without importing it. */

/** How {@link display} shows a value. */
interface DisplayOptions {
  /** A name for the output, by which a later display can replace it. */
  id?: string;
  /** Replace what was shown under the same `id` instead of showing it anew. Default: false. */
  update?: boolean;
  /** The value is a MIME bundle already: `{"text/html": "<b>…</b>"}`. Default: false. */
  raw?: boolean;
}

/**
 * Shows a value below the cell: a chart's specification as a chart, HTML as HTML, anything else as readable text.
 *
 * @example
 * display({ accuracy: 0.93 })
 */
declare function display(value: unknown, options?: DisplayOptions): void;

/**
 * Asks the reader for a line of text and waits for it, holding up everything else.
 *
 * @param question - shown before the field; default: none
 * @param initial - the answer when the reader gives an empty one
 * @returns the answer; null where none can be asked for
 */
declare function prompt(question?: string, initial?: string): string | null;

/**
 * Asks the reader for a line of text, while other code goes on.
 *
 * @param question - shown before the field; default: none
 * @param options - `password`: hide what is typed; default: false
 */
declare function input(question?: string, options?: { password?: boolean }): Promise<string>;
