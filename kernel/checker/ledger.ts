import type { CellSyntax, Declaration, DeclarationKind } from "../scope/contract.ts";

/** Where a visible name comes from. */
export interface Binding {
  /** Number of the committed cell. */
  cell: number;
  kinds: DeclarationKind[];
  /** The type of a variable or function, as text, where it was printed. */
  type?: string | undefined;
  /** The types that it is made of, by name, with the cells that declared them. */
  madeOf: ReadonlyMap<string, number>;
}

const typeKinds = new Set<DeclarationKind>(["interface", "type", "class", "enum", "namespace"]);

/** Whether a name declared so is, or holds, a type. */
export function isType(kinds: DeclarationKind[]): boolean {
  return kinds.some((kind) => typeKinds.has(kind));
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
  readonly #inner = new Set<string>();
  #stale: ReadonlySet<string> = new Set();
  #lastCell = 0;

  /** Whether a name, as it was declared, is made of a type which has been declared again since. */
  isStale(name: string): boolean {
    return this.#stale.has(name);
  }

  get(name: string): Binding | undefined {
    return this.#visible.get(name);
  }

  /** The cells that visible names come from. */
  visibleCells(): Set<number> {
    return new Set([...this.#visible.values()].map(({ cell }) => cell));
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
      if (binding) seen += `${name}=${binding.cell}${this.#stale.has(name) ? "!" : ""} `;
    }
    return `${epoch} ${seen}\n${cell.source}`;
  }

  /** Whether some committed cell has a type of that name inside a function or block: its printed name is ambiguous. */
  isInner(name: string): boolean {
    return this.#inner.has(name);
  }

  /** Makes the names of a cell visible again if one with that key was committed; else false. */
  revive(key: string): boolean {
    const known = this.#cells.get(key);
    if (!known) return false;
    let again = this.#stale.size > 0;
    for (const [name, binding] of known.bindings) {
      const before = this.#visible.get(name);
      again ||= before !== undefined && before.cell !== binding.cell && isType([...before.kinds, ...binding.kinds]);
      this.#visible.set(name, binding);
    }
    if (again) this.#stale = this.#findStale();
    return true;
  }

  /** The number for the next committed cell. */
  nextCell(): number {
    return ++this.#lastCell;
  }

  commit(key: string, cell: number, bindings: Map<string, Binding>, innerTypes: Iterable<string>): void {
    for (const name of innerTypes) this.#inner.add(name);
    if (bindings.size === 0) return;
    this.#cells.set(key, { cell, bindings });
    this.revive(key);
  }

  /** Forgets cells of which nothing is visible: to be committed again, they must be declared again. */
  forget(cells: readonly number[]): void {
    if (cells.length === 0) return;
    const gone = new Set(cells);
    for (const [key, { cell }] of this.#cells) if (gone.has(cell)) this.#cells.delete(key);
  }

  /** Forgets every name; numbers go on, so that nothing old is taken for something new. */
  clear(): void {
    this.#visible.clear();
    this.#inner.clear();
    this.#stale = new Set();
    this.#cells.clear();
  }

  #findStale(): Set<string> {
    const stale = new Set<string>();
    for (let size = -1; size !== stale.size; ) {
      size = stale.size;
      for (const [name, { madeOf }] of this.#visible) {
        for (const [type, cell] of madeOf) {
          if (stale.has(type) || this.#visible.get(type)?.cell !== cell) stale.add(name);
        }
      }
    }
    return stale;
  }

  /**
   * Declarations, on one line, that give a module the earlier names among `mentions`; `own` are declared there itself,
   * and those in `loose` are any.
   */
  preamble(
    mentions: Iterable<string>,
    own: ReadonlyMap<string, unknown>,
    loose: ReadonlySet<string> = new Set(),
  ): string {
    let lines = "";
    for (const name of mentions) {
      const binding = own.has(name) ? undefined : this.#visible.get(name);
      if (!binding) continue;
      if (loose.has(name)) {
        lines += `declare let ${name}: any;type ${name} = any;`;
        continue;
      }
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
