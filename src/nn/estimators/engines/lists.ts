import type { Reals } from "./matrix-product.ts";
import { survey } from "./survey.ts";

/** From so many inputs, neurons in the first layer and samples on lists can pay. */
const LEAST = { inputs: 16, neurons: 16, samples: 8 } as const;
/** How many samples are looked at. */
const LOOKS = 16;
/** Up to which share of inputs that are not 0 they pay. */
const SHARE = 0.6;

/** Whether so many inputs are 0 that lists of the others make the first layer faster: a look at some of the samples. */
export function paysToList(X: Reals, rows: number, units: readonly number[]): boolean {
  const [inputs, neurons] = units as [number, number];
  if (inputs < LEAST.inputs || neurons < LEAST.neurons || rows < LEAST.samples) return false;
  const looks = Math.min(LOOKS, rows);
  let others = 0;
  for (let look = 0; look < looks; look++) {
    const start = Math.floor((look * rows) / looks) * inputs;
    others += countOthers(X.subarray(start, start + inputs));
  }
  return others <= SHARE * looks * inputs;
}

/** How many of the numbers, which are finite, are not 0. */
export const countOthers = (X: Reals): number => survey(X) as number;
