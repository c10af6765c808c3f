import { takeBuffers } from "./buffers.ts";
import { type Comm, type Comms, findComms } from "./front-end.ts";
import { unexpected } from "./widget-error.ts";

/** What the registry knows of a widget that the front end was told of. */
export interface Registered {
  readonly id: string;
  /** Its whole state, as the front end is told it. */
  wireState(): Record<string, unknown>;
}

/** The target on which a page that was reloaded asks for all widgets at once (widgets protocol, "control"). */
const CONTROL = "jupyter.widget.control";

const open = new Map<string, Registered>();
let asked: Comms | undefined;

/** Takes note of a widget whose comm is open. */
export function register(widget: Registered): void {
  open.set(widget.id, widget);
  const comms = findComms();
  if (comms === asked) return;
  asked = comms;
  comms?.registerTarget(CONTROL, (comm) => comm.onMessage(({ data }) => answer(comm, data)));
}

/** Forgets a widget whose comm was closed. */
export function unregister(id: string): void {
  open.delete(id);
}

/** The widget that a message means by "IPY_MODEL_…". */
export function widgetNamed(reference: unknown): Registered | undefined {
  return open.get(String(reference).replace(/^IPY_MODEL_/, ""));
}

function answer(comm: Comm, data: unknown): void {
  const { method } = data as { method?: unknown };
  if (method !== "request_states") {
    throw unexpected("request_states on jupyter.widget.control", method, "mend the front end");
  }
  const entries = [...open.values()].map((widget) => {
    const state = widget.wireState();
    const { _model_name, _model_module, _model_module_version } = state;
    const about = { model_name: _model_name, model_module: _model_module, model_module_version: _model_module_version };
    return [widget.id, { ...about, state }] as const;
  });
  const { state, buffer_paths, buffers } = takeBuffers(Object.fromEntries(entries));
  comm.send({ method: "update_states", states: state, buffer_paths }, { buffers });
}
