import { readFile } from "node:fs/promises";
import { KernelError } from "../errors.ts";
import type { CellSyntax } from "../scope/contract.ts";
import { type CellFile, cellFile } from "./cell-file.ts";
import { complete } from "./completion.ts";
import type { Checker, CheckerOptions, CompletionList, Diagnostic, Inspection } from "./contract.ts";
import { inspect } from "./inspection.ts";
import { Ledger } from "./ledger.ts";
import { LocalFiles } from "./local-files.ts";
import { type About, diagnosticFrom, unresolvedCodes } from "./messages.ts";
import type { NativeDiagnostic, Snapshot } from "./native.ts";
import { Publication } from "./publication.ts";
import { ProcessLost } from "./rpc.ts";
import { Workspace } from "./workspace.ts";

/** A check that takes longer is given up, in milliseconds. */
const longestCheck = 30_000;
/** Answers kept for cells that are run again. */
const answersKept = 500;
/** Cannot find name (2304), with a proposal (2552), as a namespace (2503). */
const nameNotFound: ReadonlySet<number> = new Set([2304, 2552, 2503]);
const importing = /\b(?:import|export|require)\b/;

/** The cell that was checked last, while its snapshot can still tell of its types. */
interface Checked {
  key: string;
  file: CellFile;
  snapshot: Snapshot;
}

function asKernelError(error: unknown): KernelError {
  if (error instanceof KernelError) return error;
  return new KernelError(`expected TypeScript to answer, got: ${(error as Error).message}`, { cause: error });
}

function translate(found: NativeDiagnostic[], about: About): Diagnostic[] {
  return found
    .flatMap((native) => diagnosticFrom(native, about) ?? [])
    .sort((one, other) => one.start - other.start || one.end - other.end);
}

class TypeChecker implements Checker {
  readonly #workspace: Workspace;
  readonly #folder: string;
  readonly #ledger = new Ledger();
  readonly #publication = new Publication(this.#ledger);
  readonly #localFiles: LocalFiles;
  readonly #answers = new Map<string, Diagnostic[]>();
  /** Keys of cells for which a module was not found: it may have been installed when they are checked again. */
  readonly #unresolved = new Set<string>();
  #epoch = 0;
  #checked: Checked | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #cancel: ((error: KernelError) => void) | undefined;

  constructor(options: CheckerOptions) {
    this.#folder = options.folder;
    this.#workspace = new Workspace(options);
    this.#localFiles = new LocalFiles(options.folder);
    this.#workspace.warm();
  }

  /** The native process's id, while there is one. */
  get pid(): number | undefined {
    return this.#workspace.pid;
  }

  check(cell: CellSyntax): Promise<Diagnostic[]> {
    return this.#inTurn(() => this.#guard(() => this.#check(cell)));
  }

  commit(cell: CellSyntax): Promise<void> {
    return this.#inTurn(() => this.#guard(() => this.#commit(cell)));
  }

  complete(code: string, offset: number): Promise<CompletionList> {
    return this.#again(() => complete(code, offset, this.#workspace, this.#ledger));
  }

  inspect(code: string, offset: number, detail: 0 | 1): Promise<Inspection | undefined> {
    return this.#again(() => inspect(code, offset, detail, this.#workspace, this.#ledger));
  }

  reset(): Promise<void> {
    return this.#inTurn(async () => {
      this.#ledger.clear();
      this.#drop();
      await this.#again(async () => (await this.#workspace.clear()).release());
    });
  }

  interrupt(): void {
    this.#cancel?.(new KernelError("expected the type check to end, got an interrupt; run the cell again"));
  }

  async dispose(): Promise<void> {
    this.#cancel?.(new KernelError("expected the type check to end, got a shutdown"));
    this.#workspace.dispose();
  }

  async #check(cell: CellSyntax): Promise<Diagnostic[]> {
    const imports = importing.test(cell.source);
    const disk = this.#diskChanges(imports, this.#unresolved.has(this.#ledger.keyOf(cell, this.#epoch)));
    const key = this.#ledger.keyOf(cell, this.#epoch);
    const known = this.#answers.get(key);
    if (known) return known;
    let { snapshot, found } = await this.#diagnose(cell, key, [], disk);
    const similar = this.#similarNames(found, cell);
    if (similar.length > 0) ({ snapshot, found } = await this.#diagnose(cell, key, similar, []));
    const names = imports ? await snapshot.fileNames() : [];
    this.#localFiles.learn(names.filter((name) => !this.#workspace.holds(name)));
    const answer = [...this.#ofCell(found, cell), ...(imports ? await this.#ofLocalFiles(snapshot, cell) : [])];
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

  /** Earlier names which may have been meant by those that were not found: with them, TypeScript can propose one. */
  #similarNames(found: NativeDiagnostic[], cell: CellSyntax): string[] {
    const missing = found.filter(({ code }) => nameNotFound.has(code)).map(({ pos, end }) => end - pos);
    if (missing.length === 0) return [];
    const near = (name: string) => missing.some((length) => Math.abs(name.length - length) <= 1 + length * 0.34);
    return [...this.#ledger.names()].filter((name) => !cell.mentions.has(name) && near(name));
  }

  async #commit(cell: CellSyntax): Promise<void> {
    const key = this.#ledger.keyOf(cell, this.#epoch);
    if (this.#ledger.revive(key)) return;
    const checked = this.#checked;
    const current = checked?.key === key && !checked.snapshot.lost ? checked : undefined;
    const file = current?.file ?? cellFile(cell, this.#ledger);
    const name = this.#workspace.cell;
    const snapshot = current?.snapshot ?? (await this.#workspace.edit({ [name]: file.text }));
    const number = this.#ledger.nextCell();
    const { declared, bindings } = await this.#publication.publish(number, cell, file, snapshot, name);
    if (!current) snapshot.release();
    const texts: Record<string, string> = {};
    if (declared.namespace !== "") {
      const chunk = this.#workspace.chunkOf(number);
      texts[chunk] = (this.#workspace.textOf(chunk) ?? "") + declared.namespace;
    }
    if (declared.module !== undefined) texts[this.#workspace.moduleOf(number)] = declared.module;
    this.#ledger.commit(key, number, bindings);
    if (Object.keys(texts).length > 0) (await this.#workspace.edit(texts)).release();
  }

  /** What to tell TypeScript of the disk before a check; counts an epoch when something changed there. */
  #diskChanges(imports: boolean, wasUnresolved: boolean): string[] | "everything" {
    const changed = this.#localFiles.changes();
    const everything = imports && (this.#localFiles.packagesChanged() || wasUnresolved);
    if (changed.length === 0 && !everything) return [];
    this.#epoch++;
    this.#answers.clear();
    this.#unresolved.clear();
    this.#publication.forgetGlobals();
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

  #ofCell(found: NativeDiagnostic[], cell: CellSyntax): Diagnostic[] {
    const text = cell.source;
    const own = new Set(cell.declarations.map(({ name }) => name));
    const about: About = {
      text,
      folder: this.#folder,
      isConstant: (name) => this.#ledger.get(name)?.kinds.some((kind) => kind === "const" || kind === "using") ?? false,
      isRedeclared: (name) =>
        this.#ledger.isRedeclared(name) || (own.has(name) && this.#ledger.get(name) !== undefined),
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
        const no = () => false;
        const text = await readFile(file, "utf8");
        return translate(diagnostics, { file, text, folder: this.#folder, isConstant: no, isRedeclared: no });
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

  /** Checks and commits happen in the order in which they were asked for. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#last.then(work);
    this.#last = done.catch(() => {});
    return done;
  }

  /** Bounds a piece of work in time, and lets an interrupt end it; both replace the process. */
  async #guard<T>(work: () => Promise<T>): Promise<T> {
    let ended: KernelError | undefined;
    const cancelled = new Promise<never>((_, reject) => {
      this.#cancel = (error) => {
        ended = error;
        reject(error);
        this.#workspace.replace();
      };
    });
    const late = `expected a type check within ${longestCheck / 1000} s, got none; simplify the cell's types`;
    const timer = setTimeout(() => this.#cancel?.(new KernelError(late)), longestCheck);
    try {
      return await Promise.race([this.#again(work, () => ended), cancelled]);
    } finally {
      clearTimeout(timer);
      this.#cancel = undefined;
    }
  }

  /** Does a piece of work, once more in a fresh process if the process was lost, unless `ended` says why not. */
  async #again<T>(work: () => Promise<T>, ended: () => KernelError | undefined = () => undefined): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (ended() || !(error instanceof ProcessLost)) throw asKernelError(error);
    }
    try {
      return await work();
    } catch (error) {
      throw asKernelError(error);
    }
  }
}

/** Starts a type checker for notebooks of a folder; its process starts at once and loads what the first check needs. */
export function createChecker(options: CheckerOptions): Checker {
  return new TypeChecker(options);
}
