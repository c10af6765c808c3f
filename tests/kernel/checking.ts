import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { createChecker } from "../../kernel/checker/checker.ts";
import type { Checker, Diagnostic } from "../../kernel/checker/contract.ts";
import { startWorkspace, type Workspace } from "../../kernel/checker/workspace.ts";
import { parseCell } from "../../kernel/scope/parse.ts";
import { writeCoreLibrary } from "../../scripts/lib/core-library.mjs";

const core = mkdtempSync(join(tmpdir(), "axonlab core "));
writeCoreLibrary(core);
process.once("exit", () => rmSync(core, { recursive: true, force: true }));

/** A notebook's folder on disk, and a checker for it. */
export class Notebook {
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), "axonlab checker é-")));
  readonly checker: Checker;
  readonly workspace: Workspace;

  /** @param begin with the language's core alone, as a kernel does, or with all declarations */
  constructor(files: Record<string, string> = {}, begin: "core" | "all" = "core") {
    for (const [name, text] of Object.entries(files)) this.write(name, text);
    this.write("provided/axonlab.d.ts", "export declare class Neuron { weights: number[] }");
    const options = {
      folder: this.folder,
      provided: { axonlab: join(this.folder, "provided/axonlab.d.ts") },
      globals: fileURLToPath(new URL("../../kernel/checker/globals.d.ts", import.meta.url)),
      ...(begin === "core" ? { core } : {}),
    };
    this.workspace = startWorkspace(options);
    this.checker = createChecker(options, this.workspace);
  }

  write(name: string, text: string): void {
    const file = join(this.folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  /** Checks a cell without running it. */
  check(source: string): Promise<Diagnostic[]> {
    return this.checker.check(parseCell(source));
  }

  /** Commits a cell without checking it, as when types are off. */
  commit(source: string): Promise<void> {
    return this.checker.commit(parseCell(source));
  }

  /** Checks a cell and commits it, as when it runs; gives the codes of the complaints. */
  async run(source: string): Promise<number[]> {
    const found = await this.check(source);
    await this.commit(source);
    return found.map(({ code }) => code);
  }

  /** Runs several cells; each gives its codes. */
  async runAll(...sources: string[]): Promise<number[][]> {
    const codes: number[][] = [];
    for (const source of sources) codes.push(await this.run(source));
    return codes;
  }

  /** Completions at `|`, which is taken out of the code. */
  complete(marked: string) {
    return this.checker.complete(marked.replace("|", ""), marked.indexOf("|"));
  }

  /** What inspect says at `|`. */
  inspect(marked: string, detail: 0 | 1 = 0) {
    return this.checker.inspect(marked.replace("|", ""), marked.indexOf("|"), detail);
  }

  async close(): Promise<void> {
    await this.checker.dispose();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
