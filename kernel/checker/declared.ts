import type { CellSyntax, Declaration, DeclarationKind } from "../scope/contract.ts";
import { wordsOf } from "../scope/mentions.ts";
import type { Declared } from "./generations.ts";
import { type Binding, isType, type Ledger, namespaceOf, partsByName } from "./ledger.ts";
import { readTypeText } from "./type-text.ts";

/** The type of a variable or function of a cell that is committed, as text to be written elsewhere. */
export interface PrintedType {
  text: string;
  /** A literal type which `let` widens: the text is then a value, too. */
  widening: boolean;
  uniqueSymbol: boolean;
}

const importKinds = new Set<DeclarationKind>(["import", "importType"]);
const variableKinds = new Set<DeclarationKind>(["let", "var", "const", "using"]);
const namespaceAlias = /^(export\s+)?import\s+(type\s+)?[\p{ID_Continue}$]+\s*=\s*(?!require\s*\()/u;
const sideEffectImport = /^[ \t]*import\s*(["'])[^"'\n]+\1[^\n]*$/gm;
/** What has its meaning at the top of a module alone. */
const ofModules = /\bdeclare\s+(?:global\b|module\s*["'])|\bimport\s*\.\s*meta\b/;
const awaiting = /^(?:(?!\basync\b)[\s\S])*\bawait\b/;
const documentation = /\/\*\*(?:(?!\*\/)[\s\S])*\*\/\s*$/;

/** Whether a cell's declarations mean what they do only in a module that holds all of its text. */
function needsModule(cell: CellSyntax): boolean {
  if (ofModules.test(cell.source)) return true;
  const bodies = cell.declarations.filter(({ kind }) => kind === "class" || kind === "enum" || kind === "namespace");
  return bodies.some(({ start, end }) => awaiting.test(cell.source.slice(start, end)));
}

/** Whether the parts of a name are such that it is known by its type alone. */
export function isValue(parts: Declaration[]): boolean {
  const [first] = parts;
  if (first?.kind === "function") return parts.every(({ kind }) => kind === "function");
  return parts.some(({ kind }) => variableKinds.has(kind));
}

function slice(cell: CellSyntax, { start, end }: Declaration): string {
  const comment = documentation.exec(cell.source.slice(0, start))?.[0] ?? "";
  const text = cell.source.slice(start, end).replace(/^export\s+(default\s+)?/, "");
  return `${comment}export ${text};`;
}

function valueText(name: string, part: Declaration, { text, widening, uniqueSymbol }: PrintedType): string {
  if (part.kind === "function") {
    const signatures = readTypeText(text)?.signatures;
    if (signatures) return signatures.map((signature) => `export declare function ${name}${signature};`).join("");
  }
  if (part.kind === "let" || part.kind === "var") return `export declare let ${name}: ${text};`;
  if (part.kind === "const" && widening) return `export const ${name} = ${text};`;
  return `export declare const ${name}: ${uniqueSymbol ? "unique symbol" : text};`;
}

function commented(cell: CellSyntax, part: Declaration, text: string): string {
  return (documentation.exec(cell.source.slice(0, part.start))?.[0] ?? "") + text;
}

/** The types that a name is made of: those in its printed type, or else those that its declaration mentions. */
function typesIn(
  name: string,
  parts: Declaration[],
  type: string | undefined,
  number: number,
  cell: CellSyntax,
  ledger: Ledger,
): Map<string, number> {
  const roots = type === undefined ? undefined : readTypeText(type)?.roots;
  const words = roots ?? wordsOf(parts.map(({ start, end }) => cell.source.slice(start, end)).join("\n"));
  const own = new Set(cell.declarations.filter(({ kind }) => isType([kind])).map((declaration) => declaration.name));
  const found = new Map<string, number>();
  for (const word of words) {
    if (word === name) continue;
    const earlier = ledger.get(word);
    if (own.has(word)) found.set(word, number);
    else if (earlier && isType(earlier.kinds)) found.set(word, earlier.cell);
  }
  return found;
}

/**
 * What committing a cell makes known: its text for TypeScript, and where its names come from. Where types are not
 * `known`, variables and functions are any.
 */
export function publish(
  number: number,
  cell: CellSyntax,
  ledger: Ledger,
  printed: ReadonlyMap<string, PrintedType>,
  known: boolean,
): { declared: Declared; bindings: Map<string, Binding> } {
  const names = partsByName(cell.declarations);
  const unprintable = known && [...names].some(([name, parts]) => isValue(parts) && !printed.has(name));
  const bindings = new Map<string, Binding>();
  for (const [name, parts] of names) {
    const kinds = parts.map(({ kind }) => kind);
    const type = printed.get(name)?.text;
    bindings.set(name, { cell: number, kinds, type, madeOf: typesIn(name, parts, type, number, cell, ledger) });
  }
  return { declared: declare(number, cell, ledger, printed, needsModule(cell) || unprintable), bindings };
}

/**
 * Writes down what a cell declared, so that later cells see it without checking the cell itself again: types, classes
 * and enums as their own text, variables and functions by their printed types. Names in `unprintable`, imports and all
 * that is not a variable then, are taken from a module which holds the cell's text.
 */
function declare(
  number: number,
  cell: CellSyntax,
  ledger: Ledger,
  printed: ReadonlyMap<string, PrintedType>,
  whole: boolean,
): Declared {
  const names = partsByName(cell.declarations);
  const fromModule: string[] = [];
  let body = "";
  for (const [name, parts] of names) {
    const [first] = parts as [Declaration];
    const type = printed.get(name);
    const imported = parts.some(
      (part) => importKinds.has(part.kind) && !namespaceAlias.test(cell.source.slice(part.start, part.end)),
    );
    if (imported || (whole && !(type && isValue(parts)))) {
      fromModule.push(name);
      continue;
    }
    if (isValue(parts)) {
      body += commented(cell, first, type ? valueText(name, first, type) : `export declare let ${name}: any;`);
      for (const part of parts)
        if (!variableKinds.has(part.kind) && part.kind !== "function") body += slice(cell, part);
    } else {
      for (const part of parts) body += slice(cell, part);
    }
    body += "\n";
  }
  const preamble = ledger.preamble(wordsOf(body), names);
  const namespace = body === "" ? "" : `namespace ${namespaceOf(number)} {${preamble}\n${body}}\n`;
  const module = moduleText(number, cell, ledger, names, fromModule, whole);
  const lasting = fromModule.length === 0 || ofModules.test(cell.source) || effects(cell).length > 0;
  return { namespace, module, lasting: module !== undefined && lasting };
}

function effects(cell: CellSyntax): string[] {
  return cell.source.match(sideEffectImport) ?? [];
}

function moduleText(
  number: number,
  cell: CellSyntax,
  ledger: Ledger,
  names: ReadonlyMap<string, Declaration[]>,
  fromModule: string[],
  whole: boolean,
): string | undefined {
  const exports = `declare global { namespace ${namespaceOf(number)} { export { ${fromModule.join(", ")} } } }`;
  if (whole) return `${cell.source}\n;export {};${ledger.preamble(cell.mentions, names)}${exports}`;
  const imports = cell.declarations
    .filter(({ kind }) => importKinds.has(kind))
    .map(({ start, end }) => cell.source.slice(start, end));
  const statements = [...new Set(imports), ...effects(cell)];
  if (statements.length === 0) return undefined;
  return `${statements.join("\n")}\n;export {};${exports}`;
}
