import { KernelError } from "../errors.ts";
import type { SyntaxFault } from "../scope/contract.ts";

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
