import { unexpected } from "./widget-error.ts";

/**
 * One property of a widget: what it may be, what it is at first, and how it travels.
 * `Value` is what it holds, `Given` what may be assigned to it.
 */
export interface Trait<Value, Given = Value> {
  /** Its value where none is given. */
  initial(): Value;
  /** The value as it will be held. @throws {WidgetError} for one that does not fit */
  check(value: unknown, name: string): Value;
  /** As the front end is told it; the value itself where this is missing. */
  toWire?(value: Value): unknown;
  /** As the front end tells it, before `check`. */
  fromWire?(wire: unknown): unknown;
  /** Whether it is kept to this side. */
  readonly local?: boolean;
  /** Only a type: what may be assigned. */
  readonly given?: Given;
}

/** The properties of a kind of widget by their names. */
export type Traits = Readonly<Record<string, Trait<unknown>>>;

/** The values of a widget's properties. */
export type StateOf<T extends Traits> = { -readonly [K in keyof T]: T[K] extends Trait<infer V, infer _> ? V : never };

/** What a widget can be made from: any of its properties. */
export type OptionsOf<T extends Traits> = { [K in keyof T]?: T[K] extends Trait<infer _, infer G> ? G : never };

function trait<Value>(initial: Value, what: string, fits: (value: unknown) => boolean): Trait<Value> {
  return {
    initial: () => initial,
    check(value, name) {
      if (fits(value)) return value as Value;
      throw unexpected(`${name} to be ${what}`, value, `set ${name} to ${what}`);
    },
  };
}

/** Any finite number. */
export const float = (initial: number): Trait<number> => trait(initial, "a finite number", Number.isFinite);

/** A whole number. */
export const int = (initial: number): Trait<number> => trait(initial, "a whole number", Number.isInteger);

/** True or false. */
export const flag = (initial: boolean): Trait<boolean> =>
  trait(initial, "true or false", (value) => typeof value === "boolean");

/** A text. */
export const text = (initial = ""): Trait<string> => trait(initial, "a text", (value) => typeof value === "string");

/** One of some texts. */
export const oneOf = <const Name extends string>(...names: readonly [Name, ...Name[]]): Trait<Name> =>
  trait<Name>(names[0], `one of ${names.map((name) => `"${name}"`).join(", ")}`, (value) =>
    names.includes(value as Name),
  );

/** The same or null, and null at first unless said otherwise. */
export const orNull = <Value>(of: Trait<Value>, initial: Value | null = null): Trait<Value | null> => ({
  ...of,
  initial: () => initial,
  check: (value, name) => (value === null ? null : of.check(value, name)),
  toWire: (value) => (value === null || !of.toWire ? value : of.toWire(value)),
  fromWire: (wire) => (wire === null || !of.fromWire ? wire : of.fromWire(wire)),
});

/** A list of such values. */
export const listOf = <Value>(of: Trait<Value>, initial: readonly Value[] = []): Trait<readonly Value[]> => ({
  initial: () => initial,
  check(value, name) {
    if (!Array.isArray(value)) throw unexpected(`${name} to be an array`, value, `set ${name} to an array`);
    return value.map((item, at) => of.check(item, `${name}[${at}]`));
  },
  ...(of.toWire ? { toWire: (value) => value.map((item) => of.toWire?.(item)) } : {}),
  ...(of.fromWire
    ? { fromWire: (wire) => (Array.isArray(wire) ? wire.map((item) => of.fromWire?.(item)) : wire) }
    : {}),
});

/** Two numbers, the lower first. */
export const pairOf = (of: Trait<number>, initial: readonly [number, number]): Trait<readonly [number, number]> => ({
  initial: () => initial,
  check(value, name) {
    const [low, high] = Array.isArray(value) ? value : [];
    if (!Array.isArray(value) || value.length !== 2 || !(low <= high)) {
      throw unexpected(`${name} to be two numbers, the lower first`, value, `set ${name} to [lower, upper]`);
    }
    return [of.check(low, `${name}[0]`), of.check(high, `${name}[1]`)];
  },
});

/** Whatever JSON can say, with bytes in it as they are. */
export const anything = <Value>(initial: Value): Trait<Value> => trait<Value>(initial, "anything", () => true);

/** Bytes, such as an image's. */
export const bytes = (): Trait<Uint8Array> => ({
  initial: () => new Uint8Array(),
  check(value, name) {
    if (value instanceof Uint8Array) return value;
    if (value instanceof ArrayBuffer) return new Uint8Array(value);
    throw unexpected(`${name} to be bytes`, value, `set ${name} to a Uint8Array, such as what readFile gives`);
  },
});
