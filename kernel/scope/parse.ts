import { parseSync } from "oxc-parser";
import type { CellSyntax } from "./contract.ts";
import { topLevelDeclarations } from "./declarations.ts";
import { collectInnerTypes, collectMentions, wordsOf } from "./mentions.ts";
import { tooDeep } from "./nesting.ts";
import type { SyntaxNode } from "./node.ts";

/**
 * Parses a cell as a TypeScript module. A cell that is not well-formed has `faults`, whatever declarations could still
 * be seen, and every word of its text as a mention. Never throws.
 */
export function parseCell(source: string): CellSyntax {
  const fault = tooDeep(source);
  if (fault) return { source, declarations: [], mentions: wordsOf(source), innerTypes: new Set(), faults: [fault] };
  const { program, errors } = parseSync("cell.ts", source, { lang: "ts", sourceType: "module", preserveParens: false });
  const mentions = program.body.length === 0 && errors.length > 0 ? wordsOf(source) : new Set<string>();
  const innerTypes = new Set<string>();
  for (const statement of program.body as unknown as SyntaxNode[]) {
    collectMentions(statement, mentions);
    collectInnerTypes(statement, innerTypes);
  }
  return {
    source,
    declarations: topLevelDeclarations(program),
    mentions,
    innerTypes,
    faults: errors
      .filter((error) => error.severity === "Error")
      .map((error) => {
        const { start, end } = error.labels[0] ?? { start: 0, end: 0 };
        return { message: error.message, start, end };
      }),
  };
}
