import { surroundings, type WasmMemory } from "./wasm-module.ts";

/** How many words src/nn/wasm/helper.ts gives the desk, in whole pairs. */
const DESK_WORDS = 14;
/** Which of them is the number of the job done last. */
const DONE = 1;

/** All that the second thread does: it starts the kernels on the same memory and works until it is sent home. */
const CODE = `
const { workerData: { module, memory, desk } } = require("node:worker_threads");
const none = () => { throw new Error("only the first thread has a host"); };
const imports = { env: { memory, abort: none }, host: { activate: none, drop: none, pause: none } };
new WebAssembly.Instance(module, imports).exports.work(desk);
`;

/** The second thread of a process, which shares in the work on large layers and does not keep the process alive. */
export class Helper {
  /** The address of the desk where its jobs are posted. */
  readonly desk: number;
  private readonly memory: WasmMemory;
  private naps = 0;

  constructor(module: object, memory: WasmMemory, reserve: (bytes: number) => number) {
    const threads = surroundings.process?.getBuiltinModule("node:worker_threads");
    if (!threads) throw new Error("second threads are for Node only");
    this.desk = reserve(DESK_WORDS * 4);
    this.memory = memory;
    const words = new Int32Array(memory.buffer, this.desk, DESK_WORDS).fill(0);
    words[DONE] = -1;
    new threads.Worker(CODE, { eval: true, workerData: { module, memory, desk: this.desk } }).unref();
  }

  /** Whether it has come. */
  get isThere(): boolean {
    return Atomics.load(new Int32Array(this.memory.buffer, this.desk, DESK_WORDS), DONE) >= 0;
  }

  /** Sleeps for a millisecond at most, until the word at that place is another. @throws {Error} after a minute of it. */
  pause(place: number, word: number): void {
    const end = Atomics.wait(new Int32Array(this.memory.buffer, place, 1), 0, word, 1);
    this.naps = end === "timed-out" ? this.naps + 1 : 0;
    if (this.naps > 60_000) throw new Error("the second thread no longer answers: set threads to 1");
  }
}

/** Whether a second thread could be of any use here. */
export function canHaveHelp(): boolean {
  const { process } = surroundings;
  return process !== undefined && process.getBuiltinModule("node:os").availableParallelism() > 1;
}
