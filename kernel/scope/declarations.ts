import type {
  BindingPattern,
  ImportDeclaration,
  Program,
  TSImportEqualsDeclaration,
  VariableDeclaration,
} from "oxc-parser";
import type { Declaration, DeclarationKind } from "./contract.ts";
import { childrenOf, isNode, type SyntaxNode } from "./node.ts";

/** The names of one statement; none for what declares no name of the cell (`declare global`, `declare module "x"`). */
type Names = { name: string; kind: DeclarationKind }[];

const variableKinds: Record<VariableDeclaration["kind"], DeclarationKind> = {
  var: "var",
  let: "let",
  const: "const",
  using: "using",
  "await using": "using",
};

function named(kind: DeclarationKind, id: unknown): Names {
  return isNode(id) && typeof id.name === "string" ? [{ name: id.name, kind }] : [];
}

function variableNames(statement: VariableDeclaration): Names {
  const kind = variableKinds[statement.kind];
  return statement.declarations.flatMap((part) => boundNames(part.id).map((name) => ({ name, kind })));
}

function importNames(statement: ImportDeclaration): Names {
  return statement.specifiers.map((specifier) => {
    const ofType =
      statement.importKind === "type" || (specifier.type === "ImportSpecifier" && specifier.importKind === "type");
    return { name: specifier.local.name, kind: ofType ? "importType" : "import" };
  });
}

function namespaceNames(statement: SyntaxNode): Names {
  let id = statement.id;
  while (isNode(id) && id.type === "TSQualifiedName") id = id.left;
  return statement.kind === "global" ? [] : named("namespace", id);
}

function exportedNames(statement: SyntaxNode): Names {
  const { declaration } = statement;
  return isNode(declaration) ? namesOf(declaration) : [];
}

/** A row a kind of statement: how to find the names that it declares. `var` is collected wherever it stands. */
const namesByType: Record<string, (statement: SyntaxNode) => Names> = {
  VariableDeclaration: (statement) =>
    statement.kind === "var" ? [] : variableNames(statement as unknown as VariableDeclaration),
  FunctionDeclaration: (statement) => named("function", statement.id),
  TSDeclareFunction: (statement) => named("function", statement.id),
  ClassDeclaration: (statement) => named("class", statement.id),
  TSEnumDeclaration: (statement) => named("enum", statement.id),
  TSInterfaceDeclaration: (statement) => named("interface", statement.id),
  TSTypeAliasDeclaration: (statement) => named("type", statement.id),
  TSModuleDeclaration: namespaceNames,
  ImportDeclaration: (statement) => importNames(statement as unknown as ImportDeclaration),
  TSImportEqualsDeclaration: (statement) => {
    const { importKind, id } = statement as unknown as TSImportEqualsDeclaration;
    return named(importKind === "type" ? "importType" : "import", id);
  },
  ExportNamedDeclaration: exportedNames,
  ExportDefaultDeclaration: exportedNames,
};

function namesOf(statement: SyntaxNode): Names {
  return namesByType[statement.type]?.(statement) ?? [];
}

/** The names which a binding pattern binds, in order: `{a, b: [c, ...d]}` gives a, c, d. */
export function boundNames(pattern: BindingPattern): string[] {
  switch (pattern.type) {
    case "Identifier":
      return [pattern.name];
    case "AssignmentPattern":
      return boundNames(pattern.left);
    case "ArrayPattern":
      return pattern.elements.flatMap((element) =>
        element === null ? [] : boundNames(element.type === "RestElement" ? element.argument : element),
      );
    case "ObjectPattern":
      return pattern.properties.flatMap((property) =>
        boundNames(property.type === "RestElement" ? property.argument : property.value),
      );
  }
}

/** Nodes with a variable environment of their own: a `var` inside does not reach the cell's top level. */
const variableScopes = new Set([
  "FunctionDeclaration",
  "FunctionExpression",
  "ArrowFunctionExpression",
  "TSDeclareFunction",
  "StaticBlock",
  "PropertyDefinition",
  "AccessorProperty",
  "TSModuleDeclaration",
]);

function collectVars(node: SyntaxNode, found: Declaration[]): void {
  if (variableScopes.has(node.type)) return;
  if (node.type === "VariableDeclaration" && node.kind === "var") {
    const { start, end } = node;
    for (const { name, kind } of variableNames(node as unknown as VariableDeclaration)) {
      found.push({ name, kind, start, end });
    }
  }
  for (const child of childrenOf(node)) collectVars(child, found);
}

/** The top-level names of a program in source order; `var` counts wherever it is hoisted from. */
export function topLevelDeclarations(program: Program): Declaration[] {
  const found: Declaration[] = [];
  for (const statement of program.body) {
    const { start, end } = statement;
    for (const { name, kind } of namesOf(statement as unknown as SyntaxNode)) found.push({ name, kind, start, end });
    collectVars(statement as unknown as SyntaxNode, found);
  }
  return found;
}
