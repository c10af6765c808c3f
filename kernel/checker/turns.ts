import { KernelError } from "../errors.ts";
import { ProcessLost } from "./rpc.ts";

/** Work that takes longer is given up, in milliseconds; so is help with typing. */
const longest = 30_000;
const longestAside = 10_000;

function asKernelError(error: unknown): KernelError {
  if (error instanceof KernelError) return error;
  return new KernelError(`expected TypeScript to answer, got: ${(error as Error).message}`, { cause: error });
}

/** A piece of work that can be given up before or while it is done. */
class Turn {
  /** Rejects when the work is given up; never resolves. */
  readonly ended: Promise<never>;
  readonly interruptible: boolean;
  reason: KernelError | undefined;
  under = false;
  #reject: (error: KernelError) => void = () => {};

  constructor(interruptible: boolean) {
    this.interruptible = interruptible;
    this.ended = new Promise((_, reject) => {
      this.#reject = reject;
    });
    this.ended.catch(() => {});
  }

  end(reason: KernelError): void {
    this.reason ??= reason;
    this.#reject(reason);
  }
}

/** Does one piece of work after the other, each bounded in time, and once more if the native process was lost. */
export class Turns {
  readonly #replace: () => void;
  readonly #turns = new Set<Turn>();
  #last: Promise<unknown> = Promise.resolve();

  /** `replace` ends the native process and starts another, which is what ends work under way. */
  constructor(replace: () => void) {
    this.#replace = replace;
  }

  /** Does work after all that was given before. Rejects with a KernelError. */
  take<T>(work: () => Promise<T>, { interruptible = false } = {}): Promise<T> {
    const turn = new Turn(interruptible);
    this.#turns.add(turn);
    const done = this.#last.then(() => this.#do(turn, work));
    this.#last = done.catch(() => {});
    return Promise.race([done, turn.ended]).finally(() => this.#turns.delete(turn));
  }

  /** Does work beside what else is under way. Rejects with a KernelError, also when it takes too long. */
  async aside<T>(work: () => Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        reject(
          new KernelError(`expected TypeScript to answer within ${longestAside / 1000} s, got nothing; try again`),
        );
        if (![...this.#turns].some((turn) => turn.under)) this.#replace();
      }, longestAside);
    });
    try {
      return await Promise.race([again(work), late]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Gives up all interruptible work, waiting or under way. */
  interrupt(reason: KernelError): void {
    for (const turn of this.#turns) if (turn.interruptible) this.#end(turn, reason);
  }

  async #do<T>(turn: Turn, work: () => Promise<T>): Promise<T> {
    if (turn.reason) throw turn.reason;
    turn.under = true;
    const late = `expected TypeScript to answer within ${longest / 1000} s, got nothing; simplify the cell's types`;
    const timer = setTimeout(() => this.#end(turn, new KernelError(late)), longest);
    try {
      return await Promise.race([again(work, turn), turn.ended]);
    } finally {
      clearTimeout(timer);
      turn.under = false;
    }
  }

  #end(turn: Turn, reason: KernelError): void {
    turn.end(reason);
    if (turn.under) this.#replace();
  }
}

/** Does work; once more in the fresh process if the native one was lost, unless it was given up. */
async function again<T>(work: () => Promise<T>, turn?: { reason: KernelError | undefined }): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (turn?.reason || !(error instanceof ProcessLost)) throw asKernelError(error);
  }
  try {
    return await work();
  } catch (error) {
    throw asKernelError(error);
  }
}
