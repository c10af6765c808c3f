import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = path.resolve(fileURLToPath(new URL("../..", import.meta.url)));

/** Every file of the repository that git tracks or would track, relative to its root, with forward slashes. */
export function repositoryFiles(): string[] {
  const list = execFileSync("git", ["ls-files", "-z", "-co", "--exclude-standard"], { cwd: ROOT, encoding: "utf8" });
  return list.split("\0").filter((file) => file !== "" && fs.existsSync(path.join(ROOT, file)));
}

/** A file's text; `file` is relative to the repository's root. */
export const textOf = (file: string) => fs.readFileSync(path.join(ROOT, file), "utf8");

/** Whether a path relative to the repository's root exists. */
export const exists = (file: string) => fs.existsSync(path.join(ROOT, file));
