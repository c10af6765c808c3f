import type { Inspection } from "./contract.ts";
import { draftFile } from "./draft.ts";
import { type Ledger, namespacePattern } from "./ledger.ts";
import { type NativeSymbol, type NativeType, PrintFlag, type Snapshot, SymbolFlag, TypeFlag } from "./native.ts";
import { calleeAt, wordAt } from "./words.ts";
import { ownPrefix, type Workspace } from "./workspace.ts";

/** So many overloads by detail, and so many members, are shown at the most. */
const overloadsShown = [4, 30] as const;
const membersShown = 40;
const typeName = /^[\p{ID_Start}$_][\p{ID_Continue}$.]*(<.*>)?$/u;
const primitive = /^(?:string|number|bigint|boolean|symbol|any|unknown|never|void|undefined|null)$/;

/** What is known of the name that is inspected. */
interface Subject {
  name: string;
  symbol: NativeSymbol;
  /** Its type as it is at that place, for values. */
  type: NativeType | undefined;
  /** `let`, `const` … where it can be told. */
  keyword: string;
  /** Whether `new` stands before it. */
  constructed: boolean;
  snapshot: Snapshot;
  detail: 0 | 1;
}

function print({ snapshot }: Subject, type: NativeType | undefined, flags = 0): Promise<string> {
  return type ? snapshot.print(type, flags | PrintFlag.aliasesFromElsewhere) : Promise.resolve("any");
}

async function value(subject: Subject, head: string): Promise<string> {
  if (subject.constructed) {
    const constructors = await overloads(subject, "construct", "new ");
    if (constructors !== "") return constructors;
  }
  const text = await print(subject, subject.type, subject.detail === 1 ? PrintFlag.noTruncation : 0);
  const calls = typeName.test(text) && !primitive.test(text) ? await overloads(subject, "call", "") : "";
  return `${head}${subject.name}: ${text}${await members(subject, subject.type, text)}${calls === "" ? "" : `\n${calls}`}`;
}

/** The members of an object type that is known by name, for those who ask for detail. */
async function members({ detail, snapshot }: Subject, type: NativeType | undefined, text: string): Promise<string> {
  if (detail === 0 || !type || !typeName.test(text) || primitive.test(text)) return "";
  const properties = await snapshot.propertiesOf(type);
  if (properties.length === 0) return "";
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

/** A line for each overload; "" for what cannot be called so. */
async function overloads({ type, name, detail, snapshot }: Subject, how: "call" | "construct", head: string) {
  const signatures = type ? await snapshot.signatures(type, how) : [];
  const shown = signatures.slice(0, overloadsShown[detail]).map((signature) => `${head}${name}${signature}`);
  const rest = signatures.length - shown.length;
  return [...shown, ...(rest > 0 ? [`// and ${rest} more overload${rest > 1 ? "s" : ""}`] : [])].join("\n");
}

async function callable(subject: Subject, head: string): Promise<string> {
  return (await overloads(subject, "call", head)) || value(subject, head);
}

async function declaredType(subject: Subject, head: string): Promise<string> {
  const type = await subject.snapshot.declaredTypeOf(subject.symbol);
  const text = await print(subject, type);
  return `${head}${text}${await members(subject, type, text)}`;
}

async function classType(subject: Subject): Promise<string> {
  const constructors = await overloads(subject, "construct", "new ");
  const [own] = await Promise.all([declaredType(subject, "class ")]);
  return [own, constructors].filter((part) => part !== "").join("\n");
}

async function alias(subject: Subject): Promise<string> {
  const type = await subject.snapshot.declaredTypeOf(subject.symbol);
  return `type ${subject.name} = ${await print(subject, type, PrintFlag.noTruncation | PrintFlag.expandAlias)}`;
}

/** How a symbol is shown, by the first of its flags that is in the table. */
const shows: [flag: number, show: (subject: Subject) => Promise<string>][] = [
  [SymbolFlag.function, (subject) => callable(subject, "function ")],
  [SymbolFlag.class, classType],
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

/** Tags with a place of their own in the documentation; others follow as they are. */
const tagTexts = new Map<string, (text: string) => string>(
  Object.entries({
    param: (text: string) => `- \`${text.split(/\s/, 1)[0]}\`${text.replace(/^\S+\s*-?\s*/, " — ").trimEnd()}`,
    returns: (text: string) => `Returns ${text}`,
    return: (text: string) => `Returns ${text}`,
    throws: (text: string) => `Throws ${text}`,
    example: (text: string) => `Example:\n\n${text.includes("```") ? text : `\`\`\`typescript\n${text}\n\`\`\``}`,
    deprecated: (text: string) => `**Deprecated** ${text}`,
  }),
);

async function documentation({ snapshot, symbol }: Subject): Promise<string> {
  const { comment, tags } = await snapshot.documentation(symbol);
  const texts = tags.map(({ name, text = "" }) => ({
    listed: name === "param",
    text: tagTexts.get(name)?.(text) ?? `*@${name}* ${text}`.trimEnd(),
  }));
  return texts.reduce((all, { listed, text }, index) => {
    const close = listed && texts[index - 1]?.listed ? "\n" : "\n\n";
    return all === "" ? text : all + close + text;
  }, comment);
}

const variableWords = ["let", "const", "var", "using"];

/** How a variable was declared, as far as the text tells: TypeScript's API does not say. */
function keywordOf(code: string, name: string, symbol: NativeSymbol, file: string, ledger: Ledger): string {
  const bound = name.replaceAll("$", "\\$");
  const declaring = new RegExp(
    `\\b(let|const|var|using)\\b[^;=]*?(?<![\\p{ID_Continue}$.])${bound}(?![\\p{ID_Continue}$])`,
    "u",
  );
  const places = symbol.declarations ?? [];
  const isHere = places.some((place) => place.endsWith(file));
  const own = isHere ? declaring.exec(code)?.[1] : undefined;
  const isOurs = places.some((place) => place.includes(ownPrefix));
  const earlier = isOurs ? ledger.get(name)?.kinds.find((kind) => variableWords.includes(kind)) : undefined;
  return own ?? earlier ?? (isHere ? "(parameter)" : "var");
}

/** Tells of the name at `offset` of `code` (UTF-16) or, in a call's parentheses, of what is called. */
export async function inspect(
  code: string,
  offset: number,
  detail: 0 | 1,
  workspace: Workspace,
  ledger: Ledger,
): Promise<Inspection | undefined> {
  const cursor = Math.max(0, Math.min(offset, code.length));
  const here = [cursor, code.slice(0, cursor).trimEnd().length].map((at) => wordAt(code, at));
  const words = here.find(({ start, end }) => end > start);
  const places = [words?.start, calleeAt(code, cursor)];
  for (const place of new Set(places)) {
    const found = place === undefined ? undefined : await inspectAt(code, place, detail, workspace, ledger);
    if (found) return found;
  }
  return undefined;
}

async function inspectAt(
  code: string,
  place: number,
  detail: 0 | 1,
  workspace: Workspace,
  ledger: Ledger,
): Promise<Inspection | undefined> {
  const file = workspace.cell;
  const { start, end } = wordAt(code, place);
  const name = code.slice(start, end);
  const { text, shift, typePlace } = draftFile(code, ledger, [name], name);
  const snapshot = await workspace.edit({ [file]: text });
  try {
    const [named, [at]] = await Promise.all([
      snapshot.symbolAt(file, shift + place),
      snapshot.typesAt(file, [shift + place]),
    ]);
    const original = named ?? (await snapshot.symbolAt(file, typePlace));
    if (!original) return undefined;
    const symbol = (original.flags & SymbolFlag.alias) === 0 ? original : await snapshot.aliased(original);
    // A name that is nowhere to be found has a symbol, too; that of a comment is the file's.
    if (!symbol.declarations?.length || symbol.name.includes(ownPrefix)) return undefined;
    const type = at && (at.flags & TypeFlag.any) === 0 ? at : ((await snapshot.typeOf(symbol)) ?? undefined);
    const keyword = keywordOf(code, name, symbol, file, ledger);
    const constructed = /\bnew\s+$/.test(code.slice(0, start));
    const show = shows.find(([flag]) => (symbol.flags & flag) !== 0)?.[1];
    if (!show) return undefined;
    const subject: Subject = { name, symbol, type, keyword, constructed, snapshot, detail };
    const [signature, markdown] = await Promise.all([show(subject), documentation(subject)]);
    return { signature: signature.replace(namespacePattern, ""), documentation: markdown };
  } finally {
    snapshot.release();
  }
}
