/** How long others may wait at most, roughly, in milliseconds; their turn costs a small part of it. */
const TURN = 12;

/** Says when others' turn has come, mostly without a look at the clock, which takes as long as a small epoch. */
export class Pace {
  private calls = 0;
  private every = 1;
  private last = performance.now();

  isDue(): boolean {
    if (++this.calls < this.every) return false;
    const now = performance.now();
    const passed = now - this.last;
    const due = passed >= TURN;
    // Halfway to the next turn, and no more than twice as long as before, in case the first calls were quick by chance.
    const fitting = Math.floor((this.calls * TURN) / 4 / Math.max(passed, 0.01));
    this.every = Math.max(1, Math.min(fitting, 2 * this.every));
    this.calls = 0;
    if (due) this.last = now;
    return due;
  }
}

/** How many batches may be trained on in one go, so that even on a slow machine it takes a few milliseconds. */
export function batchesAtOnce(parameters: number, batch: number): number {
  const multiplications = 3 * parameters * batch;
  return Math.max(1, Math.floor(4e6 / multiplications));
}

/** Of Node, whose timers take a millisecond at least; pages do without. */
const atOnce = (globalThis as { setImmediate?: (what: () => void) => unknown }).setImmediate;

/** Lets everything that waits have its turn: timers, messages, interrupts. */
export function othersTurn(): Promise<void> {
  return new Promise((resolve) => (atOnce ?? setTimeout)(resolve));
}
