import { Worker } from "node:worker_threads";
import { compileCell } from "../../kernel/compile/cell.ts";
import { type Position, tracePosition } from "../../kernel/compile/positions.ts";

/** How a cell ended, as a test sees it: `value` is the result as `util.inspect` writes it, if there was one. */
export interface Outcome {
  value?: string;
  /** `TypeError: text`, the first line of what was thrown. */
  error?: string;
  /** Where in the user's TypeScript it was thrown. */
  place?: Position;
  /** The type of the script's completion value, which is to be undefined. */
  completion?: string;
}

interface Reply {
  value?: string;
  thrown?: string;
  completion?: string;
}

/** The smallest runtime there can be: an inspector session on its own thread, in REPL mode, and the three hooks; a module imported with attributes is these attributes. */
const runtime = `
const { parentPort } = require("node:worker_threads");
const { inspect } = require("node:util");
const session = new (require("node:inspector").Session)();
session.connect();
const results = new Map();
globalThis.__axonlab = {
  import: async (specifier, options) => (options ? { default: options } : import(specifier)),
  meta: { url: "file:///notebook" },
  result: (run, value) => (results.set(run, inspect(value, { breakLength: Infinity })), value),
};
parentPort.on("message", ({ run, code }) => {
  session.post("Runtime.evaluate", { expression: code, replMode: true, awaitPromise: true }, (fault, reply) => {
    const details = reply?.exceptionDetails;
    const thrown = fault?.message ?? (details && (details.exception?.description ?? String(details.exception?.value ?? details.text)));
    parentPort.postMessage({ value: results.get(run), thrown, completion: reply?.result?.type });
  });
});
`;

/** A notebook's run of cells without the notebook: each cell is compiled, and evaluated in one thread of its own. */
export class Cells {
  readonly #worker = new Worker(runtime, { eval: true });
  readonly #constants = new Set<string>();
  #run = 0;

  async run(source: string): Promise<Outcome> {
    const run = ++this.#run;
    const compiled = await compileCell(source, { run, cell: run, constants: this.#constants });
    for (const name of compiled.constants) this.#constants.add(name);
    for (const name of compiled.variables) this.#constants.delete(name);
    const answer = new Promise<Reply>((resolve) => this.#worker.once("message", resolve));
    this.#worker.postMessage({ run, code: compiled.code });
    const { value, thrown, completion } = await answer;
    const outcome: Outcome = {};
    if (value !== undefined) outcome.value = value;
    if (thrown === undefined)
      return completion === "undefined" ? outcome : { ...outcome, completion: String(completion) };
    outcome.error = thrown.split("\n")[0] as string;
    const frame = new RegExp(`axonlab-cell:${run}:${run}:(\\d+):(\\d+)`).exec(thrown);
    const place = frame && tracePosition(compiled.maps, Number(frame[1]), Number(frame[2]));
    return place ? { ...outcome, place } : outcome;
  }

  /** The value of the last of several cells. */
  async last(...sources: string[]): Promise<string | undefined> {
    let outcome: Outcome = {};
    for (const source of sources) outcome = await this.run(source);
    if (outcome.error !== undefined) throw new Error(`the last cell threw ${outcome.error}`);
    return outcome.value;
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }
}
