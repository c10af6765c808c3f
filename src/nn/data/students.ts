import { checkOptions } from "../options.ts";
import { Random } from "../random.ts";
import { checkAtLeast0, checkWhole } from "../shapes.ts";
import type { NamedData } from "./published.ts";

/** How many students, how much luck there is, and where the random numbers start. */
export interface StudentsOptions {
  /** Default 300. */
  samples?: number;
  /** The standard deviation of what luck adds to the sum before it is compared with 3. Default 0.3. */
  luck?: number;
  /** Default 1. */
  seed?: number;
}

/**
 * Invented students with a known secret, to learn from and to spoil: each input is one of 0, 0.5, … 5, and class 1
 * (passed) is that $0.3 x_1 + 0.8 x_2 + 0.5 x_3$ plus some luck reaches 3. (The lecture's "Will I pass the Machine
 * Learning exam?", as data.)
 * @throws {NnError} unless there are at least 2 samples and luck is a number of at least 0.
 * @example
 * students().featureNames // → ["lectures", "exercises", "sleep"]
 * students({ samples: 500, luck: 0 }).X.every((x) => x.every((value) => value >= 0 && value <= 5)) // → true
 */
export function students(options: StudentsOptions = {}): NamedData {
  const { samples = 300, luck = 0.3, seed = 1 } = checkOptions(options, ["samples", "luck", "seed"]);
  checkWhole(samples, "samples", 2);
  checkAtLeast0(luck, "luck");
  const random = new Random(seed);
  const X = Array.from({ length: samples }, () => [0, 1, 2].map(() => random.integer(11) / 2));
  const y = X.map(([lectures, exercises, sleep]) => {
    const sum = 0.3 * (lectures as number) + 0.8 * (exercises as number) + 0.5 * (sleep as number);
    return sum + random.normal(0, luck) >= 3 ? 1 : 0;
  });
  return { X, y, featureNames: ["lectures", "exercises", "sleep"], targetNames: ["failed", "passed"] };
}
