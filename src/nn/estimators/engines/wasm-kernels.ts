import type { Reals } from "./matrix-product.ts";

/** The two builds of the kernels: plain SIMD gives the same bits on every machine; the fused one may fuse · and +. */
export type WasmBuild = "plain" | "fused";

/** What src/nn/wasm/kernels.ts exports, for one precision. Places are addresses in memory. */
export interface Kernels {
  train(network: number, samples: number, solver: number, from: number, to: number, batch: number): number;
  gradient(network: number, samples: number, rows: number, alpha: number): number;
  loss(network: number, samples: number, from: number, to: number): number;
  answers(network: number, samples: number, from: number, to: number, answers: number): void;
  /** How many numbers of room the products of layers of up to m neurons or inputs need. */
  room(m: number): number;
}

/** What the kernels ask of whoever calls them, since it differs from network to network. */
export interface Host {
  /** An activation function over n numbers in place, or where `delta` is not 0 the product of δ and its slope. */
  activate(values: number, delta: number, n: number): void;
  /** Dropout: multiplies the outputs of a layer, one row of `stride` samples a neuron, and notes in the mask by what. */
  drop(outputs: number, mask: number, neurons: number, rows: number, stride: number): void;
}

/** What is used of WebAssembly and of Node; neither is in every list of types, nor everywhere. */
interface Surroundings {
  WebAssembly: {
    Module: new (bytes: Uint8Array) => object;
    Instance: new (module: object, imports: object) => { readonly exports: unknown };
  };
  /** Of Node. */
  process: {
    getBuiltinModule(name: "node:fs"): { readFileSync(file: URL): Uint8Array };
    getBuiltinModule(name: "node:v8"): { setFlagsFromString(flags: string): void };
  };
}

const surroundings = globalThis as unknown as Surroundings;

interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer };
  reserve(bytes: number): number;
  release(place: number): void;
  readonly [kernel: string]: unknown;
}

/** The build puts both in here, in base64; run from its source, the library reads them where the build left them. */
declare const AXONLAB_KERNELS: Readonly<Record<WasmBuild, string>>;

/** The bytes of a build; throws where there are none. */
function bytesOf(build: WasmBuild): Uint8Array {
  if (typeof AXONLAB_KERNELS === "object") {
    return Uint8Array.from(atob(AXONLAB_KERNELS[build]), (letter) => letter.charCodeAt(0));
  }
  const fs = surroundings.process.getBuiltinModule("node:fs");
  return fs.readFileSync(new URL(`../../../../dist/wasm/${build}.wasm`, import.meta.url));
}

/** A build, compiled. */
function moduleOf(build: WasmBuild): object {
  const bytes = bytesOf(build);
  const { Module } = surroundings.WebAssembly;
  try {
    return new Module(bytes);
  } catch (error) {
    if (build !== "fused" || !surroundings.process) throw error;
    // Node 20 can do it, and wants to be told.
    surroundings.process.getBuiltinModule("node:v8").setFlagsFromString("--experimental-wasm-relaxed-simd");
    return new Module(bytes);
  }
}

/** A running copy of the kernels with its memory, which all networks of a process share. */
export class Wasm {
  /** Whose functions the kernels call; set before each call. */
  host: Host | undefined;
  readonly single: Kernels;
  readonly double: Kernels;
  private readonly exports: Exports;

  constructor(build: WasmBuild) {
    const imports = {
      host: {
        activate: (values: number, delta: number, n: number) => this.host?.activate(values, delta, n),
        drop: (outputs: number, mask: number, neurons: number, rows: number, stride: number) =>
          this.host?.drop(outputs, mask, neurons, rows, stride),
      },
      env: {
        abort() {
          throw new RangeError("WebAssembly has no memory left");
        },
      },
    };
    this.exports = new surroundings.WebAssembly.Instance(moduleOf(build), imports).exports as Exports;
    this.single = this.kernels("32");
    this.double = this.kernels("64");
  }

  private kernels(bits: "32" | "64"): Kernels {
    const names = ["train", "gradient", "loss", "answers", "room"] as const;
    return Object.fromEntries(names.map((name) => [name, this.exports[`${name}${bits}`]])) as unknown as Kernels;
  }

  /** Room for so many bytes; what is in it is left from before. @throws {RangeError} if there is none. */
  reserve(bytes: number): number {
    return this.exports.reserve(bytes) >>> 0;
  }

  release(place: number): void {
    this.exports.release(place);
  }

  /** n numbers in memory. They are gone once memory grows, which it may in {@link reserve}. */
  reals(single: boolean, place: number, n: number): Reals {
    const { buffer } = this.exports.memory;
    return single ? new Float32Array(buffer, place, n) : new Float64Array(buffer, place, n);
  }

  /** n whole numbers in memory, likewise. */
  integers(place: number, n: number): Int32Array {
    return new Int32Array(this.exports.memory.buffer, place, n);
  }

  /** Whether memory has grown, and what was taken from it before is gone. */
  isGone(reals: Reals): boolean {
    return reals.buffer !== this.exports.memory.buffer;
  }
}

const running: Partial<Record<WasmBuild, Wasm>> = {};
const reasons: Partial<Record<WasmBuild, string>> = {};

/** The running copy of a build, started when first asked for; why there is none is told by {@link whyNot}. */
export function wasm(build: WasmBuild): Wasm | undefined {
  if (!running[build] && reasons[build] === undefined) {
    try {
      running[build] = new Wasm(build);
    } catch (error) {
      reasons[build] = error instanceof Error ? error.message : String(error);
    }
  }
  return running[build];
}

/** Why a build does not run here; undefined if it does. */
export function whyNot(build: WasmBuild): string | undefined {
  return wasm(build) ? undefined : reasons[build];
}
