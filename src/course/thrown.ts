import { show } from "./show.ts";

/** Something that was thrown, in words: its text, and where in the notebook it came from. */
export interface Thrown {
  /** "RangeError: too big". */
  text: string;
  /** The innermost place in a cell, as "In [3], line 2"; absent where there is none. */
  place?: string;
}

/** A place in a cell, as the kernel writes it into stacks: `In [3]:2:9`. */
const PLACE = /\bIn \[(\d+)\]:(\d+):\d+/;

/** Reads what was thrown, whatever it is; a hostile error says nothing of itself. */
export function readThrown(thrown: unknown): Thrown {
  try {
    const { name, message, stack } = (thrown ?? {}) as Partial<Record<keyof Error, unknown>>;
    if (typeof message !== "string") return { text: `something that is no error was thrown: ${show(thrown)}` };
    const text = `${typeof name === "string" ? name : "Error"}: ${message}`;
    const match = typeof stack === "string" ? PLACE.exec(stack.slice(stack.indexOf("\n    at "))) : null;
    return match ? { text, place: `In [${match[1]}], line ${match[2]}` } : { text };
  } catch {
    return { text: "an error that cannot be read" };
  }
}
