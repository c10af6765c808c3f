/** A socket that can be written to. */
interface Writable {
  send(frames: (Uint8Array | string)[]): Promise<void>;
}

/** How often it is tried whether a reader is there, in milliseconds. */
const AGAIN = 20;

/** What an outbox is told besides its socket. */
interface OutboxOptions {
  /** Taken before the first message after a silence. */
  pause?: () => Promise<void>;
  /** How long a reader that has not connected yet is waited for, in milliseconds; not at all by default. */
  patience?: number;
}

/**
 * Sends in the order asked, one message at a time, as zeromq demands of a socket; nobody waits for it. What cannot be
 * sent (its reader is gone) is dropped: the protocol has no one left to tell.
 */
export class Outbox {
  readonly #socket: Writable;
  readonly #waiting: (Uint8Array | string)[][] = [];
  readonly #pause: (() => Promise<void>) | undefined;
  readonly #patience: number;
  #sending: Promise<void> | undefined;

  constructor(socket: Writable, { pause, patience = 0 }: OutboxOptions = {}) {
    this.#socket = socket;
    this.#pause = pause;
    this.#patience = patience;
  }

  send(frames: (Uint8Array | string)[]): void {
    this.#waiting.push(frames);
    this.#sending ??= this.#drain();
  }

  /** Sends before all that waits. */
  sendFirst(frames: (Uint8Array | string)[]): void {
    this.#waiting.unshift(frames);
    this.#sending ??= this.#drain();
  }

  /** Settles when all that was sent so far has left. */
  async flushed(): Promise<void> {
    await this.#sending;
  }

  async #drain(): Promise<void> {
    await this.#pause?.();
    for (let frames = this.#waiting.shift(); frames; frames = this.#waiting.shift()) await this.#deliver(frames);
    this.#sending = undefined;
  }

  async #deliver(frames: (Uint8Array | string)[]): Promise<void> {
    const limit = performance.now() + this.#patience;
    for (;;) {
      try {
        return await this.#socket.send(frames);
      } catch (error) {
        const absent = (error as NodeJS.ErrnoException).code === "EHOSTUNREACH";
        if (!absent || performance.now() >= limit) return;
      }
      await new Promise((resolve) => setTimeout(resolve, AGAIN));
    }
  }
}
