import { inspect, types } from "node:util";
import type { ErrorContent } from "./frames.ts";
import { placeOf } from "./stack.ts";

/** Causes and members of an AggregateError are followed to this depth. */
const DEPTH = 5;

/** What Jupyter's `error` message says of anything that can be thrown. Never throws. */
export function describeFailure(thrown: unknown): ErrorContent {
  if (!isError(thrown)) {
    const evalue = show(thrown);
    return { ename: "Uncaught", evalue, traceback: [title("Uncaught", evalue)] };
  }
  const ename = nameOf(thrown);
  const evalue = textOf(thrown, "message");
  return { ename, evalue, traceback: describe(thrown, ename, evalue, new Set()) };
}

/** The error that says that the user interrupted. */
export function interruptedError(evalue = "The cell was interrupted; every variable is kept."): ErrorContent {
  return { ename: "Interrupted", evalue, traceback: [title("Interrupted", evalue)] };
}

function isError(value: unknown): value is Error {
  try {
    return types.isNativeError(value) || value instanceof Error;
  } catch {
    return false;
  }
}

function describe(error: Error, ename: string, evalue: string, seen: Set<unknown>): string[] {
  seen.add(error);
  const frames = framesOf(error);
  return [
    title(ename, evalue),
    ...excerpt(error),
    ...frames,
    ...properties(error),
    ...related(error, seen).flatMap(([label, other]) => nested(label, other, seen)),
  ];
}

function nested(label: string, other: unknown, seen: Set<unknown>): string[] {
  if (seen.has(other)) return [`${label}: [the same error again]`];
  if (seen.size > DEPTH) return [`${label}: … (further causes left out)`];
  if (!isError(other)) return [`${label}: ${show(other)}`];
  const [first = "", ...rest] = describe(other, nameOf(other), textOf(other, "message"), seen);
  return [`${label}: ${first}`, ...rest];
}

function related(error: Error, seen: Set<unknown>): [string, unknown][] {
  const found: [string, unknown][] = [];
  const cause = read(error, "cause");
  if (Object.hasOwn(error, "cause")) found.push(["Caused by", cause]);
  // What `using` throws where both the cell and a disposal failed.
  if (nameOf(error) === "SuppressedError") {
    found.push(["Thrown by the disposal", read(error, "error")], ["Suppressed by it", read(error, "suppressed")]);
  }
  const errors = read(error, "errors");
  if (Array.isArray(errors)) {
    const room = Math.max(0, DEPTH - seen.size);
    for (const [index, one] of errors.slice(0, room).entries())
      found.push([`Error ${index + 1} of ${errors.length}`, one]);
    if (errors.length > room) found.push([`${errors.length - room} more errors`, new Elided()]);
  }
  return found;
}

class Elided {
  [inspect.custom](): string {
    return "left out";
  }
}

function title(ename: string, evalue: string): string {
  return `\x1b[31m${ename}\x1b[0m${evalue === "" ? "" : `: ${evalue}`}`;
}

/** The line of the user's own text where it happened, with a caret under the column. */
function excerpt(error: Error): string[] {
  textOf(error, "stack"); // V8 formats a stack, and so finds its place, when it is first read.
  const place = placeOf(error);
  const line = place?.source.text.split("\n", place.line)[place.line - 1];
  if (!place || line === undefined || line.trim() === "") return [];
  const gutter = `${place.line} | `;
  const start = Math.max(0, (place.column ?? 1) - 1 - 80);
  const shown = line
    .slice(start, start + 160)
    .replaceAll("\t", " ")
    .replace(/\r$/, "");
  const lines = [`  ${gutter}${shown}`];
  if (place.column !== undefined) lines.push(`  ${" ".repeat(gutter.length + place.column - 1 - start)}^`);
  return lines;
}

function framesOf(error: Error): string[] {
  const frames = textOf(error, "stack")
    .split("\n")
    .filter((line) => /^\s+at /.test(line));
  const shown: string[] = [];
  for (let at = 0; at < frames.length; ) {
    const frame = frames[at] ?? "";
    let next = at + 1;
    while (frames[next] === frame) next++;
    shown.push(frame);
    if (next - at > 2) shown.push(`    … the same ${next - at - 1} more times`);
    else if (next - at === 2) shown.push(frame);
    at = next;
  }
  return shown;
}

const USUAL = new Set(["stack", "message", "name", "cause", "errors"]);
const OF_SUPPRESSED = new Set(["error", "suppressed"]);

/** What else the error carries, as `code` of a file system's. */
function properties(error: Error): string[] {
  const own: Record<string, unknown> = {};
  for (const [key, { enumerable, value }] of Object.entries(Object.getOwnPropertyDescriptors(error))) {
    if (!enumerable || value === undefined || USUAL.has(key)) continue;
    if (nameOf(error) !== "SuppressedError" || !OF_SUPPRESSED.has(key)) own[key] = value;
  }
  if (Object.keys(own).length === 0) return [];
  try {
    return inspect(own, { depth: 1, maxArrayLength: 10, maxStringLength: 300, breakLength: 110 })
      .split("\n")
      .map((line) => `  ${line}`);
  } catch {
    return [];
  }
}

function nameOf(error: Error): string {
  const name = read(error, "name");
  if (typeof name === "string" && name !== "" && name !== "Error") return name;
  const made = read(read(error, "constructor") as object, "name");
  return typeof made === "string" && made !== "" ? made : "Error";
}

function textOf(error: Error, key: "message" | "stack"): string {
  const value = read(error, key);
  return typeof value === "string" ? value : value === undefined ? "" : show(value);
}

function read(from: unknown, key: string): unknown {
  try {
    return (from as Record<string, unknown>)[key];
  } catch {
    return undefined;
  }
}

function show(value: unknown): string {
  try {
    return inspect(value, { depth: 3, maxArrayLength: 100, maxStringLength: 10_000 });
  } catch {
    return "a value that cannot be shown";
  }
}
