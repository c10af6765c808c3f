import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { ProcessLost, RpcProcess } from "./rpc.ts";

/*
 * TypeScript 7's API (`tsc --api`) is called unstable: this is the one file that knows its names and shapes. The version
 * is pinned exactly in package.json.
 */

/** A diagnostic as TypeScript gives it; positions are UTF-16 offsets. */
export interface NativeDiagnostic {
  fileName?: string;
  pos: number;
  end: number;
  code: number;
  /** 0 warning, 1 error, 2 suggestion, 3 message. */
  category: number;
  text: string;
  messageChain?: NativeDiagnostic[];
  relatedInformation?: NativeDiagnostic[];
}

/** A type of one snapshot. `flags` are {@link TypeFlag}s. */
export interface NativeType {
  id: number;
  flags: number;
  freshType?: number;
}

/** A symbol of one snapshot. `flags` are {@link SymbolFlag}s; `declarations` are opaque places for {@link Snapshot.print}. */
export interface NativeSymbol {
  id: number;
  name: string;
  flags: number;
  declarations?: string[];
}

export interface NativeCompletion {
  name: string;
  /** The Language Server Protocol's CompletionItemKind. */
  kind?: number;
  /** "11" for what is near, "15" for globals and keywords; others in between. */
  sortText?: string;
  insertText?: string;
  symbol?: NativeSymbol;
}

/** Bits of {@link NativeType.flags}. */
export const TypeFlag = { any: 1, literal: 15360 | 32768, uniqueSymbol: 16384 } as const;

/** Bits of {@link NativeSymbol.flags}. */
export const SymbolFlag = {
  parameterOrVar: 1,
  blockVariable: 2,
  property: 4,
  enumMember: 8,
  function: 16,
  class: 32,
  interface: 64,
  enum: 384,
  module: 512 | 1024,
  method: 8192,
  accessor: 32768 | 65536,
  typeParameter: 262144,
  typeAlias: 524288,
  alias: 2097152,
} as const;

/** Bits for {@link Snapshot.print}. */
export const PrintFlag = {
  noTruncation: 1,
  fullyQualified: 64,
  expandAlias: 8388608,
  aliasesFromElsewhere: 16384,
} as const;

const anyMeaning = 111551 | 788968 | 1920;
/** Syntax kinds in which signatures are printed. */
const [callSignature, constructSignature] = [180, 181];
const widestLine = 120;
const noAutoImports = "needs auto imports";

/** What changed since the last snapshot: file names, or everything. */
export type Changes = { changed?: string[]; created?: string[]; deleted?: string[] } | { invalidateAll: true };

function executable(): string {
  const ofKernel = createRequire(import.meta.url);
  const ofTypeScript = createRequire(ofKernel.resolve("typescript/package.json"));
  const platform = `@typescript/typescript-${process.platform}-${process.arch}/package.json`;
  return join(dirname(ofTypeScript.resolve(platform)), "lib", process.platform === "win32" ? "tsc.exe" : "tsc");
}

/** A running `tsc --api` with one project; files for which `readFile` gives a text need not exist on disk. */
export class NativeServer {
  readonly #rpc: RpcProcess;
  readonly #initialized: Promise<unknown>;
  #project = "";

  /** `onLost` is called once, when the process has ended for whatever reason. */
  constructor(folder: string, readFile: (name: string) => string | undefined, onLost: () => void) {
    const args = ["--api", "--async", "--cwd", folder, "--callbacks=readFile"];
    this.#rpc = new RpcProcess(
      executable(),
      args,
      (_method, name) => {
        const content = readFile(String(name));
        return content === undefined ? null : { content };
      },
      onLost,
    );
    this.#initialized = this.#rpc.call("initialize", null);
    this.#initialized.catch(() => {});
  }

  get lost(): boolean {
    return this.#rpc.lost;
  }

  get pid(): number | undefined {
    return this.#rpc.pid;
  }

  /** The options of a tsconfig.json with what it extends. */
  async configOptions(file: string): Promise<Record<string, unknown>> {
    await this.#initialized;
    const { options } = (await this.#rpc.call("parseConfigFile", { file })) as { options: Record<string, unknown> };
    return options;
  }

  /** Opens the project of a tsconfig file; to be called once, first. */
  async open(config: string): Promise<Snapshot> {
    await this.#initialized;
    const { projects, snapshot } = (await this.#rpc.call("updateSnapshot", { openProjects: [config] })) as {
      projects: { id: string }[];
      snapshot: number;
    };
    this.#project = projects[0]?.id ?? "";
    return new Snapshot(this.#rpc, snapshot, this.#project);
  }

  /** The state after some changes of files. Each snapshot must be released. */
  async update(fileChanges: Changes): Promise<Snapshot> {
    const { snapshot } = (await this.#rpc.call("updateSnapshot", { fileChanges })) as { snapshot: number };
    return new Snapshot(this.#rpc, snapshot, this.#project);
  }

  kill(): void {
    this.#rpc.kill();
  }
}

/** An immutable state of the project. */
export class Snapshot {
  readonly #rpc: RpcProcess;
  readonly #id: number;
  readonly #project: string;

  constructor(rpc: RpcProcess, id: number, project: string) {
    this.#rpc = rpc;
    this.#id = id;
    this.#project = project;
  }

  async #ask<T>(method: string, params: Record<string, unknown>): Promise<T> {
    return (await this.#rpc.call(method, { snapshot: this.#id, project: this.#project, ...params })) as T;
  }

  get lost(): boolean {
    return this.#rpc.lost;
  }

  /** Frees the snapshot; no promise, since nobody waits for it. */
  release(): void {
    this.#rpc.call("release", { snapshot: this.#id }).catch(() => {});
  }

  async syntacticDiagnostics(file: string): Promise<NativeDiagnostic[]> {
    return (await this.#ask<NativeDiagnostic[] | null>("getSyntacticDiagnostics", { file })) ?? [];
  }

  async semanticDiagnostics(file: string): Promise<NativeDiagnostic[]> {
    return (await this.#ask<NativeDiagnostic[] | null>("getSemanticDiagnostics", { file })) ?? [];
  }

  async fileNames(): Promise<string[]> {
    return (await this.#ask<string[] | null>("getSourceFileNames", {})) ?? [];
  }

  async typesAt(file: string, positions: number[]): Promise<(NativeType | null)[]> {
    return positions.length === 0 ? [] : this.#ask("getTypesAtPositions", { file, positions });
  }

  symbolAt(file: string, position: number): Promise<NativeSymbol | null> {
    return this.#ask("getSymbolAtPosition", { file, position });
  }

  /** The type's text; `near` is a declaration from whose place its names are to be read. */
  print(type: NativeType, flags: number, near?: string): Promise<string> {
    return this.#ask("typeToString", { type: type.id, flags, location: near });
  }

  /** How a value of the type is called, or constructed: `<T>(a: T): void` for each overload, in order. */
  async signatures(type: NativeType, how: "call" | "construct"): Promise<string[]> {
    const [kind, node] = how === "call" ? [0, callSignature] : [1, constructSignature];
    const found = await this.#ask<{ id: number }[] | null>("getSignaturesOfType", { type: type.id, kind });
    const texts = (found ?? []).map(async ({ id }) => {
      const flags = PrintFlag.noTruncation | PrintFlag.aliasesFromElsewhere;
      const tree = await this.#ask<{ data: string }>("signatureToSignatureDeclaration", {
        signature: id,
        kind: node,
        flags,
      });
      const text = (await this.#rpc.call("printNode", { data: tree.data })) as string;
      const line = text.replace(/^new\s+/, "").replace(/;$/, "");
      return line.length <= widestLine ? line.replace(/\s*\n\s*/g, " ") : line;
    });
    return Promise.all(texts);
  }

  /** Whether a global of that name exists, as a value, a type or a namespace. */
  async hasGlobal(name: string): Promise<boolean> {
    return (await this.#ask("resolveName", { name, meaning: anyMeaning })) !== null;
  }

  /** What an import or alias stands for. */
  aliased(symbol: NativeSymbol): Promise<NativeSymbol> {
    return this.#ask("getAliasedSymbol", { symbol: symbol.id });
  }

  typeOf(symbol: NativeSymbol): Promise<NativeType | null> {
    return this.#ask("getTypeOfSymbol", { symbol: symbol.id });
  }

  async typesOf(symbols: NativeSymbol[]): Promise<(NativeType | null)[]> {
    if (symbols.length === 0) return [];
    return this.#ask("getTypesOfSymbols", { symbols: symbols.map((symbol) => symbol.id) });
  }

  declaredTypeOf(symbol: NativeSymbol): Promise<NativeType> {
    return this.#ask("getDeclaredTypeOfSymbol", { symbol: symbol.id });
  }

  async propertiesOf(type: NativeType): Promise<NativeSymbol[]> {
    return (await this.#ask<NativeSymbol[] | null>("getPropertiesOfType", { type: type.id })) ?? [];
  }

  /** The documentation comment, as Markdown, and its tags. */
  async documentation(symbol: NativeSymbol): Promise<{ comment: string; tags: { name: string; text?: string }[] }> {
    const [comment, tags] = await Promise.all([
      this.#ask<string | null>("getDocumentationComment", { symbol: symbol.id }),
      this.#ask<{ name: string; text?: string }[] | null>("getJsDocTags", { symbol: symbol.id }),
    ]);
    return { comment: comment ?? "", tags: tags ?? [] };
  }

  /** Completions; undefined where TypeScript would offer automatic imports too, which it cannot for a file on disk. */
  async completions(file: string, position: number, symbols: boolean): Promise<NativeCompletion[] | undefined> {
    try {
      const answer = await this.#ask<{ entries: NativeCompletion[] } | null>("getCompletionsAtPosition", {
        file,
        position,
        includeSymbol: symbols,
      });
      return answer?.entries ?? [];
    } catch (error) {
      if (error instanceof ProcessLost || !(error as Error).message.includes(noAutoImports)) throw error;
      return undefined;
    }
  }
}
