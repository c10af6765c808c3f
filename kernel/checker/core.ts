import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { CellSyntax } from "../scope/contract.ts";
import type { CheckerOptions } from "./contract.ts";

/*
 * The core is the language's own declarations without Node's: TypeScript reads them in a sixth of the time, so that the
 * first cells need not wait for the rest. A cell that gets complaints there, or for which the rest could make any
 * difference, is checked with all declarations.
 */

/**
 * What may mean more with Node's declarations, though there is no complaint without them: imports, the global object,
 * the constructor that Node adds members to, and `console` but for calls of its plain methods.
 */
const meansMore =
  /\b(?:import|export|require|global|globalThis|ErrorConstructor)\b|(?<!\b(?:new|extends|instanceof)\s+)\bError\b|\bconsole\b(?!\s*\.\s*(?:log|error|warn|info|debug)\s*\()/;

/** Whether a cell without complaints in the core has none with all declarations either, and the same types. */
export function fitsCore(cell: CellSyntax): boolean {
  return cell.faults.length === 0 && !meansMore.test(cell.source);
}

/** The files of the core by what they declare. */
export interface CoreFiles {
  /** The language: stands for TypeScript's own library, of which it is a copy in fewer files, from beginning to end. */
  library: string[];
  /** What of Node a cell that fits the core may use; not to be known beside Node's own declarations. */
  node: string[];
}

/** The core's files; undefined where there is none, or the notebook's folder chooses its own library. */
export function coreFiles({ core, folder }: CheckerOptions): CoreFiles | undefined {
  if (core === undefined || existsSync(join(folder, "tsconfig.json"))) return undefined;
  try {
    const files = readdirSync(core);
    const library = files.filter((file) => file.startsWith("lib.")).map((file) => join(core, file));
    return library.length === 0 ? undefined : { library, node: [join(core, "console.d.ts")] };
  } catch {
    // It only saves time.
    return undefined;
  }
}
