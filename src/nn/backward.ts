import { lookUp } from "../errors.ts";
import { display } from "./display.ts";
import { type ForwardValues, type Layered, type NetworkLayer, slopesOf } from "./layer.ts";
import { type Loss, type LossName, lossOf, sampleLoss } from "./losses.ts";
import { written } from "./notation.ts";
import type { Vector } from "./shapes.ts";

/** One line of the backward pass: what is computed, by which formula, and what comes out. */
export interface BackwardStep {
  /** Such as "dC/dz2". */
  readonly name: string;
  /** Such as "dC/da2 · da2/dz2". */
  readonly formula: string;
  readonly value: Vector | readonly Vector[];
}

/** $v^T M$: how the chain rule carries a row of derivatives through a matrix of them. */
function through(v: Vector, M: readonly Vector[]): number[] {
  return (M[0] as Vector).map((_, i) => M.reduce((sum, row, j) => sum + (v[j] as number) * (row[i] as number), 0));
}

const isMatrix = (value: Vector | readonly Vector[]): value is readonly Vector[] => Array.isArray(value[0]);

/**
 * Backpropagation of one sample, as on the slide: $\frac{dC}{da^L} · \frac{da^L}{dz^L} · \frac{dz^L}{da^{L-1}} ⋯$ down
 * to dC/dx, and at each layer the two that training needs, $dC/dW^l = δ^l (a^{l-1})^T$ and $dC/db^l = δ^l$ with
 * $δ^l = dC/dz^l$. (Rumelhart, Hinton and Williams 1986.)
 * @example
 * const pass = new Network([{ weights: [[2]], activation: "identity" }]).backward([3], [5]);
 * [pass.loss, pass.at("dC/da1"), pass.at("dC/dW1"), pass.at("dC/dx")] // → [0.5, [1], [[3]], [2]]
 */
export class Backward {
  /** $C(\hat y, y)$ */
  readonly loss: number;
  /** The forward values that it started from: x, z1, a1 … */
  readonly forward: ForwardValues;
  /** Every derivative in the order of its computation, from the loss backwards. */
  readonly steps: readonly BackwardStep[];

  constructor(network: Layered, x: Vector, y: Vector, name: LossName | Loss) {
    const { layers } = network;
    const cost = lossOf(name);
    this.forward = network.forward(x);
    const yHat = this.forward[`a${layers.length}`] as Vector;
    this.loss = sampleLoss(cost, yHat, y);
    const steps: BackwardStep[] = [];
    const add = <T extends Vector | readonly Vector[]>(of: string, formula: string, value: T): T => {
      steps.push({ name: of, formula, value });
      return value;
    };

    let dC_da = add(
      `dC/da${layers.length}`,
      cost.name,
      yHat.map((value, j) => cost.derivative(value, y[j] as number)),
    );
    for (let l = layers.length; l >= 1; l--) {
      const layer = layers[l - 1] as NetworkLayer;
      const input = l === 1 ? "x" : `a${l - 1}`;
      const before = this.forward[input] as Vector;
      const da_dz = add(
        `da${l}/dz${l}`,
        `${layer.activation.name}′(z${l})`,
        slopesOf(layer, this.forward[`z${l}`] as Vector),
      );
      const delta = add(
        `dC/dz${l}`,
        `dC/da${l} · da${l}/dz${l}`,
        isMatrix(da_dz) ? through(dC_da, da_dz) : dC_da.map((value, j) => value * (da_dz[j] as number)),
      );
      add(
        `dC/dW${l}`,
        `dC/dz${l} · ${input}ᵀ`,
        delta.map((value) => before.map((a) => value * a)),
      );
      add(`dC/db${l}`, `dC/dz${l}`, delta);
      const dz_da = add(`dz${l}/d${input}`, `W${l}`, layer.weights);
      dC_da = add(`dC/d${input}`, `dC/dz${l} · dz${l}/d${input}`, through(delta, dz_da));
    }
    this.steps = steps;
  }

  /**
   * The derivative of that name, such as "dC/dz1".
   * @throws {NnError} for a name that is not among the {@link steps}, with the nearest one.
   */
  at(name: string): Vector | readonly Vector[] {
    return lookUp(Object.fromEntries(this.steps.map((step) => [step.name, step.value])), name, "a derivative");
  }

  /** The steps as lines of text. */
  toString(): string {
    return this.steps.map(({ name, formula, value }) => `${name} = ${formula} = ${short(value)}`).join("\n");
  }

  /** In a notebook the pass is shown as a table of its steps. */
  [display](): Record<string, string> {
    const rows = this.steps.map(({ name, formula, value }) => `| ${name} | ${formula} | ${short(value)} |`);
    const table = ["| derivative | by the chain rule | value |", "|---|---|---|", ...rows].join("\n");
    return { "text/markdown": table, "text/plain": String(this) };
  }
}

/** A vector or matrix in brackets, its numbers to four digits. */
function short(value: Vector | readonly Vector[]): string {
  const vector = (row: Vector) => `[${row.map((entry) => written(entry)).join(", ")}]`;
  return isMatrix(value) ? `[${value.map(vector).join(", ")}]` : vector(value);
}
