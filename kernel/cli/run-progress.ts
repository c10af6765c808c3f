import { stripVTControlCharacters } from "node:util";
import type { Progress } from "../notebook/execution.ts";
import type { ErrorContent } from "../runtime/frames.ts";

/** How much of a cell's first line is shown. */
const WIDTH = 60;

/** Says on standard error which cell runs, and how it went, as it goes. */
export function progressOn(stream: NodeJS.WriteStream): Progress {
  const show = (error: ErrorContent): void => {
    const text = `${error.traceback.join("\n") || `${error.ename}: ${error.evalue}`}\n`;
    stream.write(stream.isTTY ? text : stripVTControlCharacters(text));
  };
  return {
    begin(place, total, source) {
      const digits = String(total).length;
      stream.write(`  [${String(place).padStart(digits)}/${total}] ${headline(source)} `);
    },
    end(ms, error, expected) {
      const how = error ? `${expected ? "failed, as expected," : "failed"} after ` : "";
      stream.write(`${how}${duration(ms)}\n`);
      if (error && !expected) show(error);
    },
    late(place, error) {
      stream.write(`  [${place}] failed after it had ended\n`);
      show(error);
    },
  };
}

/** The first line that says something, at one width. */
function headline(source: string): string {
  const [first = ""] = source.split("\n").filter((line) => line.trim() !== "");
  const line = stripVTControlCharacters(first.trim());
  return (line.length > WIDTH ? `${line.slice(0, WIDTH - 1)}…` : line).padEnd(WIDTH);
}

/** "12 ms", "1.2 s", "2 min 5 s". */
export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  const seconds = ms / 1000;
  return seconds < 60 ? `${seconds.toFixed(1)} s` : `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}
