import type { Frame } from "./frames.ts";

// Taken at start, as all that the child's user code could take away and every frame needs.
const { stringify, parse } = JSON;
const { Buffer } = globalThis;

/** One frame as bytes: u32 LE length of the rest, u32 LE length of the JSON, the JSON, then the buffers. */
export function encodeFrame(body: object, buffers: readonly Uint8Array[] = []): Buffer {
  const lengths: number[] = [];
  for (const one of buffers) lengths.push(one.byteLength);
  const json = stringify(lengths.length === 0 ? body : { ...body, buffers: lengths });
  const jsonLength = Buffer.byteLength(json);
  let rest = 4 + jsonLength;
  for (const length of lengths) rest += length;
  const frame = Buffer.allocUnsafe(4 + rest);
  frame.writeUInt32LE(rest, 0);
  frame.writeUInt32LE(jsonLength, 4);
  frame.write(json, 8, "utf8");
  let at = 8 + jsonLength;
  for (const one of buffers) {
    frame.set(one, at);
    at += one.byteLength;
  }
  return frame;
}

/** Takes frames out of a byte stream that arrives in pieces of any size. */
export class FrameDecoder<T> {
  #pieces: Buffer[] = [];
  #size = 0;

  /** The frames that are whole now, in order. */
  push(piece: Buffer): Frame<T>[] {
    this.#pieces.push(piece);
    this.#size += piece.length;
    const frames: Frame<T>[] = [];
    for (let length = this.#nextLength(); length !== undefined; length = this.#nextLength()) {
      if (this.#size < 4 + length) break;
      const joined = this.#join();
      frames.push(decodeFrame<T>(joined.subarray(4, 4 + length)));
      this.#pieces = [joined.subarray(4 + length)];
      this.#size = joined.length - 4 - length;
    }
    return frames;
  }

  // Pieces are joined only once a frame is whole: joining at each piece makes a 50 MB frame quadratic.
  #nextLength(): number | undefined {
    if (this.#size < 4) return undefined;
    const [first] = this.#pieces;
    return first !== undefined && first.length >= 4 ? first.readUInt32LE(0) : this.#join().readUInt32LE(0);
  }

  #join(): Buffer {
    const [first] = this.#pieces;
    if (this.#pieces.length === 1 && first !== undefined) return first;
    const joined = Buffer.concat(this.#pieces, this.#size);
    this.#pieces = [joined];
    return joined;
  }
}

function decodeFrame<T>(frame: Buffer): Frame<T> {
  const jsonLength = frame.readUInt32LE(0);
  const { buffers: lengths = [], ...body } = parse(frame.toString("utf8", 4, 4 + jsonLength)) as {
    buffers?: number[];
  };
  const buffers: Uint8Array[] = [];
  let at = 4 + jsonLength;
  for (const length of lengths) {
    buffers.push(frame.subarray(at, at + length));
    at += length;
  }
  return { body: body as T, buffers };
}
