import { createHmac, timingSafeEqual } from "node:crypto";

/** How many signatures are remembered to recognise a replayed message; ipykernel remembers as many. */
const MEMORY = 65536;

/** Signs outgoing frames and judges incoming ones (protocol section "The wire protocol": HMAC-SHA256 over four frames). */
export class Signature {
  readonly #key: string;
  readonly #seen = new Set<string>();

  constructor(key: string) {
    this.#key = key;
  }

  /** The hex digest of header, parent, metadata and content, as they stand on the wire. */
  of(parts: readonly (Uint8Array | string)[]): string {
    const hmac = createHmac("sha256", this.#key);
    for (const part of parts) hmac.update(part);
    return hmac.digest("hex");
  }

  /** True where `given` signs `parts`, without telling by its time how much of it was right. */
  verifies(given: string, parts: readonly Uint8Array[]): boolean {
    const expected = Buffer.from(this.of(parts));
    const actual = Buffer.from(given);
    return expected.length === actual.length && timingSafeEqual(expected, actual);
  }

  /** True the second time that a signature is shown: a message carries a unique id, so equal signatures mean a replay. */
  replayed(given: string): boolean {
    if (this.#seen.has(given)) return true;
    this.#seen.add(given);
    if (this.#seen.size > MEMORY) for (const oldest of this.#seen) return !this.#seen.delete(oldest);
    return false;
  }
}
