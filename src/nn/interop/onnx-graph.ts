import { bytes, type Field, joined, message, text, whole } from "./protobuf.ts";

/** ONNX's numbers for the kinds of elements (onnx.proto, TensorProto.DataType). */
export const elementTypes = { float32: 1, int64: 7, string: 8, bool: 9, float64: 11 } as const;

/** The kind of a tensor's elements. */
export type ElementType = keyof typeof elementTypes;

/** The precision of the numbers of a graph. */
export type RealType = "float32" | "float64";

/** A value of a graph, by its name. */
export type Name = string;

/** The version of the operators, and of the file format that goes with it (ONNX 1.12, of 2022). */
const [OPSET, IR_VERSION] = [17, 8];

const encoders: Readonly<Record<ElementType, (values: readonly (number | string)[]) => Field[]>> = {
  float32: (values) => [
    bytes(
      9,
      little(values as number[], 4, (view, at, value) => view.setFloat32(at, value, true)),
    ),
  ],
  float64: (values) => [
    bytes(
      9,
      little(values as number[], 8, (view, at, value) => view.setFloat64(at, value, true)),
    ),
  ],
  int64: (values) => [
    bytes(
      9,
      little(values as number[], 8, (view, at, value) => view.setBigInt64(at, BigInt(value), true)),
    ),
  ],
  bool: (values) => [bytes(9, Uint8Array.from(values as number[]))],
  string: (values) => values.map((value) => text(6, String(value))),
};

/** Numbers one after the other, the lowest byte first. */
function little(values: readonly number[], size: number, put: (view: DataView, at: number, value: number) => void) {
  const all = new Uint8Array(values.length * size);
  const view = new DataView(all.buffer);
  for (const [i, value] of values.entries()) put(view, i * size, value);
  return all;
}

/** A dimension: so many, or a name for "as many as there are". */
type Dimension = number | string;

/** Builds an ONNX model operator by operator; every method that adds one returns the name of its result. */
export class OnnxGraph {
  /** The precision of the numbers. */
  readonly dtype: RealType;
  private readonly name: string;
  private readonly nodes: Field[] = [];
  private readonly initializers: Field[] = [];
  private readonly inputs: Field[] = [];
  private readonly outputs: Field[] = [];
  private readonly numbers = new Map<number, Name>();
  private count = 0;

  constructor(name: string, dtype: RealType) {
    this.name = name;
    this.dtype = dtype;
  }

  private fresh(what: string): Name {
    return `${what}_${++this.count}`;
  }

  /** Something that is given when the graph is run. */
  input(name: Name, shape: readonly Dimension[], type: ElementType = this.dtype): Name {
    this.inputs.push(message(11, valueInfo(name, shape, type)));
    return name;
  }

  /** Something that the graph answers with: the value of that name, under a name of its own. */
  output(name: Name, value: Name, shape: readonly Dimension[], type: ElementType = this.dtype): void {
    this.op("Identity", [value], {}, name);
    this.outputs.push(message(12, valueInfo(name, shape, type)));
  }

  /** Numbers (or words) that belong to the graph. */
  constant(
    values: readonly (number | string)[],
    shape: readonly number[],
    type: ElementType = this.dtype,
    name: Name = this.fresh("constant"),
  ): Name {
    const fields = [...shape.map((n) => whole(1, n)), whole(2, elementTypes[type]), text(8, name)];
    this.initializers.push(message(5, [...fields, ...encoders[type](values)]));
    return name;
  }

  /** One number of the graph's precision. */
  number(value: number): Name {
    const name = this.numbers.get(value) ?? this.constant([value], []);
    this.numbers.set(value, name);
    return name;
  }

  /** An operator; all attributes that we need are whole numbers of at least 0. */
  op(
    kind: string,
    inputs: readonly Name[],
    attributes: Readonly<Record<string, number>> = {},
    name: Name = this.fresh(kind),
  ): Name {
    const fields = [...inputs.map((input) => text(1, input)), text(2, name), text(3, name), text(4, kind)];
    this.nodes.push(message(1, [...fields, ...Object.entries(attributes).map(attribute)]));
    return name;
  }

  /** The model, ready to be written to a file. */
  bytes(): Uint8Array {
    const graph = [...this.nodes, text(2, this.name), ...this.initializers, ...this.inputs, ...this.outputs];
    return joined([
      whole(1, IR_VERSION),
      text(2, "axonlab"),
      message(7, graph),
      message(8, [text(1, ""), whole(2, OPSET)]),
    ]);
  }
}

/** ONNX's number for an attribute that is a whole number. */
const INT = 2;

const attribute = ([name, value]: [string, number]): Field =>
  message(5, [text(1, name), whole(3, value), whole(20, INT)]);

function valueInfo(name: Name, shape: readonly Dimension[], type: ElementType): Field[] {
  const dimensions = shape.map((n) => message(1, [typeof n === "number" ? whole(1, n) : text(2, n)]));
  const tensor = message(1, [whole(1, elementTypes[type]), message(2, dimensions)]);
  return [text(1, name), message(2, [tensor])];
}
