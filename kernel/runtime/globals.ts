import { inspect } from "node:util";
import type { RuntimeHooks } from "../compile/contract.ts";
import type { EventWriter } from "./events.ts";
import type { Inputs } from "./input.ts";

/** What the globals work with. */
export interface GlobalParts {
  folder: string;
  provided: Record<string, string>;
  events: EventWriter;
  inputs: Inputs;
}

export function defineGlobals({ events }: GlobalParts): void {
  const hooks: RuntimeHooks = {
    import: (specifier) => import(specifier),
    meta: import.meta,
    result: (run, value) => {
      if (value !== undefined) events.send({ op: "result", run, data: { "text/plain": inspect(value) }, metadata: {} });
      return value;
    },
  };
  Object.assign(globalThis, { __axonlab: hooks });
}
