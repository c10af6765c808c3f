import { Console } from "node:console";
import { Writable } from "node:stream";
import { StringDecoder } from "node:string_decoder";
import { captured } from "./capture.ts";
import type { EventWriter } from "./events.ts";
import { currentRun } from "./runs.ts";

const { nextTick } = process;
type Callback = (error?: Error | null) => void;

/** process.stdout or process.stderr: what is written goes to the front at once, under the run that wrote it. */
class RunStream extends Writable {
  readonly fd: number;
  readonly #name: "stdout" | "stderr";
  readonly #events: EventWriter;
  readonly #decoder = new StringDecoder("utf8");

  constructor(fd: number, name: "stdout" | "stderr", events: EventWriter) {
    super({ decodeStrings: false });
    this.fd = fd;
    this.#name = name;
    this.#events = events;
  }

  // Overrides the public method, since Writable's own buffering would only cost time: nothing here is ever late.
  override write(chunk: unknown, encoding?: BufferEncoding | Callback, callback?: Callback): boolean {
    const done = typeof encoding === "function" ? encoding : callback;
    const name = this.#name;
    const text = this.#textOf(chunk, typeof encoding === "string" ? encoding : "utf8");
    if (!captured({ op: "stream", name, text })) this.#events.stream(currentRun().id, name, text);
    if (typeof done === "function") nextTick(done);
    return true;
  }

  #textOf(chunk: unknown, encoding: BufferEncoding): string {
    if (typeof chunk === "string") {
      return encoding === "utf8" || encoding === "utf-8" ? chunk : this.#decoder.write(Buffer.from(chunk, encoding));
    }
    if (ArrayBuffer.isView(chunk))
      return this.#decoder.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
    throw new TypeError(
      `The "chunk" argument must be a string, a Buffer or another view of bytes, got ${typeof chunk}.`,
    );
  }

  override end(chunk?: unknown, encoding?: unknown, callback?: unknown): this {
    const done = [chunk, encoding, callback].find((one) => typeof one === "function") as Callback | undefined;
    if (chunk !== undefined && chunk !== null && typeof chunk !== "function")
      this.write(chunk, encoding as BufferEncoding);
    if (done) nextTick(done);
    return this;
  }

  // As with Node's own, no code can close them for the rest.
  override destroy(): this {
    return this;
  }
}

/** Puts process.stdout, process.stderr and console on the ordered channel to the front. */
export function installStreams(events: EventWriter): void {
  const stdout = new RunStream(1, "stdout", events);
  const stderr = new RunStream(2, "stderr", events);
  for (const [name, value] of Object.entries({ stdout, stderr })) {
    Object.defineProperty(process, name, { value, configurable: true, enumerable: true, writable: true });
  }
  // V8's own console keeps the arguments of the last 1,000 calls alive for a debugger; this one keeps nothing.
  const own = new Console({ stdout, stderr, ignoreErrors: false, colorMode: false });
  Object.defineProperty(own, "Console", { value: Console, configurable: true, enumerable: true, writable: true });
  Object.defineProperty(globalThis, "console", { value: own, configurable: true, enumerable: false, writable: true });
}
