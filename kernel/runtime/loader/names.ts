import fs from "node:fs";
import { isBuiltin } from "node:module";
import { fileURLToPath } from "node:url";
import { formatOfScript } from "./resolve.ts";
import { hasTypes } from "./types-only.ts";

/** A module's exports. */
export type Namespace = Record<string, unknown>;

/** What was imported from where. */
interface Imported {
  specifier: string;
  importer: string;
  /** A URL, or a built-in's name. */
  location: string;
  /** The kernel brings it along. */
  provided: boolean;
}

/**
 * A module's namespace with the names that an import asks for. Node finds those of a CommonJS package by a look at its text;
 * what it overlooks is taken from the exports themselves. A name that is not there may be one of a type, which only the
 * types can tell: where there are none, it is an error, as the language has it.
 * @throws SyntaxError
 */
export function withNames(namespace: Namespace, names: readonly string[], from: Imported): Namespace {
  const missing = names.filter((name) => !(name in namespace));
  if (missing.length === 0) return namespace;
  const whole = isCommonJs(from.location) ? Object(namespace.default) : {};
  const found = missing.filter((name) => name in whole);
  const wrong = missing.find((name) => !found.includes(name) && !mayBeType(name, from));
  if (wrong !== undefined) throw new SyntaxError(describe(wrong, namespace, from));
  const pairs = names.map((name) => [name, name in namespace ? namespace[name] : whole[name]]);
  return found.length === 0 ? namespace : Object.fromEntries(pairs);
}

function isCommonJs(location: string): boolean {
  if (!location.startsWith("file:")) return false;
  const file = fileURLToPath(location);
  return /\.cjs$/.test(file) || (/\.js$/.test(file) && fs.existsSync(file) && formatOfScript(file) === "commonjs");
}

/** The kernel's own packages export no type by default; built-ins and whatever has types may export any. */
function mayBeType(name: string, { specifier, importer, provided }: Imported): boolean {
  if (provided) return name !== "default";
  return isBuiltin(specifier) || hasTypes(specifier, importer);
}

function describe(name: string, namespace: Namespace, { specifier }: Imported): string {
  const what = name === "default" ? "no default export" : `no export named '${name}'`;
  const there = Object.keys(namespace).filter(
    (key) => /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(key) && key !== "default",
  );
  const some = there.slice(0, 8).join(", ") + (there.length > 8 ? ", …" : "");
  return `The module ${JSON.stringify(specifier)} has ${what}${some === "" ? "" : `; it exports ${some}`}`;
}
