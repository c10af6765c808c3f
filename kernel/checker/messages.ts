import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { DeclarationKind } from "../scope/contract.ts";
import type { Diagnostic } from "./contract.ts";
import { namespacePattern } from "./ledger.ts";
import type { NativeDiagnostic } from "./native.ts";

/** Complaints that do not fit cells, by code. */
const unfit = new Map([
  [7016, "a package without types: its names are any"],
  [7044, "a hint, not an error"],
]);

const missingModule = /^Cannot find module (?:or type declarations for side-effect import of )?'([^']+)'/;
const missingModuleCodes: ReadonlySet<number> = new Set([2307, 2882]);
const barePackage = /^(?!node:)(@[^/]+\/[^/]+|[^./#@][^/]*)/;
const cellModule = /import\("[^"]*__axonlab_cell\d*(?:\.ts)?"\)\.?/g;

/** Commands that install a package, by the lock file that tells of them. */
const installers: [lockFile: string, command: string][] = [
  ["pnpm-lock.yaml", "pnpm add"],
  ["yarn.lock", "yarn add"],
  ["bun.lock", "bun add"],
  ["bun.lockb", "bun add"],
  ["package-lock.json", "npm install"],
];

/** The command that installs a package in a folder, by the package manager that is used there; npm where none is. */
function installCommand(packageName: string, folder: string): string {
  for (let at = folder; ; at = dirname(at)) {
    const found = installers.find(([lockFile]) => existsSync(join(at, lockFile)));
    if (found || at === dirname(at)) return `${found?.[1] ?? "npm install"} ${packageName}`;
  }
}

/** Codes of complaints about a module that is not there: answers with them are not kept. */
export const unresolvedCodes: ReadonlySet<number> = new Set([2307, 2882, 2792, 7016, 2732, 2688]);

/** TypeScript sees aliases to what earlier cells declared; what it would say in their place, by kind. */
const unassignables: Partial<Record<DeclarationKind, [code: number, what: string]>> = {
  const: [2588, " constant"],
  using: [2588, " constant"],
  function: [2630, " function"],
  class: [2629, " class"],
  enum: [2628, "n enum"],
  namespace: [2631, " namespace"],
};

function lines(diagnostic: NativeDiagnostic, indent: string): string[] {
  const own = diagnostic.text.split("\n").map((line) => indent + line);
  return [...own, ...(diagnostic.messageChain ?? []).flatMap((next) => lines(next, `${indent}  `))];
}

/** Where a package is installed, at or above a folder. */
function installedAt(packageName: string, folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, "node_modules", packageName, "package.json"))) return at;
    if (at === dirname(at)) return undefined;
  }
}

function missingSpecifier({ code, text }: NativeDiagnostic): string | undefined {
  return missingModuleCodes.has(code) ? missingModule.exec(text)?.[1] : undefined;
}

function remedy(native: NativeDiagnostic, { folder, provided }: About): string[] {
  const specifier = missingSpecifier(native);
  const packageName = specifier === undefined ? undefined : barePackage.exec(specifier)?.[1];
  if (packageName === undefined) return [];
  const own = provided.filter((name) => name === packageName || name.startsWith(`${packageName}/`));
  if (own.length > 0) return [`  The kernel itself provides ${own.join(", ")}.`];
  const at = installedAt(packageName, folder);
  if (at !== undefined) return [`  ${packageName} is installed in ${at}, but has nothing of this name.`];
  return [`  To install it, run in ${folder}:`, `    ${installCommand(packageName, folder)}`];
}

/** The runtime finds `data.json` by `./data`, which TypeScript does not. */
function isJsonByStem(native: NativeDiagnostic, { file, folder }: About): boolean {
  const specifier = missingSpecifier(native);
  return /^[./]/.test(specifier ?? "") && existsSync(`${resolve(file ? dirname(file) : folder, specifier ?? "")}.json`);
}

/** What a related place adds: its file's line cannot be shown, so only words that stand alone are. */
const relatedCodes: ReadonlySet<number> = new Set([6500, 6502, 2771, 2772, 1376, 2751]);

function related({ relatedInformation = [] }: NativeDiagnostic): string[] {
  const texts = relatedInformation.filter(({ code }) => relatedCodes.has(code)).map(({ text }) => `  ${text}`);
  return [...new Set(texts)];
}

const staleNote =
  "\n  A type has been declared again since: what is made of the older one changes when its cell runs again.";

function legible(text: string): string {
  return text.replace(cellModule, "").replace(namespacePattern, "");
}

/** What a diagnostic is about: a file's name (none for the cell itself) and text. */
export interface About {
  file?: string;
  text: string;
  folder: string;
  /** What can be imported without being installed. */
  provided: readonly string[];
  /** How an earlier cell declared a name. */
  kindOf(name: string): DeclarationKind | undefined;
  /** Whether a complaint is due to a type of an earlier cell that has been declared again since. */
  isStale(native: NativeDiagnostic): boolean;
}

/** A complaint as the user shall see it; undefined for one that does not fit a notebook. */
export function diagnosticFrom(native: NativeDiagnostic, about: About): Diagnostic | undefined {
  if (unfit.has(native.code) || native.category > 1 || isJsonByStem(native, about)) return undefined;
  const { file, text } = about;
  let { code } = native;
  let message = legible([...lines(native, ""), ...remedy(native, about), ...related(native)].join("\n"));
  const name = text.slice(native.pos, native.end);
  const [unassignable, what] = (code === 2632 && unassignables[about.kindOf(name) ?? "import"]) || [];
  if (unassignable !== undefined) {
    code = unassignable;
    message = `Cannot assign to '${name}' because it is a${what}.`;
  }
  const stale = about.isStale(native);
  if (stale) message += staleNote;
  const start = Math.min(native.pos, text.length);
  return {
    code,
    category: native.category === 0 || stale ? "warning" : "error",
    message,
    ...(file === undefined ? {} : { file }),
    text,
    start,
    end: Math.min(Math.max(native.end, start), text.length),
  };
}
