import type { CellSyntax } from "../scope/contract.ts";
import type { CellFile } from "./cell-file.ts";
import type { PrintedType } from "./declared.ts";
import { type Ledger, namespacePattern, partsByName } from "./ledger.ts";
import { type NativeType, PrintFlag, type Snapshot, TypeFlag } from "./native.ts";
import { readTypeText } from "./type-text.ts";

/** A type with more text than this is left where it was inferred. */
const longestType = 6000;
const dynamicImport = /\bimport\s*\(/;

/** Finds out, for the variables and functions of a cell, what their types are in a form that can be written elsewhere. */
export class Printer {
  readonly #ledger: Ledger;
  readonly #globals = new Map<string, Promise<boolean>>();

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
  }

  /** To be called when files changed on disk: other globals may exist. */
  forgetGlobals(): void {
    this.#globals.clear();
  }

  /** The types that can be written elsewhere; a name without one is left out. `file` is the cell's, named `name`. */
  async print(cell: CellSyntax, file: CellFile, snapshot: Snapshot, name: string): Promise<Map<string, PrintedType>> {
    const asked = [...file.places].filter(([own]) => !this.#isDynamicImport(cell, own));
    const [place] = file.places.values();
    if (place === undefined) return new Map();
    const [types, symbol] = await Promise.all([
      snapshot.typesAt(
        name,
        asked.map(([, position]) => position),
      ),
      snapshot.symbolAt(name, place),
    ]);
    const near = symbol?.declarations?.[0];
    const found = await Promise.all(
      asked.map(async ([own], index) => [own, await this.#read(own, types[index], cell, snapshot, near)] as const),
    );
    return new Map(found.filter((entry): entry is [string, PrintedType] => entry[1] !== undefined));
  }

  async #read(
    own: string,
    type: NativeType | null | undefined,
    cell: CellSyntax,
    snapshot: Snapshot,
    near: string | undefined,
  ): Promise<PrintedType | undefined> {
    if (!type || (type.flags & TypeFlag.any) !== 0) return { text: "any", widening: false, uniqueSymbol: false };
    const text = await snapshot.print(type, PrintFlag.noTruncation | PrintFlag.fullyQualified, near);
    if ((type.flags & TypeFlag.uniqueSymbol) !== 0 && text === `typeof ${own}`) {
      return { text, widening: false, uniqueSymbol: true };
    }
    const widening = (type.flags & TypeFlag.literal) !== 0 && type.freshType === type.id;
    return (await this.#canStandElsewhere(text, own, cell, snapshot))
      ? { text, widening, uniqueSymbol: false }
      : undefined;
  }

  async #canStandElsewhere(text: string, own: string, cell: CellSyntax, snapshot: Snapshot): Promise<boolean> {
    if (text.length > longestType) return false;
    const roots = readTypeText(text)?.roots;
    if (!roots || roots.has(own)) return false;
    const declared = partsByName(cell.declarations);
    for (const root of roots) {
      if (cell.innerTypes.has(root) || this.#ledger.isInner(root)) return false;
      if (declared.has(root) || this.#ledger.get(root) || root.match(namespacePattern)) continue;
      if (!(await this.#isGlobal(root, snapshot))) return false;
    }
    return true;
  }

  #isGlobal(name: string, snapshot: Snapshot): Promise<boolean> {
    let known = this.#globals.get(name);
    if (!known) {
      known = snapshot.hasGlobal(name);
      this.#globals.set(name, known);
    }
    return known;
  }

  /** `const m = await import("x")`: a module's type may be huge, and is better left where it is. */
  #isDynamicImport(cell: CellSyntax, own: string): boolean {
    return cell.declarations.some(
      ({ name, start, end }) => name === own && dynamicImport.test(cell.source.slice(start, end)),
    );
  }
}
