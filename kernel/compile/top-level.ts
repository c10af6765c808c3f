import MagicString from "magic-string";
import {
  type Class,
  type ExportAllDeclaration,
  type ExportDefaultDeclaration,
  type ExportNamedDeclaration,
  type ExpressionStatement,
  type Function as FunctionNode,
  type ImportDeclaration,
  parseSync,
  type VariableDeclaration,
} from "oxc-parser";
import { boundNames } from "../scope/declarations.ts";
import type { SyntaxNode } from "../scope/node.ts";
import { guardConstants } from "./constants.ts";
import type { Translation } from "./erase.ts";
import { importBindings, importCall } from "./imports.ts";
import { declarationToAssignments, hoistedVars } from "./variables.ts";

/** How to rewrite a cell's JavaScript. */
export interface TopLevelOptions {
  run: number;
  /** Asked where the last statement is an expression, with its place in the JavaScript: is it the cell's result? */
  isResult: (offset: number) => boolean;
  /** Constants of earlier cells. */
  constants: ReadonlySet<string>;
  /**
   * What the user's own text declares, where a tool has added names to it: all the code then goes into a block, and only
   * the user's names are declared outside of it. Undefined: every name is the user's.
   */
  declared: { names: ReadonlySet<string>; constants: ReadonlySet<string> } | undefined;
}

/** A rewritten cell, without header and source URL. */
export interface TopLevel extends Translation {
  constants: string[];
  variables: string[];
}

/** What is known of the cell so far while its statements are rewritten. */
interface Work {
  text: MagicString;
  options: TopLevelOptions;
  /** Names that are declared before everything else, for the user and for a tool. */
  hoisted: Set<string>;
  hidden: Set<string>;
  constants: Set<string>;
  variables: Set<string>;
  /** Imports and functions, which come before what stands above them. */
  early: SyntaxNode[];
}

/** Whether names bound by a declaration are declared elsewhere; if they are, the declaration becomes an assignment. */
function hoistNames(work: Work, names: readonly string[]): boolean {
  const { declared } = work.options;
  if (declared === undefined) return false;
  for (const name of names) if (declared.names.has(name)) work.hoisted.add(name);
  return names.some((name) => declared.names.has(name));
}

function noteNames(work: Work, names: readonly string[], constant: boolean): void {
  const { declared } = work.options;
  for (const name of names) {
    if (declared !== undefined && !declared.names.has(name)) continue;
    (constant || declared?.constants.has(name) ? work.constants : work.variables).add(name);
  }
}

function rewriteFunction(work: Work, node: FunctionNode): void {
  const { id } = node;
  if (id === null) {
    work.text.appendRight(node.start, "(").appendLeft(node.end, ");");
    return;
  }
  noteNames(work, [id.name], false);
  const keyword = hoistNames(work, [id.name]) ? "" : "let ";
  // Without a name of its own, it refers to the cell's binding, which a later cell may replace.
  work.text.remove(id.start, id.end);
  work.text.appendRight(node.start, `${keyword}${id.name} = `).appendLeft(node.end, ";");
  work.early.push(node as unknown as SyntaxNode);
}

function rewriteClass(work: Work, node: Class): void {
  if (node.id === null) {
    work.text.appendRight(node.start, "(").appendLeft(node.end, ");");
    return;
  }
  noteNames(work, [node.id.name], false);
  if (hoistNames(work, [node.id.name]))
    work.text.appendRight(node.start, `${node.id.name} = `).appendLeft(node.end, ";");
}

function rewriteVariables(work: Work, node: VariableDeclaration): void {
  if (node.kind === "var") return;
  const names = node.declarations.flatMap(({ id }) => boundNames(id));
  noteNames(work, names, node.kind === "const");
  if (hoistNames(work, names)) declarationToAssignments(work.text, { node, role: "statement" });
  else if (node.kind === "const") work.text.update(node.start, node.start + "const".length, "let");
}

function rewriteImport(work: Work, node: ImportDeclaration): void {
  const { names, declarators } = importBindings(node);
  noteNames(work, names, true);
  let replacement = `${importCall(node)};`;
  if (names.length > 0) {
    replacement = hoistNames(work, names)
      ? `${declarators.map((declarator) => `(${declarator})`).join(", ")};`
      : `let ${declarators.join(", ")};`;
  }
  work.text.update(node.start, node.end, replacement);
  work.early.push(node as unknown as SyntaxNode);
}

function rewriteNamedExport(work: Work, node: ExportNamedDeclaration): void {
  if (node.source !== null) {
    work.text.update(node.start, node.end, `${importCall({ attributes: node.attributes, source: node.source })};`);
  } else if (node.declaration === null) work.text.update(node.start, node.end, ";");
  else {
    work.text.remove(node.start, node.declaration.start);
    rewriteStatement(work, node.declaration as unknown as SyntaxNode);
  }
}

function rewriteDefaultExport(work: Work, node: ExportDefaultDeclaration): void {
  work.text.remove(node.start, node.declaration.start);
  rewriteStatement(work, node.declaration as unknown as SyntaxNode);
}

type Rewrite = (work: Work, node: never) => void;

/** A row a kind of statement. One without a row stays as it is but for the `var`s inside it. */
const rewriteByType: Record<string, Rewrite> = {
  FunctionDeclaration: rewriteFunction,
  ClassDeclaration: rewriteClass,
  VariableDeclaration: rewriteVariables,
  ImportDeclaration: rewriteImport,
  ExportNamedDeclaration: rewriteNamedExport,
  ExportDefaultDeclaration: rewriteDefaultExport,
  ExportAllDeclaration: (work: Work, node: ExportAllDeclaration) =>
    work.text.update(node.start, node.end, `${importCall(node)};`),
};

function rewriteStatement(work: Work, statement: SyntaxNode): void {
  rewriteByType[statement.type]?.(work, statement as never);
  for (const variable of hoistedVars(statement)) {
    const names = variable.node.declarations.flatMap(({ id }) => boundNames(id));
    noteNames(work, names, false);
    const { declared } = work.options;
    for (const name of names) (declared && !declared.names.has(name) ? work.hidden : work.hoisted).add(name);
    declarationToAssignments(work.text, variable);
  }
}

/** An empty statement, or the `export {}` that the eraser leaves for imports of types. */
function isNothing(statement: SyntaxNode): boolean {
  if (statement.type === "EmptyStatement") return true;
  const { declaration, specifiers } = statement as unknown as Partial<ExportNamedDeclaration>;
  return statement.type === "ExportNamedDeclaration" && !declaration && specifiers?.length === 0;
}

function wrapLastExpression(work: Work, statements: readonly SyntaxNode[]): void {
  const last = statements.findLast((statement) => !isNothing(statement));
  const isExpression = last?.type === "ExpressionStatement" || last?.type === "ExportDefaultDeclaration";
  if (last === undefined || !isExpression) return;
  const expression = ((last as unknown as ExpressionStatement).expression ??
    (last as unknown as ExportDefaultDeclaration).declaration) as unknown as SyntaxNode;
  if (/Declaration$/.test(expression.type) || !work.options.isResult(expression.start)) return;
  work.text.appendRight(expression.start, `__axonlab.result(${work.options.run}, (`).appendLeft(expression.end, "))");
}

/** Imports first, then functions, above the first statement that is neither. */
function moveEarly(work: Work, statements: readonly SyntaxNode[]): void {
  const isEarly = ({ start, end }: SyntaxNode) => work.early.some((node) => start <= node.start && node.end <= end);
  const firstLate = statements.find((statement) => !isEarly(statement));
  if (firstLate === undefined) return;
  const below = work.early.filter(({ start }) => start > firstLate.start);
  const isImport = ({ type }: SyntaxNode) => type === "ImportDeclaration";
  for (const { start, end } of [...below.filter(isImport), ...below.filter((node) => !isImport(node))]) {
    work.text.move(start, end, firstLate.start);
  }
}

function declarationOf(names: ReadonlySet<string>): string {
  return names.size > 0 ? `let ${[...names].join(", ")};` : "";
}

/** Rewrites a cell's JavaScript for V8's REPL mode, in which only `let` and `class` can be declared again as anything. */
export function rewriteTopLevel(code: string, options: TopLevelOptions): TopLevel {
  const { program, module } = parseSync("cell.js", code, { lang: "js", sourceType: "module" });
  const text = new MagicString(code);
  const statements = program.body as unknown as SyntaxNode[];
  const work: Work = {
    text,
    options,
    hoisted: new Set(),
    hidden: new Set(),
    constants: new Set(),
    variables: new Set(),
    early: [],
  };
  if (program.hashbang) text.remove(program.hashbang.start, program.hashbang.end);
  for (const { start } of module.dynamicImports) text.update(start, start + "import".length, "__axonlab.import");
  for (const { start, end } of module.importMetas) text.update(start, end, "__axonlab.meta");
  for (const statement of statements) rewriteStatement(work, statement);
  wrapLastExpression(work, statements);
  const guarded = new Set([...options.constants, ...work.constants]);
  for (const name of work.variables) guarded.delete(name);
  guardConstants(text, program as unknown as SyntaxNode, guarded);
  moveEarly(work, statements);
  text.prepend(
    `"use strict";${declarationOf(work.hoisted)}${options.declared ? `{${declarationOf(work.hidden)}` : ""}`,
  );
  text.append(`\n${options.declared ? "}" : ""};void 0;`);
  return {
    code: text.toString(),
    map: text.generateMap({ hires: "boundary" }).toString(),
    constants: [...work.constants],
    variables: [...work.variables],
  };
}
