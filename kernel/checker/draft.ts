import { likelyDeclared } from "../scope/mentions.ts";
import { parseCell } from "../scope/parse.ts";
import type { Ledger } from "./ledger.ts";

/** A cell that is being typed: what may be wrong in it is no matter. */
export class Draft {
  readonly #code: string;
  readonly #ledger: Ledger;
  readonly #mentions: Set<string>;
  readonly #own: Map<string, true>;

  constructor(code: string, ledger: Ledger) {
    const { declarations, faults, mentions } = parseCell(code);
    const own = faults.length > 0 ? likelyDeclared(code) : declarations.map(({ name }) => name);
    this.#code = code;
    this.#ledger = ledger;
    this.#mentions = mentions;
    this.#own = new Map([...own].map((name) => [name, true]));
  }

  /** Its file: the code at offset 0, and after it the earlier names that it mentions, and those in `others`. */
  text(others: Iterable<string> = []): string {
    const names = new Set([...this.#mentions, ...others]);
    return `${this.#code}\nexport {};${this.#ledger.preamble(names, this.#own)}`;
  }

  /** The same, and the offset of a further mention of `name` as a type. */
  textWithType(name: string): { text: string; place: number } {
    const before = `${this.text([name])}type __axonlab_type = `;
    return { text: `${before}${name};`, place: before.length };
  }
}
