import { expected } from "../../errors.ts";
import { checkOptions } from "../options.ts";
import { Random } from "../random.ts";
import { checkAtLeast0, checkVector, checkWhole } from "../shapes.ts";

/** Samples in a plane with a class or a number for each. */
export interface PlaneData {
  X: [number, number][];
  y: number[];
}

/** How many samples, how far they stray, and where the random numbers start. */
export interface CloudOptions {
  /** Default 200. */
  samples?: number;
  /** From 0 (none, the default) up; what it means is said at each set. Playground's goes to 0.5. */
  noise?: number;
  /** Default 1. */
  seed?: number;
}

/** The names of {@link CloudOptions}. */
export const cloudOptions = ["samples", "noise", "seed"] as const;

/** Makes `samples` points by a formula that is told the place of each. */
function points(
  options: CloudOptions,
  one: (random: Random, i: number, n: number, noise: number) => { at: readonly [number, number]; y: number },
): PlaneData {
  const { samples = 200, noise = 0, seed = 1 } = checkOptions(options, cloudOptions);
  checkWhole(samples, "samples", 2);
  checkAtLeast0(noise, "noise");
  const random = new Random(seed);
  const all = Array.from({ length: samples }, (_, i) => one(random, i, samples, noise));
  return { X: all.map(({ at }) => [...at]), y: all.map(({ y }) => y) };
}

/**
 * A disc (class 1) inside a ring (class 0), radius 5; TensorFlow Playground's "circle". With noise a sample's class is
 * that of a place up to so many radii away, so that some near the gap are of the wrong one.
 * @example
 * circle({ samples: 4 }).y // → [1, 1, 0, 0]
 */
export function circle(options: CloudOptions = {}): PlaneData {
  return points(options, (random, i, n, noise) => {
    const inside = i < n / 2;
    const r = inside ? random.uniform(0, 2.5) : random.uniform(3.5, 5);
    const angle = random.uniform(0, 2 * Math.PI);
    const [x1, x2] = [r * Math.sin(angle), r * Math.cos(angle)];
    const stray = () => random.uniform(-5, 5) * noise;
    return { at: [x1, x2], y: Math.hypot(x1 + stray(), x2 + stray()) < 2.5 ? 1 : 0 };
  });
}

/**
 * Four squares like a chessboard: class 1 where both inputs have the same sign; Playground's "exclusive or" (which is
 * XNOR in this naming, as there). With noise a sample's class is that of a place up to so many times 5 away.
 * @example
 * chessboard({ samples: 50 }).X.every(([x1, x2]) => Math.abs(x1) >= 0.3 && Math.abs(x2) >= 0.3) // → true
 */
export function chessboard(options: CloudOptions = {}): PlaneData {
  return points(options, (random, _i, _n, noise) => {
    // A gap along the axes keeps the squares apart.
    const place = () => {
      const value = random.uniform(-5, 5);
      return value + (value > 0 ? 0.3 : -0.3);
    };
    const [x1, x2] = [place(), place()];
    const stray = () => random.uniform(-5, 5) * noise;
    return { at: [x1, x2], y: (x1 + stray()) * (x2 + stray()) >= 0 ? 1 : 0 };
  });
}

/**
 * Two normal clouds around (2, 2), class 1, and (−2, −2), class 0; Playground's "gauss". Noise from 0 to 0.5 widens
 * their variance from 0.5 to 4.
 * @example
 * gaussian({ samples: 4 }).y // → [1, 1, 0, 0]
 */
export function gaussian(options: CloudOptions = {}): PlaneData {
  return points(options, (random, i, n, noise) => {
    const y = i < n / 2 ? 1 : 0;
    const centre = y === 1 ? 2 : -2;
    const deviation = Math.sqrt(0.5 + 7 * noise);
    return { at: [random.normal(centre, deviation), random.normal(centre, deviation)], y };
  });
}

/**
 * Two arms wound into each other, 1.75 turns; Playground's "spiral", its hardest. Noise moves points by up to so much.
 * @example
 * spiral({ samples: 4 }).y // → [1, 1, 0, 0]
 */
export function spiral(options: CloudOptions = {}): PlaneData {
  return points(options, (random, i, n, noise) => {
    const half = n / 2;
    const y = i < half ? 1 : 0;
    const along = (i % Math.ceil(half)) / half;
    const angle = 1.75 * along * 2 * Math.PI + (y === 1 ? 0 : Math.PI);
    const stray = () => random.uniform(-1, 1) * noise;
    return { at: [5 * along * Math.sin(angle) + stray(), 5 * along * Math.cos(angle) + stray()], y };
  });
}

/**
 * For regression: y = (x₁ + x₂) / 10 rises evenly from −1.2 to 1.2 along the diagonal; Playground's "plane". With noise
 * y is that of a place up to so many times 6 away.
 * @example
 * plane().X.every(([x1, x2], i) => (x1 + x2) / 10 === plane().y[i]) // → true
 */
export function plane(options: CloudOptions = {}): PlaneData {
  return points(options, (random, _i, _n, noise) => {
    const [x1, x2] = [random.uniform(-6, 6), random.uniform(-6, 6)];
    const stray = () => (noise === 0 ? 0 : random.uniform(-6, 6) * noise);
    return { at: [x1, x2], y: (x1 + stray() + (x2 + stray())) / 10 };
  });
}

/**
 * Two half moons that grip into each other, the upper class 0, the lower class 1 (scikit-learn's make_moons). Noise is
 * the standard deviation of what is added to each input.
 * @example
 * moons({ samples: 4 }).y // → [0, 0, 1, 1]
 */
export function moons(options: CloudOptions = {}): PlaneData {
  return points(options, (random, i, n, noise) => {
    const half = Math.ceil(n / 2);
    const y = i < half ? 0 : 1;
    const count = y === 0 ? half : n - half;
    const angle = (Math.PI * (y === 0 ? i : i - half)) / Math.max(1, count - 1);
    const [x1, x2] = y === 0 ? [Math.cos(angle), Math.sin(angle)] : [1 - Math.cos(angle), 0.5 - Math.sin(angle)];
    return { at: [x1 + random.normal(0, noise), x2 + random.normal(0, noise)], y };
  });
}

const usualCentres: readonly (readonly [number, number])[] = [
  [-4, -4],
  [4, 0],
  [-2, 5],
];

/**
 * Round normal clouds, one a class, around the given centres.
 * @param centres Default (−4, −4), (4, 0) and (−2, 5).
 * @param noise The standard deviation of each cloud. Default 1.
 * @throws {NnError} for centres that are not pairs of numbers, or another option out of range.
 * @example
 * blobs({ samples: 6 }).y // → [0, 1, 2, 0, 1, 2]
 */
export function blobs(given: CloudOptions & { centres?: readonly (readonly [number, number])[] } = {}): PlaneData {
  checkOptions(given, ["centres", ...cloudOptions]);
  const { centres = usualCentres, noise = 1, ...options } = given;
  if (!Array.isArray(centres) || centres.length === 0)
    throw expected("centres to hold at least one pair of numbers", centres, "write [[0, 0], [3, 3]]");
  Array.from(centres, (centre, k) => checkVector(centre, `centres[${k}]`, 2));
  return points({ ...options, noise }, (random, i) => {
    const y = i % centres.length;
    const [x1, x2] = centres[y] as readonly [number, number];
    return { at: [random.normal(x1, noise), random.normal(x2, noise)], y };
  });
}
