/** What to make of one cell. */
export interface CellOptions {
  /** The evaluation's unique number: in `__axonlab.result(run, …)` and in the cell's source URL. */
  run: number;
  /** The number in `In [cell]`: in the cell's source URL. */
  cell: number;
  /** False: the last expression is evaluated and reported to nobody. Default true. */
  result?: boolean;
  /** Names that earlier cells bound as constants and no cell bound anew: assigning to one throws. Default none. */
  constants?: ReadonlySet<string>;
}

/** A cell ready for the runtime. */
export interface CompiledCell {
  /** JavaScript for V8's REPL mode, ending in `//# sourceURL=` of the cell. */
  code: string;
  /** Source maps (JSON text) to apply in this order to a generated position to reach the user's TypeScript. */
  maps: string[];
  /** Top-level names that this cell binds once and for all: `const`, `using` and imports. */
  constants: string[];
  /** Top-level names that this cell binds and that may be assigned to: every other value. */
  variables: string[];
}

/** A local file ready for the runtime's module loader. */
export interface CompiledModule {
  /** JavaScript, without a source URL. */
  code: string;
  /** Source maps (JSON text) to apply in this order; empty where the code is the file's own text. */
  maps: string[];
}

/** What the compiled code calls in the runtime; the only name that it adds to the user's global scope is `__axonlab`. */
export interface RuntimeHooks {
  /** Static and dynamic import, from the notebook's folder; a static one says which names it must have. */
  import(
    specifier: string,
    options?: { with?: Record<string, string> },
    names?: readonly string[],
  ): Promise<Record<string, unknown>>;
  /** `import.meta` of the notebook. */
  readonly meta: ImportMeta;
  /** The value of the last expression of evaluation `run`; returns it. */
  result<T>(run: number, value: T): T;
}
