/** A cell ready for the runtime. */
export interface CompiledCell {
  /** JavaScript for V8's REPL mode, ending in `//# sourceURL=` of the cell. */
  code: string;
  /** Source maps (JSON text) to apply in this order to a generated position to reach the user's TypeScript. */
  maps: string[];
}

/** What the compiled code calls in the runtime; the only name that it adds to the user's global scope is `__axonlab`. */
export interface RuntimeHooks {
  /** Static and dynamic import, from the notebook's folder. */
  import(specifier: string, options?: { with?: Record<string, string> }): Promise<Record<string, unknown>>;
  /** `import.meta` of the notebook. */
  readonly meta: ImportMeta;
  /** The value of the last expression of evaluation `run`; returns it. */
  result<T>(run: number, value: T): T;
}
