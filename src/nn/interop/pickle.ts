import { joined } from "./protobuf.ts";

/**
 * Python's pickle format, protocol 2, as far as a PyTorch state dict needs it: a program for a machine with a stack,
 * whose operations are single bytes. (Python's module `pickletools` lists them.)
 */

const op = {
  protocol2: Uint8Array.of(0x80, 2),
  mark: Uint8Array.of(0x28),
  emptyTuple: Uint8Array.of(0x29),
  tuple: Uint8Array.of(0x74),
  setItems: Uint8Array.of(0x75),
  reduce: Uint8Array.of(0x52),
  persistent: Uint8Array.of(0x51),
  no: Uint8Array.of(0x89),
  stop: Uint8Array.of(0x2e),
};

const ascii = (value: string) => new TextEncoder().encode(value);

/** A value, as the bytes that leave it on the stack. */
export type Pickled = Uint8Array;

function fourBytes(code: number, value: number): Uint8Array {
  const all = new Uint8Array(5);
  all[0] = code;
  new DataView(all.buffer).setInt32(1, value, true);
  return all;
}

/** A whole number below 2³¹. */
export const integer = (value: number): Pickled => fourBytes(0x4a, value);

/** A text. */
export function unicode(value: string): Pickled {
  const bytes = ascii(value);
  return joined([fourBytes(0x58, bytes.length), bytes]);
}

/** False. */
export const no: Pickled = op.no;

/** A class or function of a Python module, by its name. */
export const named = (module: string, name: string): Pickled => ascii(`c${module}\n${name}\n`);

/** Values as a tuple. */
export const tuple = (...values: Pickled[]): Pickled =>
  values.length === 0 ? op.emptyTuple : joined([op.mark, ...values, op.tuple]);

/** What a class or function makes of arguments. */
export const called = (what: Pickled, ...values: Pickled[]): Pickled => joined([what, tuple(...values), op.reduce]);

/** Something that the reader keeps elsewhere, by a key. */
export const persistent = (id: Pickled): Pickled => joined([id, op.persistent]);

/** A dictionary object with its items added. */
export const withItems = (dictionary: Pickled, items: readonly (readonly [Pickled, Pickled])[]): Pickled =>
  items.length === 0 ? dictionary : joined([dictionary, op.mark, ...items.flat(), op.setItems]);

/** A whole pickle of one value. */
export const pickle = (value: Pickled): Uint8Array => joined([op.protocol2, value, op.stop]);
