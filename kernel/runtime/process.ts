import type { EventWriter } from "./events.ts";
import { describeFailure } from "./failure.ts";
import { currentRun } from "./runs.ts";

interface ProcessInsides {
  reallyExit(code?: number): never;
  abort(): never;
  kill(pid: number, signal?: string | number): true;
}

/**
 * Makes errors that nobody caught appear under the cell that caused them instead of ending the process, has SIGINT ignored
 * (the front interrupts by the control worker), and sends what is still buffered before the process ends itself.
 */
export function guardProcess(events: EventWriter, whenTraced: (action: () => void) => void): void {
  const late = (thrown: unknown) => {
    const run = currentRun().id;
    whenTraced(() => events.send({ op: "late", run, error: describeFailure(thrown) }));
  };
  process.on("uncaughtException", late);
  process.on("unhandledRejection", late);
  process.on("SIGINT", () => undefined);

  const insides = process as unknown as ProcessInsides;
  const { kill, abort, pid } = insides as ProcessInsides & { pid: number };
  insides.reallyExit = (code = 0) => {
    events.send({ op: "exit", code: Number(code) || 0 });
    // Not Node's own exit: with an inspector session open that prints a notice and may wait for it.
    kill.call(process, pid, "SIGKILL");
    for (;;);
  };
  insides.abort = () => {
    events.flush();
    return abort.call(process);
  };
  insides.kill = (target, signal) => {
    if (target === pid || target === 0 || target === -pid) events.flush();
    return kill.call(process, target, signal);
  };
}
