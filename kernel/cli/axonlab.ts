#!/usr/bin/env node
import { didYouMean } from "../closest.ts";
import { KernelError } from "../errors.ts";
import { KERNEL_VERSION, TYPESCRIPT_VERSION } from "../version.ts";
import { type Command, helpOf, readGiven, usageOf } from "./command.ts";
import { INSTALL } from "./install.ts";
import { KERNEL } from "./kernel.ts";
import { RELEASE } from "./release.ts";
import { RUN } from "./run.ts";
import { UNINSTALL } from "./uninstall.ts";
import { WrongUse } from "./wrong-use.ts";

const COMMANDS: Readonly<Record<string, Command>> = {
  install: INSTALL,
  uninstall: UNINSTALL,
  run: RUN,
  release: RELEASE,
  kernel: KERNEL,
};

/** What is asked instead of a command. */
const QUESTIONS: Readonly<Record<string, (args: readonly string[]) => string>> = {
  "--version": () => `axonlab ${KERNEL_VERSION} (TypeScript ${TYPESCRIPT_VERSION}, Node ${process.versions.node})\n`,
  "--help": help,
  "-h": help,
  help,
};

function help([about]: readonly string[] = []): string {
  if (about !== undefined) return helpOf(about, commandOf(about));
  const rows = [
    ...Object.entries(COMMANDS).map(([name, command]) => [usageOf(name, command), command.meaning] as const),
    ["axonlab --version", "says the versions"] as const,
    ["axonlab COMMAND --help", "says a command's options"] as const,
  ];
  const width = Math.max(...rows.map(([usage]) => usage.length));
  return `${rows.map(([usage, meaning]) => `${usage.padEnd(width)}  ${meaning}`).join("\n")}\n`;
}

async function main([name = "--help", ...args]: string[]): Promise<number> {
  try {
    const question = Object.hasOwn(QUESTIONS, name) ? QUESTIONS[name] : undefined;
    if (question) {
      process.stdout.write(question(args));
      return 0;
    }
    const command = commandOf(name);
    const given = readGiven(name, command, args);
    if (given) return await command.run(given);
    process.stdout.write(helpOf(name, command));
    return 0;
  } catch (error) {
    if (!(error instanceof KernelError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return error instanceof WrongUse ? 2 : 1;
  }
}

function commandOf(name: string): Command {
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command) return command;
  const hint = didYouMean(name, [...Object.keys(COMMANDS), ...Object.keys(QUESTIONS)]);
  throw new WrongUse(`expected a command, got ${JSON.stringify(name)}${hint}; there are:\n${help().trimEnd()}`);
}

// Not by exitCode: children that a command had started before it failed would keep this process waiting for them.
process.exit(await main(process.argv.slice(2)));
