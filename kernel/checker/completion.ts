import type { Completion, CompletionList } from "./contract.ts";
import { draftFile } from "./draft.ts";
import { type Ledger, namespacePattern } from "./ledger.ts";
import { type NativeCompletion, PrintFlag, type Snapshot } from "./native.ts";
import { openString, wordAt } from "./words.ts";
import { ownPrefix, type Workspace } from "./workspace.ts";

/** CompletionItemKind of the Language Server Protocol to Lab's kinds. */
const kinds: Record<number, string> = {
  2: "function",
  3: "function",
  4: "function",
  5: "property",
  6: "instance",
  7: "class",
  8: "interface",
  9: "module",
  10: "property",
  13: "enum",
  14: "keyword",
  17: "path",
  19: "path",
  20: "property",
  21: "constant",
  25: "type",
};

/** Kinds of declarations to Lab's kinds, for names of earlier cells: TypeScript sees aliases there. */
const declared: Record<string, string> = {
  let: "instance",
  const: "instance",
  var: "instance",
  using: "instance",
  function: "function",
  class: "class",
  enum: "enum",
  namespace: "module",
  interface: "interface",
  type: "type",
  import: "module",
  importType: "type",
};

/** So many of the first members get their type, too. */
const typed = 40;
const identifier = /^[#\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*$/u;
/** TypeScript's sort text of what every file sees: globals and keywords. */
const everywhere = "15";

interface Ranked {
  entry: NativeCompletion;
  rank: number;
}

function rankOf(entry: NativeCompletion, prefix: string, ledger: Ledger): number {
  const keyword = entry.kind === 14;
  const near = (entry.sortText ?? "") < everywhere || ledger.get(entry.name) !== undefined;
  const hidden = entry.name.startsWith("_") && !prefix.startsWith("_");
  return (near ? 0 : keyword ? 4 : 2) + (hidden ? 8 : 0) + (entry.name.startsWith(prefix) ? 0 : 1);
}

async function signatures(entries: NativeCompletion[], snapshot: Snapshot): Promise<Map<string, string>> {
  const symbols = entries.flatMap(({ symbol }) => symbol ?? []).slice(0, typed);
  const types = await snapshot.typesOf(symbols);
  const texts = await Promise.all(
    symbols.map(async ({ name }, index) => {
      const type = types[index];
      return [name, type ? await snapshot.print(type, PrintFlag.aliasesFromElsewhere) : ""] as const;
    }),
  );
  return new Map(texts);
}

/** Completes `code` at `offset` (UTF-16), by what is visible there and matches what is typed already. */
export async function complete(
  code: string,
  offset: number,
  workspace: Workspace,
  ledger: Ledger,
): Promise<CompletionList> {
  const word = wordAt(code, offset);
  const string = openString(code, offset);
  const typedBefore = code.slice(word.start, offset);
  const asked = async (file: string, others: string[], symbols: boolean) => {
    const { text, shift } = draftFile(code, ledger, others);
    const snapshot = await workspace.edit({ [file]: text });
    return { snapshot, entries: await snapshot.completions(file, shift + offset, symbols) };
  };
  let { snapshot, entries } = await asked(workspace.cell, [], true);
  const member = entries !== undefined;
  if (!entries) {
    snapshot.release();
    const candidates = [...ledger.names()].filter((name) => fits(name, typedBefore, false));
    ({ snapshot, entries } = await asked(workspace.untitled, candidates, false));
  }
  const range = string === undefined ? word : rangeInString(code, string, offset, entries ?? []);
  const prefix = string === undefined ? typedBefore : code.slice(range.start, offset);
  const chosen = (entries ?? [])
    .filter(({ name, kind }) => fits(name, prefix, string !== undefined) && (prefix !== "" || kind !== 14))
    .map((entry): Ranked => ({ entry, rank: rankOf(entry, prefix, ledger) }))
    .sort((one, other) => one.rank - other.rank || one.entry.name.localeCompare(other.entry.name, "en"))
    .map(({ entry }) => entry);
  const types = member && string === undefined ? await signatures(chosen, snapshot) : new Map<string, string>();
  snapshot.release();
  const items = chosen.map((entry) => itemOf(entry, types.get(entry.name), member ? undefined : ledger));
  return { ...range, items };
}

function fits(name: string, prefix: string, inString: boolean): boolean {
  if (name.startsWith(ownPrefix) || name.match(namespacePattern)) return false;
  if (!inString && !identifier.test(name)) return false;
  return name.toLowerCase().startsWith(prefix.toLowerCase());
}

function rangeInString(code: string, start: number, offset: number, entries: NativeCompletion[]) {
  const prefix = code.slice(start, offset);
  const whole = entries.some(({ name }) => name.startsWith(prefix));
  const rest = /^[^"'`\n]*/.exec(code.slice(offset))?.[0].length ?? 0;
  return { start: whole ? start : start + prefix.lastIndexOf("/") + 1, end: offset + rest };
}

function itemOf(
  { name, kind, insertText }: NativeCompletion,
  type: string | undefined,
  ledger: Ledger | undefined,
): Completion {
  const binding = ledger?.get(name);
  const signature = (binding ? binding.type : type)?.replace(namespacePattern, "");
  const ofBinding = binding?.kinds.map((part) => declared[part]).find((part) => part !== undefined);
  return {
    text: insertText !== undefined && identifier.test(insertText) ? insertText : name,
    type: ofBinding ?? kinds[kind ?? 0] ?? "instance",
    ...(signature === undefined || signature === "" ? {} : { signature }),
  };
}
