import { surroundings, type WasmMemory } from "./wasm-module.ts";

/** How many words src/nn/wasm/helper.ts gives the desk, in whole pairs. */
const DESK_WORDS = 14;

/** All that the second thread does: it starts the kernels on the same memory and works until it is sent home. */
const CODE = `
const { workerData: { module, memory, desk } } = require("node:worker_threads");
const none = () => { throw new Error("only the first thread has a host"); };
const imports = { env: { memory, abort: none }, host: { activate: none, drop: none } };
new WebAssembly.Instance(module, imports).exports.work(desk);
`;

/**
 * Starts the second thread, which shares in the work on large layers, once for a process; it does not keep the process
 * alive. Returns the address of the desk where its jobs are posted.
 */
export function startHelper(module: object, memory: WasmMemory, reserve: (bytes: number) => number): number {
  const threads = surroundings.process?.getBuiltinModule("node:worker_threads");
  if (!threads) throw new Error("second threads are for Node only");
  const desk = reserve(DESK_WORDS * 4);
  new Int32Array(memory.buffer, desk, DESK_WORDS).fill(0);
  new threads.Worker(CODE, { eval: true, workerData: { module, memory, desk } }).unref();
  return desk;
}

/** Whether a second thread could be of any use here. */
export function canHaveHelp(): boolean {
  const { process } = surroundings;
  return process !== undefined && process.getBuiltinModule("node:os").availableParallelism() > 1;
}
