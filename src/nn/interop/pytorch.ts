import { expected } from "../../errors.ts";
import { checkOptions } from "../options.ts";
import { type ChainBend, type ChainStep, chainOf, type Exportable } from "./chain.ts";
import type { ChainActivation } from "./onnx-activations.ts";
import type { RealType } from "./onnx-graph.ts";
import { called, integer, named, no, type Pickled, persistent, pickle, tuple, unicode, withItems } from "./pickle.ts";
import { zip } from "./zip.ts";

/** Our activation functions as modules of PyTorch. */
const modules: Partial<Record<ChainActivation, string>> = {
  sigmoid: "Sigmoid()",
  tanh: "Tanh()",
  relu: "ReLU()",
  leakyRelu: "LeakyReLU(0.01)",
  prelu: "LeakyReLU(0.25)",
  elu: "ELU()",
  selu: "SELU()",
  gelu: "GELU()",
  softplus: "Softplus()",
  softsign: "Softsign()",
  silu: "SiLU()",
  mish: "Mish()",
  relu6: "ReLU6()",
  hardSigmoid: "Hardsigmoid()",
  hardTanh: "Hardtanh()",
  hardSwish: "Hardswish()",
  softmax: "Softmax(dim=1)",
};

function moduleOf(name: ChainBend): string {
  const found = typeof name === "string" ? modules[name] : `LeakyReLU(${name.a})`;
  if (found) return `nn.${found}`;
  throw expected(
    `an activation that is a module of PyTorch (${Object.keys(modules).join(", ")})`,
    name,
    "export to ONNX instead",
  );
}

/** The modules of a network in their order, and the place of each dense layer among them. */
function placed(steps: readonly ChainStep[]): { code: string[]; places: number[] } {
  const code: string[] = [];
  const places = steps.map(({ inputs, outputs, activations }) => {
    const place = code.push(`nn.Linear(${inputs}, ${outputs})`) - 1;
    code.push(...activations.map(moduleOf));
    return place;
  });
  return { code, places };
}

const storages = { float32: "FloatStorage", float64: "DoubleStorage" } as const;

/** A tensor over the file data/KEY of the archive. */
function tensor(key: number, shape: readonly number[], dtype: RealType): Pickled {
  const count = shape.reduce((product, n) => product * n, 1);
  const strides = shape.map((_, k) => shape.slice(k + 1).reduce((product, n) => product * n, 1));
  const storage = persistent(
    tuple(unicode("storage"), named("torch", storages[dtype]), unicode(String(key)), unicode("cpu"), integer(count)),
  );
  const sizes = [shape, strides].map((numbers) => tuple(...numbers.map(integer))) as [Pickled, Pickled];
  const hooks = called(named("collections", "OrderedDict"));
  return called(named("torch._utils", "_rebuild_tensor_v2"), storage, integer(0), ...sizes, no, hooks);
}

/**
 * A network's weights as a PyTorch state dict: write the bytes to a file `model.pt`, which
 * `model.load_state_dict(torch.load("model.pt"))` reads into the module that {@link pyTorchModule} describes. PyTorch's
 * `nn.Linear` holds a row of weights a neuron, as the lecture does.
 * @param dtype The precision of its numbers. Default "float32", PyTorch's own.
 * @throws {NnError} before a fit, or for an activation that PyTorch has no module of.
 * @example
 * toPyTorch(Network.random({ sizes: [2, 3, 1] })).subarray(0, 2) // → new Uint8Array([0x50, 0x4b])
 */
export function toPyTorch(model: Exportable, options: { dtype?: RealType } = {}): Uint8Array {
  const { dtype = "float32" } = checkOptions(options, ["dtype"]);
  if (typeof dtype !== "string" || !Object.hasOwn(storages, dtype)) {
    throw expected('dtype to be "float32" or "float64"', dtype, "leave it out for float32");
  }
  const { steps } = chainOf(model);
  const { places } = placed(steps);
  const files: Record<string, Uint8Array> = {};
  const numbers = (values: readonly number[]) =>
    new Uint8Array(dtype === "float32" ? Float32Array.from(values).buffer : Float64Array.from(values).buffer);
  const items = steps.flatMap(({ inputs, outputs, weights, biases }, l) => {
    const byNeuron = biases.flatMap((_, j) =>
      Array.from({ length: inputs }, (__, i) => weights[i * outputs + j] as number),
    );
    files[`data/${2 * l}`] = numbers(byNeuron);
    files[`data/${2 * l + 1}`] = numbers(biases);
    return [
      [unicode(`${places[l]}.weight`), tensor(2 * l, [outputs, inputs], dtype)],
      [unicode(`${places[l]}.bias`), tensor(2 * l + 1, [outputs], dtype)],
    ] as const;
  });
  const dictionary = withItems(called(named("collections", "OrderedDict")), items);
  const text = (value: string) => new TextEncoder().encode(value);
  const all = { "data.pkl": pickle(dictionary), byteorder: text("little"), ...files, version: text("3\n") };
  return zip(Object.fromEntries(Object.entries(all).map(([path, content]) => [`model/${path}`, content])));
}

/**
 * The Python code of the module that {@link toPyTorch}'s weights belong to.
 * @throws {NnError} before a fit, or for an activation that PyTorch has no module of.
 * @example
 * pyTorchModule(Network.random({ sizes: [2, 3, 1] })) // → "nn.Sequential(nn.Linear(2, 3), nn.Tanh(), nn.Linear(3, 1))"
 */
export function pyTorchModule(model: Exportable): string {
  return `nn.Sequential(${placed(chainOf(model).steps).code.join(", ")})`;
}
