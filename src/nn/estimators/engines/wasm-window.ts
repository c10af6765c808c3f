import type { Samples } from "./engine.ts";
import type { Reals } from "./matrix-product.ts";
import type { Plan } from "./wasm-plan.ts";

/** How many words src/nn/wasm/network.ts gives samples. */
const WORDS = 4;
const ORDER = 3;

/** Room in the kernels' memory for some samples, row by row: all of them, or one part after another. */
export class Window {
  /** The address of what the kernels are told. */
  readonly samples: number;
  readonly rows: number;
  private readonly plan: Plan;
  private readonly columns: number;
  private readonly outputs: number;
  private readonly X: number;
  private readonly y: number;
  private readonly weights: number;
  private readonly order: number;
  private isArranged = false;

  /** @param targets Whether there is room for targets, weights and an order beside the inputs. */
  constructor(plan: Plan, rows: number, units: readonly number[], targets: boolean) {
    const size = plan.single ? 4 : 8;
    const room = (bytes: number) => (targets ? plan.take(bytes) : 0);
    this.plan = plan;
    this.rows = rows;
    this.columns = units[0] as number;
    this.outputs = units.at(-1) as number;
    this.X = plan.take(rows * this.columns * size);
    this.y = room(rows * this.outputs * size);
    this.weights = room(rows * size);
    this.order = room(rows * 4);
    this.samples = plan.take(WORDS * 4);
    plan.wasm.integers(this.samples, WORDS).set([this.X, 0, 0, 0]);
  }

  /** Brings over `rows` samples from the place `from` of the order on. */
  bring({ X, y, weights }: Samples, order: Int32Array | undefined, from: number, rows: number): void {
    this.copy(X, this.X, this.columns, order, from, rows);
    this.copy(y, this.y, this.outputs, order, from, rows);
    if (weights) this.copy(weights, this.weights, 1, order, from, rows);
    this.plan.wasm.integers(this.samples, WORDS).set([this.X, this.y, weights ? this.weights : 0, 0]);
  }

  /** Brings over `rows` rows of X from the row `from` on, to be answered. */
  bringInputs(X: Reals, from: number, rows: number): void {
    this.copy(X, this.X, this.columns, undefined, from, rows);
  }

  /** Has the samples that are all there taken in this order, or in their own. */
  arrange(order: Int32Array | undefined): void {
    if (!order && !this.isArranged) return;
    this.isArranged = order !== undefined;
    const words = this.plan.wasm.integers(this.samples, WORDS);
    words[ORDER] = order ? this.order : 0;
    if (order) this.plan.wasm.integers(this.order, order.length).set(order);
  }

  private copy(
    source: Reals,
    place: number,
    columns: number,
    order: Int32Array | undefined,
    from: number,
    rows: number,
  ): void {
    const { wasm, single } = this.plan;
    const target = wasm.reals(single, place, rows * columns);
    if (!order) {
      const all = from === 0 && source.length === target.length;
      target.set(all ? source : source.subarray(from * columns, (from + rows) * columns));
      return;
    }
    for (let i = 0, to = 0; i < rows; i++) {
      const start = (order[from + i] as number) * columns;
      for (let k = start; k < start + columns; k++, to++) target[to] = source[k] as number;
    }
  }
}
