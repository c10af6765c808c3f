import { createRequire } from "node:module";
import type { Message, TransformOptions } from "esbuild";
import type { SyntaxFault } from "../scope/contract.ts";
import type { Language, Translation } from "./erase.ts";
import { CellSyntaxError } from "./syntax-error.ts";

/** Decorators, `using`, `accessor` and namespaces to what every supported Node runs; everything else stays. */
function optionsFor(lang: Language, keepImports: boolean, format: "esm" | "cjs"): TransformOptions {
  return {
    loader: lang,
    format,
    target: "esnext",
    supported: { decorators: false, using: false },
    sourcemap: "external",
    sourcesContent: false,
    charset: "utf8",
    treeShaking: false,
    ignoreAnnotations: true,
    logLevel: "silent",
    jsx: "automatic",
    tsconfigRaw: {
      compilerOptions: {
        verbatimModuleSyntax: keepImports,
        useDefineForClassFields: true,
        experimentalDecorators: false,
      },
    },
  };
}

function lineStart(source: string, line: number): number {
  let start = 0;
  for (let passed = 1; passed < line; passed++) start = source.indexOf("\n", start) + 1;
  return start;
}

function faultsOf(source: string, errors: readonly Message[]): SyntaxFault[] {
  return errors.map(({ text, location }) => {
    if (location === null) return { message: text, start: 0, end: 0 };
    const bytes = Buffer.from(location.lineText);
    const offsetInLine = (byte: number) => bytes.subarray(0, byte).toString("utf8").length;
    const start = lineStart(source, location.line);
    return {
      message: text,
      start: start + offsetInLine(location.column),
      end: start + offsetInLine(location.column + location.length),
    };
  });
}

function messagesOf(error: unknown): readonly Message[] {
  return error instanceof Error && "errors" in error && Array.isArray(error.errors) ? (error.errors as Message[]) : [];
}

/**
 * The slower, more able translation, in a helper process that is started at the first call (about 50 ms) and kept.
 * Should a signal to the process group have ended the helper, it is started once more.
 * @throws {CellSyntaxError} where the text is not well-formed.
 */
export async function lower(source: string, lang: Language, keepImports: boolean): Promise<Translation> {
  const esbuild = await import("esbuild");
  const options = optionsFor(lang, keepImports, "esm");
  for (let attempt = 1; ; attempt++) {
    try {
      return await esbuild.transform(source, options);
    } catch (error) {
      const messages = messagesOf(error);
      if (messages.length > 0) throw new CellSyntaxError(faultsOf(source, messages));
      if (attempt === 2) throw error;
      await esbuild.stop();
    }
  }
}

/**
 * The same to a CommonJS module, at once.
 * @throws {CellSyntaxError} where the text is not well-formed.
 */
export function lowerToCommonJs(source: string, lang: Language): Translation {
  const esbuild = createRequire(import.meta.url)("esbuild") as typeof import("esbuild");
  try {
    return esbuild.transformSync(source, optionsFor(lang, false, "cjs"));
  } catch (error) {
    const messages = messagesOf(error);
    throw messages.length > 0 ? new CellSyntaxError(faultsOf(source, messages)) : error;
  }
}
