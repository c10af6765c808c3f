import { expected } from "../errors.ts";
import { type ActivationName, activation } from "./activations.ts";
import { display } from "./display.ts";
import { written } from "./notation.ts";
import { checkNumber } from "./shapes.ts";

/** A number, or a value that knows where it came from. */
export type Operand = Value | number;

/**
 * A number that remembers how it was computed, so that it can tell how it would change with any number it was computed
 * from: reverse-mode automatic differentiation (Linnainmaa 1970), one scalar at a time.
 *
 * Every operation stores its local derivatives; {@link Value.backward} multiplies them along each way through the
 * graph and adds up the ways: the chain rule.
 * @example
 * const x = new Value(3, "x");
 * const y = x.pow(2).sin().backward();
 * x.grad === Math.cos(9) * 6 // → true
 */
export class Value {
  /** The number itself. */
  readonly data: number;
  /** What it is called; empty if nobody said. */
  readonly label: string;
  /** What made it, such as "×"; empty for an input. */
  readonly operation: string;
  /** What it was made from. */
  readonly operands: readonly Value[];
  /** The local derivatives: how this value changes with each of its operands, the others held still. */
  readonly locals: readonly number[];
  /** How the value on which `backward` was called changes with this one; 0 before. */
  grad = 0;

  constructor(
    data: number,
    label = "",
    from?: { operation: string; operands: readonly Value[]; locals: readonly number[] },
  ) {
    // The result of an operation may be infinite, and shows so; an input may not.
    this.data = from ? data : checkNumber(data, label || "a value");
    this.label = label;
    this.operation = from?.operation ?? "";
    this.operands = from?.operands ?? [];
    this.locals = from?.locals ?? [];
  }

  /** The same value under a name. */
  named(label: string): Value {
    return new Value(this.data, label, this);
  }

  /** $u + v$, with $∂/∂u = 1$ and $∂/∂v = 1$. */
  add(other: Operand): Value {
    const v = asValue(other);
    return made(this.data + v.data, "+", [this, v], [1, 1]);
  }

  /** $u - v$, with $1$ and $-1$. */
  sub(other: Operand): Value {
    const v = asValue(other);
    return made(this.data - v.data, "−", [this, v], [1, -1]);
  }

  /** $u v$, with $v$ and $u$. */
  mul(other: Operand): Value {
    const v = asValue(other);
    return made(this.data * v.data, "×", [this, v], [v.data, this.data]);
  }

  /** $u / v$, with $1/v$ and $-u/v^2$. */
  div(other: Operand): Value {
    const v = asValue(other);
    return made(this.data / v.data, "÷", [this, v], [1 / v.data, -this.data / v.data ** 2]);
  }

  /** $u^v$, with $v u^{v-1}$ and, where the exponent is a value too, $u^v \ln u$. */
  pow(exponent: Operand): Value {
    const v = asValue(exponent);
    const byBase = v.data === 0 ? 0 : v.data * this.data ** (v.data - 1);
    if (typeof exponent === "number") {
      return made(this.data ** exponent, `^${written(exponent)}`, [this], [byBase]);
    }
    // 0^v stays 0 when v > 0 changes; u^v ln u would be 0 times infinity.
    const byExponent = this.data === 0 && v.data > 0 ? 0 : this.data ** v.data * Math.log(this.data);
    return made(this.data ** v.data, "^", [this, v], [byBase, byExponent]);
  }

  /** $-u$, with $-1$. */
  neg(): Value {
    return made(-this.data, "neg", [this], [-1]);
  }

  /** $e^u$, with $e^u$. */
  exp(): Value {
    const power = Math.exp(this.data);
    return made(power, "exp", [this], [power]);
  }

  /** $\ln u$, with $1/u$. */
  log(): Value {
    return made(Math.log(this.data), "ln", [this], [1 / this.data]);
  }

  /** $\sqrt u$, with $1/(2\sqrt u)$. */
  sqrt(): Value {
    const root = Math.sqrt(this.data);
    return made(root, "√", [this], [0.5 / root]);
  }

  /** $\sin u$, with $\cos u$. */
  sin(): Value {
    return made(Math.sin(this.data), "sin", [this], [Math.cos(this.data)]);
  }

  /** $\cos u$, with $-\sin u$. */
  cos(): Value {
    return made(Math.cos(this.data), "cos", [this], [-Math.sin(this.data)]);
  }

  /** $|u|$, with its sign; 0 at 0, where there is no derivative. */
  abs(): Value {
    return made(Math.abs(this.data), "abs", [this], [Math.sign(this.data)]);
  }

  /** $g(u)$ for any activation function, with $g'(u)$. */
  activate(name: ActivationName): Value {
    const g = activation(name);
    return made(g.f(this.data), g.name, [this], [g.derivative(this.data)]);
  }

  /** $\tanh u$ */
  tanh(): Value {
    return this.activate("tanh");
  }

  /** $\max(0, u)$ */
  relu(): Value {
    return this.activate("relu");
  }

  /** $1/(1 + e^{-u})$ */
  sigmoid(): Value {
    return this.activate("sigmoid");
  }

  /** Every value that this one was computed from, each once and after its operands; this one last. */
  graph(): Value[] {
    const order: Value[] = [];
    const seen = new Set<Value>();
    // A list of what is left instead of recursion: a sum over ten thousand samples is a graph as deep.
    const left: { value: Value; done: boolean }[] = [{ value: this, done: false }];
    for (let next = left.pop(); next; next = left.pop()) {
      const { value, done } = next;
      if (done) order.push(value);
      if (done || seen.has(value)) continue;
      seen.add(value);
      left.push({ value, done: true }, ...value.operands.map((operand) => ({ value: operand, done: false })).reverse());
    }
    return order;
  }

  /**
   * Fills in {@link grad} all through the graph: 1 here, and from here to each operand times its local derivative. What
   * an earlier call had filled in is forgotten first. Returns this value.
   */
  backward(): this {
    const order = this.graph();
    for (const value of order) value.grad = 0;
    this.grad = 1;
    for (const { grad, operands, locals } of order.reverse()) {
      operands.forEach((operand, i) => {
        operand.grad += grad * (locals[i] as number);
      });
    }
    return this;
  }

  /** "x = 3 (grad 6)" */
  toString(): string {
    const name = this.label || this.operation;
    return `${name ? `${name} = ` : ""}${written(this.data)} (grad ${written(this.grad)})`;
  }

  /** In a notebook a value is shown as one line. */
  [display](): Record<string, string> {
    return { "text/plain": String(this) };
  }
}

function made(data: number, operation: string, operands: readonly Value[], locals: readonly number[]): Value {
  return new Value(data, "", { operation, operands, locals });
}

function asValue(operand: Operand): Value {
  if (operand instanceof Value) return operand;
  if (typeof operand === "number") return new Value(operand);
  throw expected("a number or a Value", operand, "write new Value(2)");
}
