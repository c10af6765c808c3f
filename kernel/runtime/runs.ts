import { AsyncLocalStorage } from "node:async_hooks";
import { types } from "node:util";
import type { ExpressionReply, MimeBundle } from "./frames.ts";
import { NO_RUN } from "./shield.ts";

/** One evaluation, or the handling of a comm message; carried through everything asynchronous that it starts. */
export interface Run {
  readonly id: number;
  /** Counts the runs of this process in the order in which they began; ids may begin in another. */
  readonly order: number;
  state: "running" | "ended" | "interrupted";
  readonly cell: number;
  readonly silent: boolean;
  readonly allowStdin: boolean;
  /** What must settle before the run does: a result whose display is asynchronous. */
  readonly pending: Promise<unknown>[];
  /** Where a user expression's value goes instead of a result; undefined outside of one. */
  expression?: (data: MimeBundle, metadata: MimeBundle) => void;
  readonly expressions: Record<string, ExpressionReply>;
  /** What is to be done yet when an interrupt ends it. */
  readonly farewells: Set<() => void>;
}

const storage = new AsyncLocalStorage<Run>();
const getEntry: (this: ReadonlyMap<unknown, unknown>, key: unknown) => unknown = Map.prototype.get;
const getStore = storage.getStore.bind(storage);

let begun = 0;
let lastCell: Run = {
  ...{ id: NO_RUN - 1, order: begun, state: "ended", cell: 0 },
  ...{ silent: true, allowStdin: false, pending: [], expressions: {}, farewells: new Set() },
};

/** A run that begins now; `cell` is 0 where it is none. */
export function beginRun(about: Pick<Run, "id" | "cell" | "silent" | "allowStdin">): Run {
  const run: Run = { ...about, order: ++begun, state: "running", pending: [], expressions: {}, farewells: new Set() };
  if (run.cell > 0) lastCell = run;
  return run;
}

/** Runs `action` as part of `run`. */
export function runAs(run: Run, action: () => void): void {
  storage.run(run, action);
}

/** The run that the present code belongs to; code of unknown origin belongs to the cell that began last. */
export function currentRun(): Run {
  return getStore() ?? lastCell;
}

/** Whether an asynchronous resource (a Timeout, an Immediate) was made by the run. */
export function belongsTo(resource: object, run: Run): boolean {
  return Object.getOwnPropertySymbols(resource).some((symbol) => {
    const value = (resource as Record<symbol, unknown>)[symbol];
    // Node 20 keeps a storage's value itself, later versions a map of all storages' values, without Map's prototype.
    return value === run || (types.isMap(value) && getEntry.call(value, storage) === run);
  });
}
