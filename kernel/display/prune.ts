import { inspect, types } from "node:util";
import { isObject, peek } from "./peek.ts";

/** Properties of one object shown at most. */
const KEYS = 200;

/** Stands for what is left out; `util.inspect` prints its text as it is. */
class Note {
  readonly #text: string;
  constructor(text: string) {
    this.#text = text;
  }
  [inspect.custom](): string {
    return this.#text;
  }
}

type Container = Record<PropertyKey, unknown>;

/** Objects of which more than their properties is shown: a copy of those would be something else. */
const OPAQUE: readonly ((value: object) => boolean)[] = [
  (value) => typeof value === "function",
  types.isProxy,
  ArrayBuffer.isView,
  types.isBoxedPrimitive,
  types.isAnyArrayBuffer,
  types.isModuleNamespaceObject,
  types.isDate,
  types.isRegExp,
  types.isNativeError,
  types.isPromise,
  types.isWeakMap,
  types.isWeakSet,
  types.isArgumentsObject,
  types.isGeneratorObject,
  types.isMapIterator,
  types.isSetIterator,
  types.isExternal,
  (value) => typeof peek(value, inspect.custom) === "function",
];

/** Objects whose own properties are what is shown of them; all others `util.inspect` bounds by itself. */
function isContainer(value: unknown): value is Container {
  return isObject(value) && !OPAQUE.some((is) => is(value));
}

function* children(value: Container, limit: number): Generator<unknown, void, undefined> {
  let left = limit;
  if (types.isMap(value)) {
    for (const pair of Map.prototype.entries.call(value)) {
      if (left-- <= 0) return;
      yield* pair as [unknown, unknown];
    }
  } else if (types.isSet(value)) {
    for (const one of Set.prototype.values.call(value)) {
      if (left-- <= 0) return;
      yield one;
    }
  }
  const keys = Array.isArray(value)
    ? Array.from({ length: Math.min(limit, value.length) }, (_, index) => String(index))
    : Object.keys(value);
  for (const key of keys.slice(0, KEYS)) yield Object.getOwnPropertyDescriptor(value, key)?.value;
}

/** How many values showing `value` would visit; counting stops soon after `enough`. */
export function weight(value: unknown, depth: number, maxArrayLength: number, enough: number): number {
  if (!isContainer(value) || depth < 0) return 1;
  let sum = 1;
  for (const child of children(value, maxArrayLength)) {
    sum += weight(child, depth - 1, maxArrayLength, enough - sum);
    if (sum > enough) break;
  }
  return sum;
}

/**
 * The value itself, or where an object in it has too many properties a copy in which that object says how many are left
 * out: `util.inspect` has a limit for arrays, maps and strings, but none for properties.
 */
export function pruned(value: unknown, depth: number): unknown {
  return hasWideObject(value, depth, new Set()) ? copy(value, depth, new Map(), () => undefined) : value;
}

/** A copy in which every value that cannot be shown, by what `failure` says of it, is a note of why. */
export function sanitized(value: unknown, depth: number, failure: (value: unknown) => unknown): unknown {
  return copy(value, depth, new Map(), failure);
}

function hasWideObject(value: unknown, depth: number, seen: Set<unknown>): boolean {
  if (depth < 0 || !isContainer(value) || seen.has(value)) return false;
  seen.add(value);
  if (!Array.isArray(value) && Object.keys(value).length > KEYS) return true;
  for (const child of children(value, KEYS)) if (hasWideObject(child, depth - 1, seen)) return true;
  return false;
}

function copy(
  value: unknown,
  depth: number,
  made: Map<unknown, unknown>,
  failure: (value: unknown) => unknown,
): unknown {
  const known = made.get(value);
  if (known !== undefined) return known;
  const error = failure(value);
  if (error !== undefined && !isContainer(value)) return new Note(`[cannot be shown: ${messageOf(error)}]`);
  if (!isContainer(value) || depth < 0 || types.isMap(value) || types.isSet(value)) return value;
  const shell: Container = Array.isArray(value)
    ? ([] as unknown as Container)
    : Object.create(error === undefined ? (Object.getPrototypeOf(value) as object | null) : null);
  made.set(value, shell);
  if (error !== undefined) shell[Symbol("cannot be shown as it is")] = new Note(messageOf(error));
  const keys = Reflect.ownKeys(value).filter((key) => !(Array.isArray(value) && key === "length"));
  for (const key of keys.slice(0, KEYS)) {
    const descriptor = Object.getOwnPropertyDescriptor(value, key);
    if (!descriptor) continue;
    if ("value" in descriptor) descriptor.value = copy(descriptor.value, depth - 1, made, failure);
    if (!(error !== undefined && key === Symbol.toStringTag))
      Object.defineProperty(shell, key, { ...descriptor, configurable: true });
  }
  if (keys.length > KEYS) shell[Symbol("…")] = new Note(`${(keys.length - KEYS).toLocaleString("en")} more properties`);
  return shell;
}

function messageOf(error: unknown): string {
  try {
    return String((error as Error).message ?? error);
  } catch {
    return "an error";
  }
}
