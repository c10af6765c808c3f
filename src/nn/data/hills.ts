import { checkOptions } from "../options.ts";
import { Random } from "../random.ts";
import { checkAtLeast0, checkWhole } from "../shapes.ts";
import { type CloudOptions, cloudOptions, type PlaneData } from "./clouds.ts";

/** Where hills and hollows stand, and which way they go. */
const tops: readonly (readonly [x1: number, x2: number, sign: number])[] = [
  [-4, 2.5, 1],
  [0, 2.5, -1],
  [4, 2.5, 1],
  [-4, -2.5, -1],
  [0, -2.5, 1],
  [4, -2.5, -1],
];

/**
 * For regression: y rises to 1 on three hills, falls to −1 in three hollows between them, and is 0 elsewhere;
 * Playground's "multi-gaussian". With noise y is that of a place up to so many times 6 away.
 * @example
 * hills({ samples: 100 }).y.every((y) => Math.abs(y) <= 1) // → true
 */
export function hills(options: CloudOptions = {}): PlaneData {
  const { samples = 200, noise = 0, seed = 1 } = checkOptions(options, cloudOptions);
  checkWhole(samples, "samples", 2);
  checkAtLeast0(noise, "noise");
  const random = new Random(seed);
  const height = (x1: number, x2: number) => {
    const near = tops.map(([a, b, sign]) => sign * Math.max(0, 1 - Math.hypot(x1 - a, x2 - b) / 2));
    return near.reduce((best, one) => (Math.abs(one) > Math.abs(best) ? one : best), 0);
  };
  const all = Array.from({ length: samples }, () => {
    const [x1, x2] = [random.uniform(-6, 6), random.uniform(-6, 6)];
    const stray = () => random.uniform(-6, 6) * noise;
    return { at: [x1, x2] as [number, number], y: height(x1 + stray(), x2 + stray()) };
  });
  return { X: all.map(({ at }) => at), y: all.map(({ y }) => y) };
}
