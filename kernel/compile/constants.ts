import type MagicString from "magic-string";
import { isNode, type SyntaxNode } from "../scope/node.ts";

/** An assigned name, and whether it stands for both key and target in `{name} = …`. */
interface Target {
  node: SyntaxNode;
  shorthand: boolean;
}

function patternTargets(pattern: unknown, shorthand: boolean, found: Target[]): void {
  if (!isNode(pattern)) return;
  const visit = patternRows[pattern.type];
  if (visit !== undefined) visit(pattern, shorthand, found);
}

/** A row a kind of assignment target: the names it assigns to. Members of objects have no row. */
const patternRows: Record<string, (pattern: SyntaxNode, shorthand: boolean, found: Target[]) => void> = {
  Identifier: (node, shorthand, found) => found.push({ node, shorthand }),
  ParenthesizedExpression: (node, _, found) => patternTargets(node.expression, false, found),
  AssignmentPattern: (node, shorthand, found) => patternTargets(node.left, shorthand, found),
  RestElement: (node, _, found) => patternTargets(node.argument, false, found),
  ArrayPattern: (node, _, found) => {
    for (const element of node.elements as unknown[]) patternTargets(element, false, found);
  },
  ObjectPattern: (node, _, found) => {
    for (const property of node.properties as SyntaxNode[]) {
      if (property.type === "Property") patternTargets(property.value, property.shorthand === true, found);
      else patternTargets(property, false, found);
    }
  },
};

/** A row a kind of node that assigns: the property that holds the target. */
const targetKeys: Record<string, string> = {
  AssignmentExpression: "left",
  UpdateExpression: "argument",
  ForInStatement: "left",
  ForOfStatement: "left",
};

function declaredIn(pattern: unknown, into: Set<string>): void {
  const found: Target[] = [];
  patternTargets(pattern, false, found);
  for (const { node } of found) into.add(node.name as string);
}

const functionTypes = new Set(["FunctionDeclaration", "FunctionExpression", "ArrowFunctionExpression"]);

/** Names that a node declares for what stands inside it; `var` counts for its block, which is near enough to its function. */
function declaredBy(node: SyntaxNode): Set<string> {
  const names = new Set<string>();
  if (functionTypes.has(node.type)) {
    declaredIn(node.id, names);
    for (const parameter of node.params as unknown[]) declaredIn(parameter, names);
    collectVars(node.body, names);
  }
  if (node.type === "ClassExpression" || node.type === "ClassDeclaration") declaredIn(node.id, names);
  if (node.type === "CatchClause") declaredIn(node.param, names);
  for (const key of ["body", "consequent", "init", "left"]) {
    const value = node[key];
    for (const child of Array.isArray(value) ? value : [value]) {
      if (!isNode(child)) continue;
      if (child.type === "VariableDeclaration") {
        for (const part of child.declarations as SyntaxNode[]) declaredIn(part.id, names);
      } else if (child.type === "FunctionDeclaration" || child.type === "ClassDeclaration") declaredIn(child.id, names);
    }
  }
  return names;
}

function collectVars(value: unknown, into: Set<string>): void {
  for (const child of Array.isArray(value) ? value : [value]) {
    if (!isNode(child) || functionTypes.has(child.type)) continue;
    if (child.type === "VariableDeclaration" && child.kind === "var") {
      for (const part of child.declarations as SyntaxNode[]) declaredIn(part.id, into);
    }
    for (const key in child) if (typeof child[key] === "object") collectVars(child[key], into);
  }
}

function collectTargets(node: SyntaxNode, constants: ReadonlySet<string>, found: Target[]): void {
  const targetKey = targetKeys[node.type];
  if (targetKey !== undefined) {
    const targets: Target[] = [];
    patternTargets(node[targetKey], false, targets);
    found.push(...targets.filter((target) => constants.has(target.node.name as string)));
  }
  for (const key in node) {
    const value = node[key];
    if (typeof value !== "object" || value === null) continue;
    if (Array.isArray(value)) {
      for (const item of value) if (isNode(item)) collectTargets(item, constants, found);
    } else if (isNode(value)) collectTargets(value, constants, found);
  }
}

function isShadowed(root: SyntaxNode, { node: target }: Target): boolean {
  const name = target.name as string;
  let inside: SyntaxNode | undefined = root;
  while (inside !== undefined && inside !== target) {
    let next: SyntaxNode | undefined;
    for (const key in inside) {
      const value: unknown = inside[key];
      for (const child of Array.isArray(value) ? value : [value]) {
        if (isNode(child) && child.start <= target.start && target.end <= child.end) next = child;
      }
    }
    inside = next;
    if (inside !== undefined && inside !== target && declaredBy(inside).has(name)) return true;
  }
  return false;
}

/** The name of functions that the compiler adds; no stack shows them. */
const ownFunction = "__axonlab_function";

/**
 * Makes every assignment to a constant throw JavaScript's own TypeError. In V8's REPL mode a true `const` could only be
 * declared again as a `const`, so constants are declared with `let` and kept constant here.
 */
export function guardConstants(text: MagicString, program: SyntaxNode, constants: ReadonlySet<string>): void {
  if (constants.size === 0) return;
  const found: Target[] = [];
  collectTargets(program, constants, found);
  for (const target of found) {
    if (isShadowed(program, target)) continue;
    const name = target.node.name as string;
    // A member of what a call returns is a target anywhere that a name is one, and the call throws first.
    const thrower = `(function ${ownFunction}() { const ${name} = 0; ${name} = 1; })().${name}`;
    text.update(target.node.start, target.node.end, target.shorthand ? `${name}: ${thrower}` : thrower);
  }
}
