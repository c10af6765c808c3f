import type MagicString from "magic-string";
import type { VariableDeclaration, VariableDeclarator } from "oxc-parser";
import { isNode, type SyntaxNode } from "../scope/node.ts";

/** A `var` of the top level, with what its statement is to its parent. */
export interface HoistedVar {
  node: VariableDeclaration;
  role: "statement" | "forInit" | "forTarget";
}

/** A row a kind of statement: the properties under which further statements stand. Functions and classes have no row. */
const statementKeys: Record<string, readonly string[]> = {
  BlockStatement: ["body"],
  IfStatement: ["consequent", "alternate"],
  ForStatement: ["init", "body"],
  ForInStatement: ["left", "body"],
  ForOfStatement: ["left", "body"],
  WhileStatement: ["body"],
  DoWhileStatement: ["body"],
  TryStatement: ["block", "handler", "finalizer"],
  CatchClause: ["body"],
  SwitchStatement: ["cases"],
  SwitchCase: ["consequent"],
  LabeledStatement: ["body"],
};

const roleByKey: Record<string, HoistedVar["role"]> = { init: "forInit", left: "forTarget" };

/** Every `var` that is hoisted out of a statement to the top level, in source order. */
export function hoistedVars(statement: SyntaxNode, role: HoistedVar["role"] = "statement"): HoistedVar[] {
  if (statement.type === "VariableDeclaration") {
    return statement.kind === "var" ? [{ node: statement as unknown as VariableDeclaration, role }] : [];
  }
  return (statementKeys[statement.type] ?? []).flatMap((key) => {
    const value = statement[key];
    const children = Array.isArray(value) ? value : [value];
    return children.flatMap((child) => (isNode(child) ? hoistedVars(child, roleByKey[key]) : []));
  });
}

function parenthesize(text: MagicString, { start, end }: { start: number; end: number }): void {
  text.appendRight(start, "(").appendLeft(end, ")");
}

function targetOfLoop(text: MagicString, node: VariableDeclaration, declarator: VariableDeclarator): void {
  text.remove(node.start, declarator.start);
  // `for (async of …)` is the one target that the grammar refuses.
  if (declarator.id.type === "Identifier" && declarator.id.name === "async") parenthesize(text, declarator.id);
}

/**
 * Turns a declaration into assignments to names that are declared elsewhere: `var a = 1, b, {c} = o` becomes
 * `a = 1, ({c} = o)`. A name without a value is left as it is, which is what `var` means.
 */
export function declarationToAssignments(text: MagicString, { node, role }: HoistedVar): void {
  const { declarations } = node;
  if (role === "forTarget") {
    targetOfLoop(text, node, declarations[0] as VariableDeclarator);
    return;
  }
  const kept = declarations.filter(({ init }) => init !== null);
  const [first] = kept;
  const end = (declarations.at(-1) as VariableDeclarator).end;
  if (first === undefined) {
    text.remove(node.start, end);
    // The statement may be all that an `if` or a label has.
    if (role === "statement" && end === node.end) text.appendLeft(node.end, ";");
    return;
  }
  text.remove(node.start, first.start);
  kept.forEach((declarator, index) => {
    const next = kept[index + 1];
    if (next !== undefined) text.update(declarator.end, next.start, ", ");
    if (declarator.id.type === "ObjectPattern") parenthesize(text, declarator);
  });
  const last = kept.at(-1) as VariableDeclarator;
  if (last.end < end) text.remove(last.end, end);
}
