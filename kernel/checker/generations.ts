/** So many cells stay in a generation before all of them move on to the next; the last keeps what comes. */
const ROOMS = [16, 256, Number.POSITIVE_INFINITY] as const;

/** How many texts hold the declarations of all cells, whatever their number. */
export const GENERATIONS = ROOMS.length;

/** A committed cell in TypeScript's eyes. */
export interface Declared {
  /** A namespace for a text that cells share. */
  namespace: string;
  /** A module of its own for what cannot be said in a namespace: imports, and types without a name. */
  module: string | undefined;
  /** It says something of more than its own names: an augmentation of globals, an import for its effect. */
  lasting: boolean;
}

/** What adding a cell changed. */
interface Change {
  /** The new texts of generations, by their index. */
  texts: Map<number, string>;
  /** Cells which nothing that is visible leads to any more; their declarations are gone. */
  gone: number[];
}

/** A committed cell's namespace, or the module of one: the latter in `import("…/__axonlab_cell3")`. */
const cellName = /__(?:axonlab_)?cell(\d+)/g;

/** The cells whose declarations a text needs. */
function needsOf({ namespace, module = "" }: Declared): number[] {
  return [...new Set([...`${namespace}\n${module}`.matchAll(cellName)].map(([, cell]) => Number(cell)))];
}

/**
 * The declarations of committed cells by age, as a log-structured merge tree keeps its records (O'Neil et al. 1996): a new
 * cell changes a text of sixteen at the most, an old one lies in a text that hardly ever changes, and what was declared
 * again and is out of use is left out at the next move. So the thousandth cell costs what the tenth does.
 */
export class Generations {
  #cells: Map<number, string>[] = ROOMS.map(() => new Map());
  readonly #needs = new Map<number, number[]>();
  readonly #lasting = new Set<number>();
  /** Out of use at the last move; a cell that was checked before it may still be on its way to mention them. */
  #unused = new Set<number>();

  /** How many cells' declarations are kept. */
  get size(): number {
    return this.#needs.size;
  }

  /** Keeps a cell's declarations; `visible` are the cells from which later ones can take names. */
  add(cell: number, declared: Declared, visible: Iterable<number>): Change {
    const changed = new Set([0]);
    const gone = (this.#cells[0] as Map<number, string>).size < ROOMS[0] ? [] : this.#move(visible, changed);
    this.#cells[0]?.set(cell, declared.namespace);
    this.#needs.set(cell, needsOf(declared));
    if (declared.lasting) this.#lasting.add(cell);
    const textOf = (index: number) => [...(this.#cells[index]?.values() ?? [])].join("");
    return { texts: new Map([...changed].map((index) => [index, textOf(index)])), gone };
  }

  /** Forgets every cell. */
  clear(): void {
    this.#cells = ROOMS.map(() => new Map());
    this.#needs.clear();
    this.#lasting.clear();
    this.#unused.clear();
  }

  /** Empties the youngest generation, and each that is full then; gives the cells that are left out. */
  #move(visible: Iterable<number>, changed: Set<number>): number[] {
    const gone = this.#sweep(visible);
    for (const [index, cells] of this.#cells.entries()) {
      for (const cell of gone) if (cells.delete(cell)) changed.add(index);
    }
    for (const [index, room] of ROOMS.entries()) {
      const [cells, older] = [this.#cells[index], this.#cells[index + 1]];
      if (!cells || !older || cells.size < room) break;
      for (const [cell, text] of cells) older.set(cell, text);
      cells.clear();
      changed.add(index).add(index + 1);
    }
    return gone;
  }

  /** Finds the cells that nothing visible leads to, now as at the last move. */
  #sweep(visible: Iterable<number>): number[] {
    const used = new Set([...visible, ...this.#lasting]);
    for (const cell of used) for (const needed of this.#needs.get(cell) ?? []) used.add(needed);
    const unused = [...this.#needs.keys()].filter((cell) => !used.has(cell));
    const gone = unused.filter((cell) => this.#unused.has(cell));
    for (const cell of gone) this.#needs.delete(cell);
    this.#unused = new Set(unused.filter((cell) => !this.#unused.has(cell)));
    return gone;
  }
}
