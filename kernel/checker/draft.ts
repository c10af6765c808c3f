import { likelyDeclared } from "../scope/mentions.ts";
import { parseCell } from "../scope/parse.ts";
import type { Ledger } from "./ledger.ts";

/** A cell that is being typed: what is wrong in it is no matter, and must not reach what is ours. */
interface DraftFile {
  text: string;
  /** Where the code begins: after the earlier names, which an open bracket of the code would swallow. */
  shift: number;
  /** Where the name that was asked for is mentioned as a type. */
  typePlace: number;
}

/**
 * The file of a draft: `code`, and the earlier names that it mentions as well as `others`. `asked` is a name that may be a
 * type's.
 */
export function draftFile(code: string, ledger: Ledger, others: Iterable<string>, asked = "undefined"): DraftFile {
  const { declarations, faults, mentions } = parseCell(code);
  const own = faults.length > 0 ? likelyDeclared(code) : declarations.map(({ name }) => name);
  const declared = new Map([...own].map((name) => [name, true]));
  const before = `export {};${ledger.preamble(new Set([...mentions, ...others]), declared)}type __axonlab_type = `;
  const head = `${before}${asked};\n`;
  return { text: head + code, shift: head.length, typePlace: before.length };
}
