/**
 * Protocol Buffers' wire format, as far as writing ONNX needs it: each field is a number and a kind, then its value.
 * (Protocol Buffers documentation, "Encoding".)
 */

/** A field, encoded. */
export type Field = Uint8Array;

/** A whole number ≥ 0, seven bits a byte, the lowest first. */
function varint(value: number): number[] {
  const bytes = [];
  let rest = value;
  while (rest >= 128) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  return [...bytes, rest];
}

const [asVarint, asBytes] = [0, 2];

const key = (field: number, kind: number) => varint(field * 8 + kind);

/** Encoded pieces one after the other. */
export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** A whole number ≥ 0. */
export const whole = (field: number, value: number): Field =>
  Uint8Array.from([...key(field, asVarint), ...varint(value)]);

/** Bytes, with their length before them. */
export const bytes = (field: number, value: Uint8Array): Field =>
  joined([Uint8Array.from([...key(field, asBytes), ...varint(value.length)]), value]);

/** Text in UTF-8. */
export const text = (field: number, value: string): Field => bytes(field, new TextEncoder().encode(value));

/** A message inside a message. */
export const message = (field: number, fields: readonly Field[]): Field => bytes(field, joined(fields));
