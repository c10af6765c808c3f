#!/usr/bin/env node
import { KernelError } from "../errors.ts";
import { kernelCommand } from "./kernel.ts";

/** A command of the command line. */
interface Command {
  usage: string;
  meaning: string;
  /** Does it; returns the exit code. */
  run(args: string[]): number | Promise<number>;
}

const COMMANDS: Record<string, Command> = {
  kernel: {
    usage: "axonlab kernel CONNECTION_FILE [--memory MB]",
    meaning: "serves the kernel of a connection file; Jupyter calls this",
    run: kernelCommand,
  },
  "--version": {
    usage: "axonlab --version",
    meaning: "says the versions",
    run: async () => {
      const { KERNEL_VERSION, TYPESCRIPT_VERSION } = await import("../version.ts");
      process.stdout.write(
        `axonlab ${KERNEL_VERSION} (TypeScript ${TYPESCRIPT_VERSION}, Node ${process.versions.node})\n`,
      );
      return 0;
    },
  },
  "--help": {
    usage: "axonlab --help",
    meaning: "says this",
    run: () => {
      process.stdout.write(usage());
      return 0;
    },
  },
};

function usage(): string {
  const rows = Object.values(COMMANDS);
  const width = Math.max(...rows.map((row) => row.usage.length));
  return `${rows.map((row) => `${row.usage.padEnd(width)}  ${row.meaning}`).join("\n")}\n`;
}

async function main([name = "--help", ...args]: string[]): Promise<number> {
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) {
    process.stderr.write(`[kernel] expected a command, got ${JSON.stringify(name)}; there are:\n${usage()}`);
    return 2;
  }
  try {
    return await command.run(args);
  } catch (error) {
    if (!(error instanceof KernelError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
}

process.exitCode = await main(process.argv.slice(2));
