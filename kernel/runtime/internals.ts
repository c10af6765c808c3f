import { createRequire } from "node:module";

/** What the runtime uses of Node's own insides; there is no public way to what `termination.ts` does with it. */
export interface NodeInternals {
  /** Counters of async hooks, and where in them each one stands. */
  hookFields: Uint32Array;
  fieldIndex: { kStackLength: number; kTotals: number; kCheck: number };
  clearAsyncIdStack(): void;
  setTickCallback(tick: () => void): void;
  /** [0]: native code calls the tick callback after each of its callbacks, else it drains microtasks itself. */
  tickInfo: Uint8Array;
  setupTimers(immediates: () => void, timers: (now: number) => number): void;
  getTimerCallbacks(runTicks: () => void): { processImmediate(): void; processTimers(now: number): number };
  /** Lists of timers by duration, each a circular linked list. */
  timerListMap: Record<string, LinkedTimer>;
  /** The same lists by when they are due. */
  timerListQueue: { insert(list: LinkedTimer): void; shift(): LinkedTimer | undefined };
  /** Puts a timer into the list of that duration. */
  insert(timer: LinkedTimer, milliseconds: number): void;
  /** Has the timers looked at in so many milliseconds. */
  scheduleTimer(milliseconds: number): void;
  immediateQueue: { head: LinkedTimer | null; tail: LinkedTimer | null };
  /** Counters of immediates, and where in them each one stands. */
  immediateInfo: Uint32Array;
  immediateField: { kCount: number; kRefCount: number; kHasOutstanding: number };
  /** The key under which an immediate says that the process waits for it. */
  refed: symbol;
}

/** A Timeout or Immediate in one of Node's linked lists. */
export interface LinkedTimer {
  _idleNext: LinkedTimer | null;
  _idlePrev: LinkedTimer | null;
  /** Of a list: when its first is due. */
  expiry?: number;
  /** Of an interval: its milliseconds. */
  _repeat?: number | null;
  /** An immediate that has run, or was cleared. */
  _destroyed?: boolean;
  [key: symbol]: unknown;
}

interface AsyncWrap {
  async_hook_fields: Uint32Array;
  constants: NodeInternals["fieldIndex"];
  clearAsyncIdStack(): void;
}

/** Node's insides, with `--expose-internals`; undefined where this Node has none of that shape. */
export function loadInternals(): NodeInternals | undefined {
  try {
    const require = createRequire(import.meta.url);
    const { internalBinding } = require("internal/test/binding") as { internalBinding(name: string): unknown };
    const wrap = internalBinding("async_wrap") as AsyncWrap;
    const tasks = internalBinding("task_queue") as Pick<NodeInternals, "setTickCallback" | "tickInfo">;
    const timers = internalBinding("timers") as Pick<NodeInternals, "setupTimers" | "scheduleTimer" | "immediateInfo">;
    const lists = require("internal/timers") as NodeInternals & {
      immediateInfoFields: NodeInternals["immediateField"];
      kRefed: symbol;
    };
    const { getTimerCallbacks, timerListMap, timerListQueue, immediateQueue, insert } = lists;
    const { immediateInfoFields: immediateField, kRefed: refed } = lists;
    const { setupTimers, immediateInfo } = timers;
    const { setTickCallback, tickInfo } = tasks;
    const clearAsyncIdStack = () => wrap.clearAsyncIdStack();
    const scheduleTimer = (milliseconds: number) => timers.scheduleTimer(milliseconds);
    const parts = {
      ...{ setTickCallback, tickInfo, setupTimers, scheduleTimer, getTimerCallbacks },
      ...{ timerListMap, timerListQueue, insert, immediateQueue, immediateInfo, immediateField, refed },
    };
    if (Object.values(parts).includes(undefined as never)) return undefined;
    return { ...parts, hookFields: wrap.async_hook_fields, fieldIndex: wrap.constants, clearAsyncIdStack };
  } catch {
    return undefined;
  }
}
