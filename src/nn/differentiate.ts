import type { MathNode } from "mathjs";
import { expected, NnError } from "../errors.ts";
import { checkObject } from "./options.ts";
import { checkNumber } from "./shapes.ts";
import { Value } from "./value.ts";

/** The derivative by one variable, found in three ways. */
export interface ThreeDerivatives {
  readonly variable: string;
  /** By the rules of calculus (mathjs), as a formula and at the point. */
  readonly formula: string;
  readonly symbolic: number;
  /** By the chain rule on the graph of the computation. */
  readonly autograd: number;
  /** By central differences: $(f(x + d) - f(x - d)) / 2d$. */
  readonly numeric: number;
}

/** A formula's value at a point, the graph of its computation, and its derivatives. */
export interface Differentiated {
  readonly value: number;
  /** The result as a {@link Value} whose graph has been gone through backwards. */
  readonly graph: Value;
  readonly derivatives: readonly ThreeDerivatives[];
}

/** What a node of a formula is computed by. */
const operators: Record<string, (operands: Value[]) => Value> = {
  add: ([u, v]) => (u as Value).add(v as Value),
  subtract: ([u, v]) => (u as Value).sub(v as Value),
  multiply: ([u, v]) => (u as Value).mul(v as Value),
  divide: ([u, v]) => (u as Value).div(v as Value),
  pow: ([u, v]) => (u as Value).pow(isConstant(v as Value) ? (v as Value).data : (v as Value)),
  unaryMinus: ([u]) => (u as Value).neg(),
  unaryPlus: ([u]) => u as Value,
  exp: ([u]) => (u as Value).exp(),
  // In mathjs a second operand is the base.
  log: ([u, base]) => (base ? (u as Value).log().div(base.log()) : (u as Value).log()),
  sqrt: ([u]) => (u as Value).sqrt(),
  sin: ([u]) => (u as Value).sin(),
  cos: ([u]) => (u as Value).cos(),
  tanh: ([u]) => (u as Value).tanh(),
  abs: ([u]) => (u as Value).abs(),
};

/** Those that take two; the others take one. */
const pairs = new Set(["add", "subtract", "multiply", "divide", "pow", "log"]);

const constants: Record<string, number> = { e: Math.E, pi: Math.PI };

const isConstant = (value: Value) => value.operands.length === 0 && value.label === "";

/**
 * Differentiates a formula in three ways side by side, at a point: symbolically (mathjs), by automatic differentiation
 * of the computation, and by central differences. The lecture's example is $\sin(x^2)$.
 * @param formula In mathjs' notation, with + − * / ^ and exp, log (of x, or of x to a base), sqrt, sin, cos, tanh, abs.
 * @param point What each variable is.
 * @throws {NnError} for a formula that cannot be read, uses something else, or has a variable that the point lacks.
 * @example
 * const { derivatives: [byX] } = await differentiate("sin(x^2)", { x: 2 });
 * byX?.formula // → "2 * x * cos(x ^ 2)"
 * byX?.autograd === byX?.symbolic // → true
 */
export async function differentiate(formula: string, point: Readonly<Record<string, number>>): Promise<Differentiated> {
  if (typeof formula !== "string" || formula.trim() === "") throw expected("a formula", formula, 'write "sin(x^2)"');
  for (const [name, value] of Object.entries(checkObject(point, "point", "{ x: 2 }"))) checkNumber(value, name);
  const { derivative, parse } = await import("mathjs/number");
  try {
    const tree = parse(formula);
    const inputs = new Map(Object.entries(point).map(([name, value]) => [name, new Value(value, name)]));
    const graph = compute(tree, inputs).backward();
    const at = (name: string, value: number) =>
      compute(tree, new Map(Object.entries({ ...point, [name]: value }).map(([key, v]) => [key, new Value(v, key)])))
        .data;
    const derivatives = [...inputs].map(([variable, { data, grad }]) => {
      const node = derivative(formula, variable);
      const d = 1e-5 * Math.max(1, Math.abs(data));
      return {
        variable,
        formula: node.toString(),
        symbolic: Number(node.evaluate({ ...point })),
        autograd: grad,
        numeric: (at(variable, data + d) - at(variable, data - d)) / (2 * d),
      };
    });
    return { value: graph.data, graph, derivatives };
  } catch (error) {
    if (error instanceof NnError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new NnError(`expected a formula, got "${formula}" (${reason}): mend it`, { cause: error });
  }
}

/** The formula's tree, computed from its leaves up. */
function compute(node: MathNode, inputs: ReadonlyMap<string, Value>): Value {
  const parts = node as MathNode & {
    value?: number;
    name?: string;
    content?: MathNode;
    args?: MathNode[];
    fn?: unknown;
  };
  if (node.type === "ConstantNode") return new Value(Number(parts.value));
  if (node.type === "ParenthesisNode") return compute(parts.content as MathNode, inputs);
  if (node.type === "SymbolNode") {
    const name = parts.name as string;
    const known =
      inputs.get(name) ?? (Object.hasOwn(constants, name) ? new Value(constants[name] as number) : undefined);
    if (known) return known;
    throw expected(`a point that says what ${name} is`, [...inputs.keys()], `add ${name} to it`);
  }
  const name = node.type === "FunctionNode" ? String(parts.fn) : String(parts.fn ?? node.type);
  const operator = Object.hasOwn(operators, name) ? operators[name] : undefined;
  if (!operator) throw expected(`one of ${Object.keys(operators).join(", ")}`, name, "write the formula with those");
  const operands = (parts.args ?? []).map((argument) => compute(argument, inputs));
  const most = pairs.has(name) ? 2 : 1;
  if (operands.length >= 1 && operands.length <= most && (operands.length === most || name === "log"))
    return operator(operands);
  throw expected(
    `${name} with ${most === 1 ? "one operand" : "two operands"}`,
    operands.length,
    "write it with as many",
  );
}
