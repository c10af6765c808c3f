import type { CompletionList } from "../checker/contract.ts";
import { didYouMean } from "../closest.ts";
import { KernelError } from "../errors.ts";

/** What to do about type errors: stop the cell, print them and run it, or not to check at all. */
export type TypePolicy = "stop" | "warn" | "off";

/** What a cell's magics ask for. */
export interface CellOrders {
  /** The cell with its magics blanked out: places stay what they were. */
  source: string;
  /** For this cell alone. */
  types?: TypePolicy;
  /** From this cell on. */
  notebookTypes?: TypePolicy;
  /** Say afterwards how long the cell took. */
  time: boolean;
  /** Done before the code, in this order. */
  actions: ("help" | "reset" | "who" | "types")[];
}

interface Magic {
  usage: string;
  meaning: string;
  /** Notes its order; returns how many characters of the line are code to keep, 0 by default. */
  apply(orders: CellOrders, argument: string, usage: string): boolean;
}

const POLICIES: Record<string, TypePolicy> = { on: "stop", stop: "stop", error: "stop", warn: "warn", off: "off" };

function policyOf(argument: string, usage: string): TypePolicy {
  const policy = Object.hasOwn(POLICIES, argument) ? POLICIES[argument] : undefined;
  if (!policy) throw new KernelError(`expected ${usage}, got ${JSON.stringify(argument)}`);
  return policy;
}

function bare(argument: string, usage: string): void {
  if (argument !== "")
    throw new KernelError(`expected ${usage} with nothing after it, got ${JSON.stringify(argument)}`);
}

/** Every magic by its name; `apply` returns true where the rest of its line is code. */
const MAGICS: Record<string, Magic> = {
  "%help": action("help", "lists these"),
  "%who": action("who", "lists the names you declared, with their types"),
  "%reset": action("reset", "starts afresh: every variable and type is forgotten"),
  "%types": {
    usage: "%types [on|warn|off]",
    meaning:
      "from here on, type errors stop a cell (on), are printed (warn) or are not looked for (off); alone, says which",
    apply(orders, argument, usage) {
      if (argument === "") orders.actions.push("types");
      else orders.notebookTypes = policyOf(argument, usage);
      return false;
    },
  },
  "%%types": {
    usage: "%%types on|warn|off",
    meaning: "the same for this cell alone",
    apply(orders, argument, usage) {
      orders.types = policyOf(argument, usage);
      return false;
    },
  },
  "%time": {
    usage: "%time CODE",
    meaning: "runs the code and the rest of the cell, and says how long that took",
    apply(orders) {
      orders.time = true;
      return true;
    },
  },
  "%%time": {
    usage: "%%time",
    meaning: "says how long the cell took",
    apply(orders, argument, usage) {
      bare(argument, usage);
      orders.time = true;
      return false;
    },
  },
};

function action(name: CellOrders["actions"][number], meaning: string): Magic {
  return {
    usage: `%${name}`,
    meaning,
    apply(orders, argument, usage) {
      bare(argument, usage);
      orders.actions.push(name);
      return false;
    },
  };
}

/** The text that `%help` prints. */
export function helpText(): string {
  const rows = Object.values(MAGICS);
  const width = Math.max(...rows.map((row) => row.usage.length));
  const lines = rows.map((row) => `${row.usage.padEnd(width)}  ${row.meaning}`);
  return ["Magics stand on the first lines of a cell:", ...lines, ""].join("\n");
}

/**
 * Reads the magics on the first lines of a cell (blank lines and // comments may stand between).
 * @throws KernelError for one that does not exist or has a wrong argument
 */
export function readMagics(cell: string): CellOrders {
  const orders: CellOrders = { source: cell, time: false, actions: [] };
  const lines = cell.split("\n");
  for (const [at, line] of lines.entries()) {
    const match = /^\s*(%%?[\w-]*)[ \t]*(.*?)\s*$/.exec(line);
    if (!match) {
      if (/^\s*(\/\/.*)?$/.test(line)) continue;
      break;
    }
    const [, name = "", argument = ""] = match;
    const magic = Object.hasOwn(MAGICS, name) ? MAGICS[name] : undefined;
    if (!magic)
      throw new KernelError(
        `expected a magic that exists, got ${name}${didYouMean(name, Object.keys(MAGICS))}; %help lists them`,
      );
    const keepsCode = magic.apply(orders, argument, magic.usage);
    const from = keepsCode ? line.indexOf(name) + name.length : line.length;
    lines[at] = " ".repeat(from) + line.slice(from);
  }
  orders.source = lines.join("\n");
  return orders;
}

/** Completions where a magic's name is being typed; undefined elsewhere. */
export function magicCompletions(code: string, offset: number): CompletionList | undefined {
  const typed = /^(?:\s*(?:%[^\n]*)?\n)*[ \t]*(%%?\w*)$/.exec(code.slice(0, offset))?.[1];
  if (typed === undefined) return undefined;
  const items = Object.entries(MAGICS)
    .filter(([name]) => name.startsWith(typed))
    .map(([name, { usage }]) => ({ text: name, type: "magic", signature: usage }));
  return { start: offset - typed.length, end: offset, items };
}
