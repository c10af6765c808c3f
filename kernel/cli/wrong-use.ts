import { KernelError } from "../errors.ts";

/** The command line was used wrongly: the exit code is 2, as shells and other tools have it. */
export class WrongUse extends KernelError {}
