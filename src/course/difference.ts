import { types } from "node:util";
import { show } from "./show.ts";

/** Where two values differ first, and how. */
export interface Difference {
  /** The way to the place, like `[2].weights[0]`; empty: the values themselves. */
  path: string;
  /** What was expected and what came, in words. */
  text: string;
}

type Pairs = Map<object, Set<object>>;

/**
 * The first difference between two values by structure, undefined where there is none. Numbers are equal as SameValueZero
 * has it: NaN equals NaN, and 0 equals −0. Arrays, typed arrays, maps, sets, dates, regular expressions, errors and
 * objects are compared by what they hold (an object by its own enumerable keys, whatever its class), functions and symbols
 * by identity. Round trips are followed once.
 */
export function difference(
  expected: unknown,
  got: unknown,
  path = "",
  seen: Pairs = new Map(),
): Difference | undefined {
  if (sameValue(expected, got)) return undefined;
  if (!isObject(expected) || !isObject(got)) return values(expected, got, path);
  const kind = kindOf(expected);
  const gotKind = kindOf(got);
  if (kind !== gotKind) return { path, text: `expected ${kind}, got ${gotKind}` };
  if (seen.get(expected)?.has(got)) return undefined;
  seen.set(expected, (seen.get(expected) ?? new Set()).add(got));
  return (CONTENTS[kind] ?? (isSequence(expected) ? ofSequences : ofObjects))(expected, got, path, seen);
}

const sameValue = (a: unknown, b: unknown): boolean => a === b || Object.is(a, b);
const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;
const values = (expected: unknown, got: unknown, path: string): Difference => ({
  path,
  text: `expected ${show(expected)}, got ${show(got)}`,
});

/** "an Array", "a Float64Array", "a Map", "an object": what must agree before contents are compared. */
function kindOf(value: object): string {
  if (types.isNativeError(value)) return "an Error";
  if (Array.isArray(value)) return "an Array";
  const name = types.isProxy(value) ? "Object" : Object.prototype.toString.call(value).slice(8, -1);
  if (!(name in NAMED) && !ArrayBuffer.isView(value)) return "an object";
  return `${/^[AEIOU]/.test(name) ? "an" : "a"} ${name}`;
}

/** Built-in kinds that are told apart; all others are objects. */
const NAMED: Readonly<Record<string, true>> = {
  Map: true,
  Set: true,
  Date: true,
  RegExp: true,
  ArrayBuffer: true,
  SharedArrayBuffer: true,
  Promise: true,
  WeakMap: true,
  WeakSet: true,
  Boolean: true,
  Number: true,
  String: true,
};

type Contents = (expected: never, got: never, path: string, seen: Pairs) => Difference | undefined;
type Compare = (expected: object, got: object, path: string, seen: Pairs) => Difference | undefined;

const byValue: Contents = (expected: object, got: object, path) =>
  sameValue(expected.valueOf(), got.valueOf()) ? undefined : values(expected, got, path);
const byText: Contents = (expected: object, got: object, path) =>
  String(expected) === String(got) ? undefined : values(expected, got, path);
const byIdentity: Contents = (_expected, _got, path) => ({ path, text: "expected the very same one, got another" });
const byBytes: Contents = (expected: ArrayBuffer, got: ArrayBuffer, path, seen) =>
  ofSequences(new Uint8Array(expected), new Uint8Array(got), path, seen);

const CONTENTS = {
  "a Map": ofMaps,
  "a Set": ofSets,
  "a Date": byValue,
  "a Boolean": byValue,
  "a Number": byValue,
  "a String": byValue,
  "a RegExp": byText,
  "an Error": byText,
  "an ArrayBuffer": byBytes,
  "a SharedArrayBuffer": byBytes,
  "a DataView": (expected: DataView, got: DataView, path: string, seen: Pairs) =>
    ofSequences(bytesOf(expected), bytesOf(got), path, seen),
  "a Promise": byIdentity,
  "a WeakMap": byIdentity,
  "a WeakSet": byIdentity,
} as unknown as Readonly<Record<string, Compare>>;

const bytesOf = (view: DataView) => new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
/** An object literal, of this realm or another. */
function isPlain(value: object): boolean {
  const parent = Object.getPrototypeOf(value) as object | null;
  return parent === null || Object.getPrototypeOf(parent) === null;
}

const isSequence = (value: object) => Array.isArray(value) || ArrayBuffer.isView(value);

function ofSequences(expected: object, got: object, path: string, seen: Pairs): Difference | undefined {
  const wanted = expected as ArrayLike<unknown>;
  const came = got as ArrayLike<unknown>;
  const length = wanted.length === came.length ? undefined : `expected ${wanted.length} values, got ${came.length}`;
  for (let i = 0; i < Math.min(wanted.length, came.length); i++) {
    const found = difference(wanted[i], came[i], `${path}[${i}]`, seen);
    if (found) return length === undefined ? found : { ...found, text: `${found.text} (and ${length})` };
  }
  return length === undefined ? undefined : { path, text: length };
}

function ofObjects(expected: object, got: object, path: string, seen: Pairs): Difference | undefined {
  const wanted = new Map(Object.entries(expected));
  const came = new Map(Object.entries(got));
  // What an instance keeps in private fields cannot be seen, so two of them cannot be called equal.
  if (wanted.size + came.size === 0 && !(isPlain(expected) && isPlain(got))) return values(expected, got, path);
  for (const [key, value] of wanted) {
    const at = `${path}${/^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`}`;
    if (!came.has(key)) return { path: at, text: `expected ${show(value)}, got no such key` };
    const found = difference(value, came.get(key), at, seen);
    if (found) return found;
  }
  const extra = [...came.keys()].find((key) => !wanted.has(key));
  return extra === undefined ? undefined : { path, text: `expected no key ${JSON.stringify(extra)}, got one` };
}

function ofMaps(expected: Map<unknown, unknown>, got: Map<unknown, unknown>, path: string, seen: Pairs) {
  for (const [key, value] of expected) {
    const at = `${path}.get(${show(key)})`;
    const match = got.has(key) ? key : [...got.keys()].find((each) => isObject(each) && !difference(key, each));
    if (!got.has(match)) return { path: at, text: `expected ${show(value)}, got no such key` };
    const found = difference(value, got.get(match), at, seen);
    if (found) return found;
  }
  return bySize(expected, got, path);
}

function ofSets(expected: Set<unknown>, got: Set<unknown>, path: string) {
  for (const value of expected) {
    const has = got.has(value) || [...got].some((each) => isObject(each) && !difference(value, each));
    if (!has) return { path, text: `expected ${show(value)} in it, got a Set without` };
  }
  return bySize(expected, got, path);
}

const bySize = (expected: { size: number }, got: { size: number }, path: string): Difference | undefined =>
  expected.size === got.size ? undefined : { path, text: `expected ${expected.size} entries, got ${got.size}` };
