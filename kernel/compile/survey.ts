import { parseSync } from "oxc-parser";
import { topLevelDeclarations } from "../scope/declarations.ts";
import { isNode, type SyntaxNode } from "../scope/node.ts";
import type { Language } from "./erase.ts";

/** What TypeScript's own tree says of a text and its JavaScript no longer does. */
export interface Survey {
  /** Some of it runs on no supported Node as it stands, or the fast transform gets it wrong. */
  needsLowering: boolean;
  /** Where the last statement's expression stands; undefined where the last statement is something else. */
  result: { statement: number; start: number; end: number } | undefined;
  /** Names of values bound at the top level, and those of them that are constant. */
  names: Set<string>;
  constants: Set<string>;
}

/** Words without which no statement vanishes with the types, nor becomes an expression. */
const typeHints = /\b(?:interface|type|declare|abstract|enum|import|export|function)\b/;

/** Marks without which nothing needs lowering. */
const loweringHints = /@|\b(?:using|accessor|namespace|module)\b/;

/** A row a kind of node that asks for lowering; the row says whether this one really does. */
const loweringByType: Record<string, (node: SyntaxNode) => boolean> = {
  Decorator: () => true,
  AccessorProperty: () => true,
  TSAbstractAccessorProperty: () => true,
  VariableDeclaration: (node) => node.kind === "using" || node.kind === "await using",
  // The fast transform knows no exported `let` of a namespace, nor names shared by two parts of one.
  TSModuleDeclaration: (node) => node.declare !== true && node.kind !== "global",
};

function asksForLowering(node: SyntaxNode): boolean {
  if (loweringByType[node.type]?.(node)) return true;
  for (const key in node) {
    const value = node[key];
    if (
      Array.isArray(value)
        ? value.some((item) => isNode(item) && asksForLowering(item))
        : isNode(value) && asksForLowering(value)
    ) {
      return true;
    }
  }
  return false;
}

const constantKinds = new Set(["const", "using", "import"]);
const typeKinds = new Set(["interface", "type", "importType"]);

function resultOf(statements: readonly SyntaxNode[]): Survey["result"] {
  const last = statements.findLast((statement) => statement.type !== "EmptyStatement");
  if (last === undefined) return undefined;
  const expression = last.type === "ExportDefaultDeclaration" ? last.declaration : last.expression;
  if (!isNode(expression)) return undefined;
  if (
    last.type === "ExpressionStatement" ||
    (last.type === "ExportDefaultDeclaration" && !/Declaration$/.test(expression.type))
  ) {
    return { statement: last.start, start: expression.start, end: expression.end };
  }
  return undefined;
}

/** Looks a text over as TypeScript. Never throws. */
function survey(source: string, lang: Language): Survey {
  const { program } = parseSync(`source.${lang}`, source, { lang, sourceType: "module" });
  const values = topLevelDeclarations(program).filter(({ kind }) => !typeKinds.has(kind));
  const statements = program.body as unknown as SyntaxNode[];
  return {
    needsLowering: statements.some(asksForLowering),
    result: resultOf(statements),
    names: new Set(values.map(({ name }) => name)),
    constants: new Set(values.filter(({ kind }) => constantKinds.has(kind)).map(({ name }) => name)),
  };
}

/** The survey of a text that needs lowering; undefined for every other text, mostly without a look at its tree. */
export function lowerable(source: string, lang: Language): Survey | undefined {
  if (!loweringHints.test(source)) return undefined;
  const found = survey(source, lang);
  return found.needsLowering ? found : undefined;
}

/**
 * Whether a text's last statement is an expression, given that its JavaScript's last one is and stands at or after
 * `offset` in the text: types that vanished, or an enum, may have followed it.
 */
export function endsInExpression(source: string, offset: number): boolean {
  return !typeHints.test(source.slice(offset)) || survey(source, "ts").result !== undefined;
}
