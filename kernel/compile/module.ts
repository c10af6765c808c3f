import { extname } from "node:path";
import { parseSync } from "oxc-parser";
import type { CompiledModule } from "./contract.ts";
import { eraseTypes, type Language, type Translation } from "./erase.ts";
import { lower, lowerToCommonJs } from "./lowering.ts";
import { lowerable } from "./survey.ts";
import { refuseDeep } from "./syntax-error.ts";

const languages: Record<string, Language> = {
  ".ts": "ts",
  ".mts": "ts",
  ".cts": "ts",
  ".tsx": "tsx",
  ".jsx": "jsx",
  ".js": "js",
  ".mjs": "js",
  ".cjs": "js",
};

function languageOf(path: string): Language {
  return languages[extname(path).toLowerCase()] ?? "js";
}

function compiled({ code, map }: Translation): CompiledModule {
  return { code, maps: [map] };
}

/**
 * Compiles a local file to an ECMAScript module; JSX goes to the automatic runtime. An import whose names are used as
 * types only is left out, as TypeScript does. JavaScript that every supported Node runs comes back as it is.
 * @throws {CellSyntaxError} where the text is not well-formed.
 */
export async function compileModule(source: string, path: string): Promise<CompiledModule> {
  refuseDeep(source);
  const lang = languageOf(path);
  if (lowerable(source, lang)) return compiled(await lower(source, lang, false));
  if (lang === "js") return { code: source, maps: [] };
  return compiled(eraseTypes(source, { lang, sourceType: "module", keepImports: false }));
}

const moduleSyntax = /^(?:ImportDeclaration|Export(?:Named|Default|All)Declaration)$/;

/**
 * Compiles a local file for `require`, at once: to CommonJS, in which the file may be written already. Module syntax
 * and what needs lowering cost the start of a process (some 30 ms).
 * @throws {CellSyntaxError} where the text is not well-formed.
 */
export function compileCommonJs(source: string, path: string): CompiledModule {
  refuseDeep(source);
  const lang = languageOf(path);
  const { program } = parseSync(`source.${lang}`, source, { lang, sourceType: "unambiguous" });
  const isModule = program.body.some(({ type }) => moduleSyntax.test(type));
  if (isModule || lowerable(source, lang)) return compiled(lowerToCommonJs(source, lang));
  if (lang === "js") return { code: source, maps: [] };
  return compiled(eraseTypes(source, { lang, sourceType: "commonjs", keepImports: false }));
}
