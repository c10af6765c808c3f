import { readFileSync, statSync } from "node:fs";
import { dirname, join, resolve, sep } from "node:path";
import { parseSync } from "oxc-parser";
import { tooDeep } from "../scope/nesting.ts";

/** What may stand for nothing after a specifier, in TypeScript's order of trial. */
const endings = [".ts", ".tsx", ".d.ts", ".js", ".jsx", ".mts", ".mjs", ".cts", ".cjs", ".json"];
const typeScriptOfJavaScript: Record<string, string> = { ".js": ".ts", ".jsx": ".tsx", ".mjs": ".mts", ".cjs": ".cts" };
const checked = /(?<!\.d)\.[mc]?tsx?$/;

interface LocalFile {
  stamp: string;
  /** Relative specifiers, as paths; read when asked for. */
  imports?: string[];
}

/** Changes whenever the file's content is likely to have; "" for a file that is not there. */
function stampOf(file: string): string {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat ? `${stat.mtimeMs} ${stat.size} ${stat.ino}` : "";
}

function relativeImports(source: string, file: string): string[] {
  if (tooDeep(source)) return [];
  const lang = /x$/.test(file) ? "tsx" : "ts";
  const { module } = parseSync(file, source, { lang });
  const specifiers = [
    ...module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...module.staticExports.flatMap(({ entries }) => entries.map(({ moduleRequest }) => moduleRequest?.value)),
    ...module.dynamicImports.map(({ moduleRequest: { start, end } }) => source.slice(start + 1, end - 1)),
  ];
  return specifiers.flatMap((specifier) =>
    specifier && /^[./]/.test(specifier) ? [resolve(dirname(file), specifier)] : [],
  );
}

/** The files on disk that cells import, other than packages; and whether packages were installed or removed. */
export class LocalFiles {
  readonly #folder: string;
  readonly #fixed: string[];
  readonly #files = new Map<string, LocalFile>();
  #packages: string;

  /** Files in the folders `fixed` do not change while the kernel runs: what it provides itself. */
  constructor(folder: string, fixed: string[]) {
    this.#folder = folder;
    this.#fixed = [...fixed.map((at) => at + sep), `${sep}node_modules${sep}`];
    this.#packages = this.#packageStamp();
  }

  /** Takes note of the program's files; `names` may hold any. */
  learn(names: string[]): void {
    for (const name of names) {
      if (this.#files.has(name) || this.#fixed.some((part) => name.includes(part))) continue;
      this.#files.set(name, { stamp: stampOf(name) });
    }
  }

  /** Files that changed since the last call. */
  changes(): string[] {
    const changed: string[] = [];
    for (const [name, file] of this.#files) {
      const stamp = stampOf(name);
      if (stamp === file.stamp) continue;
      changed.push(name);
      if (stamp === "") this.#files.delete(name);
      else this.#files.set(name, { stamp });
    }
    return changed;
  }

  /** Whether packages were installed or removed since the last call. */
  packagesChanged(): boolean {
    const before = this.#packages;
    this.#packages = this.#packageStamp();
    return this.#packages !== before;
  }

  /** The TypeScript files that a cell imports, one by the other. */
  reachableFrom(source: string, file: string): string[] {
    const reached = new Set<string>();
    const visit = (paths: string[]) => {
      for (const path of paths) {
        const found = this.#resolve(path);
        if (found === undefined || reached.has(found)) continue;
        reached.add(found);
        visit(this.#importsOf(found));
      }
    };
    visit(relativeImports(source, file));
    return [...reached].filter((name) => checked.test(name));
  }

  #importsOf(name: string): string[] {
    const file = this.#files.get(name);
    if (!file) return [];
    file.imports ??= name.endsWith(".json") ? [] : relativeImports(readFileSync(name, "utf8"), name);
    return file.imports;
  }

  #resolve(path: string): string | undefined {
    const swapped = path.replace(/\.[mc]?jsx?$/, (ending) => typeScriptOfJavaScript[ending] ?? ending);
    const candidates = [path, swapped, ...endings.map((e) => path + e), ...endings.map((e) => join(path, `index${e}`))];
    return candidates.find((candidate) => this.#files.has(candidate));
  }

  #packageStamp(): string {
    let stamp = "";
    for (let at = this.#folder; ; at = dirname(at)) {
      const modules = join(at, "node_modules");
      stamp += `${stampOf(modules)};${stampOf(join(modules, ".package-lock.json"))};${stampOf(join(at, "package.json"))};`;
      if (at === dirname(at)) return stamp;
    }
  }
}
