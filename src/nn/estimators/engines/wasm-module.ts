/** The two builds of the kernels: plain SIMD gives the same bits on every machine; the fused one may fuse · and +. */
export type WasmBuild = "plain" | "fused";

/** Memory of WebAssembly. */
export interface WasmMemory {
  readonly buffer: ArrayBuffer;
}

/** What is used of WebAssembly and of Node; neither is in every list of types, nor everywhere. */
interface Surroundings {
  WebAssembly: {
    Module: new (bytes: Uint8Array) => object;
    Instance: new (module: object, imports: object) => { readonly exports: unknown };
    Memory: new (size: { initial: number; maximum: number; shared: boolean }) => WasmMemory;
  };
  /** Of Node. */
  process?: {
    getBuiltinModule(name: "node:fs"): { readFileSync(file: URL): Uint8Array };
    getBuiltinModule(name: "node:v8"): { setFlagsFromString(flags: string): void };
    getBuiltinModule(name: "node:worker_threads"): {
      Worker: new (code: string, options: { eval: true; workerData: unknown }) => { unref(): void };
    };
    getBuiltinModule(name: "node:os"): { availableParallelism(): number };
  };
}

/** What runs us. */
export const surroundings = globalThis as unknown as Surroundings;

/** The build puts both in here, in base64; run from its source, the library reads them where the build left them. */
declare const AXONLAB_KERNELS: Readonly<Record<WasmBuild, string>>;

/** The bytes of a build; throws where there are none. */
function bytesOf(build: WasmBuild): Uint8Array {
  if (typeof AXONLAB_KERNELS === "object") {
    return Uint8Array.from(atob(AXONLAB_KERNELS[build]), (letter) => letter.charCodeAt(0));
  }
  const fs = surroundings.process?.getBuiltinModule("node:fs");
  if (!fs) throw new Error("the bundle holds no kernels");
  return Uint8Array.from(fs.readFileSync(new URL(`../../../../dist/wasm/${build}.wasm`, import.meta.url)));
}

/** "env", "memory", a memory: with limits, shared. */
const SHARED_MEMORY = [3, 0x65, 0x6e, 0x76, 6, 0x6d, 0x65, 0x6d, 0x6f, 0x72, 0x79, 2, 3];

/** Makes of a module on memory that threads share one on memory of its own: one bit of its import says which. */
function unshare(bytes: Uint8Array): void {
  const start = bytes.findIndex((_, i) => SHARED_MEMORY.every((byte, k) => bytes[i + k] === byte));
  bytes[start + SHARED_MEMORY.length - 1] = 1;
}

/** A build, compiled. @throws {Error} where there is none, or it does not run. */
export function moduleOf(build: WasmBuild, shared: boolean): object {
  const bytes = bytesOf(build);
  if (!shared) unshare(bytes);
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
