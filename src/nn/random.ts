import { expected } from "../errors.ts";

/**
 * Random numbers that are the same at every run: the generator sfc32 (C. Doty-Humphrey, PractRand), started from a
 * whole number. Everything random in this library takes its numbers from here, and no lesson depends on luck.
 * @throws {NnError} for a seed that is not a whole number of 0 … 2³² − 1.
 * @example
 * new Random(1).integer(100) === new Random(1).integer(100) // → true
 * new Random(7).shuffle([1, 2, 3]).length // → 3
 * new Random(3).clone().integer(6) === new Random(3).integer(6) // → true
 */
export class Random {
  private a: number;
  private b: number;
  private c: number;
  private counter = 1;

  constructor(seed: number) {
    if (!Number.isInteger(seed) || seed < 0 || seed > 0xffffffff) {
      throw expected("seed to be a whole number from 0 to 4294967295", seed, "write one, such as 1");
    }
    this.a = 0;
    this.b = 0;
    this.c = seed;
    // The first numbers still look like the seed.
    for (let i = 0; i < 12; i++) this.bits();
  }

  /** Another generator that goes on with the same numbers, whatever is drawn from this one. */
  clone(): Random {
    return Object.assign(new Random(0), this);
  }

  /** 32 random bits, as a whole number ≥ 0. */
  private bits(): number {
    const sum = (this.a + this.b + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = ((this.c << 21) | (this.c >>> 11)) + sum;
    return sum >>> 0;
  }

  /** A number from `low` (included) to `high` (not included); 0 to 1 if not said. @throws {NnError} for no finite bounds. */
  uniform(low = 0, high = 1): number {
    if (!(Number.isFinite(low) && Number.isFinite(high)))
      throw expected("finite bounds", [low, high], "write uniform(0, 1)");
    return low + ((high - low) * this.bits()) / 2 ** 32;
  }

  /** A whole number from 0 to `n` − 1. @throws {NnError} for an n that is no whole number from 1 to 2³². */
  integer(n: number): number {
    if (!Number.isInteger(n) || n < 1 || n > 2 ** 32)
      throw expected("n to be a whole number from 1 to 4294967296", n, "n numbers: 0 … n − 1");
    return Math.floor((n * this.bits()) / 2 ** 32);
  }

  /** A copy in random order, every order as likely as any other (Fisher and Yates). */
  shuffle<T>(items: readonly T[]): T[] {
    if (typeof items?.[Symbol.iterator] !== "function")
      throw expected("items to be an array", items, "write [1, 2, 3]");
    const deck = [...items];
    for (let i = deck.length - 1; i > 0; i--) {
      const j = this.integer(i + 1);
      [deck[i], deck[j]] = [deck[j] as T, deck[i] as T];
    }
    return deck;
  }

  /** A number from a normal distribution with this mean and standard deviation (Box and Muller 1958). */
  normal(mean = 0, deviation = 1): number {
    if (!(Number.isFinite(mean) && Number.isFinite(deviation) && deviation >= 0))
      throw expected("a finite mean and a deviation of at least 0", [mean, deviation], "write normal(0, 1)");
    // 1 − u is never 0, whose logarithm would be infinite.
    const length = Math.sqrt(-2 * Math.log(1 - this.uniform()));
    return mean + deviation * length * Math.cos(2 * Math.PI * this.uniform());
  }
}
