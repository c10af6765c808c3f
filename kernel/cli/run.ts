import path from "node:path";
import { KernelError } from "../errors.ts";
import type { Notebook } from "../notebook/format.ts";
import { requireOurLanguage } from "../notebook/language.ts";
import { readNotebook } from "../notebook/read.ts";
import { writeNotebook } from "../notebook/write.ts";
import { type Command, type Given, MEMORY, memoryOf } from "./command.ts";
import { print, readText, requireWritable, STANDARD, writeText } from "./notebook-file.ts";
import { progressOn } from "./run-progress.ts";
import type { Task } from "./task.ts";
import { WrongUse } from "./wrong-use.ts";

/** How long outputs that come late are waited for unless something else is asked for, in seconds. */
const LINGER = 10;

/** `axonlab run`: executes notebooks without Jupyter. */
export const RUN: Command = {
  operands: "NOTEBOOK…",
  count: [1, Number.POSITIVE_INFINITY],
  meaning: "executes notebooks, each in a fresh kernel and in its own folder, without Python or Jupyter",
  options: {
    inplace: { meaning: "writes the outputs into the notebook itself" },
    output: { value: "FILE", meaning: "writes the executed notebook there; - is standard output" },
    timeout: {
      value: "SECONDS",
      meaning: "interrupts a cell that takes longer, which then has failed (default: none)",
    },
    "allow-errors": { meaning: "goes on after a cell that failed, and calls that no failure" },
    linger: {
      value: "SECONDS",
      meaning: `waits so long after the last cell for timers and the like that still go on (default ${LINGER})`,
    },
    memory: MEMORY,
  },
  details: [
    "Without --inplace and --output nothing is written: the exit code tells whether the notebook runs.",
    "NOTEBOOK - is standard input, and the executed notebook then goes to standard output.",
    "Cells tagged skip-execution are left as they are; cells tagged raises-exception may fail.",
    "Exit code: 0 all cells ran, 1 a cell failed, 2 wrong use or no notebook, 130 after Ctrl-C (nothing is written).",
  ],
  run,
};

async function run(given: Given): Promise<number> {
  const tasks = plan(given);
  const timeout = secondsOf(given, "timeout");
  const options = {
    timeoutMs: timeout === undefined ? undefined : timeout * 1000,
    allowErrors: given.flags.has("allow-errors"),
    lingerMs: (secondsOf(given, "linger", 0) ?? LINGER) * 1000,
    progress: progressOn(process.stderr),
  };
  const memoryMb = memoryOf(given);
  const stopping = new AbortController();
  const signals = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
  for (const [signal, code] of Object.entries(signals)) {
    process.on(signal, () => {
      // Whoever asks twice will not wait.
      if (stopping.signal.aborted) process.exit(code);
      stopping.abort(new Stopped(code));
    });
  }
  // Only here, so that the other commands do not load what runs cells.
  const { execute } = await import("./execute.ts");
  let failed = 0;
  for (const task of tasks) {
    try {
      const execution = await execute(task, { ...options, stop: stopping.signal }, memoryMb);
      if (execution.failed > 0 && !options.allowErrors) failed++;
      await deliver(task);
    } catch (error) {
      if (!(error instanceof Stopped)) throw error;
      process.stderr.write(`\n${task.name}: stopped; nothing was written\n`);
      return error.code;
    }
  }
  return failed > 0 ? 1 : 0;
}

/** The user wants no more. */
class Stopped extends Error {
  readonly code: number;
  constructor(code: number) {
    super("stopped");
    this.code = code;
  }
}

/** Reads all notebooks before the first runs, so that a slip in the last is told at once. */
function plan({ operands, flags, values }: Given): Task[] {
  const output = values.get("output");
  const inplace = flags.has("inplace");
  if (output === "") throw new WrongUse('expected --output FILE, got ""');
  if (output !== undefined && inplace) throw new WrongUse("expected --output or --inplace, got both");
  if (output !== undefined && operands.length > 1) {
    throw new WrongUse(`expected one notebook for --output, got ${operands.length}; use --inplace, or run one by one`);
  }
  if (inplace && operands.includes(STANDARD)) throw new WrongUse("expected a file for --inplace, got standard input");
  const twice = operands.find((operand, at) => operands.indexOf(operand) < at);
  if (twice !== undefined) throw new WrongUse(`expected each notebook once, got ${twice} twice`);
  return operands.map((operand) => {
    const standard = operand === STANDARD;
    const name = standard ? "standard input" : operand;
    const text = readText(operand);
    const target = inplace ? operand : (output ?? (standard ? STANDARD : undefined));
    if (target !== undefined) requireWritable(target);
    const folder = standard ? process.cwd() : path.dirname(path.resolve(operand));
    return { name, folder, text, notebook: soundNotebook(text, name), target };
  });
}

function soundNotebook(text: string, name: string): Notebook {
  try {
    const notebook = readNotebook(text, name);
    requireOurLanguage(notebook, name);
    return notebook;
  } catch (error) {
    if (!(error instanceof KernelError)) throw error;
    throw new WrongUse(error.message.replace(/^\[kernel\] /, ""), { cause: error });
  }
}

function secondsOf({ values }: Given, option: string, least = 0.001): number | undefined {
  const text = values.get(option);
  if (text === undefined) return undefined;
  const seconds = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  // A longer timer would go off at once (Node's timers count in 31 bits).
  if (seconds >= least && seconds <= 2_000_000) return seconds;
  throw new WrongUse(`expected --${option} as seconds, at most 2000000, got ${JSON.stringify(text)}`);
}

/** Writes the result. A notebook that was edited meanwhile is not overwritten: the result goes beside it. */
async function deliver({ name, target, text, notebook }: Task): Promise<void> {
  if (target === undefined) return;
  if (target === STANDARD) return print(writeNotebook(notebook));
  const edited = target === name && readText(target) !== text;
  const place = edited ? target.replace(/(\.ipynb)?$/, ".executed.ipynb") : target;
  writeText(place, writeNotebook(notebook));
  if (edited) process.stderr.write(`${name}: it was edited meanwhile, so the outputs are in ${place}\n`);
  else process.stderr.write(`${name}: written to ${target}\n`);
}
