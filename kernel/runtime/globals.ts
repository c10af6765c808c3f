import path from "node:path";
import type { RuntimeHooks } from "../compile/contract.ts";
import type { Shown } from "../display/bundle.ts";
import { makeDisplay } from "../display/display.ts";
import { type DisplayLink, offerLink } from "../display/link.ts";
import { show } from "../display/rules.ts";
import { type Captured, captured, offerOutputs } from "./capture.ts";
import type { EventWriter } from "./events.ts";
import type { Inputs } from "./input.ts";
import { importMeta, type Linker } from "./loader/linker.ts";
import { currentRun } from "./runs.ts";

/** The file that a cell stands in for. */
const NOTEBOOK = "notebook.ts";

/** What the globals work with. */
export interface GlobalParts {
  folder: string;
  events: EventWriter;
  inputs: Inputs;
  linker: Linker;
  require: NodeJS.Require;
}

/** Defines what cells see without importing it: `display`, `prompt`, `input`, `require`, `__dirname`, `__filename`, and `__axonlab` for compiled code. */
export function defineGlobals(parts: GlobalParts): void {
  const { events, inputs } = parts;
  const put = (event: Exclude<Captured, { op: "stream" }>) => {
    if (!captured(event)) events.send({ ...event, run: currentRun().id });
  };
  const waitFor = (pending: Promise<unknown>) => void currentRun().pending.push(pending);
  const display = makeDisplay({
    display: (shown, displayId, update) => put({ op: "display", ...shown, displayId, update }),
    waitFor,
    clear: (wait) => put({ op: "clear", wait }),
  });
  const link: DisplayLink = {
    show: (data, displayId, update) => put({ op: "display", data, metadata: {}, displayId, update }),
  };
  offerLink(link);
  const whenInterrupted = (farewell: () => void) => {
    const { farewells } = currentRun();
    farewells.add(farewell);
    return () => void farewells.delete(farewell);
  };
  offerOutputs({ ...link, waitFor, whenInterrupted });
  const values = {
    display,
    prompt: (question?: unknown, initial?: unknown) =>
      inputs.prompt(
        question === undefined ? "" : String(question),
        initial === undefined ? undefined : String(initial),
      ),
    input: (question?: unknown, { password = false }: { password?: boolean } = {}) =>
      inputs.input(question === undefined ? "" : String(question), password),
    require: parts.require,
    // Types of Node say that these are there; a cell's own file would lie in the notebook's folder.
    __dirname: parts.folder,
    __filename: path.join(parts.folder, NOTEBOOK),
  };
  for (const [name, value] of Object.entries(values)) {
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  }
  console.clear = () => display.clear();
  Object.defineProperty(globalThis, "__axonlab", { value: Object.freeze(makeHooks(parts)) });
}

function makeHooks({ folder, events, linker }: GlobalParts): RuntimeHooks {
  // Cells have no file of their own; what they import is looked for as from this one.
  const notebook = path.join(folder, NOTEBOOK);
  return {
    // Attributes say nothing that a file's own extension does not.
    import: (specifier, _options, names = []) => linker.import(String(specifier), notebook, names),
    meta: importMeta(notebook),
    result: (_run, value) => {
      const run = currentRun();
      const { expression } = run;
      if (value === undefined || (run.silent && !expression)) return value;
      const report = ({ data, metadata }: Shown) => {
        if (expression) expression(data, metadata);
        else if (Object.keys(data).length > 0) events.send({ op: "result", run: run.id, data, metadata });
      };
      const shown = show(value);
      if (shown instanceof Promise) run.pending.push(shown.then(report));
      else report(shown);
      return value;
    },
  };
}
