import { parseSync } from "oxc-parser";
import { childrenOf, isNode, type SyntaxNode } from "../scope/node.ts";

const before = "type _=";

/** A type's text, taken apart. */
interface TypeText {
  /** The names that it needs from around it: `A` and `b` of `Map<A.B, typeof b.c>`; none for `import("x").C`. */
  roots: Set<string>;
  /** `(a: T): R` for each call signature, when it consists of nothing else. */
  signatures: string[] | undefined;
}

function rootOf(name: SyntaxNode): string | undefined {
  let first: unknown = name;
  while (isNode(first) && first.type === "TSQualifiedName") first = first.left;
  return isNode(first) && first.type === "Identifier" ? String(first.name) : undefined;
}

/** Which property of a node is a name that is looked up around the type. */
const references: Record<string, string> = { TSTypeReference: "typeName", TSTypeQuery: "exprName" };

function collectRoots(node: SyntaxNode, roots: Set<string>, bound: Set<string>): void {
  const reference = node[references[node.type] ?? ""];
  const root = isNode(reference) ? rootOf(reference) : undefined;
  if (root !== undefined) roots.add(root);
  if (node.type === "TSTypeParameter") bound.add(isNode(node.name) ? String(node.name.name) : String(node.name));
  if (node.type === "TSMappedType" && isNode(node.key)) bound.add(String(node.key.name));
  for (const child of childrenOf(node)) collectRoots(child, roots, bound);
}

function signaturesOf(type: SyntaxNode, text: string): string[] | undefined {
  const { returnType, members } = type;
  if (type.type === "TSFunctionType" && isNode(returnType)) {
    const parameters = text.slice(type.start, returnType.start).trimEnd();
    return [`${parameters}: ${text.slice(returnType.start + "=>".length).trimStart()}`];
  }
  if (type.type !== "TSTypeLiteral" || !Array.isArray(members)) return undefined;
  const parts = members as SyntaxNode[];
  if (parts.length === 0 || parts.some((part) => part.type !== "TSCallSignatureDeclaration")) return undefined;
  return parts.map((part) => text.slice(part.start, part.end).replace(/[;,]$/, ""));
}

/** Takes a type's text apart; undefined for what is no type in writing, as `typeof (Anonymous class)`. */
export function readTypeText(type: string): TypeText | undefined {
  const text = before + type;
  const { program, errors } = parseSync("type.ts", text, { lang: "ts", preserveParens: false });
  const [alias, ...others] = program.body;
  if (errors.length > 0 || others.length > 0 || alias?.type !== "TSTypeAliasDeclaration") return undefined;
  const node = alias.typeAnnotation as unknown as SyntaxNode;
  const [roots, bound] = [new Set<string>(), new Set<string>()];
  collectRoots(node, roots, bound);
  for (const name of bound) roots.delete(name);
  return { roots, signatures: signaturesOf(node, text) };
}
