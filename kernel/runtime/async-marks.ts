import { inspect } from "node:util";

/** What Node notes on promises and timers for its async hooks; the last holds the kernel's own run. */
const MARKS = new Set([
  "async_id_symbol",
  "trigger_async_id_symbol",
  "asyncId",
  "triggerId",
  "kResourceStore",
  "resource_symbol",
]);

/** Keeps Node's notes out of sight wherever a promise or timer is shown: without hooks they would not be there. */
export function hideAsyncMarks(): void {
  const timer = setTimeout(() => undefined, 0);
  const immediate = setImmediate(() => undefined);
  clearTimeout(timer);
  clearImmediate(immediate);
  for (const shape of [Promise.prototype, Object.getPrototypeOf(timer), Object.getPrototypeOf(immediate)] as Shape[]) {
    const usual = shape[inspect.custom];
    const value = function (this: object, ...rest: unknown[]): unknown {
      for (const key of Object.getOwnPropertySymbols(this)) {
        if (MARKS.has(key.description ?? "")) Object.defineProperty(this, key, { enumerable: false });
      }
      // To return the object itself makes `inspect` go on as it would have without this method.
      return usual ? Reflect.apply(usual, this, rest) : this;
    };
    Object.defineProperty(shape, inspect.custom, { value, configurable: true, writable: true });
  }
}

type Shape = { [inspect.custom]?: (...rest: unknown[]) => unknown };
