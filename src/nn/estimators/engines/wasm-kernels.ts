import { NnError } from "../../../errors.ts";
import type { Reals } from "./matrix-product.ts";
import { Helper } from "./wasm-helper.ts";
import { moduleOf, surroundings, type WasmBuild, type WasmMemory } from "./wasm-module.ts";

/** What src/nn/wasm/kernels.ts exports, for one precision. Places are addresses in memory. */
export interface Kernels {
  train(network: number, samples: number, solver: number, from: number, to: number, batch: number): number;
  /** Many epochs; returns how many. */
  epochs(
    network: number,
    samples: number,
    solver: number,
    rows: number,
    batch: number,
    most: number,
    watch: number,
    losses: number,
  ): number;
  gradient(network: number, samples: number, rows: number, alpha: number): number;
  loss(network: number, samples: number, from: number, to: number): number;
  answers(network: number, samples: number, from: number, to: number, answers: number): void;
  /** Makes lists of what is not 0 in rows of inputs, for the samples from the place `done` on. */
  compress(samples: number, rows: number, columns: number, done: number): void;
  /** How many of n numbers are not 0, or −1 if not all are finite. */
  survey(place: number, n: number): number;
  /** How many numbers of room the products of layers of up to m neurons need. */
  room(m: number): number;
}

/** What the kernels ask of whoever calls them, since it differs from network to network. */
export interface Host {
  /** An activation function over n numbers in place, or where `delta` is not 0 the product of δ and its slope. */
  activate(values: number, delta: number, n: number): void;
  /** Dropout: multiplies the outputs of a layer, one row of `stride` samples a neuron, and notes in the mask by what. */
  drop(outputs: number, mask: number, neurons: number, rows: number, stride: number): void;
}

/** Of all that WebAssembly's addresses can reach. */
const MOST_BYTES = 0xffff_0000;

const noMemory = () =>
  new NnError(
    "expected a network and samples for which there is room in WebAssembly (4 GB, and 1 GB for any one list of numbers), " +
      'got more: take fewer neurons or features, a smaller batchSize, dtype: "float32", or engine: "typescript"',
  );

interface Exports {
  reserve(bytes: number): number;
  release(place: number): void;
  listRoom(inputs: number): number;
  readonly [kernel: string]: unknown;
}

/** A running copy of the kernels with its memory, which all networks of a process share. */
export class Wasm {
  /** Whose functions the kernels call; set before each call. */
  host: Host | undefined;
  readonly single: Kernels;
  readonly double: Kernels;
  private readonly exports: Exports;
  private readonly module: object;
  private readonly memory: WasmMemory;
  private ownHelper: Helper | undefined;

  constructor(build: WasmBuild, shared: boolean) {
    const { Memory, Instance } = surroundings.WebAssembly;
    this.module = moduleOf(build, shared);
    this.memory = new Memory({ initial: 16, maximum: 65536, shared });
    const imports = {
      host: {
        activate: (values: number, delta: number, n: number) => this.host?.activate(values, delta, n),
        drop: (outputs: number, mask: number, neurons: number, rows: number, stride: number) =>
          this.host?.drop(outputs, mask, neurons, rows, stride),
        pause: (place: number, word: number) => this.helper.pause(place, word),
      },
      env: {
        memory: this.memory,
        abort() {
          throw noMemory();
        },
      },
    };
    this.exports = new Instance(this.module, imports).exports as Exports;
    this.single = this.kernels("32");
    this.double = this.kernels("64");
  }

  private kernels(bits: "32" | "64"): Kernels {
    const names = ["train", "epochs", "gradient", "loss", "answers", "compress", "survey", "room"] as const;
    return Object.fromEntries(names.map((name) => [name, this.exports[`${name}${bits}`]])) as unknown as Kernels;
  }

  /** Room for so many bytes; what is in it is left from before. @throws {NnError} if there is none. */
  reserve(bytes: number): number {
    if (bytes > MOST_BYTES) throw noMemory();
    try {
      return this.exports.reserve(bytes) >>> 0;
    } catch {
      // It stops short where memory cannot grow, and is as it was.
      throw noMemory();
    }
  }

  /** How many bytes of room the lists of so many inputs need. */
  listRoom(inputs: number): number {
    return this.exports.listRoom(inputs) >>> 0;
  }

  release(place: number): void {
    this.exports.release(place);
  }

  /** n numbers in memory. They are gone once memory grows, which it may in {@link reserve}. */
  reals(single: boolean, place: number, n: number): Reals {
    const { buffer } = this.memory;
    return single ? new Float32Array(buffer, place, n) : new Float64Array(buffer, place, n);
  }

  /** n whole numbers in memory, likewise. */
  integers(place: number, n: number): Int32Array {
    return new Int32Array(this.memory.buffer, place, n);
  }

  /** The second thread, on shared memory: started by the first look. */
  get helper(): Helper {
    this.ownHelper ??= new Helper(this.module, this.memory, (bytes) => this.reserve(bytes));
    return this.ownHelper;
  }
}

const running = new Map<string, Wasm | string>();

/** The running copy of a build, started when first asked for, or why there is none. */
function start(build: WasmBuild, shared: boolean): Wasm | string {
  const key = `${build} ${shared}`;
  let found = running.get(key);
  if (found === undefined) {
    try {
      found = new Wasm(build, shared);
    } catch (error) {
      found = error instanceof Error ? error.message : String(error);
    }
    running.set(key, found);
  }
  return found;
}

/** The running copy of a build, on memory that threads share if that is wished and can be had. */
export function wasm(build: WasmBuild, shared: boolean): Wasm {
  const found = start(build, shared);
  return typeof found === "string" ? (start(build, false) as Wasm) : found;
}

/** Why a build does not run here; undefined if it does. */
export function whyNot(build: WasmBuild): string | undefined {
  const found = start(build, false);
  return typeof found === "string" ? found : undefined;
}
