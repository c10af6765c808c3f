import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A folder for a notebook, with the files that a test lays into it. */
export class NotebookFolder {
  readonly path = realpathSync(mkdtempSync(join(tmpdir(), "axonlab-notebook-")));

  /** Writes files, by their paths from the folder. */
  put(files: Record<string, string>): void {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.path, name)), { recursive: true });
      writeFileSync(join(this.path, name), text);
    }
  }

  /** Installs a package: its package.json's fields and its other files. */
  install(name: string, manifest: object, files: Record<string, string> = {}): void {
    const at = `node_modules/${name}`;
    this.put({ [`${at}/package.json`]: JSON.stringify({ name, version: "1.0.0", ...manifest }) });
    this.put(Object.fromEntries(Object.entries(files).map(([file, text]) => [`${at}/${file}`, text])));
  }

  /** Takes a file or folder away. */
  drop(name: string): void {
    rmSync(join(this.path, name), { recursive: true });
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
