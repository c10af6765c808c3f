import fs from "node:fs";
import { isBuiltin } from "node:module";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { LENT } from "../../lent.ts";
import { findFile, isInstalled, isPath } from "./local-path.ts";
import { isAtHand, missingFile, missingPackage } from "./missing.ts";
import { isTypesOnly } from "./types-only.ts";

/** How a module is loaded: by Node's own loader, or as a local file by this one, so that an edited file is read again. */
export type Format = "native" | "module" | "commonjs" | "json";

/** What a specifier means. */
export interface Target {
  format: Format;
  /** A URL or built-in's name for `native`, else a file's path. */
  location: string;
}

/** A module without exports: what a package of types alone is at run time. */
const EMPTY = "data:text/javascript,";

const MISSING: ReadonlySet<string> = new Set(["ERR_MODULE_NOT_FOUND", "ERR_PACKAGE_PATH_NOT_EXPORTED"]);

const MODULE_SYNTAX = /^[ \t]*(?:export[ \t]*[{*\w]|import[ \t]*[\w*{"'$])/m;

/** The format of each extension; `.js` depends on its package. */
const FORMATS: Record<string, Format | ((file: string) => Format)> = {
  ".ts": "module",
  ".tsx": "module",
  ".mts": "module",
  ".mjs": "module",
  ".jsx": "module",
  ".cts": "commonjs",
  ".cjs": "commonjs",
  ".json": "json",
  ".js": formatOfScript,
};

/** What `specifier` means in the file `importer` (for a cell any name in the notebook's folder). */
export function resolve(specifier: string, importer: string, provided: Record<string, string>): Target {
  const own = Object.hasOwn(provided, specifier) ? provided[specifier] : undefined;
  if (own !== undefined) return { format: "native", location: pathToFileURL(own).href };
  if (isBuiltin(specifier)) return { format: "native", location: specifier };
  if (isPath(specifier)) return fromPath(specifier, importer);
  const location = resolvePackage(specifier, importer);
  if (!location.startsWith("file:")) return { format: "native", location };
  const file = fileURLToPath(location);
  if (file.endsWith(".json")) return { format: "json", location: file };
  // A package of the same workspace is linked to its sources, which are edited like any local file.
  return isInstalled(file) ? { format: "native", location } : local(file);
}

function fromPath(specifier: string, importer: string): Target {
  const wanted = specifier.startsWith("file:")
    ? fileURLToPath(specifier)
    : path.resolve(path.dirname(importer), specifier);
  const file = findFile(wanted);
  if (file === undefined) throw missingFile(specifier, wanted, importer);
  return local(file);
}

function local(found: string): Target {
  const file = fs.realpathSync(found);
  if (isInstalled(file) && !file.endsWith(".json")) return { format: "native", location: pathToFileURL(file).href };
  const format = FORMATS[path.extname(file).toLowerCase()] ?? "native";
  if (format === "native") return { format, location: pathToFileURL(file).href };
  return { format: typeof format === "function" ? format(file) : format, location: file };
}

function resolvePackage(specifier: string, importer: string): string {
  try {
    if (isAtHand(specifier, importer)) return import.meta.resolve(specifier, pathToFileURL(importer));
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  if (LENT.includes(specifier)) return import.meta.resolve(specifier);
  if (isTypesOnly(specifier, importer)) return EMPTY;
  throw missingPackage(specifier, importer);
}

function isMissing(error: unknown): boolean {
  return MISSING.has((error as NodeJS.ErrnoException).code ?? "");
}

/** As Node decides: by the nearest package.json, and where that says nothing by whether the text is a module's. */
export function formatOfScript(file: string): Format {
  for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
    const manifest = path.join(folder, "package.json");
    if (fs.existsSync(manifest)) {
      const { type } = JSON.parse(fs.readFileSync(manifest, "utf8")) as { type?: string };
      if (type !== undefined) return type === "module" ? "module" : "commonjs";
      break;
    }
    if (folder === path.dirname(folder)) break;
  }
  return MODULE_SYNTAX.test(fs.readFileSync(file, "utf8")) ? "module" : "commonjs";
}
