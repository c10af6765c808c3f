import { visible } from "./controls.ts";
import { findOutputs, type MimeBundle } from "./front-end.ts";
import { then } from "./later.ts";
import { type NotebookOutput, OutputLog } from "./output-log.ts";
import { anything, text } from "./trait.ts";
import { type WidgetClass, widgetClass } from "./widget-class.ts";

/** How often what an action that takes its time has put out is shown meanwhile, in milliseconds. */
const EVERY = 100;

const traits = { ...visible, msgId: text(), outputs: anything<readonly NotebookOutput[]>([]) };
const Base: WidgetClass<typeof traits> = widgetClass({
  name: "Output",
  module: ["@jupyter-widgets/output", "1.0.0"],
  model: "OutputModel",
  view: "OutputView",
  traits,
});

/**
 * A part of the page that shows what code puts out: prints, displays, results and errors, as a cell does.
 * @example
 * const log = new Output();
 * log.capture(() => 6 * 7) // → 42
 */
export class Output extends Base {
  /** Takes the outputs away. */
  clear(): void {
    this.outputs = [];
  }

  /**
   * Calls `action`; what it prints and displays appears here. Outside of a notebook it is only called.
   * @returns what it returns
   */
  capture<T>(action: () => T): T {
    const log = new OutputLog(this.outputs);
    try {
      return this.#fill(log, action);
    } finally {
      this.outputs = log.outputs;
    }
  }

  /**
   * Shows what `action` puts out in place of what was here: prints, displays, the result as a cell would show it, or the
   * error.
   * @returns what settles when an asynchronous action has ended; undefined where it has ended already
   */
  replaceBy(action: () => unknown): Promise<void> | undefined {
    const links = findOutputs();
    if (!links) return then(action(), () => undefined) as Promise<void> | undefined;
    const log = new OutputLog();
    const show = () => {
      this.outputs = log.outputs;
    };
    const fail = (error: unknown) => {
      log.add({ output_type: "error", ...links.describe(error) });
      show();
    };
    const add = (data: MimeBundle) => {
      if (Object.keys(data).length > 0) log.add({ output_type: "display_data", data, metadata: {} });
      show();
    };
    try {
      const value = then(this.#fill(log, action), (result) => (result === undefined ? {} : links.bundleOf(result)));
      const done = then(value as MimeBundle | Promise<MimeBundle>, add);
      return done instanceof Promise ? done.catch(fail) : undefined;
    } catch (error) {
      fail(error);
      return undefined;
    }
  }

  #fill<T>(log: OutputLog, action: () => T): T {
    const links = findOutputs();
    if (!links) return action();
    const show = () => {
      this.outputs = log.outputs;
    };
    const result = links.capture((event) => log.take(event), action);
    if (!(result instanceof Promise)) return result;
    const timer = setInterval(show, EVERY);
    return result.finally(() => {
      clearInterval(timer);
      show();
    }) as T;
  }
}
