import { display } from "../display.ts";

/** A line of a {@link Summary}. */
export interface SummaryRow {
  /** Such as "dense, tanh". */
  readonly layer: string;
  /** How many numbers a sample is after it. */
  readonly outputs: number;
  /** Weights and biases. */
  readonly parameters: number;
  /** Multiplications and additions of its sums for one sample; activation functions are not counted. */
  readonly flops: number;
}

const counted = (n: number) => n.toLocaleString("en");

/**
 * What a network is made of, layer by layer, with what it costs: shown as a table in a notebook.
 * @example
 * new Sequential([layers.dense(3), layers.dense(1)], { inputs: 2 }).summary().parameters // → 13
 */
export class Summary {
  readonly inputs: number;
  readonly rows: readonly SummaryRow[];

  constructor(inputs: number, rows: readonly SummaryRow[]) {
    this.inputs = inputs;
    this.rows = rows;
  }

  /** All weights and biases. */
  get parameters(): number {
    return this.rows.reduce((sum, { parameters }) => sum + parameters, 0);
  }

  /** Multiplications and additions to answer one sample, as `networkCost` counts them. */
  get forwardFlops(): number {
    return this.rows.reduce((sum, { flops }) => sum + flops, 0);
  }

  private get cells(): string[][] {
    return [
      ["layer", "outputs", "parameters", "FLOPs a sample"],
      ["input", counted(this.inputs), "0", "0"],
      ...this.rows.map(({ layer, outputs, parameters, flops }) => [
        layer,
        ...[outputs, parameters, flops].map(counted),
      ]),
      ["in all", "", counted(this.parameters), counted(this.forwardFlops)],
    ];
  }

  /** The table as text, its columns in line. */
  toString(): string {
    const { cells } = this;
    const widths = [0, 1, 2, 3].map((k) => Math.max(...cells.map((row) => (row[k] as string).length)));
    const line = (row: string[]) =>
      row
        .map((text, k) => (k === 0 ? text.padEnd(widths[k] as number) : text.padStart(widths[k] as number)))
        .join("  ");
    return cells.map((row) => line(row).trimEnd()).join("\n");
  }

  /** In a notebook it is shown as a table. */
  [display](): Record<string, string> {
    const [head = [], ...body] = this.cells.map((row) => `| ${row.join(" | ")} |`);
    return { "text/markdown": [head, "|---|---:|---:|---:|", ...body].join("\n"), "text/plain": String(this) };
  }
}
