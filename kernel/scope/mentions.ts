import { childrenOf, isNode, type SyntaxNode } from "./node.ts";

const words = /[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*/gu;

/** Every word of a text: a superset of its identifiers, for a cell whose syntax tree cannot be had. */
export function wordsOf(source: string): Set<string> {
  return new Set(source.match(words));
}

/** A node's property which holds a name, but one that is looked up in an object and never in a scope. */
const memberNames: Record<string, string> = { MemberExpression: "property", TSQualifiedName: "right" };

/** Adds the text of each identifier in the tree to `found`, names of members (`x.name`) excepted. */
export function collectMentions(node: SyntaxNode, found: Set<string>): void {
  if (node.type === "Identifier" || node.type === "JSXIdentifier") found.add(String(node.name));
  const skipped = node.computed === true ? undefined : node[memberNames[node.type] ?? ""];
  for (const child of childrenOf(node)) if (child !== skipped) collectMentions(child, found);
}

const typeDeclarations = new Set([
  "ClassDeclaration",
  "ClassExpression",
  "TSInterfaceDeclaration",
  "TSTypeAliasDeclaration",
  "TSEnumDeclaration",
]);

/** Adds the names of types that are declared below a top-level statement. */
export function collectInnerTypes(node: SyntaxNode, found: Set<string>, top = true): void {
  const { id } = node;
  if (!top && typeDeclarations.has(node.type) && isNode(id)) found.add(String(id.name));
  const below = top && node.type.startsWith("Export");
  for (const child of childrenOf(node)) collectInnerTypes(child, found, below);
}

const declaringWords =
  /\b(?:let|const|var|using|function|class|enum|interface|type|namespace)\s+([\p{ID_Start}$_][\p{ID_Continue}$]*)/gu;
const declaringPatterns = /\b(?:let|const|var)\s*([{[][^=;]*)=|\bimport\b([^"';]*)\bfrom\b/g;

/** The names that a text which cannot be parsed looks like declaring: a cell that is being typed. */
export function likelyDeclared(source: string): Set<string> {
  const simple = [...source.matchAll(declaringWords)].map(([, name]) => String(name));
  const patterns = [...source.matchAll(declaringPatterns)].flatMap(([, pattern, names]) => [
    ...wordsOf(pattern ?? names ?? ""),
  ]);
  return new Set([...simple, ...patterns]);
}
