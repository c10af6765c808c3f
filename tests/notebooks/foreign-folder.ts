import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { inRoot } from "../../scripts/lib/paths.mjs";

/**
 * A new folder outside the repository, with a name that trips careless code. It sees the course's dependencies, as work/
 * does, and nothing else of the repository: what chapters import of other makers has to be among them, while axonlab itself
 * needs no installation.
 */
export function foreignFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "axonlab notebook é "));
  const { dependencies } = JSON.parse(fs.readFileSync(inRoot("package.json"), "utf8")) as { dependencies: object };
  for (const name of Object.keys(dependencies)) {
    const link = path.join(folder, "node_modules", name);
    fs.mkdirSync(path.dirname(link), { recursive: true });
    fs.symlinkSync(inRoot("node_modules", name), link);
  }
  return folder;
}
