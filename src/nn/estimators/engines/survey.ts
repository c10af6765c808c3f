import type { Reals } from "./matrix-product.ts";
import { wasm, whyNot } from "./wasm-kernels.ts";

/** From so many numbers on the kernels look through them, so many at a time. */
const MANY = 16_384;

/** Room for numbers that are looked through. */
let desk: number | undefined;

/** How many numbers are not 0; undefined if some are infinite or no numbers. */
export function survey(numbers: Reals): number | undefined {
  if (numbers.length < MANY || whyNot("plain") !== undefined) return plainSurvey(numbers);
  const kernels = wasm("plain", false);
  const single = numbers instanceof Float32Array;
  desk ??= kernels.reserve(MANY * 8);
  const room = kernels.reals(single, desk, MANY);
  let others = 0;
  for (let from = 0; from < numbers.length; from += MANY) {
    const some = Math.min(MANY, numbers.length - from);
    room.set(numbers.subarray(from, from + some));
    const found = (single ? kernels.single : kernels.double).survey(desk, some);
    if (found < 0) return undefined;
    others += found;
  }
  return others;
}

function plainSurvey(numbers: Reals): number | undefined {
  let others = 0;
  for (let i = 0; i < numbers.length; i++) {
    const value = numbers[i] as number;
    if (value === 0) continue;
    if (!Number.isFinite(value)) return undefined;
    others++;
  }
  return others;
}
