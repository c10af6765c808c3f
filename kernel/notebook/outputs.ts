import type { Outlet } from "../engine/outlet.ts";
import type { Content, Header } from "../wire/message.ts";
import type { Output } from "./format.ts";

type Display = Extract<Output, { data: Record<string, unknown> }>;

/** The outputs of one cell while the notebook runs. */
interface Sink {
  outputs: Output[];
  /** `clear_output(wait)` was called: the next output takes the place of those before it. */
  clearNext: boolean;
  /** Told of an error that came after the cell had ended. */
  late: (error: Extract<Output, { output_type: "error" }>) => void;
  ended: boolean;
}

/** What each message adds to the outputs of its cell (nbformat 4, "Code cell outputs"). */
const OUTPUTS: Record<string, (content: Content) => Output> = {
  stream: ({ name, text }) => ({ output_type: "stream", name, text }) as Output,
  display_data: ({ data, metadata }) => ({ output_type: "display_data", data, metadata }) as Output,
  execute_result: ({ data, metadata, execution_count }) =>
    ({ output_type: "execute_result", data, metadata, execution_count }) as Output,
  error: ({ ename, evalue, traceback }) => ({ output_type: "error", ename, evalue, traceback }) as Output,
};

/** Collects what the engine publishes into the outputs of cells, as a front end does, for as long as the notebook runs. */
export class OutputCollector implements Outlet {
  readonly #sinks = new Map<string, Sink>();
  /** Displays that have a name, in whichever cell. */
  readonly #displays = new Map<string, Display[]>();
  /** Where goes what belongs to no cell. */
  #last: Sink | undefined;

  /**
   * From here on, what is published under `request` goes into `outputs`.
   * @param late is told of errors that come after `ended` of this request
   */
  collect(request: string, outputs: Output[], late: Sink["late"]): void {
    const sink = { outputs, clearNext: false, late, ended: false };
    this.#sinks.set(request, sink);
    this.#last = sink;
  }

  /** The cell of `request` has ended; what it still has going on may go on putting out. */
  ended(request: string): void {
    const sink = this.#sinks.get(request);
    if (sink) sink.ended = true;
  }

  /** What is published under `request` goes to the cell that was collected last. */
  alias(request: string): void {
    if (this.#last) this.#sinks.set(request, this.#last);
  }

  publish(type: string, content: Content, parent: Header | undefined): void {
    const sink = (parent && this.#sinks.get(parent.msg_id)) ?? this.#last;
    if (!sink) return;
    if (type === "clear_output") {
      if (content.wait === true) sink.clearNext = true;
      else this.#clear(sink);
    } else if (type === "update_display_data") this.#update(content);
    else {
      const toOutput = Object.hasOwn(OUTPUTS, type) ? OUTPUTS[type] : undefined;
      if (toOutput) this.#add(sink, toOutput(content), displayId(content));
    }
  }

  /** Nobody is there to answer: code that asks is told so by `allow_stdin: false`. */
  askInput(): undefined {}

  #add(sink: Sink, output: Output, id: string | undefined): void {
    if (sink.clearNext) this.#clear(sink);
    const last = sink.outputs.at(-1);
    if (output.output_type === "stream" && last?.output_type === "stream" && last.name === output.name) {
      last.text += output.text;
      return;
    }
    if (id !== undefined && "data" in output) {
      const known = this.#displays.get(id) ?? [];
      // A display of a known name replaces those that there are, and is one more.
      for (const each of known) Object.assign(each, { data: output.data, metadata: output.metadata });
      this.#displays.set(id, [...known, output]);
    }
    sink.outputs.push(output);
    if (sink.ended && output.output_type === "error") sink.late(output);
  }

  #update(content: Content): void {
    const id = displayId(content);
    const { data, metadata } = content as unknown as Pick<Display, "data" | "metadata">;
    for (const display of (id !== undefined && this.#displays.get(id)) || [])
      Object.assign(display, { data, metadata });
  }

  #clear(sink: Sink): void {
    sink.clearNext = false;
    const gone = new Set<Output>(sink.outputs);
    for (const [id, displays] of this.#displays) {
      this.#displays.set(
        id,
        displays.filter((display) => !gone.has(display)),
      );
    }
    sink.outputs.length = 0;
  }
}

function displayId({ transient }: Content): string | undefined {
  const id = (transient as { display_id?: unknown } | undefined)?.display_id;
  return typeof id === "string" ? id : undefined;
}
