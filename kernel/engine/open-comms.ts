import type { CommCommand } from "../runtime/frames.ts";

type Opened = Pick<CommCommand, "kind" | "commId" | "target">;

/** The comms that are open, as comm_info_request asks for them (protocol section "Comm info"). */
export class OpenComms {
  readonly #targets = new Map<string, string>();

  /** Takes note of a message of either side. */
  note({ kind, commId, target = "" }: Opened): void {
    if (kind === "close") this.#targets.delete(commId);
    if (kind === "open") this.#targets.set(commId, target);
  }

  /** Those of one target, or all: by their ids. */
  of(target: unknown): Record<string, { target_name: string }> {
    const asked = [...this.#targets].filter(([, name]) => typeof target !== "string" || name === target);
    return Object.fromEntries(asked.map(([id, name]) => [id, { target_name: name }]));
  }

  /** Forgets all of them; returns their ids. */
  drain(): string[] {
    const ids = [...this.#targets.keys()];
    this.#targets.clear();
    return ids;
  }
}
