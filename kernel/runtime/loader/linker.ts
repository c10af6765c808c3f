import path from "node:path";
import { pathToFileURL } from "node:url";
import { type Module, SourceTextModule, SyntheticModule } from "node:vm";
import type { CommonJs } from "./commonjs.ts";
import { type LocalCompiler, readText } from "./compiled.ts";
import { type Namespace, withNames } from "./names.ts";
import { FileRecords } from "./records.ts";
import { type Format, resolve, type Target } from "./resolve.ts";

/**
 * Imports modules. Packages and built-ins are Node's own matter; local files are linked here, with live bindings, cycles
 * and top-level await as the language has them, and are read again at the next import once they have changed.
 */
export class Linker {
  readonly #provided: Record<string, string>;
  readonly #compiler: LocalCompiler;
  readonly #commonJs: CommonJs;
  readonly #records = new FileRecords();
  #turn: Promise<unknown> = Promise.resolve();

  constructor(provided: Record<string, string>, compiler: LocalCompiler, commonJs: CommonJs) {
    this.#provided = provided;
    this.#compiler = compiler;
    this.#commonJs = commonJs;
  }

  /**
   * The namespace of what `specifier` means in the file `importer`, with the names that a static import asks for.
   * @throws SyntaxError where one of them is not there, as the language has it
   */
  async import(specifier: string, importer: string, names: readonly string[] = []): Promise<Namespace> {
    const target = resolve(specifier, importer, this.#provided);
    if (target.format === "native") {
      const provided = Object.hasOwn(this.#provided, specifier);
      return withNames(await importNative(target.location), names, { specifier, importer, provided, ...target });
    }
    const module = await this.#inTurn(() => this.#linked(target));
    await evaluated(module);
    return module.namespace as Namespace;
  }

  /** An interruption may have cut an import short: what it left half done must not hold up the next. */
  reset(): void {
    this.#turn = Promise.resolve();
  }

  // One at a time: two links that share a file would each find it half linked.
  #inTurn<T>(action: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(action);
    this.#turn = result.catch(() => undefined);
    return result;
  }

  async #linked(target: Target): Promise<Module> {
    this.#records.refresh(target.location);
    this.#commonJs.refresh();
    const made: string[] = [];
    try {
      const module = await this.#moduleOf(target, made);
      if (module.status === "unlinked") {
        await module.link((specifier, importing) => this.#dependency(specifier, importing, made));
      }
      return module;
    } catch (error) {
      for (const file of made) this.#records.drop(file);
      throw error;
    }
  }

  async #dependency(specifier: string, importing: Module, made: string[]): Promise<Module> {
    const importer = fileOf.get(importing) ?? "";
    const target = resolve(specifier, importer, this.#provided);
    if (target.format !== "native") this.#records.get(importer)?.imports.add(target.location);
    return this.#moduleOf(target, made);
  }

  async #moduleOf(target: Target, made: string[]): Promise<Module> {
    const known = this.#records.get(target.location);
    if (known) return known.module;
    if (target.format === "native") return synthetic(await importNative(target.location), target.location);
    const text = readText(target.location) ?? "";
    const module = await this.#makers[target.format](target.location, text);
    const raced = this.#records.get(target.location);
    if (raced) return raced.module;
    this.#records.add({ file: target.location, text, module, imports: new Set() });
    made.push(target.location);
    return module;
  }

  readonly #makers: Record<
    Exclude<Format, "native">,
    (file: string, text: string) => Promise<SourceTextModule | SyntheticModule>
  > = {
    module: async (file, text) => {
      const identifier = pathToFileURL(file).href;
      const module = new SourceTextModule(await this.#compiler.module(text, file, identifier), {
        identifier,
        initializeImportMeta: (meta) => Object.assign(meta, importMeta(file)),
        importModuleDynamically: ((specifier: string) => this.import(specifier, file)) as never,
      });
      fileOf.set(module, file);
      return module;
    },
    json: async (file, text) => {
      try {
        const value = JSON.parse(text) as unknown;
        // TypeScript gives an object's keys as names of their own, too.
        const named = typeof value === "object" && !Array.isArray(value) ? value : {};
        return synthetic({ ...named, default: value }, file);
      } catch (error) {
        throw new SyntaxError(`${(error as Error).message} (${this.#compiler.label(file)})`);
      }
    },
    commonjs: async (file) => {
      await this.#compiler.load();
      const exports = this.#commonJs.require(file) as Namespace;
      const named = typeof exports === "object" && exports !== null ? { ...exports } : {};
      return synthetic(
        {
          ...named,
          default: named.__esModule && "default" in named ? named.default : exports,
          "module.exports": exports,
        },
        file,
      );
    },
  };
}

const fileOf = new WeakMap<object, string>();
const evaluations = new WeakMap<Module, Promise<void>>();

/** Evaluates a module once; an import that comes meanwhile waits for the same evaluation. */
function evaluated(module: Module): Promise<void> {
  const known = evaluations.get(module);
  if (known) return known;
  const evaluation = module.evaluate();
  evaluations.set(module, evaluation);
  return evaluation;
}

/** `import.meta` of a local file. */
export function importMeta(file: string): ImportMeta {
  const url = pathToFileURL(file).href;
  return {
    dirname: path.dirname(file),
    filename: file,
    url,
    resolve: (specifier: string) => import.meta.resolve(specifier, url),
  } as ImportMeta;
}

async function importNative(location: string): Promise<Namespace> {
  return (await import(location)) as Namespace;
}

function synthetic(namespace: Namespace, identifier: string): SyntheticModule {
  const names = Object.keys(namespace);
  return new SyntheticModule(
    names,
    function (this: SyntheticModule) {
      for (const name of names) this.setExport(name, namespace[name]);
    },
    { identifier },
  );
}
