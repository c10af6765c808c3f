import fs from "node:fs";
import path from "node:path";
import type { CompiledModule } from "../../compile/contract.ts";
import { addSource } from "../sources.ts";

/** The compiler of local files, loaded only when one is imported. */
export type Compiler = typeof import("../../compile/module.ts");

/** A syntax error as kernel/compile throws it: places are UTF-16 offsets into the text. */
interface Faulty {
  faults: readonly { message: string; start: number }[];
}

/** Compiles local files and keeps what their stack frames need. */
export class LocalCompiler {
  readonly #folder: string;
  #compiler: Compiler | undefined;
  #loading: Promise<Compiler> | undefined;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Whether `commonJs` can compile. */
  get isLoaded(): boolean {
    return this.#compiler !== undefined;
  }

  /** Loads the compiler; `commonJs`, which cannot wait, needs it. */
  async load(): Promise<Compiler> {
    this.#loading ??= import("../../compile/module.ts");
    this.#compiler = await this.#loading;
    return this.#compiler;
  }

  /** A file's text as an ECMAScript module that V8 knows by `url`. */
  async module(text: string, file: string, url: string): Promise<string> {
    const { compileModule } = await this.load();
    return this.#kept(
      await compileModule(text, file).catch((error: unknown) => this.#fail(error, text, file)),
      text,
      file,
      url,
    );
  }

  /** A file's text as CommonJS; before `load` it must be that already. */
  commonJs(text: string, file: string): string {
    if (!this.#compiler) return text;
    try {
      return this.#kept(this.#compiler.compileCommonJs(text, file), text, file, file);
    } catch (error) {
      return this.#fail(error, text, file);
    }
  }

  /** A file's path as it is shown: from the notebook's folder, where it lies in there. */
  label(file: string): string {
    const relative = path.relative(this.#folder, file);
    return relative.startsWith("..") || path.isAbsolute(relative) ? file : `./${relative}`;
  }

  #kept({ code, maps }: CompiledModule, text: string, file: string, url: string): string {
    addSource(url, { label: this.label(file), text, maps });
    return code;
  }

  #fail(error: unknown, text: string, file: string): never {
    const [fault] = (error as Faulty).faults ?? [];
    if (fault === undefined) throw error;
    const before = text.slice(0, fault.start).split("\n");
    const column = (before.at(-1)?.length ?? 0) + 1;
    const gutter = `  ${before.length} | `;
    const line = (text.split("\n", before.length)[before.length - 1] ?? "").replaceAll("\t", " ").replace(/\r$/, "");
    const caret = `${" ".repeat(gutter.length + column - 1)}^`;
    throw new SyntaxError(
      `${fault.message} (${this.label(file)}:${before.length}:${column})\n${gutter}${line}\n${caret}`,
    );
  }
}

/** A local file's text; undefined where it is gone. */
export function readText(file: string): string | undefined {
  try {
    return fs.readFileSync(file, "utf8").replace(/^\uFEFF/, "");
  } catch {
    return undefined;
  }
}
