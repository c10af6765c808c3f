import type { Readable } from "node:stream";
import { StringDecoder } from "node:string_decoder";

/** From here on, what Node writes to stderr is its own obituary: kept for the report, not shown as output. */
const OBITUARY = /\n?<--- Last few GCs --->|\n?FATAL ERROR: /;
const TAIL = 4_000;
/** What Node says of the kernel's own inspector sessions. */
const NOISE = /Debugger (?:attached|ending|listening).*\n|Waiting for the debugger to disconnect\.\.\.\n/g;

interface Source {
  pending: Buffer;
  marks: number;
  name: "stdout" | "stderr";
  decoder: StringDecoder;
}

/** Reads what was written to descriptors 1 and 2 directly, and finds the marks by which the child says how far. */
export class RawOutput {
  readonly #mark: Buffer;
  readonly #emit: (name: "stdout" | "stderr", text: string) => void;
  readonly #sources = new Map<number, Source>();
  #obituary = "";

  constructor(mark: string, emit: (name: "stdout" | "stderr", text: string) => void) {
    this.#mark = Buffer.from(`${mark}\n`);
    this.#emit = emit;
  }

  /** What Node wrote as it died, without its lists of native frames and collections. */
  get obituary(): string {
    const fatal = this.#obituary.indexOf("FATAL ERROR");
    const [reason = ""] = this.#obituary.slice(Math.max(0, fatal)).split("----- Native stack trace");
    return reason.trim().slice(-TAIL);
  }

  /** Reads a pipe; `advanced` is called where a mark was found. */
  read(descriptor: number, name: "stdout" | "stderr", pipe: Readable, advanced: () => void): void {
    const source: Source = { pending: Buffer.alloc(0), marks: 0, name, decoder: new StringDecoder("utf8") };
    this.#sources.set(descriptor, source);
    pipe.on("data", (piece: Buffer) => {
      if (this.#push(source, piece)) advanced();
    });
  }

  /** Takes one mark of each of the descriptors, where all have one. */
  takeMarks(descriptors: number[]): boolean {
    const sources = descriptors.flatMap((descriptor) => this.#sources.get(descriptor) ?? []);
    if (sources.some(({ marks }) => marks === 0)) return false;
    for (const source of sources) source.marks--;
    return true;
  }

  /** Emits what was held back. */
  end(): void {
    for (const source of this.#sources.values()) this.#text(source, source.pending);
  }

  #push(source: Source, piece: Buffer): boolean {
    let rest = source.pending.length === 0 ? piece : Buffer.concat([source.pending, piece]);
    let found = false;
    for (let at = rest.indexOf(this.#mark); at >= 0; at = rest.indexOf(this.#mark)) {
      this.#text(source, rest.subarray(0, at));
      rest = rest.subarray(at + this.#mark.length);
      source.marks++;
      found = true;
    }
    const held = this.#startOfMark(rest);
    this.#text(source, rest.subarray(0, rest.length - held));
    source.pending = Buffer.from(rest.subarray(rest.length - held));
    return found;
  }

  // How many bytes at the end may be the beginning of a mark.
  #startOfMark(bytes: Buffer): number {
    const at = bytes.lastIndexOf(this.#mark[0] ?? 0);
    if (at < 0 || bytes.length - at >= this.#mark.length) return 0;
    const end = bytes.subarray(at);
    return end.equals(this.#mark.subarray(0, end.length)) ? end.length : 0;
  }

  #text({ name, decoder }: Source, bytes: Buffer): void {
    let text = decoder.write(bytes);
    if (name === "stderr") {
      text = text.replace(NOISE, "");
      const start = this.#obituary === "" ? text.search(OBITUARY) : 0;
      if (start >= 0) {
        this.#obituary = (this.#obituary + text.slice(start)).slice(-4 * TAIL);
        text = text.slice(0, start);
      }
    }
    if (text !== "") this.#emit(name, text);
  }
}
