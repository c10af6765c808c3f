import fs from "node:fs";
import { encodeFrame } from "./channel.ts";
import type { Event } from "./frames.ts";
import type { Shield } from "./shield.ts";
import type { WaitingText } from "./waiting-text.ts";

const { writeSync } = fs;
const { nextTick } = process;
const { now } = Date;

/** The descriptor of the event pipe. */
const EVENTS = 3;
/**
 * Text goes at once while there are turns left, so that what is printed before a long computation is seen at once. A loop
 * that prints soon has none left: from then on text waits, for the end of the loop, until there is no room for more, or
 * for the control worker, which sees to it that it does not wait long.
 * Turns at most; one comes back every millisecond.
 */
const TURNS = 64;
/** A longer text goes in several frames (UTF-16 units), which bounds what both sides hold at once. */
const LONGEST_TEXT = 4_194_304;

type StreamEvent = Extract<Event, { op: "stream" }>;

/** Events that the handle takes for itself. */
export type PrivateEvent = { op: "interrupted" };

/** Writes events to the front in the order in which they happen; text is batched, everything else goes at once. */
export class EventWriter {
  readonly #shield: Shield;
  readonly #waiting: WaitingText;
  readonly #watch: () => void;
  #turns: number = TURNS;
  #counted = 0;
  #scheduled = false;

  /** `watch` is called when text begins to wait. */
  constructor(shield: Shield, waiting: WaitingText, watch: () => void) {
    this.#shield = shield;
    this.#waiting = waiting;
    this.#watch = watch;
  }

  /** Text for a stream of a run. */
  stream(run: number, name: "stdout" | "stderr", text: string): void {
    if (text === "") return;
    this.#shield.run(() => {
      if (this.#waiting.add(run, name, text)) return;
      this.flush();
      if (this.#waiting.add(run, name, text)) return;
      for (const part of split(text)) writeWhole(EVENTS, encodeFrame({ op: "stream", run, name, text: part }));
    });
    if (this.#takeTurn()) {
      this.flush();
      return;
    }
    this.#watch();
    if (this.#scheduled) return;
    this.#scheduled = true;
    nextTick(() => this.flush());
  }

  /** An event, after all text that came before it. */
  send(event: Event | PrivateEvent, buffers: readonly Uint8Array[] = []): void {
    this.#shield.run(() => {
      this.flush();
      writeWhole(EVENTS, encodeFrame(event, buffers));
    });
  }

  #takeTurn(): boolean {
    const time = now();
    this.#turns = Math.min(TURNS, this.#turns + time - this.#counted);
    this.#counted = time;
    if (this.#turns < 1) return false;
    this.#turns--;
    return true;
  }

  /** Writes the text that waits. */
  flush(): void {
    this.#shield.run(() => {
      this.#scheduled = false;
      writeEvents(this.#waiting.take());
    });
  }
}

/** Writes text that waited to the front, from either thread, while the lock is held. */
export function writeEvents(events: readonly StreamEvent[]): void {
  if (events.length > 0) writeWhole(EVENTS, Buffer.concat(events.map((event) => encodeFrame(event))));
}

function* split(text: string): Generator<string> {
  let start = 0;
  while (text.length - start > LONGEST_TEXT) {
    const last = text.charCodeAt(start + LONGEST_TEXT - 1);
    const end = start + LONGEST_TEXT - (last >= 0xd800 && last <= 0xdbff ? 1 : 0);
    yield text.slice(start, end);
    start = end;
  }
  yield start === 0 ? text : text.slice(start);
}

/** Writes all bytes, waiting while the reader is behind. */
export function writeWhole(descriptor: number, bytes: Uint8Array): void {
  let at = 0;
  while (at < bytes.length) {
    try {
      at += writeSync(descriptor, bytes, at);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EAGAIN") throw error;
      pause(1);
    }
  }
}

const pauseCell = new Int32Array(new SharedArrayBuffer(4));

function pause(milliseconds: number): void {
  Atomics.wait(pauseCell, 0, 0, milliseconds);
}
