import fs from "node:fs";
import path from "node:path";
import { editDistance } from "../../closest.ts";
import { readText } from "./compiled.ts";

/** An import that led nowhere. */
export class ModuleNotFoundError extends Error {
  override name = "ModuleNotFoundError";
  // Not a property of its own: the report of the error would list it.
  get code(): string {
    return "ERR_MODULE_NOT_FOUND";
  }
}

/** Lock file to the command that adds a package; the first found at or above the folder decides, else npm. */
const INSTALLERS: Record<string, string> = {
  "package-lock.json": "npm install",
  "pnpm-lock.yaml": "pnpm add",
  "yarn.lock": "yarn add",
  "bun.lock": "bun add",
  "bun.lockb": "bun add",
};

/** A package that is not installed: which, from where, and how to install it there. */
export function missingPackage(specifier: string, importer: string): ModuleNotFoundError {
  const folder = path.dirname(importer);
  const name = packageName(specifier);
  const installed = findUp(folder, (at) => fs.existsSync(path.join(at, "node_modules", name)));
  if (installed !== undefined) {
    return new ModuleNotFoundError(
      `Cannot find ${JSON.stringify(specifier)} in the package ${name} that is installed in ${installed}: it has no such file.`,
    );
  }
  return new ModuleNotFoundError(
    `Cannot find the package ${name} from ${folder}. Install it there, then run the cell again: ${installer(folder)} ${name}`,
  );
}

/** A local file that is not there, with the names that come near. */
export function missingFile(specifier: string, wanted: string, importer: string): ModuleNotFoundError {
  const near = nearMatches(wanted);
  const hint = near.length > 0 ? ` Near it: ${near.join(", ")}.` : "";
  return new ModuleNotFoundError(
    `Cannot find the file ${JSON.stringify(specifier)} from ${path.dirname(importer)} (looked for ${wanted}, also with .ts, .js, .json and as a folder's index).${hint}`,
  );
}

/** A name of the importing package itself, or a URL. */
const NO_PACKAGE = /^(?:#|[a-z][a-z\d+.-]*:)/i;

/**
 * Whether the package that a specifier names may be found from a file: it is installed at or above it, or is the one that
 * the file belongs to. Node must not be asked for one that is not there, since it remembers that until it ends, and an
 * installation meanwhile would be in vain.
 */
export function isAtHand(specifier: string, importer: string): boolean {
  if (NO_PACKAGE.test(specifier)) return true;
  const name = packageName(specifier);
  const folder = path.dirname(importer);
  if (findUp(folder, (at) => fs.existsSync(path.join(at, "node_modules", name))) !== undefined) return true;
  const own = findUp(folder, (at) => fs.existsSync(path.join(at, "package.json")));
  return own !== undefined && readText(path.join(own, "package.json"))?.includes(JSON.stringify(name)) === true;
}

/** The package that a specifier names. */
export function packageName(specifier: string): string {
  return specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");
}

function installer(folder: string): string {
  let found: string | undefined;
  findUp(folder, (at) => {
    found = Object.keys(INSTALLERS).find((lock) => fs.existsSync(path.join(at, lock)));
    return found !== undefined;
  });
  return INSTALLERS[found ?? "package-lock.json"] ?? "npm install";
}

/** The nearest folder at or above one for which `test` holds. */
export function findUp(folder: string, test: (folder: string) => boolean): string | undefined {
  for (let at = folder; ; at = path.dirname(at)) {
    if (test(at)) return at;
    if (at === path.dirname(at)) return undefined;
  }
}

function nearMatches(wanted: string): string[] {
  const folder = path.dirname(wanted);
  if (!fs.existsSync(folder)) return [];
  const stemOf = (name: string) => name.replace(/\.[^.]*$/, "").toLowerCase();
  const stem = stemOf(path.basename(wanted));
  return fs
    .readdirSync(folder)
    .map((name) => ({ name, distance: editDistance(stemOf(name), stem) }))
    .filter((one) => one.distance <= Math.max(1, Math.floor(stem.length / 3)))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(({ name }) => `./${name}`);
}
