import { expected } from "../errors.ts";
import { Network } from "./network.ts";
import { checkFunction, checkInterval, checkNumber, checkWhole } from "./shapes.ts";

/** Where a function of one number is approximated: a compact domain, as the theorems ask for. */
export type Interval = readonly [number, number];

/** A broken line through a function: its value at the start, where it bends, and by how much its slope changes there. */
interface BrokenLine {
  first: number;
  bends: { at: number; change: number }[];
}

/** The broken line through `pieces` + 1 evenly spaced points of f. */
function brokenLine(f: (x: number) => number, interval: Interval, pieces: number): BrokenLine {
  checkFunction(f, "f", "Math.sin");
  const [low, high] = checkInterval(interval);
  checkWhole(pieces, "width");
  const step = (high - low) / pieces;
  const heights = Array.from({ length: pieces + 1 }, (_, k) =>
    checkNumber(f(low + k * step), `f at ${low + k * step}`),
  );
  let slope = 0;
  const bends = heights.slice(0, -1).map((height, k) => {
    const next = ((heights[k + 1] as number) - height) / step;
    const change = next - slope;
    slope = next;
    return { at: low + k * step, change };
  });
  return { first: heights[0] as number, bends };
}

/**
 * A network of one hidden layer that follows f, by construction: each ReLU neuron bends a straight line at one place,
 * and with enough of them the broken line comes as near to a continuous f as one likes. (The universal approximation
 * theorem of Cybenko 1989 and Leshno 1993, for one input; the lecture's slide. Its domain must be compact: here an
 * interval.) For a smooth f four times the accuracy takes twice the width.
 * @param width How many hidden neurons.
 * @throws {NnError} for an interval upside down, no width, or an f that is not finite on it.
 * @example
 * shallowApproximation(Math.sin, [0, Math.PI], 8).sizes // → [1, 8, 1]
 * largestError(shallowApproximation(Math.abs, [-1, 1], 2), Math.abs, [-1, 1]) // → 0
 */
export function shallowApproximation(f: (x: number) => number, interval: Interval, width: number): Network {
  const { first, bends } = brokenLine(f, interval, width);
  return new Network([
    { weights: bends.map(() => [1]), biases: bends.map(({ at }) => 0 - at), activation: "relu" },
    { weights: [bends.map(({ change }) => change)], biases: [first], activation: "identity" },
  ]);
}

/**
 * The same broken line by a deep and narrow network, four neurons wide, n + m + 2 for n = m = 1 (Kidger and Lyons 2020,
 * whose theorem this is for ReLU and one number in and out): one neuron hands the input on, one bends it, two collect
 * what has been added and what has been taken away. Each bend takes a layer instead of a neuron.
 * @param depth How many hidden layers; the line has one piece fewer.
 * @throws {NnError} for an interval upside down, a depth below 2, or an f that is not finite on it.
 * @example
 * deepApproximation(Math.sin, [0, Math.PI], 3).sizes // → [1, 4, 4, 4, 1]
 */
export function deepApproximation(f: (x: number) => number, interval: Interval, depth: number): Network {
  checkWhole(depth, "depth", 2);
  const { first, bends } = brokenLine(f, interval, depth - 1);
  const [low] = interval;
  // A neuron of each layer: [x − low, the bend of this layer, added so far, taken away so far], none of them negative.
  const offset = (k: number) => (bends[k] ? bends[k].at - low : 0);
  const hidden = bends.map(({ change }, k) => ({
    weights: [
      [1, 0, 0, 0],
      [1, 0, 0, 0],
      [0, Math.max(change, 0), 1, 0],
      [0, Math.max(-change, 0), 0, 1],
    ],
    biases: [0, 0 - offset(k + 1), 0, 0],
    activation: "relu" as const,
  }));
  return new Network([
    { weights: [[1], [1], [0], [0]], biases: [0 - low, 0 - low, 0, 0], activation: "relu" },
    ...hidden,
    { weights: [[0, 0, 1, -1]], biases: [first], activation: "identity" },
  ]);
}

/**
 * How far a network is from f at worst, at evenly spaced places of an interval.
 * @param places How many. Default 2001.
 * @throws {NnError} unless the network has one input, and f is finite at each place.
 * @example
 * const jump = (x: number) => (x < 0.5 ? 0 : 1);
 * largestError(shallowApproximation(jump, [0, 1], 501), jump, [0, 1]) > 0.49 // → true
 */
export function largestError(network: Network, f: (x: number) => number, interval: Interval, places = 2001): number {
  if (!(network instanceof Network) || network.sizes[0] !== 1)
    throw expected("a Network of one input", network, "make one by shallowApproximation");
  checkFunction(f, "f", "Math.sin");
  const [low, high] = checkInterval(interval);
  checkWhole(places, "places", 2);
  let worst = 0;
  for (let i = 0; i < places; i++) {
    const x = low + ((high - low) * i) / (places - 1);
    worst = Math.max(worst, Math.abs((network.output([x])[0] as number) - checkNumber(f(x), `f at ${x}`)));
  }
  return worst;
}
