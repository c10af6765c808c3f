import { NnError } from "../../../errors.ts";
import type { Reals } from "./matrix-product.ts";

/** A tensor of an ONNX runtime. */
export interface OnnxTensor {
  readonly data: unknown;
}

/** A model that is ready to run. */
export interface OnnxSession {
  run(feeds: Readonly<Record<string, OnnxTensor>>): Promise<Readonly<Record<string, OnnxTensor>>>;
  release?(): Promise<void>;
}

/** What we need of an ONNX runtime for JavaScript: onnxruntime-node and onnxruntime-web both have it. */
export interface OnnxRuntime {
  readonly Tensor: new (type: "float32" | "float64", data: Reals, shape: readonly number[]) => OnnxTensor;
  readonly InferenceSession: { create(model: Uint8Array, options?: object): Promise<OnnxSession> };
}

let runtime: OnnxRuntime | undefined;

/** What Node offers without an import, so that the library runs where there is no Node, too. */
interface Surroundings {
  process?: {
    cwd(): string;
    getBuiltinModule?(name: "node:module"): { createRequire(from: string | URL): (name: string) => unknown };
  };
}

/** onnxruntime-node, installed beside this library or beside the notebook; undefined where it is not. */
function installed(): OnnxRuntime | undefined {
  const { process } = globalThis as Surroundings;
  const module = process?.getBuiltinModule?.("node:module");
  if (!process || !module) return undefined;
  for (const from of [import.meta.url, `${process.cwd()}/here.js`]) {
    try {
      return module.createRequire(from)("onnxruntime-node") as OnnxRuntime;
    } catch (error) {
      const { code, name } = error as { code?: string; name?: string };
      // The second is how a notebook's kernel says it.
      const missing = code === "MODULE_NOT_FOUND" || name === "ModuleNotFoundError";
      if (!missing) throw new NnError(`expected onnxruntime-node to load, got ${String(error)}: install it again`);
    }
  }
  return undefined;
}

/**
 * Hands over the ONNX runtime that `engine: "onnx"` shall train on; without it, an installed onnxruntime-node is found
 * by itself. For onnxruntime-web in a browser, or a runtime that lies elsewhere.
 * @param module What importing it gave; undefined to look for an installed one again.
 * @throws {NnError} for something that is no ONNX runtime.
 * @example
 * useOnnxRuntime({} as never) // throws expected an ONNX runtime
 */
export function useOnnxRuntime(module: OnnxRuntime | undefined): void {
  if (module !== undefined && !(module?.InferenceSession && module.Tensor)) {
    throw new NnError(
      'expected an ONNX runtime with InferenceSession and Tensor, got something else: pass what import("onnxruntime-node") gives',
    );
  }
  runtime = module;
}

/** The ONNX runtime, if there is one. */
export function onnxRuntime(): OnnxRuntime | undefined {
  runtime ??= installed();
  return runtime;
}

/** Why there is none. */
export const whyNoOnnx = () =>
  onnxRuntime() ? undefined : "onnxruntime-node is not installed: npm install onnxruntime-node, 288 MB";
