import type { Samples } from "./engine.ts";
import type { Reals } from "./matrix-product.ts";
import type { Plan } from "./wasm-plan.ts";

/** How many words src/nn/wasm/network.ts gives samples. */
const WORDS = 6;
const ORDER = 3;
/** Which of them say where lists are. */
const LISTS = 4;

/** From so many numbers a row on it is copied as a whole. */
const WIDE = 64;

/** How many rows are brought over at a time where only lists of them are kept: so many that they are of this length. */
const STAGED = 1 << 18;

/** Room in the kernels' memory for some samples, row by row: all of them, or one part after another. */
export class Window {
  /** The address of what the kernels are told. */
  readonly samples: number;
  readonly rows: number;
  private readonly plan: Plan;
  private readonly columns: number;
  private readonly outputs: number;
  /** Room for rows of X: all, or if they are listed some at a time. */
  private X = 0;
  private staged = 0;
  private readonly y: number;
  private readonly weights: number;
  private readonly order: number;
  private isArranged = false;
  /** Where lists of the inputs that are not 0 are, once samples came that want them. */
  private lists: readonly [starts: number, entries: number] | undefined;

  /** @param targets Whether there is room for targets, weights and an order beside the inputs. */
  constructor(plan: Plan, rows: number, units: readonly number[], targets: boolean) {
    const size = plan.single ? 4 : 8;
    const room = (bytes: number) => (targets ? plan.take(bytes) : 0);
    this.plan = plan;
    this.rows = rows;
    this.columns = units[0] as number;
    this.outputs = units.at(-1) as number;
    this.y = room(rows * this.outputs * size);
    this.weights = room(rows * size);
    this.order = room(rows * 4);
    this.samples = plan.take(WORDS * 4);
    plan.wasm.integers(this.samples, WORDS).fill(0);
  }

  /**
   * Brings over `rows` samples from the place `from` of the order on.
   * @param most How many of their inputs are not 0, at most, where these few are to be listed.
   */
  bring(samples: Samples, order: Int32Array | undefined, from: number, rows: number, most: number | undefined): void {
    const { X, y, weights } = samples;
    this.bringInputs(X, order, from, rows, most);
    this.copy(y, this.y, this.outputs, order, from, rows);
    if (weights) this.copy(weights, this.weights, 1, order, from, rows);
    this.plan.wasm.integers(this.samples, LISTS).set([this.X, this.y, weights ? this.weights : 0, 0]);
  }

  /** Brings over `rows` rows of X from the place `from` of the order on, to be answered. */
  bringInputs(X: Reals, order: Int32Array | undefined, from: number, rows: number, most: number | undefined): void {
    const { wasm, single } = this.plan;
    const atOnce = most === undefined ? this.rows : Math.max(1, Math.floor(STAGED / this.columns));
    this.stage(Math.min(this.rows, atOnce));
    if (most !== undefined) this.lists ??= this.takeLists(most);
    const lists = most === undefined ? undefined : this.lists;
    wasm.integers(this.samples, WORDS).set([this.X, 0, 0, 0, ...(lists ?? [0, 0])]);
    if (!lists) {
      this.copy(X, this.X, this.columns, order, from, rows);
      return;
    }
    const { compress } = single ? wasm.single : wasm.double;
    for (let done = 0; done < rows; done += this.staged) {
      const some = Math.min(this.staged, rows - done);
      this.copy(X, this.X, this.columns, order, from + done, some);
      compress(this.samples, some, this.columns, done);
    }
  }

  /** Makes room for so many rows of X. */
  private stage(rows: number): void {
    if (this.staged >= rows) return;
    this.X = this.plan.take(rows * this.columns * (this.plan.single ? 4 : 8));
    this.staged = rows;
  }

  private takeLists(most: number): readonly [starts: number, entries: number] {
    const { plan } = this;
    plan.takeLists();
    // One more entry is written than there are.
    return [plan.take((this.rows + 1) * 4), plan.take((most + 1) * (plan.single ? 8 : 16))];
  }

  /** Has the samples that are all there taken in this order, or in their own; it is written down in `room`. */
  arrange(order: Int32Array | undefined, room = this.order): void {
    if (!order && !this.isArranged) return;
    this.isArranged = order !== undefined;
    const words = this.plan.wasm.integers(this.samples, WORDS);
    words[ORDER] = order ? room : 0;
    if (order) this.plan.wasm.integers(room, order.length).set(order);
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
    if (columns >= WIDE) {
      for (let i = 0; i < rows; i++) {
        const start = (order[from + i] as number) * columns;
        target.set(source.subarray(start, start + columns), i * columns);
      }
      return;
    }
    for (let i = 0, to = 0; i < rows; i++) {
      const start = (order[from + i] as number) * columns;
      for (let k = start; k < start + columns; k++, to++) target[to] = source[k] as number;
    }
  }
}
