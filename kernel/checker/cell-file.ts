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
 * TypeScript takes `import a = require("a")` for resolved when the same file imported "a" before the edit, and does not
 * find it then; only a list of imports that differs makes it look anew.
 */
const requiring = /=\s*require\s*\(/;

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
  const difference = requiring.test(cell.source) ? 'import type {} from "node:module";' : "";
  let text = `${cell.source}\nexport {};${difference}${ledger.preamble([...cell.mentions, ...others], parts, loose)}export { `;
  for (const [name, declarations] of parts) {
    if (!isValue(declarations)) continue;
    places.set(name, text.length);
    text += `${name} as __axonlab_${name}, `;
  }
  return { text: `${text}};`, places };
}
