import MagicString from "magic-string";
import type { CellOptions, CompiledCell } from "./contract.ts";
import { eraseTypes, type Translation } from "./erase.ts";
import { lower } from "./lowering.ts";
import { tracePosition } from "./positions.ts";
import { endsInExpression, lowerable, type Survey } from "./survey.ts";
import { CellSyntaxError, refuseDeep } from "./syntax-error.ts";
import { rewriteTopLevel, type TopLevelOptions } from "./top-level.ts";

/** Names that no script can declare, since the global object holds them for good, and the runtime's own. */
const undeclarable = new Set(["undefined", "NaN", "Infinity", "__axonlab"]);

function refuseUndeclarable(source: string, names: readonly string[]): void {
  const faults = names
    .filter((name) => undeclarable.has(name))
    .map((name) => {
      const start = Math.max(0, source.search(new RegExp(`\\b${name}\\b`)));
      return { message: `A cell cannot declare '${name}'`, start, end: start + name.length };
    });
  if (faults.length > 0) throw new CellSyntaxError(faults);
}

/** The result's hook put around the last expression while the text still is TypeScript. */
function wrapResult(
  source: string,
  { statement, start, end }: NonNullable<Survey["result"]>,
  run: number,
): Translation {
  const text = new MagicString(source);
  if (statement < start) text.remove(statement, start);
  text.appendRight(start, `__axonlab.result(${run}, (`).appendLeft(end, "))");
  return { code: text.toString(), map: text.generateMap({ hires: "boundary" }).toString() };
}

function finish(
  source: string,
  translated: Translation,
  earlier: string[],
  options: CellOptions,
  rest: Omit<TopLevelOptions, "run" | "constants">,
): CompiledCell {
  const { run, cell, constants = new Set<string>() } = options;
  const { code, map, constants: bound, variables } = rewriteTopLevel(translated.code, { ...rest, run, constants });
  refuseUndeclarable(source, [...bound, ...variables]);
  return {
    code: `${code}\n//# sourceURL=axonlab-cell:${cell}:${run}`,
    maps: [map, translated.map, ...earlier],
    constants: bound,
    variables,
  };
}

/** The place in the source of a place in the JavaScript, or one a little before it. */
function originalOffset(source: string, { code, map }: Translation, offset: number): number {
  const lines = code.slice(0, offset).split("\n");
  const place = tracePosition([map], lines.length, (lines.at(-1) as string).length + 1);
  if (place === undefined) return 0;
  let lineStart = 0;
  for (let line = 1; line < place.line; line++) lineStart = source.indexOf("\n", lineStart) + 1;
  return lineStart + place.column - 1;
}

async function compileByLowering(source: string, options: CellOptions, found: Survey): Promise<CompiledCell> {
  const wrapped = found.result && options.result !== false ? wrapResult(source, found.result, options.run) : undefined;
  const lowered = await lower(wrapped?.code ?? source, "ts", true);
  const earlier = wrapped === undefined ? [] : [wrapped.map];
  return finish(source, lowered, earlier, options, { isResult: () => false, declared: found });
}

/**
 * Compiles a cell of TypeScript to JavaScript for V8's REPL mode, in which every top-level name may be declared again by
 * a later cell as anything else. Cells are strict and may await. `var x` makes a fresh name, undefined until assigned.
 * Imports are read once: a module's later change of an exported variable is not seen.
 * @throws {CellSyntaxError} where the text is not well-formed.
 */
export async function compileCell(source: string, options: CellOptions): Promise<CompiledCell> {
  refuseDeep(source);
  const lowering = lowerable(source, "ts");
  if (lowering !== undefined) return compileByLowering(source, options, lowering);
  const erased = eraseTypes(source, { lang: "ts", sourceType: "module", keepImports: true });
  const isResult = (offset: number) =>
    options.result !== false && endsInExpression(source, originalOffset(source, erased, offset));
  return finish(source, erased, [], options, { isResult, declared: undefined });
}
