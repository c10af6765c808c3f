import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { inRoot } from "../../scripts/lib/paths.mjs";

/** Packages that a chapter compares with, which a student's folder inside the repository finds there. */
const BROUGHT_ALONG = ["@tensorflow"];

/** A new folder outside the repository, with a name that trips careless code; what the library is, the kernel brings. */
export function foreignFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "axonlab notebook é "));
  fs.mkdirSync(path.join(folder, "node_modules"));
  for (const name of BROUGHT_ALONG) {
    fs.symlinkSync(inRoot("node_modules", name), path.join(folder, "node_modules", name), "dir");
  }
  return folder;
}
