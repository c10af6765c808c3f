import { NnError } from "../../../errors.ts";
import type { Engine, EngineOptions } from "./engine.ts";
import { OnnxEngine } from "./onnx.ts";
import { whyNoOnnx } from "./onnx-runtime.ts";
import { TypeScriptEngine } from "./typescript.ts";
import { WasmEngine } from "./wasm.ts";
import { canHaveHelp } from "./wasm-helper.ts";
import { wasm, whyNot } from "./wasm-kernels.ts";
import type { WasmBuild } from "./wasm-module.ts";

/** A kind of engine: why it does not run here (undefined if it does), and one of it for a network. */
interface EngineKind {
  whyNot(): string | undefined;
  make(options: EngineOptions): Engine;
}

const onWasm = (build: WasmBuild): EngineKind => ({
  whyNot: () => whyNot(build),
  make: (options) => new WasmEngine(wasm(build, options.threads > 1 && canHaveHelp()), options),
});

/** The names of the kinds of engines. */
type KindName = "wasm" | "wasm-fused" | "typescript" | "onnx";

/** All kinds of engines by their names. */
const kinds: Readonly<Record<KindName, EngineKind>> = {
  wasm: onWasm("plain"),
  "wasm-fused": onWasm("fused"),
  typescript: { whyNot: () => undefined, make: (options) => new TypeScriptEngine(options) },
  onnx: { whyNot: whyNoOnnx, make: (options) => new OnnxEngine(options, makeEngine("auto", options)) },
};

/**
 * What computes a network: "wasm", WebAssembly with SIMD, which gives the same bits on every machine; "wasm-fused", the
 * same with · and + rounded once where the processor can, which is faster and differs in the last bits; "typescript",
 * plain loops, to be read; "onnx", native code of onnxruntime-node where it is installed, for large networks (train with
 * `fitAsync`); "auto": WebAssembly where it runs, else TypeScript.
 */
export type EngineName = "auto" | KindName;

/** The names that the parameter `engine` may have. */
export const engineNames: readonly string[] = ["auto", ...Object.keys(kinds)];

/**
 * An engine of that name for a network.
 * @throws {NnError} if it does not run here.
 */
export function makeEngine(name: EngineName, options: EngineOptions): Engine {
  const chosen = name === "auto" ? (kinds.wasm.whyNot() === undefined ? "wasm" : "typescript") : name;
  const kind = kinds[chosen];
  const reason = kind.whyNot();
  if (reason === undefined) return kind.make(options);
  throw new NnError(`expected engine to be one that runs here, got "${name}" (${reason}): use "auto"`);
}
