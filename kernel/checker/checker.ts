import { readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { KernelError } from "../errors.ts";
import type { CellSyntax } from "../scope/contract.ts";
import { type CellFile, cellFile } from "./cell-file.ts";
import { complete } from "./completion.ts";
import type { Checker, CheckerOptions, CompletionList, Diagnostic, Inspection } from "./contract.ts";
import { fitsCore } from "./core.ts";
import { type PrintedType, publish } from "./declared.ts";
import { Generations } from "./generations.ts";
import { inspect } from "./inspection.ts";
import { Ledger } from "./ledger.ts";
import { LocalFiles } from "./local-files.ts";
import { type About, diagnosticFrom, unresolvedCodes } from "./messages.ts";
import type { NativeDiagnostic, Snapshot } from "./native.ts";
import { Printer } from "./printer.ts";
import { Turns } from "./turns.ts";
import { startWorkspace, type Workspace } from "./workspace.ts";

/** Answers kept for cells that are run again. */
const answersKept = 500;
/** Cannot find name (2304), with a proposal (2552), as a namespace (2503). */
const nameNotFound: ReadonlySet<number> = new Set([2304, 2552, 2503]);
/** How long help waits for the names of the cell that ran last, in milliseconds. */
const PATIENCE = 3000;
/** How long nothing must be asked before the declarations that a first cell can do without are loaded, in milliseconds. */
const IDLE = 500;
/** Cannot assign to an import: so much for an earlier `const`. */
const assignedAlias = 2632;
const importing = /\b(?:import|export|require)\b/;

/** The cell that was checked last, while its snapshot can still tell of its types. */
interface Checked {
  key: string;
  file: CellFile;
  snapshot: Snapshot;
}

function translate(found: NativeDiagnostic[], about: About): Diagnostic[] {
  const once = new Map<string, Diagnostic>();
  for (const native of found) {
    const diagnostic = diagnosticFrom(native, about);
    if (diagnostic) once.set(`${diagnostic.start} ${diagnostic.end} ${diagnostic.message}`, diagnostic);
  }
  return [...once.values()].sort((one, other) => one.start - other.start || one.end - other.end);
}

class TypeChecker implements Checker {
  readonly #workspace: Workspace;
  readonly #folder: string;
  readonly #provided: readonly string[];
  readonly #ledger = new Ledger();
  readonly #generations = new Generations();
  readonly #printer = new Printer(this.#ledger);
  readonly #localFiles: LocalFiles;
  readonly #answers = new Map<string, Diagnostic[]>();
  /** Keys of cells for which a module was not found: it may have been installed when they are checked again. */
  readonly #unresolved = new Set<string>();
  #epoch = 0;
  #idle: NodeJS.Timeout | undefined;
  #checked: Checked | undefined;
  readonly #turns: Turns;
  /** Settles when the cell that ran last is known. */
  #committed: Promise<void> = Promise.resolve();

  constructor(options: CheckerOptions, workspace: Workspace) {
    this.#folder = options.folder;
    this.#provided = Object.keys(options.provided);
    this.#workspace = workspace;
    this.#localFiles = new LocalFiles(options.folder, Object.values(options.provided).map(dirname));
    this.#turns = new Turns(() => this.#workspace.replace());
    this.rest();
  }

  /** The native process's id, while there is one. */
  get pid(): number | undefined {
    return this.#workspace.pid;
  }

  check(cell: CellSyntax): Promise<Diagnostic[]> {
    // A cell that runs for long keeps a core busy: the other one is for who wants to interrupt it.
    clearTimeout(this.#idle);
    return this.#turns.take(() => this.#check(cell), { interruptible: true });
  }

  commit(cell: CellSyntax): Promise<void> {
    const done = this.#turns.take(() => this.#commit(cell, true));
    // The cell's names must be known even if their types cannot be.
    const committed = done.catch(() => this.#turns.take(() => this.#commit(cell, false)));
    this.#committed = committed.catch(() => undefined);
    return committed;
  }

  complete(code: string, offset: number): Promise<CompletionList> {
    return this.#aside(() => complete(code, offset, this.#workspace, this.#ledger));
  }

  inspect(code: string, offset: number, detail: 0 | 1): Promise<Inspection | undefined> {
    return this.#aside(() => inspect(code, offset, detail, this.#workspace, this.#ledger));
  }

  /** Help that is asked for right after a cell ran knows its names; it waits for no check, however long. */
  #aside<T>(work: () => Promise<T>): Promise<T> {
    return this.#turns.aside(async () => {
      await this.#loadAll();
      await Promise.race([this.#committed, new Promise((resolve) => setTimeout(resolve, PATIENCE).unref())]);
      return work();
    });
  }

  reset(): Promise<void> {
    return this.#turns.take(async () => {
      this.#ledger.clear();
      this.#drop();
      this.#generations.clear();
      await this.#workspace.clear();
    });
  }

  rest(): void {
    if (!this.#workspace.isCore) return;
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => {
      // What fails now is tried again, and said, when something is asked.
      void this.#loadAll().then(
        () => this.#workspace.warm(),
        () => undefined,
      );
    }, IDLE).unref();
  }

  interrupt(): void {
    this.#turns.interrupt(new KernelError("expected the type check to end, got an interrupt; run the cell again"));
  }

  async dispose(): Promise<void> {
    clearTimeout(this.#idle);
    this.#workspace.dispose();
  }

  /** Ends the time in which cells are checked with the core alone. */
  async #loadAll(): Promise<void> {
    if (!this.#workspace.isCore) return;
    clearTimeout(this.#idle);
    this.#printer.forgetGlobals();
    await this.#workspace.loadAll();
  }

  async #check(cell: CellSyntax): Promise<Diagnostic[]> {
    const imports = importing.test(cell.source);
    const disk = this.#diskChanges(imports, this.#unresolved.has(this.#ledger.keyOf(cell, this.#epoch)));
    const key = this.#ledger.keyOf(cell, this.#epoch);
    const known = this.#answers.get(key);
    if (known) return known;
    const core = this.#workspace.isCore && fitsCore(cell);
    if (!core) await this.#loadAll();
    let { snapshot, found } = await this.#diagnose(cell, key, [], disk);
    if (core && found.length > 0) {
      await this.#loadAll();
      ({ snapshot, found } = await this.#diagnose(cell, key, [], []));
    }
    const similar = this.#similarNames(found, cell);
    if (similar.length > 0) ({ snapshot, found } = await this.#diagnose(cell, key, similar, []));
    const names = imports ? await snapshot.fileNames() : [];
    this.#localFiles.learn(names.filter((name) => !this.#workspace.holds(name)));
    const stale = await this.#staleOnly(found, cell);
    const answer = [...this.#ofCell(found, cell, stale), ...(imports ? await this.#ofLocalFiles(snapshot, cell) : [])];
    const unresolved = found.some(({ code }) => unresolvedCodes.has(code));
    if (unresolved) this.#unresolved.add(key);
    else this.#remember(key, answer);
    return answer;
  }

  async #diagnose(cell: CellSyntax, key: string, others: string[], disk: string[] | "everything") {
    const file = cellFile(cell, this.#ledger, others);
    const snapshot = await this.#workspace.edit({ [this.#workspace.cell]: file.text }, disk);
    this.#drop();
    this.#checked = { key, file, snapshot };
    return { snapshot, found: await this.#diagnosticsOf(snapshot, this.#workspace.cell, cell.source.length) };
  }

  /** Those complaints that would not be there if it were not for names made of types that have been declared again. */
  async #staleOnly(found: NativeDiagnostic[], cell: CellSyntax): Promise<Set<NativeDiagnostic>> {
    const loose = new Set([...cell.mentions].filter((name) => this.#ledger.isStale(name)));
    if (found.length === 0 || loose.size === 0) return new Set();
    const { text } = cellFile(cell, this.#ledger, [], loose);
    const snapshot = await this.#workspace.edit({ [this.#workspace.cell]: text });
    const remaining = await this.#diagnosticsOf(snapshot, this.#workspace.cell, cell.source.length);
    snapshot.release();
    const places = new Set(remaining.map(({ code, pos }) => `${code} ${pos}`));
    return new Set(found.filter(({ code, pos }) => code !== assignedAlias && !places.has(`${code} ${pos}`)));
  }

  /** Earlier names which may have been meant by those that were not found: with them, TypeScript can propose one. */
  #similarNames(found: NativeDiagnostic[], cell: CellSyntax): string[] {
    const missing = found.filter(({ code }) => nameNotFound.has(code)).map(({ pos, end }) => end - pos);
    if (missing.length === 0) return [];
    const near = (name: string) => missing.some((length) => Math.abs(name.length - length) <= 1 + length * 0.34);
    return [...this.#ledger.names()].filter((name) => !cell.mentions.has(name) && near(name));
  }

  async #commit(cell: CellSyntax, typed: boolean): Promise<void> {
    const key = this.#ledger.keyOf(cell, this.#epoch);
    if (this.#ledger.revive(key)) return;
    const number = this.#ledger.nextCell();
    const printed = typed ? await this.#typesOf(cell, key) : new Map<string, PrintedType>();
    const { declared, bindings } = publish(number, cell, this.#ledger, printed, typed);
    this.#ledger.commit(key, number, bindings, cell.innerTypes);
    if (declared.namespace === "" && declared.module === undefined) return;
    const { texts, gone } = this.#generations.add(number, declared, this.#ledger.visibleCells());
    this.#ledger.forget(gone);
    const files: Record<string, string | undefined> = {};
    for (const [index, text] of texts) files[this.#workspace.generation(index)] = text;
    if (declared.module !== undefined) files[this.#workspace.moduleOf(number)] = declared.module;
    for (const cell of gone) {
      const module = this.#workspace.moduleOf(cell);
      if (this.#workspace.holds(module)) files[module] = undefined;
    }
    await this.#workspace.write(files);
  }

  /** The types of a cell's variables and functions, from its check if that was the last thing done. */
  async #typesOf(cell: CellSyntax, key: string): Promise<Map<string, PrintedType>> {
    const name = this.#workspace.cell;
    const checked = this.#checked;
    if (checked?.key === key && !checked.snapshot.lost)
      return this.#printer.print(cell, checked.file, checked.snapshot, name);
    const file = cellFile(cell, this.#ledger);
    if (file.places.size === 0) return new Map();
    await this.#loadAll();
    const snapshot = await this.#workspace.edit({ [name]: file.text });
    const printed = await this.#printer.print(cell, file, snapshot, name);
    snapshot.release();
    return printed;
  }

  /** What to tell TypeScript of the disk before a check; counts an epoch when something changed there. */
  #diskChanges(imports: boolean, wasUnresolved: boolean): string[] | "everything" {
    const changed = this.#localFiles.changes();
    const everything = imports && (this.#localFiles.packagesChanged() || wasUnresolved);
    if (changed.length === 0 && !everything) return [];
    this.#epoch++;
    this.#answers.clear();
    this.#unresolved.clear();
    this.#printer.forgetGlobals();
    return everything ? "everything" : changed;
  }

  /** Faults of syntax alone where there are any; else complaints about the first `length` characters. */
  async #diagnosticsOf(snapshot: Snapshot, file: string, length = Infinity): Promise<NativeDiagnostic[]> {
    const [syntactic, semantic] = await Promise.all([
      snapshot.syntacticDiagnostics(file),
      snapshot.semanticDiagnostics(file),
    ]);
    // What stands after the user's text is ours; only a fault of syntax may show up there.
    return syntactic.length > 0 ? syntactic : semantic.filter(({ pos }) => pos < length);
  }

  #ofCell(found: NativeDiagnostic[], cell: CellSyntax, stale: ReadonlySet<NativeDiagnostic>): Diagnostic[] {
    const text = cell.source;
    const about: About = {
      text,
      folder: this.#folder,
      provided: this.#provided,
      kindOf: (name) => this.#ledger.get(name)?.kinds.find((kind) => kind !== "type" && kind !== "interface"),
      isStale: (native) => stale.has(native),
    };
    const answer = translate(found, about);
    if (answer.length > 0) return answer;
    return cell.faults.map(({ message, start, end }) => ({ code: 1005, category: "error", message, text, start, end }));
  }

  async #ofLocalFiles(snapshot: Snapshot, cell: CellSyntax): Promise<Diagnostic[]> {
    const files = this.#localFiles.reachableFrom(cell.source, this.#workspace.cell);
    const found = await Promise.all(
      files.map(async (file) => {
        const diagnostics = await this.#diagnosticsOf(snapshot, file);
        if (diagnostics.length === 0) return [];
        const text = await readFile(file, "utf8");
        return translate(diagnostics, {
          file,
          text,
          folder: this.#folder,
          provided: this.#provided,
          kindOf: () => undefined,
          isStale: () => false,
        });
      }),
    );
    return found.flat();
  }

  #remember(key: string, answer: Diagnostic[]): void {
    if (this.#answers.size >= answersKept) {
      for (const oldest of this.#answers.keys()) {
        this.#answers.delete(oldest);
        break;
      }
    }
    this.#answers.set(key, answer);
  }

  #drop(): void {
    this.#checked?.snapshot.release();
    this.#checked = undefined;
  }
}

/**
 * Starts a type checker for notebooks of a folder; its process starts at once and loads what the first check needs.
 *
 * @param workspace one of the same options that was started before; default: a new one
 */
export function createChecker(options: CheckerOptions, workspace = startWorkspace(options)): Checker {
  return new TypeChecker(options, workspace);
}
