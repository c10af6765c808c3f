import type { CellSyntax, Declaration, DeclarationKind } from "../scope/contract.ts";

/** Where a visible name comes from. */
export interface Binding {
  /** Number of the committed cell. */
  cell: number;
  kinds: DeclarationKind[];
  /** The type of a variable or function, as text, where it was printed. */
  type?: string | undefined;
}

const assignable = new Set<DeclarationKind>(["let", "var"]);

/** The namespace that holds the declarations of a committed cell. */
export function namespaceOf(cell: number): string {
  return `__cell${cell}`;
}

/** Matches what {@link namespaceOf} gives, with the dot that follows in a qualified name. */
export const namespacePattern = /\b__cell\d+\b\.?/g;

/** The declarations of each name of a cell, in order. */
export function partsByName(declarations: Declaration[]): Map<string, Declaration[]> {
  const parts = new Map<string, Declaration[]>();
  for (const declaration of declarations) {
    const known = parts.get(declaration.name);
    if (known) known.push(declaration);
    else parts.set(declaration.name, [declaration]);
  }
  return parts;
}

/**
 * Which names are visible and which committed cell each comes from. A later declaration of a name hides the earlier one
 * from new cells; what was committed before goes on to mean the earlier one.
 */
export class Ledger {
  readonly #visible = new Map<string, Binding>();
  readonly #cells = new Map<string, { cell: number; bindings: Map<string, Binding> }>();
  readonly #redeclared = new Set<string>();
  #lastCell = 0;

  /** Whether more than one committed cell declared the name. */
  isRedeclared(name: string): boolean {
    return this.#redeclared.has(name);
  }

  get(name: string): Binding | undefined {
    return this.#visible.get(name);
  }

  names(): Iterable<string> {
    return this.#visible.keys();
  }

  /**
   * Equal for two cells with the same text that see the same declarations under the names which they mention: such cells
   * mean the same. `epoch` counts the changes of files on disk.
   */
  keyOf(cell: CellSyntax, epoch: number): string {
    const own = new Set(cell.declarations.map(({ name }) => name));
    let seen = "";
    for (const name of cell.mentions) {
      const binding = own.has(name) ? undefined : this.#visible.get(name);
      if (binding) seen += `${name}=${binding.cell} `;
    }
    return `${epoch} ${seen}\n${cell.source}`;
  }

  /** Makes the names of a cell visible again if one with that key was committed; else false. */
  revive(key: string): boolean {
    const known = this.#cells.get(key);
    for (const [name, binding] of known?.bindings ?? []) this.#visible.set(name, binding);
    return known !== undefined;
  }

  /** The number for the next committed cell. */
  nextCell(): number {
    return ++this.#lastCell;
  }

  commit(key: string, cell: number, bindings: Map<string, Binding>): void {
    this.#cells.set(key, { cell, bindings });
    for (const name of bindings.keys()) if (this.#visible.has(name)) this.#redeclared.add(name);
    this.revive(key);
  }

  /** Forgets every name; numbers go on, so that nothing old is taken for something new. */
  clear(): void {
    this.#visible.clear();
    this.#redeclared.clear();
    this.#cells.clear();
  }

  /** Declarations, on one line, that give a module the earlier names among `mentions`; `own` are declared there itself. */
  preamble(mentions: Iterable<string>, own: ReadonlyMap<string, unknown>): string {
    let lines = "";
    for (const name of mentions) {
      const binding = own.has(name) ? undefined : this.#visible.get(name);
      if (!binding) continue;
      const namespace = namespaceOf(binding.cell);
      // An alias cannot be assigned to, and it alone keeps that `let x = c` widens what `const c = 4` is.
      const variable = binding.kinds.every((kind) => assignable.has(kind));
      // `typeof __cell1.x` would be narrowed by the cell's statements before it, which is circular for `x.f(() => 0)`.
      lines += variable
        ? `declare let ${name}: (typeof ${namespace})["${name}"];`
        : `import ${name} = ${namespace}.${name};`;
    }
    return lines;
  }
}
