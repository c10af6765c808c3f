import type { BufferPath } from "../../../src/widgets/buffers.ts";
import type { Comm, CommExtras, CommMessage, Comms } from "../../../src/widgets/front-end.ts";

/** A message that the page got. */
export interface Got {
  kind: "open" | "msg" | "close";
  id: string;
  // biome-ignore lint/suspicious/noExplicitAny: what the protocol says, and the tests check
  data: any;
  metadata?: unknown;
  buffers: Uint8Array[];
}

const LINK = Symbol.for("axonlab.comms");
const links = globalThis as { [LINK]?: Comms };

/** The page's end of the comms: keeps what it is told, and sends what a test wants. */
export class FakePage {
  readonly got: Got[] = [];
  readonly #handlers = new Map<string, (message: CommMessage) => unknown>();
  readonly #closers = new Map<string, (message: CommMessage) => unknown>();
  readonly #targets = new Map<string, (comm: Comm, open: CommMessage) => unknown>();
  #count = 0;

  /** From here on, until `leave`, widgets find this page. */
  enter(): void {
    links[LINK] = {
      registerTarget: (target, handler) => void this.#targets.set(target, handler),
      open: (_target, { data, metadata, buffers = [] } = {}) => {
        const comm = this.#comm(`m${++this.#count}`);
        this.got.push({ kind: "open", id: comm.id, data, metadata, buffers: bytesOf(buffers) });
        return comm;
      },
    };
  }

  leave(): void {
    delete links[LINK];
  }

  #comm(id: string): Comm {
    const note =
      (kind: "msg" | "close") =>
      (data: unknown, extras: CommExtras = {}) => {
        this.got.push({ kind, id, data: structuredClone(data), buffers: bytesOf(extras.buffers ?? []) });
      };
    return {
      id,
      closed: false,
      send: note("msg"),
      close: note("close"),
      onMessage: (handler) => void this.#handlers.set(id, handler),
      onClose: (handler) => void this.#closers.set(id, handler),
    };
  }

  /** What was got since the last call. */
  take(): Got[] {
    return this.got.splice(0);
  }

  /** Sends data on a comm; returns what the handlers return. */
  send(id: string | undefined, data: object, buffers: Uint8Array<ArrayBuffer>[] = []): unknown {
    return this.#handlers.get(String(id))?.({ data, metadata: {}, buffers });
  }

  /** Changes properties, as a view does. */
  update(
    id: string | undefined,
    state: object,
    paths: BufferPath[] = [],
    buffers: Uint8Array<ArrayBuffer>[] = [],
  ): unknown {
    return this.send(id, { method: "update", state, buffer_paths: paths }, buffers);
  }

  close(id: string | undefined): void {
    this.#closers.get(String(id))?.({ data: {}, metadata: {}, buffers: [] });
  }

  /** Opens a comm from the page's side. */
  open(target: string): string {
    const comm = this.#comm(`page${++this.#count}`);
    this.#targets.get(target)?.(comm, { data: {}, metadata: {}, buffers: [] });
    return comm.id;
  }

  /** The state that a model was opened with. */
  stateOf(id: string): Record<string, unknown> {
    return this.got.find((got) => got.kind === "open" && got.id === id)?.data.state;
  }
}

function bytesOf(buffers: readonly (ArrayBufferLike | ArrayBufferView)[]): Uint8Array[] {
  return buffers.map((buffer) =>
    ArrayBuffer.isView(buffer)
      ? new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength).slice()
      : new Uint8Array(buffer).slice(),
  );
}
