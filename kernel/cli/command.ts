import { parseArgs } from "node:util";
import { didYouMean } from "../closest.ts";
import { WrongUse } from "./wrong-use.ts";

/** An option of a command. */
export interface Option {
  /** What its value is called in the help; absent for a flag. */
  value?: string;
  meaning: string;
}

/** What was given on the command line, checked against a command's table. */
export interface Given {
  flags: ReadonlySet<string>;
  values: ReadonlyMap<string, string>;
  operands: readonly string[];
}

/** A command of the command line. */
export interface Command {
  /** What follows its name, besides options: `NOTEBOOK…`. */
  operands: string;
  /** How many of these there may be. */
  count: readonly [least: number, most: number];
  meaning: string;
  /** Further lines for its own help. */
  details?: readonly string[];
  /** By name, without dashes. */
  options: Readonly<Record<string, Option>>;
  /** Does it; returns the exit code. */
  run(given: Given): number | Promise<number>;
}

/** `axonlab run NOTEBOOK… [options]`. */
export function usageOf(name: string, { operands, options }: Command): string {
  const parts = ["axonlab", name, operands, Object.keys(options).length > 0 ? "[options]" : ""];
  return parts.filter(Boolean).join(" ");
}

/** A command's whole help. */
export function helpOf(name: string, command: Command): string {
  const rows = [...Object.entries(command.options), ["help", { meaning: "says this" }] as const].map(
    ([option, { value, meaning }]: readonly [string, Option]) => [spell(option, value), meaning] as const,
  );
  const width = Math.max(...rows.map(([left]) => left.length));
  const lines = rows.map(([left, meaning]) => `  ${left.padEnd(width)}  ${meaning}`);
  const details = command.details ? ["", ...command.details] : [];
  return `${[`usage: ${usageOf(name, command)}`, "", command.meaning, "", ...lines, ...details].join("\n")}\n`;
}

const spell = (option: string, value: string | undefined): string => `--${option}${value ? ` ${value}` : ""}`;

/**
 * Reads what follows a command's name; undefined where its help is asked for.
 * @throws WrongUse for whatever the command does not know, with what it does
 */
export function readGiven(name: string, command: Command, args: readonly string[]): Given | undefined {
  const { options } = command;
  const config = Object.entries(options).map(([option, { value }]) => [option, { type: value ? "string" : "boolean" }]);
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries([...config, ["help", { type: "boolean", short: "h" }]]),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const see = `; see axonlab ${name} --help`;
  const flags = new Set<string>();
  const values = new Map<string, string>();
  const operands: string[] = [];
  for (const token of tokens) {
    if (token.kind === "positional") operands.push(token.value);
    if (token.kind !== "option") continue;
    const { name: option, rawName, value } = token;
    if (option === "help") return undefined;
    const known = Object.hasOwn(options, option) ? options[option] : undefined;
    if (!known) {
      const names = Object.keys(options).map((each) => `--${each}`);
      throw new WrongUse(`axonlab ${name} has no option ${rawName}${didYouMean(rawName, names)}${see}`);
    }
    if (values.has(option) || flags.has(option)) throw new WrongUse(`expected ${rawName} once, got it twice${see}`);
    if (!known.value && value !== undefined) {
      throw new WrongUse(`expected ${rawName} without a value, got ${JSON.stringify(value)}${see}`);
    }
    if (!known.value) flags.add(option);
    // "--output --inplace" forgot a value; a value that begins with a dash is written "--output=-x".
    else if (value === undefined || (!token.inlineValue && /^-./.test(value))) {
      throw new WrongUse(`expected ${spell(option, known.value)}, got ${value ?? "nothing"} after it${see}`);
    } else values.set(option, value);
  }
  const [least, most] = command.count;
  if (operands.length < least || operands.length > most) {
    const got = operands.length === 0 ? "nothing" : operands.map((operand) => JSON.stringify(operand)).join(" ");
    throw new WrongUse(`expected ${usageOf(name, command)}, got ${got} after ${name}${see}`);
  }
  return { flags, values, operands };
}

/**
 * The megabytes of `--memory`, undefined where it is not given.
 * @throws WrongUse where they are no whole number from 10 to 9999999
 */
export function memoryOf({ values }: Given): number | undefined {
  const memory = values.get("memory");
  if (memory === undefined) return undefined;
  if (!/^[1-9]\d{1,6}$/.test(memory)) {
    throw new WrongUse(`expected --memory as megabytes from 10 to 9999999, got ${JSON.stringify(memory)}`);
  }
  return Number(memory);
}

/** The option that limits the memory of the user's code. */
export const MEMORY: Option = {
  value: "MB",
  meaning: "limit of the heap of the notebook's code (default: Node's own)",
};
