import type { CellSyntax } from "../scope/contract.ts";

/** A complaint of TypeScript about a cell or about a local file that it imports. */
export interface Diagnostic {
  /** 2322 for TS2322. */
  code: number;
  category: "error" | "warning";
  /** The whole message, continuation lines indented, "Did you mean" included. */
  message: string;
  /** Absent for the cell itself, else the path of an imported local file. */
  file?: string;
  /** Text of the file (the cell's source for the cell), for the source line and the caret. */
  text: string;
  /** UTF-16 offsets into `text`. */
  start: number;
  end: number;
}

/** One completion. `type` is one of Lab's kinds: function, instance, class, module, keyword, property, type, … */
export interface Completion {
  text: string;
  type: string;
  signature?: string;
}

/** Completions for [start, end) of the code, UTF-16 offsets. */
export interface CompletionList {
  start: number;
  end: number;
  items: Completion[];
}

/** What inspect shows: a signature line in TypeScript, and documentation as Markdown. */
export interface Inspection {
  signature: string;
  documentation: string;
}

export interface CheckerOptions {
  /** The notebook's folder: where imports resolve from. */
  folder: string;
  /** Packages the kernel itself provides: bare specifier to the absolute path of its .d.ts. */
  provided: Record<string, string>;
  /** Absolute path of the .d.ts that declares the kernel's globals (display, prompt, …). */
  globals: string;
  /** Absolute path of a folder with the language's own declarations, to begin with. Default: begins with all of them. */
  core?: string;
}

/** The type checker as the engine sees it; everything behind it is TypeScript 7's native process. */
export interface Checker {
  /** Checks a cell against what is committed; does not change the scope. Cached for an unchanged cell on an unchanged scope. */
  check(cell: CellSyntax): Promise<Diagnostic[]>;
  /** The cell ran: its declarations are now visible to later ones. */
  commit(cell: CellSyntax): Promise<void>;
  complete(code: string, offset: number): Promise<CompletionList>;
  /** `detail` 1 asks for more (the expanded type). Undefined: nothing there. */
  inspect(code: string, offset: number, detail: 0 | 1): Promise<Inspection | undefined>;
  /** Forgets every cell. */
  reset(): Promise<void>;
  /** Nothing runs now: what the next check need not wait for may be done, unless it comes soon. */
  rest(): void;
  /** Ends a check under way (it rejects), by replacing the process if need be; the scope is kept. */
  interrupt(): void;
  dispose(): Promise<void>;
}
