/** Where a buffer belongs in a state: the keys and indices that lead to it. */
export type BufferPath = (string | number)[];

/** A state without its binary parts, and these beside it (widgets protocol, "Binary buffers"). */
export interface Parted {
  state: unknown;
  buffer_paths: BufferPath[];
  buffers: (ArrayBufferLike | ArrayBufferView)[];
}

const isBytes = (value: unknown): value is ArrayBufferLike | ArrayBufferView =>
  ArrayBuffer.isView(value) || value instanceof ArrayBuffer || value instanceof SharedArrayBuffer;

/** Takes the binary parts out of a state: out of an object they are left out, in an array null takes their place. */
export function takeBuffers(state: unknown): Parted {
  const parted: Parted = { state: undefined, buffer_paths: [], buffers: [] };
  const without = (value: unknown, path: BufferPath): unknown => {
    if (isBytes(value)) {
      parted.buffer_paths.push(path);
      parted.buffers.push(value);
      return null;
    }
    if (Array.isArray(value)) return value.map((item, at) => without(item, [...path, at]));
    if (typeof value !== "object" || value === null) return value;
    const entries = Object.entries(value)
      .map(([key, item]) => [key, without(item, [...path, key]), isBytes(item)] as const)
      .filter(([, , bytes]) => !bytes);
    return Object.fromEntries(entries);
  };
  parted.state = without(state, []);
  return parted;
}

/** Puts buffers back to where their paths say, in place. */
export function putBuffers(state: object, paths: readonly BufferPath[], buffers: readonly Uint8Array[]): void {
  for (const [at, path] of paths.entries()) {
    let holder = state as Record<string | number, unknown>;
    for (const key of path.slice(0, -1)) holder = holder[key] as Record<string | number, unknown>;
    holder[path.at(-1) as string | number] = buffers[at];
  }
}
