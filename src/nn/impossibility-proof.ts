import { expected } from "../errors.ts";
import { display } from "./display.ts";
import { linear, type Notation, plain, variable } from "./notation.ts";
import { separability } from "./separability.ts";
import type { Dataset, Vector } from "./shapes.ts";

/** One sample's part in a proof. */
export interface ProofLine {
  readonly x: Vector;
  readonly y: number;
  /** What the sample asks of the weights and the bias, such as "w₂ + b ≥ 0". */
  readonly inequality: string;
  /** How often it is taken. */
  readonly times: bigint;
}

/** What adds up to "0 > 0". */
export interface ImpossibilityProof {
  /** The inequalities that are needed; those of the other samples are not. */
  readonly lines: readonly ProofLine[];
  /** The proof as text, line by line. */
  toString(): string;
  [display](): Record<string, string>;
}

/**
 * The proof that no single threshold neuron has this table, written out: each sample is an inequality in the unknown
 * weights and the bias ($h ≥ 0$ where y is 1, $-h > 0$ where it is 0), and these, taken as often as
 * {@link separability} found and {@link contradicts} checked, add up to $0 > 0$.
 * @throws {NnError} where there is no such proof, because a neuron separates the classes.
 * @example
 * impossibilityProof(gates.XOR).lines.map(({ inequality }) => inequality) // → ["−b > 0", "w₂ + b ≥ 0", "w₁ + b ≥ 0", "−w₁ − w₂ − b > 0"]
 * impossibilityProof(gates.AND) // throws expected classes that no line separates
 */
export function impossibilityProof(data: Dataset): ImpossibilityProof {
  const answer = separability(data);
  if (answer.separable)
    throw expected("classes that no line separates", String(answer.neuron), "this neuron does; nothing is impossible");
  const lines = data.X.flatMap((x, i) => {
    const times = answer.multipliers[i] as bigint;
    const y = data.y[i] as number;
    return times === 0n ? [] : [{ x, y, inequality: inequality(x, y), times }];
  });
  const wanted = ({ x, y }: ProofLine) => `(${x.join(", ")}) wants ${y}`;
  const rows = lines.map((line) => `| ${wanted(line)} | ${line.inequality} | ${line.times} |`);
  const table = ["| sample | so | taken |", "|---|---|---|", ...rows, "| added up | **0 > 0** | |"].join("\n");
  const text = [
    ...lines.map((line) => `${wanted(line)}: ${line.inequality}${line.times === 1n ? "" : `, ${line.times} times`}`),
    "added up: 0 > 0",
  ].join("\n");
  return { lines, toString: () => text, [display]: () => ({ "text/markdown": table, "text/plain": text }) };
}

/** What a sample asks of the weights; a weight whose input is 0 does not matter to it. */
function inequality(x: Vector, y: number): string {
  const factors = [...x, 1].map((value) => (y === 1 ? value : -value));
  const names = [...x.map((_, i) => variable(i).replace("x", "w")), "b"];
  const kept = names.filter((_, i) => factors[i] !== 0);
  // Rounded, the lines would not quite cancel out.
  const notation: Notation = { ...plain, digits: 17, input: (i) => kept[i] as string };
  const sum = linear(
    factors.filter((factor) => factor !== 0),
    0,
    notation,
  );
  return `${sum} ${y === 1 ? "≥" : ">"} 0`;
}
