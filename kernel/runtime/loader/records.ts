import type { SourceTextModule, SyntheticModule } from "node:vm";
import { readText } from "./compiled.ts";

/** A local file as it was when it was loaded. */
export interface FileRecord {
  file: string;
  text: string;
  module: SourceTextModule | SyntheticModule;
  /** The local files that it imports. */
  imports: Set<string>;
}

/** The local files that were imported, one instance each. */
export class FileRecords {
  readonly #records = new Map<string, FileRecord>();

  get(file: string): FileRecord | undefined {
    return this.#records.get(file);
  }

  add(record: FileRecord): void {
    this.#records.set(record.file, record);
  }

  /** Forgets a file, so that it is loaded afresh. */
  drop(file: string): void {
    this.#records.delete(file);
  }

  /**
   * Forgets what has changed on disk since, or failed, among the files that `root` imports (itself included), and every
   * one of those that imports such a file. All others keep their instance.
   */
  refresh(root: string): void {
    const reachable = new Set<string>();
    const visit = (file: string) => {
      if (reachable.has(file) || !this.#records.has(file)) return;
      reachable.add(file);
      for (const next of this.#records.get(file)?.imports ?? []) visit(next);
    };
    visit(root);
    const stale = new Set([...reachable].filter((file) => this.#isStale(file)));
    for (let size = -1; size !== stale.size; ) {
      size = stale.size;
      for (const file of reachable) {
        const imports = this.#records.get(file)?.imports ?? [];
        if ([...imports].some((one) => stale.has(one))) stale.add(file);
      }
    }
    for (const file of stale) this.#records.delete(file);
  }

  #isStale(file: string): boolean {
    const record = this.#records.get(file);
    return record?.module.status === "errored" || record?.text !== readText(file);
  }
}
