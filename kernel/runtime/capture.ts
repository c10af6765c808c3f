import { AsyncLocalStorage } from "node:async_hooks";
import type { MimeBundle } from "../display/bundle.ts";
import { show } from "../display/rules.ts";
import { describeFailure } from "./failure.ts";
import type { ErrorContent, Event } from "./frames.ts";

/** What can be led elsewhere: text, displays and the clearing of them. */
export type Captured = Event extends infer E
  ? E extends { op: "stream" | "display" | "clear" }
    ? Omit<E, "run">
    : never
  : never;

/** Takes what is put out; false leaves it to the page. */
type Sink = (event: Captured) => boolean;

const sinks = new AsyncLocalStorage<Sink | undefined>();
const getSink = sinks.getStore.bind(sinks);
const runWith = sinks.run.bind(sinks);

/** Whether the output was taken by who captures the present code's. */
export function captured(event: Captured): boolean {
  const sink = getSink();
  // What the sink itself puts out is not its own.
  return sink !== undefined && runWith(undefined, () => sink(event));
}

/** How modules capture output, and learn how values and errors are shown. */
export interface OutputLink {
  capture<T>(sink: Sink, action: () => T): T;
  bundleOf(value: unknown): MimeBundle | Promise<MimeBundle>;
  describe(error: unknown): ErrorContent;
  /** Shows a MIME bundle; `update` replaces the outputs of that id. */
  show(data: MimeBundle, displayId: string, update: boolean): void;
  /** The cell is not done before this is. */
  waitFor(pending: Promise<unknown>): void;
  /** Calls `farewell` when an interrupt ends the cell; it has to be short. Returns what takes that back. */
  whenInterrupted(farewell: () => void): () => void;
}

const LINK = Symbol.for("axonlab.outputs");

/** Offers the link to modules; the runtime does so once, before any user code. */
export function offerOutputs(own: Pick<OutputLink, "show" | "waitFor" | "whenInterrupted">): void {
  const link: OutputLink = {
    ...own,
    capture: (sink, action) => runWith(sink, action),
    bundleOf: (value) => {
      const shown = show(value);
      return shown instanceof Promise ? shown.then(({ data }) => data) : shown.data;
    },
    describe: describeFailure,
  };
  Object.defineProperty(globalThis, LINK, { value: Object.freeze(link) });
}
