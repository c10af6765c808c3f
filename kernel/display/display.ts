import { randomUUID } from "node:crypto";
import { type MimeBundle, SHOW, type Shown, toJsonBundle } from "./bundle.ts";
import { MEDIA } from "./media.ts";
import { show } from "./rules.ts";

/** Where displays go. */
export interface DisplaySink {
  display(shown: Shown, displayId: string, update: boolean): void;
  /** A display that takes its time: the cell is not done before it is. */
  waitFor(pending: Promise<unknown>): void;
  clear(wait: boolean): void;
}

/** How `display` shows a value. */
export interface DisplayOptions {
  /** Names the output, so that a later call can replace it. Default: a fresh one. */
  id?: string;
  /** Replaces the outputs of that id instead of adding one. Default false. */
  update?: boolean;
  /** The value is a MIME bundle itself (bytes are turned to base64). Default false. */
  raw?: boolean;
  /** Jupyter's metadata, by MIME type. */
  metadata?: MimeBundle;
}

/** An output that was displayed. */
export interface DisplayHandle<Content = unknown> {
  readonly id: string;
  /** Shows other content in its place, in the same way as before; with `raw`, a MIME bundle. */
  update(content: Content | MimeBundle, options?: Pick<DisplayOptions, "raw" | "metadata">): void;
}

type MediaRow<Name extends keyof typeof MEDIA> = Parameters<(typeof MEDIA)[Name]>;
type Media = { [Name in keyof typeof MEDIA]: (...content: MediaRow<Name>) => DisplayHandle<MediaRow<Name>[0]> };

/** The notebook's global `display`. */
export interface Display extends Media {
  (value: unknown, options?: DisplayOptions): DisplayHandle;
  /** Clears the cell's output; `wait` holds that back until there is something new. */
  clear(options?: { wait?: boolean }): void;
}

/** Makes the global `display`. */
export function makeDisplay(sink: DisplaySink): Display {
  const put = (value: unknown, options: DisplayOptions = {}, toShown: ToShown = show): DisplayHandle => {
    const { id = randomUUID(), update = false, raw = false, metadata } = options;
    const send = (shown: Shown) => sink.display({ ...shown, metadata: metadata ?? shown.metadata }, id, update);
    const shown = raw ? { data: toJsonBundle(value as object), metadata: {} } : toShown(value);
    if (shown instanceof Promise) sink.waitFor(shown.then(send));
    else send(shown);
    return new Handle(id, (other, changes) => put(other, changes, toShown));
  };
  const media = Object.entries(MEDIA).map(([name, row]) => {
    const toBundle = row as (...content: unknown[]) => MimeBundle;
    const method = (content: unknown, ...rest: unknown[]) =>
      put(content, {}, (other) => ({ data: toBundle(other, ...rest), metadata: {} }));
    return [name, method] as const;
  });
  const clear = ({ wait = false }: { wait?: boolean } = {}) => sink.clear(wait);
  // `text` and `html` are also asked for as properties of the function, so its own `name` and `length` stay.
  return Object.assign((value: unknown, options?: DisplayOptions) => put(value, options), Object.fromEntries(media), {
    clear,
  }) as unknown as Display;
}

type ToShown = (value: unknown) => Shown | Promise<Shown>;

class Handle implements DisplayHandle {
  readonly id: string;
  readonly #put: (value: unknown, options: DisplayOptions) => void;

  constructor(id: string, put: (value: unknown, options: DisplayOptions) => void) {
    this.id = id;
    this.#put = put;
  }

  update(value: unknown, options: Pick<DisplayOptions, "raw" | "metadata"> = {}): void {
    this.#put(value, { ...options, id: this.id, update: true });
  }

  // As a cell's last expression it is no result: what it stands for is on the page already.
  [SHOW](): MimeBundle {
    return {};
  }
}
