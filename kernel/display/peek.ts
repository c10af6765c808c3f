import { types } from "node:util";

/** A property of a value, its own or inherited, without running a getter or a proxy's trap. */
export function peek(value: unknown, key: PropertyKey): unknown {
  for (let at = value; isObject(at) && !types.isProxy(at); at = Object.getPrototypeOf(at) as unknown) {
    const descriptor = Object.getOwnPropertyDescriptor(at, key);
    if (descriptor) return descriptor.value;
  }
  return undefined;
}

/** Objects and functions. */
export function isObject(value: unknown): value is object {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}
