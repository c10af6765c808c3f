import { existsSync } from "node:fs";
import Module, { createRequire, isBuiltin } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { LENT } from "../../lent.ts";
import { type LocalCompiler, readText } from "./compiled.ts";
import { findFile, isInstalled, isPath } from "./local-path.ts";
import { isAtHand, missingFile, missingPackage, packageName } from "./missing.ts";

interface CommonJsModule {
  filename: string;
  children: CommonJsModule[];
  _compile(code: string, file: string): void;
}

interface ModuleInsides {
  _cache: Record<string, CommonJsModule>;
  _extensions: Record<string, (module: CommonJsModule, file: string) => void>;
  _resolveLookupPaths(specifier: string, parent: CommonJsModule): string[] | null;
  _resolveFilename(specifier: string, parent: CommonJsModule | undefined, ...rest: unknown[]): string;
}

/** A package may be a folder or, for `require` alone, a file. */
const FORMS = ["", ".js", ".json", ".node"];

const insides = Module as unknown as ModuleInsides;

/** Whether Node would look for a package in vain: see {@link isAtHand}. */
function isAbsent(specifier: string, importing: CommonJsModule): boolean {
  if (isPath(specifier) || isBuiltin(specifier) || isAtHand(specifier, importing.filename)) return false;
  const name = packageName(specifier);
  const folders = insides._resolveLookupPaths(specifier, importing) ?? [];
  return !folders.some((folder) => FORMS.some((form) => existsSync(path.join(folder, name + form))));
}

/** `require` for the notebook: local TypeScript too, and changed local files are run again. */
export class CommonJs {
  /** Requires from the notebook's folder. */
  readonly require: NodeJS.Require;
  readonly #compiler: LocalCompiler;
  readonly #provided: Record<string, string>;
  readonly #texts = new Map<string, string>();

  /** `notebook`: any file name in the notebook's folder. */
  constructor(notebook: string, provided: Record<string, string>, compiler: LocalCompiler) {
    this.#provided = provided;
    this.#compiler = compiler;
    this.#install();
    const own = createRequire(notebook);
    const fresh = (specifier: string) => {
      this.refresh();
      return own(specifier) as unknown;
    };
    this.require = Object.assign(fresh, {
      resolve: own.resolve,
      cache: own.cache,
      extensions: own.extensions,
      main: own.main,
    });
  }

  /** Forgets local files that have changed on disk since, and every one that required them. */
  refresh(): void {
    const stale = new Set([...this.#texts].filter(([file, text]) => readText(file) !== text).map(([file]) => file));
    for (let size = 0; size !== stale.size; ) {
      size = stale.size;
      for (const [file, module] of Object.entries(insides._cache)) {
        if (!isInstalled(file) && module?.children.some((child) => stale.has(child.filename))) stale.add(file);
      }
    }
    for (const file of stale) {
      delete insides._cache[file];
      this.#texts.delete(file);
    }
  }

  #install(): void {
    const { _extensions: extensions, _resolveFilename: resolveFilename } = insides;
    const { ".js": script, ".json": json } = extensions;
    const compile = (module: CommonJsModule, file: string) => {
      const text = readText(file) ?? "";
      this.#texts.set(file, text);
      module._compile(this.#compiler.commonJs(text, file), file);
    };
    for (const extension of [".ts", ".tsx", ".cts", ".jsx", ".cjs"]) extensions[extension] = compile;
    const provided = new Set(Object.values(this.#provided));
    extensions[".js"] = (module, file) =>
      isInstalled(file) || provided.has(file) ? script?.(module, file) : compile(module, file);
    extensions[".json"] = (module, file) => {
      if (!isInstalled(file)) this.#texts.set(file, readText(file) ?? "");
      json?.(module, file);
    };
    insides._resolveFilename = (specifier, parent, ...rest) => {
      const own = Object.hasOwn(this.#provided, specifier) ? this.#provided[specifier] : undefined;
      if (own !== undefined) return own;
      const importer = parent?.filename;
      const absent = importer && !isInstalled(importer) && rest[1] === undefined && isAbsent(specifier, parent);
      try {
        if (!absent) return resolveFilename.call(Module, specifier, parent, ...rest);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "MODULE_NOT_FOUND" || !importer || isInstalled(importer))
          throw error;
      }
      if (LENT.includes(specifier)) return fileURLToPath(import.meta.resolve(specifier));
      if (!isPath(specifier)) throw missingPackage(specifier, importer);
      const wanted = specifier.startsWith("file:")
        ? fileURLToPath(specifier)
        : path.resolve(path.dirname(importer), specifier);
      const file = findFile(wanted);
      if (file === undefined) throw missingFile(specifier, wanted, importer);
      return file;
    };
  }
}
