import type { Inspection } from "./contract.ts";
import { type Ledger, namespacePattern } from "./ledger.ts";
import { type NativeSymbol, type NativeType, PrintFlag, type Snapshot, SymbolFlag, TypeFlag } from "./native.ts";
import { readTypeText } from "./type-text.ts";
import { calleeAt, wordAt } from "./words.ts";
import type { Workspace } from "./workspace.ts";

/** So many overloads, and so many members, are shown at the most. */
const overloadsShown = [4, 30] as const;
const membersShown = 40;

/** What is known of the name that is inspected. */
interface Subject {
  name: string;
  symbol: NativeSymbol;
  /** Its type as it is at that place, for values. */
  type: NativeType | undefined;
  /** `let`, `const` … where it can be told. */
  keyword: string;
  snapshot: Snapshot;
  detail: 0 | 1;
}

function print({ snapshot }: Subject, type: NativeType | undefined, flags = 0): Promise<string> {
  return type ? snapshot.print(type, flags | PrintFlag.aliasesFromElsewhere) : Promise.resolve("any");
}

async function value(subject: Subject, head: string): Promise<string> {
  const flags = subject.detail === 1 ? PrintFlag.noTruncation : 0;
  const text = await print(subject, subject.type, flags);
  return `${head}${subject.name}: ${text}${await members(subject, subject.type, text)}`;
}

/** The members of an object type that is known by name, for those who ask for detail. */
async function members({ detail, snapshot }: Subject, type: NativeType | undefined, text: string): Promise<string> {
  if (detail === 0 || !type || !/^[\p{ID_Start}$_][\p{ID_Continue}$.]*(<.*>)?$/u.test(text)) return "";
  const properties = await snapshot.propertiesOf(type);
  if (properties.length === 0 || /^(?:string|number|bigint|boolean|symbol|any|unknown|never)$/.test(text)) return "";
  const shown = properties.slice(0, membersShown);
  const types = await snapshot.typesOf(shown);
  const lines = await Promise.all(
    shown.map(async ({ name }, index) => {
      const of = types[index];
      return `  ${name}: ${of ? await snapshot.print(of, PrintFlag.aliasesFromElsewhere) : "any"};`;
    }),
  );
  const rest = properties.length - shown.length;
  return ` {\n${lines.join("\n")}${rest > 0 ? `\n  // and ${rest} more` : ""}\n}`;
}

async function callable(subject: Subject, head: string): Promise<string> {
  const { type, name, detail } = subject;
  const text = await print(subject, type, PrintFlag.noTruncation);
  const signatures = readTypeText(text)?.signatures;
  if (!signatures) return `${head}${name}: ${text}`;
  const shown = signatures.slice(0, overloadsShown[detail]);
  const rest = signatures.length - shown.length;
  const lines = shown.map((signature) => `${head}${name}${signature}`);
  return lines.join("\n") + (rest > 0 ? `\n// and ${rest} more overload${rest > 1 ? "s" : ""}` : "");
}

async function declaredType(subject: Subject, head: string): Promise<string> {
  const type = await subject.snapshot.declaredTypeOf(subject.symbol);
  const text = await print(subject, type);
  return `${head}${text}${await members(subject, type, text)}`;
}

async function alias(subject: Subject): Promise<string> {
  const type = await subject.snapshot.declaredTypeOf(subject.symbol);
  return `type ${subject.name} = ${await print(subject, type, PrintFlag.noTruncation | PrintFlag.expandAlias)}`;
}

/** How a symbol is shown, by the first of its flags that is in the table. */
const shows: [flag: number, show: (subject: Subject) => Promise<string>][] = [
  [SymbolFlag.function, (subject) => callable(subject, "function ")],
  [SymbolFlag.class, (subject) => declaredType(subject, "class ")],
  [SymbolFlag.enum, (subject) => declaredType(subject, "enum ")],
  [SymbolFlag.method, (subject) => callable(subject, "(method) ")],
  [SymbolFlag.blockVariable | SymbolFlag.parameterOrVar, (subject) => value(subject, `${subject.keyword} `)],
  [SymbolFlag.enumMember, (subject) => value(subject, "(enum member) ")],
  [SymbolFlag.accessor, (subject) => value(subject, "(accessor) ")],
  [SymbolFlag.property, (subject) => value(subject, "(property) ")],
  [SymbolFlag.interface, (subject) => declaredType(subject, "interface ")],
  [SymbolFlag.typeAlias, alias],
  [SymbolFlag.typeParameter, (subject) => declaredType(subject, "(type parameter) ")],
  [
    SymbolFlag.module,
    async ({ name, symbol }) => (symbol.name.startsWith('"') ? `module ${symbol.name}` : `namespace ${name}`),
  ],
];

/** Tags that have a place of their own in the documentation; others follow as they are. */
const tagTexts: Record<string, (text: string) => string> = {
  param: (text) => `- \`${text.split(/\s/, 1)[0]}\`${text.replace(/^\S+\s*-?\s*/, " — ").trimEnd()}`,
  returns: (text) => `Returns ${text}`,
  return: (text) => `Returns ${text}`,
  throws: (text) => `Throws ${text}`,
  example: (text) => `Example:\n\n${text.includes("```") ? text : `\`\`\`typescript\n${text}\n\`\`\``}`,
  deprecated: (text) => `**Deprecated** ${text}`,
};

async function documentation({ snapshot, symbol }: Subject): Promise<string> {
  const { comment, tags } = await snapshot.documentation(symbol);
  const texts = tags.map(({ name, text = "" }) => ({
    list: name === "param",
    text: tagTexts[name]?.(text) ?? `*@${name}* ${text}`.trimEnd(),
  }));
  return texts.reduce((all, { list, text }, index) => {
    const close = list && texts[index - 1]?.list ? "\n" : "\n\n";
    return all === "" ? text : all + close + text;
  }, comment);
}

function keywordIn(code: string, name: string, symbol: NativeSymbol, ledger: Ledger): string {
  const earlier = ledger.get(name)?.kinds.find((kind) => ["let", "const", "var", "using"].includes(kind));
  const found = new RegExp(
    `\\b(let|const|var|using)\\b(?:(?!\\b(?:let|const|var|using)\\b)[^;=])*?(?<![\\p{ID_Continue}$.])${name.replaceAll("$", "\\$")}(?![\\p{ID_Continue}$])`,
    "u",
  ).exec(code);
  if (found) return String(found[1]);
  if (earlier) return earlier;
  return (symbol.flags & SymbolFlag.parameterOrVar) !== 0 &&
    symbol.declarations?.some((place) => place.includes("__axonlab_cell.ts"))
    ? "(parameter)"
    : "var";
}

/** Tells of the name at `offset` of `code` (UTF-16) or, in a call's parentheses, of what is called. */
export async function inspect(
  code: string,
  offset: number,
  detail: 0 | 1,
  workspace: Workspace,
  ledger: Ledger,
): Promise<Inspection | undefined> {
  const here = wordAt(
    code,
    code.slice(0, offset).trimEnd().length < offset ? code.slice(0, offset).trimEnd().length : offset,
  );
  const places = [here.end > here.start ? here.start : undefined, calleeAt(code, offset)];
  const text = `${code}\nexport {};${ledger.preamble(ledger.names(), new Map())}`;
  const snapshot = await workspace.edit({ [workspace.cell]: text });
  try {
    for (const place of places) {
      const found = place === undefined ? undefined : await inspectAt(code, place, detail, snapshot, workspace, ledger);
      if (found) return found;
    }
    return undefined;
  } finally {
    snapshot.release();
  }
}

async function inspectAt(
  code: string,
  place: number,
  detail: 0 | 1,
  snapshot: Snapshot,
  workspace: Workspace,
  ledger: Ledger,
): Promise<Inspection | undefined> {
  const file = workspace.cell;
  const [named, [at]] = await Promise.all([snapshot.symbolAt(file, place), snapshot.typesAt(file, [place])]);
  if (!named) return undefined;
  const symbol = (named.flags & SymbolFlag.alias) === 0 ? named : await snapshot.aliased(named);
  const type = at && (at.flags & TypeFlag.any) === 0 ? at : ((await snapshot.typeOf(symbol)) ?? undefined);
  const { start, end } = wordAt(code, place);
  const name = code.slice(start, end);
  const keyword = keywordIn(code, name, symbol, ledger);
  const subject: Subject = { name, symbol, type, keyword, snapshot, detail };
  const show = shows.find(([flag]) => (symbol.flags & flag) !== 0)?.[1];
  if (!show) return undefined;
  const [signature, text] = await Promise.all([show(subject), documentation(subject)]);
  return { signature: signature.replace(namespacePattern, ""), documentation: text };
}
