import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { compileCell } from "../../kernel/compile/cell.ts";
import type { ErrorContent, Event, ExecuteCommand } from "../../kernel/runtime/frames.ts";
import { type Runtime, type RuntimeExit, type RuntimeOptions, spawnRuntime } from "../../kernel/runtime/handle.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
/** Inside the repository, so that the bundles find its packages. */
const bundles = path.join(root, ".axonlab", `test-runtime-${process.pid}`);

/** The Node that runs the children, where it is to be another than the tests' own. */
const NODE = process.env.AXONLAB_TEST_NODE;

let built: Promise<unknown> | undefined;

/** Bundles the runtime's scripts as the build does, once. */
function bundle(): Promise<unknown> {
  if (built) return built;
  process.once("exit", () => fs.rmSync(bundles, { recursive: true, force: true }));
  built = build({
    absWorkingDir: root,
    entryPoints: {
      runtime: "kernel/runtime/main.ts",
      control: "kernel/runtime/control.ts",
      tslab: "kernel/display/tslab.ts",
    },
    outdir: bundles,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20",
    packages: "external",
    inject: ["kernel/runtime/builtins.ts"],
    logLevel: "error",
  });
  return built;
}

type Done = Extract<Event, { op: "done" }>;

/** How a cell ended, and what it put out. */
export interface Finished {
  /** text/plain of the result. */
  value?: string;
  stdout: string;
  stderr: string;
  error?: ErrorContent;
  interrupted: boolean;
  /** The runtime ended instead. */
  exit?: RuntimeExit;
  events: Event[];
  done?: Done;
}

/** A runtime child with a folder of its own. */
export class Child {
  readonly folder: string;
  readonly events: Event[] = [];
  readonly runtime: Runtime;
  exit: RuntimeExit | undefined;
  readonly exited: Promise<RuntimeExit>;
  #next = 0;
  #listeners = new Set<() => void>();

  private constructor(folder: string, options: Partial<RuntimeOptions>) {
    this.folder = folder;
    let tellExit: (exit: RuntimeExit) => void = () => undefined;
    this.exited = new Promise((resolve) => {
      tellExit = resolve;
    });
    this.runtime = spawnRuntime({
      folder,
      provided: { tslab: path.join(bundles, "tslab.js") },
      ...(NODE === undefined ? {} : { node: NODE }),
      scripts: { runtime: path.join(bundles, "runtime.js"), control: path.join(bundles, "control.js") },
      ...options,
      onEvent: (event) => {
        this.events.push(event);
        this.#notify();
      },
      onExit: (exit) => {
        this.exit = exit;
        tellExit(exit);
        this.#notify();
      },
    });
  }

  /** Starts a child and waits until it can evaluate. */
  static async start(options: Partial<RuntimeOptions> = {}): Promise<Child> {
    await bundle();
    const folder = options.folder ?? fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "axonlab runtime é-")));
    const child = new Child(folder, options);
    await child.runtime.ready;
    return child;
  }

  /** Writes files into the folder. */
  write(files: Record<string, string>): void {
    for (const [name, text] of Object.entries(files)) {
      fs.mkdirSync(path.dirname(path.join(this.folder, name)), { recursive: true });
      fs.writeFileSync(path.join(this.folder, name), text);
    }
  }

  /** Compiles and evaluates a cell of TypeScript. */
  async run(source: string, more: Partial<ExecuteCommand> = {}): Promise<Finished> {
    const run = ++this.#next;
    const cell = more.cell ?? run;
    const { code, maps } = await compileCell(source, { run, cell });
    this.runtime.send({
      op: "execute",
      run,
      cell,
      code,
      maps,
      source,
      silent: false,
      expressions: {},
      allowStdin: true,
      ...more,
    });
    await this.until(
      () => this.exit !== undefined || this.events.some((event) => event.op === "done" && event.run === run),
    );
    return this.#finished(run);
  }

  /** Waits for a state of the events. */
  async until(test: () => boolean): Promise<void> {
    while (!test()) {
      await new Promise<void>((resolve) => {
        const listener = () => {
          this.#listeners.delete(listener);
          resolve();
        };
        this.#listeners.add(listener);
      });
    }
  }

  /** Runs a cell and interrupts it once `begun` holds. */
  async interrupted(source: string, begun: () => boolean = () => this.text().includes("begun")): Promise<Finished> {
    this.events.length = 0;
    const running = this.run(source);
    await this.until(() => begun() || this.exit !== undefined);
    this.runtime.interrupt();
    return running;
  }

  /** All text of a stream so far. */
  text(name: "stdout" | "stderr" = "stdout", run?: number): string {
    return this.events
      .map((event) =>
        event.op === "stream" && event.name === name && (run ?? event.run) === event.run ? event.text : "",
      )
      .join("");
  }

  /** The value of a cell as text; throws what the cell threw. */
  async value(source: string): Promise<string | undefined> {
    const { value, error, exit } = await this.run(source);
    if (error || exit) throw new Error(error?.traceback.join("\n") ?? JSON.stringify(exit));
    return value;
  }

  async stop(): Promise<void> {
    this.runtime.kill();
    await this.exited;
    fs.rmSync(this.folder, { recursive: true, force: true });
  }

  #notify(): void {
    for (const listener of [...this.#listeners]) listener();
  }

  #finished(run: number): Finished {
    const events = this.events.filter((event) => "run" in event && event.run === run);
    const done = events.find((event): event is Done => event.op === "done");
    const result = events.find((event): event is Extract<Event, { op: "result" }> => event.op === "result");
    const value = result?.data["text/plain"] as string | undefined;
    return {
      ...(value === undefined ? {} : { value }),
      ...(done?.error ? { error: done.error } : {}),
      ...(this.exit ? { exit: this.exit } : {}),
      ...(done ? { done } : {}),
      stdout: this.text("stdout", run),
      stderr: this.text("stderr", run),
      interrupted: done?.interrupted ?? false,
      events,
    };
  }
}

/** Text without colours. */
export function plain(text: string): string {
  return text.replace(/\x1b\[\d+m/g, "");
}

/** An error's traceback as one text without colours. */
export function traceOf(finished: Finished): string {
  return plain(finished.error?.traceback.join("\n") ?? "");
}
