import { type OxcError, transformSync } from "oxc-transform";
import type { SyntaxFault } from "../scope/contract.ts";
import { reprinted } from "./positions.ts";
import { CellSyntaxError } from "./syntax-error.ts";

/** JavaScript and the source map (JSON text) that leads from it back to the text it was made of. */
export interface Translation {
  code: string;
  map: string;
}

/** The languages that a file's ending can ask for. */
export type Language = "ts" | "tsx" | "js" | "jsx";

/** How a text is to be read and what is to become of its imports. */
export interface EraseOptions {
  lang: Language;
  sourceType: "module" | "commonjs";
  /** True: an import that is not marked as a type's stays though this text does not use it, since a later cell may. */
  keepImports: boolean;
}

function utf16Offset(utf8: Buffer, offset: number): number {
  return utf8.subarray(0, offset).toString("utf8").length;
}

function faultsOf(source: string, errors: readonly OxcError[]): SyntaxFault[] {
  const utf8 = Buffer.from(source);
  return errors.map(({ message, labels, helpMessage }) => {
    // The first label is the place, but of a name declared twice the second declaration is the wrong one.
    const clash = labels.find((label) => label.message?.includes("redeclared"));
    const { start, end } = clash ?? labels[0] ?? { start: 0, end: 0 };
    return {
      message: helpMessage ? `${message} (${helpMessage})` : message,
      start: utf16Offset(utf8, start),
      end: utf16Offset(utf8, end),
    };
  });
}

/**
 * Takes TypeScript's types away and turns enums and parameter properties into JavaScript. Reprints the text.
 * @throws {CellSyntaxError} where the text is not well-formed.
 */
export function eraseTypes(source: string, options: EraseOptions): Translation {
  const { code, map, errors } = transformSync(`source.${options.lang}`, source, {
    lang: options.lang,
    sourceType: options.sourceType,
    target: "esnext",
    sourcemap: true,
    typescript: { onlyRemoveTypeImports: options.keepImports },
  });
  const faults = errors.filter((error) => error.severity === "Error");
  if (faults.length > 0) throw new CellSyntaxError(faultsOf(source, faults));
  const { sources = [], names = [], mappings = "" } = map ?? {};
  return { code, map: JSON.stringify({ version: 3, sources, names, mappings, [reprinted]: true }) };
}
