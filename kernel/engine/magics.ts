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
  /** What may follow it; where nothing is named, nothing may. */
  follows?: "code" | readonly string[];
  /** Notes its order. */
  apply(orders: CellOrders, argument: string, usage: string): void;
}

const POLICIES: Record<string, TypePolicy> = { on: "stop", stop: "stop", error: "stop", warn: "warn", off: "off" };
const POLICY_NAMES = ["on", "warn", "off"] as const;

function policyOf(argument: string, usage: string): TypePolicy {
  const policy = Object.hasOwn(POLICIES, argument) ? POLICIES[argument] : undefined;
  if (!policy) throw new KernelError(`expected ${usage}, got ${JSON.stringify(argument)}`);
  return policy;
}

function bare(argument: string, usage: string): void {
  if (argument !== "")
    throw new KernelError(`expected ${usage} with nothing after it, got ${JSON.stringify(argument)}`);
}

/** Every magic by its name. */
const MAGICS: Record<string, Magic> = {
  "%help": action("help", "lists these"),
  "%who": action("who", "lists the names you declared, with their types"),
  "%reset": action("reset", "starts afresh: every variable and type is forgotten"),
  "%types": {
    usage: "%types [on|warn|off]",
    meaning:
      "from here on, type errors stop a cell (on), are printed (warn) or are not looked for (off); alone, says which",
    follows: POLICY_NAMES,
    apply(orders, argument, usage) {
      if (argument === "") orders.actions.push("types");
      else orders.notebookTypes = policyOf(argument, usage);
    },
  },
  "%%types": {
    usage: "%%types on|warn|off",
    meaning: "the same for this cell alone",
    follows: POLICY_NAMES,
    apply(orders, argument, usage) {
      orders.types = policyOf(argument, usage);
    },
  },
  "%time": {
    usage: "%time CODE",
    meaning: "runs the code and the rest of the cell, and says how long that took",
    follows: "code",
    apply(orders) {
      orders.time = true;
    },
  },
  "%%time": {
    usage: "%%time",
    meaning: "says how long the cell took",
    apply(orders, argument, usage) {
      bare(argument, usage);
      orders.time = true;
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
    },
  };
}

function magicOf(name: string): Magic | undefined {
  return Object.hasOwn(MAGICS, name) ? MAGICS[name] : undefined;
}

/** The text that `%help` prints. */
export function helpText(): string {
  const rows = Object.values(MAGICS);
  const width = Math.max(...rows.map((row) => row.usage.length));
  const lines = rows.map((row) => `${row.usage.padEnd(width)}  ${row.meaning}`);
  return ["Magics stand on the first lines of a cell:", ...lines, ""].join("\n");
}

/** A line with a magic on it. */
interface MagicLine {
  /** Where it begins in the cell. */
  start: number;
  text: string;
  name: string;
  /** Where its name begins and ends in the cell. */
  from: number;
  to: number;
}

/** The magics of a cell: they stand on its first lines, between which may be blank ones and // comments. */
function* magicLines(cell: string): Generator<MagicLine> {
  let start = 0;
  for (const text of cell.split("\n")) {
    const [before, name] = /^(\s*)(%%?[\w-]*)/.exec(text)?.slice(1) ?? [];
    if (before !== undefined && name !== undefined) {
      const from = start + before.length;
      yield { start, text, name, from, to: from + name.length };
    } else if (!/^\s*(\/\/|$)/.test(text)) return;
    start += text.length + 1;
  }
}

/** A cell whose magics, right or wrong, are blanked out but for the code beside them: every place stays what it was. */
export function withoutMagics(cell: string): string {
  let blanked = "";
  for (const { start, text, name, to } of magicLines(cell)) {
    const end = magicOf(name)?.follows === "code" ? to : start + text.length;
    blanked += cell.slice(blanked.length, start) + " ".repeat(end - start);
  }
  return blanked + cell.slice(blanked.length);
}

/**
 * Reads the magics on the first lines of a cell (blank lines and // comments may stand between).
 * @throws KernelError for one that does not exist or has a wrong argument
 */
export function readMagics(cell: string): CellOrders {
  const orders: CellOrders = { source: withoutMagics(cell), time: false, actions: [] };
  for (const { start, text, name, to } of magicLines(cell)) {
    const magic = magicOf(name);
    if (!magic)
      throw new KernelError(
        `expected a magic that exists, got ${name}${didYouMean(name, Object.keys(MAGICS))}; %help lists them`,
      );
    magic.apply(orders, text.slice(to - start).trim(), magic.usage);
  }
  return orders;
}

/** Completions on a magic's line: of its name, or of what may follow it. Undefined where code stands. */
export function magicCompletions(code: string, offset: number): CompletionList | undefined {
  for (const { start, text, name, from, to } of magicLines(code)) {
    if (offset <= from || offset > start + text.length) continue;
    if (offset <= to) {
      const items = Object.entries(MAGICS).map(([each, { usage }]) => ({
        text: each,
        type: "magic",
        signature: usage,
      }));
      return startingWith(code.slice(from, offset), offset, items);
    }
    const follows = magicOf(name)?.follows ?? [];
    if (follows === "code") return undefined;
    const typed = code.slice(to, offset).trimStart();
    return startingWith(
      typed,
      offset,
      follows.map((each) => ({ text: each, type: "magic" })),
    );
  }
  return undefined;
}

function startingWith(typed: string, offset: number, items: CompletionList["items"]): CompletionList {
  return { start: offset - typed.length, end: offset, items: items.filter(({ text }) => text.startsWith(typed)) };
}
