import path from "node:path";
import { fileURLToPath } from "node:url";
import { type CodeSource, sourceOf } from "./sources.ts";

/** A place in the user's own text. */
export interface Place {
  source: CodeSource;
  /** From 1. */
  line: number;
  /** From 1, in UTF-16 units; undefined where only the line is known. */
  column?: number;
}

/** Maps a generated position to the user's TypeScript, as kernel/compile's `tracePosition` does. */
export type Tracer = (
  maps: readonly string[],
  line: number,
  column: number,
) => { line: number; column: number } | undefined;

let trace: Tracer | undefined;

/** Gives the tracer once it is loaded; until then lines are right (compiled code keeps them) and columns are not shown. */
export function setTracer(tracer: Tracer): void {
  trace = tracer;
}

const places = new WeakMap<object, Place>();

/** The innermost place of the user's own code in an error's stack; undefined where its stack was never formatted here. */
export function placeOf(error: object): Place | undefined {
  return places.get(error);
}

/** What kernel/compile names the functions that it adds. */
const COMPILERS_OWN = "__axonlab_function";

/** Frames of the kernel itself lie in its own bundle's folder. */
const ownFolder = new URL(".", import.meta.url).href;

/** Makes every stack name cells and TypeScript positions, and no frame of the kernel. `folder`: paths are shown from there. */
export function installStackFormat(folder: string): void {
  Error.stackTraceLimit = 30;
  Error.prepareStackTrace = (error: unknown, sites: NodeJS.CallSite[]) => {
    const frames: string[] = [];
    // Built-ins wait for their caller: those that the kernel or Node called are as little the user's as these are.
    let builtIns: string[] = [];
    for (const site of sites) {
      const frame = describe(site, folder);
      if (frame === undefined) builtIns = [];
      else if (frame.builtIn) builtIns.push(`\n    at ${frame.text}`);
      else frames.push(...builtIns.splice(0), `\n    at ${frame.text}`);
      if (frame === undefined) continue;
      if (frame.place && typeof error === "object" && error !== null && !places.has(error))
        places.set(error, frame.place);
    }
    return headerOf(error) + [...frames, ...builtIns].join("");
  };
}

function headerOf(error: unknown): string {
  try {
    return Error.prototype.toString.call(error);
  } catch {
    return "Error";
  }
}

interface Frame {
  text: string;
  /** Where it lies, in the user's own code. */
  place?: Place;
  builtIn?: true;
}

/** A frame as it is shown; undefined for what is hidden: the kernel, Node and what the compiler adds. */
function describe(site: NodeJS.CallSite, folder: string): Frame | undefined {
  const url = site.getScriptNameOrSourceURL() as string | null;
  if (site.getFunctionName() === COMPILERS_OWN) return undefined;
  if (site.isEval()) return { text: evalFrame(site) };
  if (url === null || url === undefined || url === "")
    return site.isNative() ? { text: String(site), builtIn: true } : nativeFrame(site);
  if (url.startsWith("node:") || url.startsWith(ownFolder)) return undefined;
  const line = site.getLineNumber() ?? 0;
  const column = site.getColumnNumber() ?? 0;
  const source = sourceOf(url);
  if (source === undefined) return { text: String(site).replace(url, showPath(url, folder)) };
  const mapped = source.maps.length === 0 ? { line, column } : trace?.(source.maps, line, column);
  // What comes from no place in the user's text is a helper of the compiled code.
  if (trace && mapped === undefined) return undefined;
  const place: Place = { source, ...(mapped ?? { line }) };
  const shown = `${source.label}:${place.line}${place.column === undefined ? "" : `:${place.column}`}`;
  return { text: String(site).replace(`${url}:${line}:${column}`, shown), place };
}

/** A built-in such as Array.map is shown, as Node does; code without any name is the kernel's own evaluate call. */
function nativeFrame(site: NodeJS.CallSite): Frame | undefined {
  const text = String(site);
  return site.getFunctionName() && text.includes("<anonymous>") ? { text, builtIn: true } : undefined;
}

/** Code from a string: where in that string, without where the string was evaluated, which the next frame says. */
function evalFrame(site: NodeJS.CallSite): string {
  return `${site.getFunctionName() ?? "eval"} (evaluated text:${site.getLineNumber()}:${site.getColumnNumber()})`;
}

function showPath(url: string, folder: string): string {
  const file = url.startsWith("file:") ? fileURLToPath(url) : url;
  if (!path.isAbsolute(file)) return file;
  const relative = path.relative(folder, file);
  return relative.startsWith("..") || path.isAbsolute(relative) ? file : `./${relative}`;
}
