import type { Checker, Diagnostic } from "../checker/contract.ts";
import { compileCell } from "../compile/cell.ts";
import type { CompiledCell } from "../compile/contract.ts";
import { CellSyntaxError } from "../compile/syntax-error.ts";
import { KernelError } from "../errors.ts";
import type { ErrorContent } from "../runtime/frames.ts";
import type { CellSyntax, DeclarationKind } from "../scope/contract.ts";
import { tooDeep } from "../scope/nesting.ts";
import { parseCell } from "../scope/parse.ts";
import type { TypePolicy } from "./magics.ts";
import { describeAll, syntaxError, typeErrors } from "./report.ts";

/** A cell that may run. */
export interface Prepared {
  syntax: CellSyntax;
  compiled: CompiledCell;
  /** What the user is told on stderr before it runs: warnings, or why types were not checked; often empty. */
  note: string;
}

/** Gets cells ready to run: parsed, checked against the names that earlier ones declared, and compiled. */
export class Preparation {
  readonly #checker: Checker;
  /** The names declared so far, and how. */
  readonly names = new Map<string, DeclarationKind>();
  /** Those of them that no later cell may assign to. */
  readonly #constants = new Set<string>();

  constructor(checker: Checker) {
    this.#checker = checker;
  }

  /** Checks while it compiles; returns the error that stops the cell, if one does. */
  async prepare(source: string, run: number, cell: number, policy: TypePolicy): Promise<Prepared | ErrorContent> {
    const fault = tooDeep(source);
    if (fault) return syntaxError([fault], source, cell);
    const syntax = parseCell(source);
    const checked = policy === "off" ? { diagnostics: [], note: "" } : this.#check(syntax);
    const compiled = await this.#compile(source, run, cell);
    const { diagnostics, note } = await checked;
    const errors = diagnostics.filter((diagnostic) => diagnostic.category === "error");
    const [first, ...others] = errors;
    if (first && (policy === "stop" || "ename" in compiled)) return typeErrors([first, ...others], cell);
    if ("ename" in compiled) return compiled;
    const warnings = diagnostics.length === 0 ? "" : `${describeAll(diagnostics, cell).join("\n")}\n`;
    return { syntax, compiled, note: note + warnings };
  }

  /** The cell begins to run: later cells see its names. */
  commit({ syntax, compiled }: Prepared): void {
    for (const { name, kind } of syntax.declarations) this.names.set(name, kind);
    for (const name of compiled.variables) this.#constants.delete(name);
    for (const name of compiled.constants) this.#constants.add(name);
    // A later check waits for it; should it fail, that check says so.
    void this.#checker.commit(syntax).catch(() => undefined);
  }

  /** Compiles Jupyter's user_expressions; one that does not parse becomes code that throws its fault. */
  async expressions(asked: Record<string, string>, run: number, cell: number): Promise<Record<string, string>> {
    const compiled = Object.entries(asked).map(async ([name, source]) => {
      const ready = await this.#compile(source, run, cell);
      return [name, "ename" in ready ? `throw new SyntaxError(${JSON.stringify(ready.evalue)})` : ready.code];
    });
    return Object.fromEntries(await Promise.all(compiled)) as Record<string, string>;
  }

  /** Forgets every name and type. */
  forget(): void {
    this.names.clear();
    this.#constants.clear();
    void this.#checker.reset().catch(() => undefined);
  }

  async #compile(source: string, run: number, cell: number): Promise<CompiledCell | ErrorContent> {
    try {
      return await compileCell(source, { run, cell, constants: this.#constants });
    } catch (error) {
      if (error instanceof CellSyntaxError) return syntaxError(error.faults, source, cell);
      throw error;
    }
  }

  async #check(syntax: CellSyntax): Promise<{ diagnostics: Diagnostic[]; note: string }> {
    try {
      return { diagnostics: await this.#checker.check(syntax), note: "" };
    } catch (error) {
      if (!(error instanceof KernelError)) throw error;
      return { diagnostics: [], note: `${error.message}; this cell ran without a type check\n` };
    }
  }
}
