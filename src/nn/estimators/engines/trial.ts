/** How many pieces of work are measured with one thread and with two before one is chosen, after one that is not. */
const MEASURED = 3;
/** After how many pieces that is done again. */
const AGAIN = { 1: 300, 2: 400 } as const;
/** How many times as long as one thread's piece one of two may take, a few times in a row. */
const SLOW = 1.2;
/** And how many times one of two may take that is being tried. */
const HOPELESS = 3;

/**
 * Tries whether a second thread makes work faster: the first pieces are done by one, the next by two (not in turns, lest
 * it falls asleep in between), and what was quicker goes on. That is tried again now and then, since other programs come
 * and go. Both compute the same bits.
 */
export class Trial {
  private ones: number[] = [];
  private twos: number[] = [];
  private left = 0;
  /** How long a piece takes one thread, and how many pieces in a row took two clearly longer. */
  private alone = 0;
  private slow = 0;
  private decided: 1 | 2 | undefined;

  /** How many threads are to do the next piece. */
  next(): 1 | 2 {
    if (this.decided && this.left-- <= 0) {
      this.decided = undefined;
      this.ones = [];
      this.twos = [];
    }
    return this.decided ?? (this.ones.length <= MEASURED ? 1 : 2);
  }

  /** Told how long a piece took, as time for each unit of work. */
  took(threads: 1 | 2, time: number): void {
    if (this.decided) {
      this.watch(threads, time);
      return;
    }
    if (threads === 1) {
      this.ones.push(time);
      this.alone = median(this.ones.slice(1));
      return;
    }
    this.twos.push(time);
    // Where the second thread has no processor, its pieces take many times as long.
    if (this.twos.length > 1 && time > HOPELESS * this.alone) this.decide(1);
    else if (this.twos.length > MEASURED) this.decide(median(this.twos.slice(1)) < this.alone ? 2 : 1);
  }

  /** Gives two threads up at once where other programs have come in between. */
  private watch(threads: 1 | 2, time: number): void {
    this.slow = threads === 2 && time > SLOW * this.alone ? this.slow + 1 : 0;
    if (this.slow >= MEASURED) this.decide(1);
  }

  private decide(threads: 1 | 2): void {
    this.decided = threads;
    this.left = AGAIN[threads];
    this.slow = 0;
  }
}

const median = (times: readonly number[]) => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] as number;
