import { compileCell } from "./cell.ts";
import { completeness } from "./completeness.ts";

const sample = `import { sep } from "node:path";
interface Sample { a: number }
const sample: Sample = { a: 1 };
function twice(a: number): number { return a * 2 }
for (var turn = 0; turn < 2; turn++) twice(sample.a);
turn`;

/**
 * Compiles a sample and throws it away: the first compilation takes 10 to 20 ms, the second 1 ms. To be called while
 * other processes start.
 */
export async function warmUp(): Promise<void> {
  completeness("if (1) {");
  for (let time = 0; time < 3; time++) await compileCell(sample, { run: 0, cell: 0, constants: new Set(["sep"]) });
}
