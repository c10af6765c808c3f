import { existsSync } from "node:fs";
import { join } from "node:path";
import { KernelError } from "../errors.ts";
import { configText } from "./config.ts";
import type { CheckerOptions } from "./contract.ts";
import { type CoreFiles, coreFiles } from "./core.ts";
import { GENERATIONS } from "./generations.ts";
import { type Changes, NativeServer, type Snapshot } from "./native.ts";

/** Names that begin so are ours; they are hidden from completions and messages. */
export const ownPrefix = "__axonlab_";

/**
 * The files that exist only in memory, beside the notebook so that imports resolve from there, and the native server that
 * reads them. A server that died is replaced at the next use; the files are the whole state, so nothing is lost.
 */
export class Workspace {
  /** The cell that is being checked, completed or inspected. */
  readonly cell: string;
  /** The same for completion of plain names: TypeScript refuses those in a file on disk, but not in an untitled one. */
  readonly untitled = "^/untitled/ts-nul-authority/cell.ts";
  readonly #options: CheckerOptions;
  readonly #config: string;
  readonly #texts = new Map<string, string>();
  readonly #core: CoreFiles | undefined;
  #isCore: boolean;
  #folderOptions: Record<string, unknown> | undefined;
  #server: NativeServer | undefined;
  #opened: Promise<unknown> = Promise.resolve();
  #last: Promise<unknown> = Promise.resolve();
  #disposed = false;

  constructor(options: CheckerOptions) {
    this.#options = options;
    this.#core = coreFiles(options);
    this.#isCore = this.#core !== undefined;
    this.cell = this.#path("cell.ts");
    this.#config = this.#path("tsconfig.json");
    for (const file of [this.cell, this.untitled]) this.#texts.set(file, "export {};");
    for (let index = 0; index < GENERATIONS; index++) this.#texts.set(this.generation(index), "");
  }

  /** The file that holds the declarations of a generation of committed cells. */
  generation(index: number): string {
    return this.#path(`scope${index}.ts`);
  }

  /** The file for a committed cell which must stay a module of its own. */
  moduleOf(cell: number): string {
    return this.#path(`cell${cell}.ts`);
  }

  /** Whether a file is one of those in memory. */
  holds(file: string): boolean {
    return this.#texts.has(file) || file === this.#config;
  }

  /** How much is kept: files, and UTF-16 units in them. */
  get extent(): { files: number; size: number } {
    return { files: this.#texts.size, size: [...this.#texts.values()].reduce((sum, text) => sum + text.length, 0) };
  }

  /** The native process's id, while there is one. */
  get pid(): number | undefined {
    return this.#server?.pid;
  }

  /**
   * Gives files new texts (undefined: the file is gone) and tells TypeScript of them and of `disk`, what changed on disk.
   * Edits come one after another, so that each snapshot holds exactly its own; the snapshot must be released.
   */
  edit(texts: Record<string, string | undefined>, disk: string[] | "everything" = []): Promise<Snapshot> {
    const edited = this.#last.then(() => this.#edit(texts, disk));
    this.#last = edited.catch(() => {});
    return edited;
  }

  /** Whether snapshots know the core alone. */
  get isCore(): boolean {
    return this.#isCore;
  }

  /** Has all later snapshots know all declarations. */
  async loadAll(): Promise<void> {
    if (!this.#isCore) return;
    this.#isCore = false;
    (await this.edit({}, [this.#config])).release();
  }

  /** Gives files new texts for later snapshots. */
  async write(texts: Record<string, string | undefined>): Promise<void> {
    const files = Object.entries(texts);
    const newList = files.some(([file, text]) => text === undefined || !this.#texts.has(file));
    // TypeScript takes a program over to its next state when one file changed, and builds it anew when two did.
    const edits = newList ? [texts] : files.map(([file, text]) => ({ [file]: text }));
    for (const snapshot of await Promise.all(edits.map((part) => this.edit(part)))) snapshot.release();
  }

  /** Forgets all committed declarations. */
  clear(): Promise<void> {
    const texts: Record<string, string | undefined> = {};
    for (const file of this.#texts.keys()) {
      if (/scope\d+\.ts$/.test(file)) texts[file] = "";
      else if (/cell\d+\.ts$/.test(file)) texts[file] = undefined;
    }
    return this.write(texts);
  }

  /** Ends the server under way, whose calls then reject with ProcessLost, and starts another. */
  replace(): void {
    this.#server?.kill();
    this.#server = undefined;
    this.warm();
  }

  /** Starts the server if none runs, with everything loaded that a first check needs. */
  warm(): void {
    void this.edit({})
      .then(
        (snapshot) => snapshot.semanticDiagnostics(this.cell).then(() => snapshot.release()),
        () => {},
      )
      .catch(() => {});
  }

  dispose(): void {
    this.#disposed = true;
    this.#server?.kill();
    this.#server = undefined;
  }

  async #edit(texts: Record<string, string | undefined>, disk: string[] | "everything"): Promise<Snapshot> {
    const changed: string[] = disk === "everything" ? [] : [...disk];
    let newList = false;
    for (const [file, text] of Object.entries(texts)) {
      newList ||= text === undefined || !this.#texts.has(file);
      if (text === undefined) this.#texts.delete(file);
      // Half of a surrogate pair, which a text may be cut at, is more than TypeScript's JSON can bear.
      else this.#texts.set(file, text.toWellFormed());
      changed.push(file);
    }
    if (newList) changed.push(this.#config);
    const changes: Changes = disk === "everything" ? { invalidateAll: true } : { changed };
    return (await this.#running()).update(changes);
  }

  async #running(): Promise<NativeServer> {
    if (this.#disposed) throw new KernelError("expected a running type checker, got one that was disposed");
    if (!this.#server || this.#server.lost) {
      const server = new NativeServer(
        this.#options.folder,
        (name) => this.#read(name),
        () => {},
      );
      this.#server = server;
      this.#opened = this.#open(server);
    }
    const server = this.#server;
    await this.#opened;
    return server;
  }

  async #open(server: NativeServer): Promise<void> {
    const config = join(this.#options.folder, "tsconfig.json");
    if (!this.#folderOptions) {
      this.#folderOptions = existsSync(config) ? await server.configOptions(config).catch(() => ({})) : {};
    }
    (await server.open(this.#config)).release();
  }

  #read(name: string): string | undefined {
    if (name !== this.#config) return this.#texts.get(name);
    return configText(this.#options, this.#folderOptions ?? {}, [...this.#texts.keys()], this.#core, this.#isCore);
  }

  #path(name: string): string {
    return join(this.#options.folder, ownPrefix + name);
  }
}

/** Starts the native process of a checker-to-be, which loads what the first check needs while the rest is loaded. */
export function startWorkspace(options: CheckerOptions): Workspace {
  const workspace = new Workspace(options);
  workspace.warm();
  return workspace;
}
