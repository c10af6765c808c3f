import { randomUUID } from "node:crypto";
import { KernelError } from "../errors.ts";
import { Lane } from "./lane.ts";

/**
 * The main shell and its subshells (JEP 91), each with a lane of its own: a cell of one runs while those of others await
 * something, and waits while one computes.
 */
export class Subshells {
  readonly #main = new Lane();
  readonly #lanes = new Map<string, Lane>();

  /** Makes a subshell; returns its id. */
  create(): string {
    const id = randomUUID();
    this.#lanes.set(id, new Lane());
    return id;
  }

  /**
   * Takes a subshell away: what waits in it is aborted, what runs in it goes on to its end.
   * @throws KernelError where there is none of that id
   */
  delete(id: string): void {
    this.laneOf(id).abort();
    this.#lanes.delete(id);
  }

  /** Their ids. */
  list(): string[] {
    return [...this.#lanes.keys()];
  }

  /**
   * The lane of a subshell; of the main shell where no id is given.
   * @throws KernelError where there is none of that id
   */
  laneOf(id: string | null | undefined): Lane {
    const lane = id === null || id === undefined ? this.#main : this.#lanes.get(id);
    if (lane) return lane;
    throw new KernelError(`expected the id of a subshell that exists, got ${id}; list_subshell_request tells them`);
  }
}
