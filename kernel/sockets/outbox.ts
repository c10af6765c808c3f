/** A socket that can be written to. */
interface Writable {
  send(frames: (Uint8Array | string)[]): Promise<void>;
}

/**
 * Sends in the order asked, one message at a time, as zeromq demands of a socket; nobody waits for it. What cannot be
 * sent (its reader is gone) is dropped: the protocol has no one left to tell.
 */
export class Outbox {
  readonly #socket: Writable;
  readonly #waiting: (Uint8Array | string)[][] = [];
  readonly #pause: (() => Promise<void>) | undefined;
  #sending: Promise<void> | undefined;

  /** `pause` is taken before the first message after a silence. */
  constructor(socket: Writable, pause?: () => Promise<void>) {
    this.#socket = socket;
    this.#pause = pause;
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
    for (let frames = this.#waiting.shift(); frames; frames = this.#waiting.shift()) {
      try {
        await this.#socket.send(frames);
      } catch {
        // EHOSTUNREACH and the like: see above
      }
    }
    this.#sending = undefined;
  }
}
