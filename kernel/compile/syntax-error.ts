import { KernelError } from "../errors.ts";
import type { SyntaxFault } from "../scope/contract.ts";
import { tooDeep } from "../scope/nesting.ts";

/** Code that is no TypeScript. Every place at which it is not is in `faults`, as UTF-16 offsets into the user's text. */
export class CellSyntaxError extends KernelError {
  override name = "SyntaxError";
  readonly faults: readonly SyntaxFault[];

  constructor(faults: readonly SyntaxFault[]) {
    super(
      `expected TypeScript, got: ${faults.map((fault) => fault.message.replace(/\.$/, "")).join("; ")}. Correct the text and run again.`,
    );
    this.faults = faults;
  }
}

/**
 * Refuses code that nests too deep to be parsed.
 * @throws {CellSyntaxError}
 */
export function refuseDeep(source: string): void {
  const fault = tooDeep(source);
  if (fault) throw new CellSyntaxError([fault]);
}
