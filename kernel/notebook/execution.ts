import type { Engine } from "../engine/engine.ts";
import type { ErrorContent } from "../runtime/frames.ts";
import { type Cell, hasTag, type Notebook, type Output, wholeText } from "./format.ts";
import type { OutputCollector } from "./outputs.ts";
import { requestOf } from "./request.ts";
import { watchRest } from "./rest.ts";
import { unless } from "./stoppable.ts";

/** How a notebook is executed. */
export interface ExecutionOptions {
  /** How long each cell may take, in milliseconds; undefined: as long as it takes. */
  timeoutMs: number | undefined;
  /** Goes on after a cell that failed. */
  allowErrors: boolean;
  /** How long to wait after the last cell for what goes on in the background, in milliseconds. */
  lingerMs: number;
  /** Ends the execution where it is. */
  stop: AbortSignal;
  progress: Progress;
}

/** Told of each cell; `place` counts the cells that run, from 1. */
export interface Progress {
  begin(place: number, total: number, source: string): void;
  end(ms: number, error: ErrorContent | undefined, expected: boolean): void;
  /** An error of a cell that had ended. */
  late(place: number, error: ErrorContent): void;
}

/** How the execution went. */
export interface Execution {
  ran: number;
  total: number;
  /** Cells that failed, now or late, without the tag that expects it. */
  failed: number;
}

/** How often an interrupt is said again to a cell that goes on, in milliseconds. */
const INSISTENCE = 1000;

/**
 * Executes a notebook's code cells in order and writes their outputs and counts into it. Tags as nbclient has them:
 * `skip-execution` leaves a cell as it is, `raises-exception` lets it fail. Cells that are not reached have no outputs.
 * @throws the reason of `stop` once that is aborted
 */
export async function executeNotebook(
  { cells }: Notebook,
  engine: Engine,
  collector: OutputCollector,
  options: ExecutionOptions,
): Promise<Execution> {
  const code = cells.filter((cell) => cell.cell_type === "code" && !hasTag(cell, "skip-execution"));
  for (const cell of code) Object.assign(cell, { outputs: [], execution_count: null });
  const chosen = code.filter((cell) => wholeText(cell.source).trim() !== "");
  const rest = await watchRest(engine, collector, options.stop);
  const execution: Execution = { ran: 0, total: chosen.length, failed: 0 };
  for (const [at, cell] of chosen.entries()) {
    options.progress.begin(at + 1, chosen.length, wholeText(cell.source));
    const late = (error: ErrorContent): void => {
      options.progress.late(at + 1, error);
      execution.failed++;
    };
    const { error, ms } = await executeCell(cell, engine, collector, options, late);
    const expected = hasTag(cell, "raises-exception") && error?.ename !== TIMEOUT;
    options.progress.end(ms, error, expected);
    execution.ran++;
    if (!error || expected) continue;
    execution.failed++;
    if (!options.allowErrors) return execution;
  }
  await rest(options.lingerMs);
  return execution;
}

/** The name of the error of a cell that took too long. */
const TIMEOUT = "CellTimeout";

async function executeCell(
  cell: Cell,
  engine: Engine,
  collector: OutputCollector,
  { timeoutMs, stop }: ExecutionOptions,
  late: (error: ErrorContent) => void,
): Promise<{ error?: ErrorContent; ms: number }> {
  const request = requestOf({ code: wholeText(cell.source) });
  const outputs = cell.outputs as Output[];
  collector.collect(request.header.msg_id, outputs, late);
  const began = performance.now();
  let overdue = false;
  const interrupt = (): void => {
    overdue = true;
    engine.interrupt();
    timer = setTimeout(interrupt, INSISTENCE);
  };
  let timer = timeoutMs === undefined ? undefined : setTimeout(interrupt, timeoutMs);
  try {
    const reply = await unless(stop, engine.execute(request));
    cell.execution_count = reply.execution_count as number;
    collector.ended(request.header.msg_id);
    const ms = performance.now() - began;
    if (reply.status !== "error") return { ms };
    const { ename, evalue, traceback } = reply as unknown as ErrorContent;
    if (!overdue) return { error: { ename, evalue, traceback }, ms };
    const error = timeoutError(timeoutMs ?? 0);
    const published = outputs.findLast((output) => output.output_type === "error");
    Object.assign(published ?? {}, error);
    return { error, ms };
  } finally {
    clearTimeout(timer);
  }
}

function timeoutError(timeoutMs: number): ErrorContent {
  const evalue = `The cell took longer than ${timeoutMs / 1000} s and was interrupted.`;
  return { ename: TIMEOUT, evalue, traceback: [`\x1b[31m${TIMEOUT}\x1b[0m: ${evalue}`] };
}
