import fs from "node:fs";
import path from "node:path";
import { findUp, packageName } from "./missing.ts";

interface Manifest {
  main?: string;
  types?: string;
  typings?: string;
  typesVersions?: unknown;
  exports?: unknown;
}

/** Whatever a declaration file says of values, as against interfaces and type aliases. */
const DECLARES_VALUES =
  /^[ \t]*(?:export|declare)\b[^;{\n]*\b(?:const|let|var|function|class|enum|default)\b|^[ \t]*export[ \t]*=/m;
const DECLARATIONS = /\.d\.[mc]?ts$/;

/**
 * Whether a package which has no JavaScript to load under that specifier is one of types alone: an import of it that
 * does not say `type` is then right all the same. Types of a package that is itself not installed (`@types`) count where
 * they declare no values.
 */
export function isTypesOnly(specifier: string, importer: string): boolean {
  const name = packageName(specifier);
  const subpath = specifier.slice(name.length + 1);
  const own = packageFolder(name, importer);
  if (own !== undefined) return declarationsOf(own, subpath) !== undefined;
  const others = packageFolder(`@types/${name.replace(/^@/, "").replace("/", "__")}`, importer);
  const file = others && declarationsOf(others, subpath);
  return file !== undefined && !DECLARES_VALUES.test(fs.readFileSync(file, "utf8"));
}

/** Whether a package, or one of `@types` for it, seems to have declarations of what it exports. */
export function hasTypes(specifier: string, importer: string): boolean {
  const name = packageName(specifier);
  if (packageFolder(`@types/${name.replace(/^@/, "").replace("/", "__")}`, importer) !== undefined) return true;
  const own = packageFolder(name, importer);
  // Found by other ways than its folder: who knows.
  if (own === undefined) return true;
  const { types, typings, typesVersions, main = "index.js", exports } = manifestOf(own);
  if (types || typings || typesVersions || /\.d\.[mc]?ts"/.test(JSON.stringify(exports ?? ""))) return true;
  const named = specifier === name ? main : specifier.slice(name.length + 1);
  const stem = path.join(own, named).replace(/\.[mc]?js$/, "");
  return [stem, path.join(stem, "index"), path.join(own, "index")].some((at) =>
    [".d.ts", ".d.mts", ".d.cts"].some((ending) => fs.existsSync(at + ending)),
  );
}

function manifestOf(folder: string): Manifest {
  return JSON.parse(fs.readFileSync(path.join(folder, "package.json"), "utf8")) as Manifest;
}

function packageFolder(name: string, importer: string): string | undefined {
  const at = findUp(path.dirname(importer), (folder) =>
    fs.existsSync(path.join(folder, "node_modules", name, "package.json")),
  );
  return at === undefined ? undefined : path.join(at, "node_modules", name);
}

/** The declarations that stand for a specifier in a package that names no script for it. */
function declarationsOf(folder: string, subpath: string): string | undefined {
  const manifest = manifestOf(folder);
  const named = subpath === "" ? (manifest.types ?? manifest.typings ?? "index") : subpath;
  const target = manifest.exports === undefined ? undefined : exported(manifest.exports, subpath);
  if (manifest.exports !== undefined && target === undefined) return undefined;
  if (manifest.main && subpath === "") return undefined;
  const stem = path.join(folder, target ?? named);
  return [stem, `${stem}.d.ts`, path.join(stem, "index.d.ts")].find(
    (file) => DECLARATIONS.test(file) && fs.existsSync(file),
  );
}

/** What `exports` gives for the condition `types` alone. */
function exported(exports: unknown, subpath: string): string | undefined {
  const key = subpath === "" ? "." : `./${subpath}`;
  const isMap =
    typeof exports === "object" && exports !== null && Object.keys(exports).some((one) => one.startsWith("."));
  const entry = isMap ? (exports as Record<string, unknown>)[key] : key === "." ? exports : undefined;
  const target = typeof entry === "object" && entry !== null ? (entry as { types?: unknown }).types : entry;
  return typeof target === "string" && DECLARATIONS.test(target) ? target : undefined;
}
