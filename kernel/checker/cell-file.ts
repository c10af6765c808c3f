import type { CellSyntax } from "../scope/contract.ts";
import { isValue } from "./declared.ts";
import { type Ledger, partsByName } from "./ledger.ts";

/** A cell as TypeScript sees it: the user's text at offset 0, so that places are the same, and what it needs after it. */
export interface CellFile {
  text: string;
  /** For each variable and function that the cell declares: an offset after the user's text where its type can be had. */
  places: Map<string, number>;
}

/**
 * Builds the file of a cell on the names that are visible now; `others` are names to see besides those it mentions, and
 * those in `loose` are any.
 */
export function cellFile(
  cell: CellSyntax,
  ledger: Ledger,
  others: string[] = [],
  loose: ReadonlySet<string> = new Set(),
): CellFile {
  const parts = partsByName(cell.declarations);
  const places = new Map<string, number>();
  let text = `${cell.source}\nexport {};${ledger.preamble([...cell.mentions, ...others], parts, loose)}export { `;
  for (const [name, declarations] of parts) {
    if (!isValue(declarations)) continue;
    places.set(name, text.length);
    text += `${name} as __axonlab_${name}, `;
  }
  return { text: `${text}};`, places };
}
