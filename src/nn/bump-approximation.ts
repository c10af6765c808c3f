import type { Interval } from "./approximation.ts";
import { Network } from "./network.ts";
import { checkOptions } from "./options.ts";
import { checkFunction, checkInterval, checkNumber, checkPositive, checkWhole } from "./shapes.ts";

/**
 * A network of one hidden layer of sigmoids that follows f by bumps, one beside the other, each as high as f in its
 * middle: two neurons a bump, one that steps up where it begins and one where it ends. (Nielsen 2015, chapter 4; the
 * idea behind the universal approximation theorem of Cybenko 1989.) The first and the last bump reach beyond the
 * interval, so that no half step is left at its ends.
 * @param bumps How many; the hidden layer has twice as many neurons.
 * @param steepness How steep the steps are, as the weight times the width of a bump. Default 40.
 * @throws {NnError} for an interval upside down, no bumps, or an f that is not finite on it.
 * @example
 * bumpApproximation(Math.sin, [0, Math.PI], 5).sizes // → [1, 10, 1]
 */
export function bumpApproximation(
  f: (x: number) => number,
  interval: Interval,
  bumps: number,
  options: { steepness?: number } = {},
): Network {
  checkFunction(f, "f", "Math.sin");
  const [low, high] = checkInterval(interval);
  const { steepness = 40 } = checkOptions(options, ["steepness"]);
  checkWhole(bumps, "bumps");
  const width = (high - low) / bumps;
  const weight = checkPositive(steepness, "steepness") / width;
  const edges = Array.from({ length: bumps + 1 }, (_, k) => low + k * width);
  edges[0] = low - width;
  edges[bumps] = high + width;
  const heights = Array.from({ length: bumps }, (_, k) => {
    const middle = low + (k + 0.5) * width;
    return checkNumber(f(middle), `f at ${middle}`);
  });
  const steps = heights.flatMap((_, k) => [edges[k] as number, edges[k + 1] as number]);
  return new Network([
    { weights: steps.map(() => [weight]), biases: steps.map((at) => -weight * at), activation: "sigmoid" },
    { weights: [heights.flatMap((height) => [height, -height])], activation: "identity" },
  ]);
}
