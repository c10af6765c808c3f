import type { Event } from "./frames.ts";
import { SHARED } from "./shield.ts";

type StreamEvent = Extract<Event, { op: "stream" }>;

/** How much text may wait (bytes; two for each UTF-16 unit, so that halves of a pair stay what they are). */
const CAPACITY = 131_072;
/** A piece is the run, the stream's place in `NAMES`, the text's length in bytes, and the text. */
const HEAD = { run: 0, name: 1, length: 2, size: 3 } as const;
/** Up to this many UTF-16 units a loop is faster than a native call. */
const SHORT = 40;
const NAMES = ["stdout", "stderr"] as const;
const INT = Int32Array.BYTES_PER_ELEMENT;

const { write, toString: read } = Buffer.prototype;

/**
 * Text that waits to be sent, in memory that the main thread shares with its control worker: while the one computes and
 * prints no more, the other sends it. Both use it only while they hold the lock.
 */
export class WaitingText {
  readonly #shared: Int32Array;
  readonly #heads: Int32Array;
  readonly #units: Uint16Array;
  readonly #bytes: Buffer;

  constructor(shared: Int32Array, memory: SharedArrayBuffer) {
    this.#shared = shared;
    this.#heads = new Int32Array(memory);
    this.#units = new Uint16Array(memory);
    this.#bytes = Buffer.from(memory);
  }

  static makeMemory(): SharedArrayBuffer {
    return new SharedArrayBuffer(CAPACITY);
  }

  /** Adds text behind what waits; false where there is no room for it. */
  add(run: number, name: StreamEvent["name"], text: string): boolean {
    const shared = this.#shared;
    const heads = this.#heads;
    const place = name === "stdout" ? 0 : 1;
    let end = shared[SHARED.textEnd] ?? 0;
    let head = shared[SHARED.lastPiece] ?? 0;
    const size = text.length * 2;
    if (end === 0 || heads[head + HEAD.run] !== run || heads[head + HEAD.name] !== place) {
      head = Math.ceil(end / INT);
      end = (head + HEAD.size) * INT;
      if (end + size > CAPACITY) return false;
      heads[head + HEAD.run] = run;
      heads[head + HEAD.name] = place;
      heads[head + HEAD.length] = 0;
    } else if (end + size > CAPACITY) return false;
    if (text.length > SHORT) write.call(this.#bytes, text, end, "utf16le");
    else this.#copy(text, end / 2);
    heads[head + HEAD.length] = (heads[head + HEAD.length] ?? 0) + size;
    shared[SHARED.lastPiece] = head;
    shared[SHARED.textEnd] = end + size;
    return true;
  }

  #copy(text: string, at: number): void {
    const units = this.#units;
    for (let index = 0; index < text.length; index++) units[at + index] = text.charCodeAt(index);
  }

  /** Takes all that waits, in order. */
  take(): StreamEvent[] {
    const end = this.#shared[SHARED.textEnd] ?? 0;
    const events: StreamEvent[] = [];
    for (let at = 0; at < end; ) {
      const [run = 0, place = 0, length = 0] = this.#heads.subarray(at / INT, at / INT + HEAD.size);
      const start = at + HEAD.size * INT;
      const text = read.call(this.#bytes, "utf16le", start, start + length);
      events[events.length] = { op: "stream", run, name: NAMES[place] ?? "stdout", text };
      at = Math.ceil((start + length) / INT) * INT;
    }
    this.#shared[SHARED.textEnd] = 0;
    return events;
  }
}
